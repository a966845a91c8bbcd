"""Whether one way of learning is better than another, or was only lucky on a few photos."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from siamdesk.fewshot.heads.base import IntArray

LEVEL = 0.05
FEWEST_MISTAKES = 5
"""Of the parts judged, so many must be wrong before: mending fewer could be luck (0.5⁴ > 0.05)."""


def mistakes(right: NDArray[np.bool_], parts: IntArray) -> int:
    """How many parts [m] have a photo that was not named right [m]."""
    return len(np.unique(parts[~right]))


def is_credible_gain(before: NDArray[np.bool_], after: NDArray[np.bool_], parts: IntArray) -> bool:
    """Whether what is right after, but was not before, outweighs the opposite beyond chance.

    Args:
        before: [m], which photos were named right.
        after: [m], the same photos, the other way.
        parts: [m], numbers of the parts shown; photos of one part count once.

    One-sided sign test at `LEVEL` on the parts that differ: Dixon and Mood, "The statistical sign
    test", 1946.

    """
    change = np.bincount(parts, weights=after.astype(float) - before.astype(float))
    better, worse = int((change > 0).sum()), int((change < 0).sum())
    if better + worse == 0:
        return False
    return bool(binomtest(better, better + worse, alternative="greater").pvalue < LEVEL)
