"""Leave one per class out (LOPCO): folds for an honest score from a handful of examples."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siamdesk.fewshot.heads.base import IntArray

MAX_FOLDS = 20


def lopco_folds(
    labels: IntArray, groups: Sequence[str | None] | None = None, *, max_folds: int = MAX_FOLDS
) -> list[IntArray]:
    """Indices that each fold leaves out: one group of every class that has at least two.

    Leaving out one example of *every* class keeps the classes in balance; leaving out a single
    example favours all classes but its own and is far too pessimistic. A class with fewer groups
    than folds takes turns, so each of its groups is left out several times; a class with more has
    several groups left out at a time. A class with a single group is never left out: it can't be
    assessed. No group is ever split. No folds if no class has two groups.
    """
    per_class = [
        _groups_of(np.flatnonzero(labels == c), groups) for c in range(int(labels.max()) + 1)
    ]
    per_class = [members for members in per_class if len(members) > 1]
    if not per_class:
        return []
    n_folds = min(max(len(members) for members in per_class), max_folds)
    return [
        np.sort(np.concatenate([_left_out(members, fold, n_folds) for members in per_class]))
        for fold in range(n_folds)
    ]


def _groups_of(indices: IntArray, groups: Sequence[str | None] | None) -> list[IntArray]:
    """Split the examples of one class into groups; without a group each is one of its own."""
    members: dict[object, list[int]] = {}
    for index in indices.tolist():
        group = groups[index] if groups is not None else None
        members.setdefault(index if group is None else group, []).append(index)
    return [np.asarray(found, dtype=np.int64) for found in members.values()]


def _left_out(members: list[IntArray], fold: int, n_folds: int) -> IntArray:
    if len(members) <= n_folds:
        return members[fold % len(members)]
    return np.concatenate(members[fold::n_folds])
