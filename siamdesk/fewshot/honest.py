"""Out-of-fold scores: every example judged by a head that has not seen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.heads.base import FitHead, FloatArray, IntArray
from siamdesk.fewshot.heads.ridge import fit_ridge
from siamdesk.fewshot.unknown import class_centroids


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Scores of the m examples that could be left out, each averaged over its folds."""

    examples: IntArray
    """[m], rows of the examples that were scored"""
    labels: IntArray
    """[m], their classes"""
    scores: FloatArray
    """[m, C]"""
    similarities: FloatArray
    """[m], cosine to the nearest class centroid of the rest"""
    parts: IntArray
    """[m], numbers of the physical parts that they show; photos of one group have one number"""


@dataclass(frozen=True, slots=True)
class UnseenScores:
    """Scores of some examples by encoders that were tuned without them.

    An encoder that was tuned on an example has pulled it to its class, so leaving it out of the
    head alone flatters it. These take the place of such scores.
    """

    examples: IntArray
    """[k], rows of the examples"""
    classes: IntArray
    """[j], the classes that there were at the time"""
    scores: FloatArray
    """[k, j]"""
    similarities: FloatArray
    """[k]"""


def part_numbers(n: int, groups: Sequence[str | None] | None) -> IntArray:
    """Number the parts that n photos show: one number for a group, one for each photo without."""
    names = [i if groups is None or groups[i] is None else str(groups[i]) for i in range(n)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def with_unseen(found: OutOfFold, unseen: UnseenScores) -> OutOfFold:
    """`found` with the scores that `unseen` has for the same examples and classes."""
    place = {int(example): row for row, example in enumerate(found.examples)}
    rows = [i for i, example in enumerate(unseen.examples) if int(example) in place]
    targets = np.array([place[int(unseen.examples[i])] for i in rows], dtype=np.int64)
    scores, similarities = found.scores.copy(), found.similarities.copy()
    scores[np.ix_(targets, unseen.classes)] = unseen.scores[rows]
    similarities[targets] = unseen.similarities[rows]
    return replace(found, scores=scores, similarities=similarities)


def out_of_fold(
    G: FloatArray,
    labels: IntArray,
    n_classes: int,
    *,
    groups: Sequence[str | None] | None = None,
    fit: FitHead = fit_ridge,
) -> OutOfFold:
    """Score embeddings [n, d] by leave one per class out (`siamdesk.fewshot.folds`)."""
    scores = np.zeros((len(G), n_classes))
    similarities = np.zeros(len(G))
    times = np.zeros(len(G), dtype=np.int64)
    for left_out in lopco_folds(labels, groups):
        kept = np.setdiff1d(np.arange(len(G)), left_out)
        scores[left_out] += fit(G[kept], labels[kept], n_classes).scores(G[left_out])
        centroids = class_centroids(G[kept], labels[kept], n_classes)
        similarities[left_out] += (G[left_out] @ centroids.T).max(axis=1)
        times[left_out] += 1
    examples = np.flatnonzero(times)
    return OutOfFold(
        examples=examples,
        labels=labels[examples],
        scores=np.asarray(scores[examples] / times[examples, None], dtype=np.float32),
        similarities=np.asarray(similarities[examples] / times[examples], dtype=np.float32),
        parts=part_numbers(len(G), groups)[examples],
    )
