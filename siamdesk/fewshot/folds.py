"""Leave one per class out (LOPCO): folds for an honest score from a handful of examples."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siamdesk.fewshot.heads.base import IntArray

MAX_FOLDS = 20


def lopco_folds(
    labels: IntArray,
    groups: Sequence[str | None] | None = None,
    *,
    max_folds: int = MAX_FOLDS,
    span: int = 1,
) -> list[IntArray]:
    """Indices that each fold leaves out: one group of every class that has at least two.

    Leaving out one example of *every* class keeps the classes in balance; leaving out a single
    example favours all classes but its own and is far too pessimistic. A class with fewer groups
    than folds takes turns, so each of its groups is left out several times; a class with more has
    several groups left out at a time. A class with a single group is never left out: it can't be
    assessed. No group is ever split. No folds if no class has two groups.

    With a `span` of 2 a fold leaves out what two neighbouring folds would, but for one group of
    each class at least.
    """
    per_class = [
        _groups_of(np.flatnonzero(labels == c), groups) for c in range(int(labels.max()) + 1)
    ]
    per_class = [members for members in per_class if len(members) > 1]
    if not per_class:
        return []
    n_folds = min(max(len(members) for members in per_class), max_folds)
    return [
        np.sort(np.concatenate([_left_out(members, fold, n_folds, span) for members in per_class]))
        for fold in range(n_folds)
    ]


def _groups_of(indices: IntArray, groups: Sequence[str | None] | None) -> list[IntArray]:
    """Split the examples of one class into groups; without a group each is one of its own."""
    members: dict[object, list[int]] = {}
    for index in indices.tolist():
        group = groups[index] if groups is not None else None
        members.setdefault(index if group is None else group, []).append(index)
    return [np.asarray(found, dtype=np.int64) for found in members.values()]


def _left_out(members: list[IntArray], fold: int, n_folds: int, span: int) -> IntArray:
    if len(members) <= n_folds:
        turns = range(fold, fold + min(span, len(members) - 1))
        return np.concatenate([members[turn % len(members)] for turn in turns])
    taken = [i for i in range(len(members)) if (i - fold) % n_folds < span]
    return np.concatenate([members[i] for i in taken])
