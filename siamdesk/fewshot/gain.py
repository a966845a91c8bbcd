"""Whether one way of learning is enough better than another to be taken in its place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heads.base import IntArray

LEAST_GAIN = 0.05
"""By how much of itself log loss must fall (docs/decisions/0008)."""
FEWEST_MISTAKES = 3
"""Of the parts judged, so many must be wrong before: with fewer there is hardly a gain to find."""


def mistakes(right: NDArray[np.bool_], parts: IntArray) -> int:
    """How many parts [m] have a photo that was not named right [m]."""
    return len(np.unique(parts[~right]))


def is_worthwhile(before: float, after: float) -> bool:
    """Whether log loss, not negative, has fallen by so much that the change is worth its cost.

    Log loss and not the count of mistakes: of a few dozen photos only a few change sides, while all
    of them become more or less likely. And by how much, not how surely: a change means that every
    photo must be embedded anew, which nothing small is worth.
    """
    return after < (1.0 - LEAST_GAIN) * before
