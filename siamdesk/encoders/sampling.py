"""Which photos, in which view, make one batch of Siamese fine-tuning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FILL = 4
"""Photos of a class in a batch, if there must be fewer classes for it."""


def one_view_batch(
    labels: NDArray[np.int64], *, views: int, size: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], int]:
    """Draw different photos, equally many of each class as far as it has them, and one view of all.

    Photos are compared turn with turn (docs/decisions/0007), so they are tuned that way too: two
    turns of one photo never meet in a batch, where they would be taken for a pair of a class and
    teach the encoder not to see how a photo lies (docs/decisions/0008).

    Returns rows of `labels` `[m]`, each at most once, with m at most `size`, and the view, in
    `[0, views)`. There are two classes or more in a batch if there are any.
    """
    classes, counts = np.unique(labels, return_counts=True)
    fill = min(_FILL, int(counts.max()))
    chosen = min(len(classes), max(2, size // fill))
    each = size // chosen
    rows = [
        rng.choice(members, min(each, len(members)), replace=False)
        for class_ in rng.choice(classes, chosen, replace=False)
        for members in [np.flatnonzero(labels == class_)]
    ]
    return np.concatenate(rows), int(rng.integers(views))
