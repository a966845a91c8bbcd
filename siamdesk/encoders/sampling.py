"""Which photos, in which view, make one batch of Siamese fine-tuning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_AT_LEAST = 4
"""Photos of a class in a batch, if there must be fewer classes for it."""


def balanced_batch(
    labels: NDArray[np.int64], *, views: int, size: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw a batch with equally many photos of each of its classes, so that all have companions.

    Returns rows of `labels` and views in `[0, views)`, each `[m]` with m at most `size`, the same
    for all batches of the same classes. A photo comes twice in the same view only when its class
    has no more to offer.
    """
    classes = np.unique(labels)
    chosen = min(len(classes), max(2, size // _AT_LEAST))
    each = size // chosen
    rows, which = [], []
    for class_ in rng.choice(classes, chosen, replace=False):
        members = np.flatnonzero(labels == class_)
        choices = len(members) * views
        drawn = rng.choice(choices, each, replace=choices < each)
        rows.append(members[drawn // views])
        which.append(drawn % views)
    return np.concatenate(rows), np.concatenate(which)
