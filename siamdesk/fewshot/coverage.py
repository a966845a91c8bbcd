"""How often conformal sets held the true class, on photos that did not shape them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.conformal import COVERAGE, ConformalSets
from siamdesk.figures.curves import Coverage
from siamdesk.figures.judged import JudgedPhotos
from siamdesk.figures.shares import Share, wilson_interval

LEVELS = (0.8, COVERAGE, 0.95)


def coverage(
    photos: JudgedPhotos,
    fitted: ConformalSets | None = None,
    *,
    levels: Sequence[float] = LEVELS,
) -> tuple[Coverage, ...]:
    """What sets of each promised coverage held.

    `fitted` were shaped by other photos. Without them the photos shape their own: those of each
    part get the sets that the other parts shape, so that none is judged by itself.
    """
    return tuple(_coverage(photos, fitted, level) for level in levels)


def _coverage(photos: JudgedPhotos, fitted: ConformalSets | None, level: float) -> Coverage:
    p, labels = photos.probabilities, photos.labels
    if fitted is not None:
        inside = fitted.sets(p, coverage=level)
        is_possible = fitted.limit(level) < 1.0
    else:
        inside, is_possible = _sets_without_own_part(photos, level)
    sizes = inside.sum(axis=1)
    held = float(inside[np.arange(len(labels)), labels].mean())
    parts = len(np.unique(photos.parts))
    return Coverage(
        promised=level,
        held=Share(held, *wilson_interval(held * parts, parts)),
        mean_size=float(sizes.mean()),
        single=float((sizes == 1).mean()),
        is_possible=is_possible,
    )


def _sets_without_own_part(photos: JudgedPhotos, level: float) -> tuple[NDArray[np.bool_], bool]:
    """Sets [n, C], and whether any of them could be smaller than all classes."""
    p, parts = photos.probabilities, photos.parts
    every = ConformalSets.fit(p, photos.labels, parts)
    # In the order of `every`: sorting anew for each part would take seconds for thousands of them.
    misfits = 1.0 - p[np.arange(len(p)), photos.labels].astype(np.float64)
    sorted_parts = parts[np.argsort(misfits, kind="stable")]
    inside = np.ones(p.shape, dtype=np.bool_)
    is_possible = False
    for part in np.unique(parts):
        own, rest = parts == part, sorted_parts != part
        others = ConformalSets(every.misfits[rest], every.weights[rest])
        inside[own] = others.sets(p[own], coverage=level)
        is_possible |= others.limit(level) < 1.0
    return inside, is_possible
