"""Out-of-fold scores: every example judged by a head that has not seen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.heads.base import FloatArray, IntArray, one_hot
from siamdesk.fewshot.heads.ridge import solve_dual
from siamdesk.fewshot.unknown import LEAST_LENGTH


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
    gram: NDArray[np.float64],
    labels: IntArray,
    n_classes: int,
    *,
    groups: Sequence[str | None] | None = None,
) -> OutOfFold:
    """Score examples by leave one per class out (`siamdesk.fewshot.folds`), with a ridge head.

    Their inner products [n, n] (`gram_matrix`) are all that it takes: a fold leaves out rows and
    columns, so no fold touches the embeddings, which are far longer.
    """
    scores = np.zeros((len(gram), n_classes))
    similarities = np.zeros(len(gram))
    times = np.zeros(len(gram), dtype=np.int64)
    for left_out in lopco_folds(labels, groups):
        kept = np.delete(np.arange(len(gram)), left_out)
        among, across = gram[np.ix_(kept, kept)], gram[np.ix_(left_out, kept)]
        dual, bias = solve_dual(among, labels[kept], n_classes)
        scores[left_out] += across @ dual + bias
        similarities[left_out] += _to_nearest_centroid(among, across, labels[kept], n_classes)
        times[left_out] += 1
    examples = np.flatnonzero(times)
    return OutOfFold(
        examples=examples,
        labels=labels[examples],
        scores=np.asarray(scores[examples] / times[examples, None], dtype=np.float32),
        similarities=np.asarray(similarities[examples] / times[examples], dtype=np.float32),
        parts=part_numbers(len(gram), groups)[examples],
    )


def _to_nearest_centroid(
    among: NDArray[np.float64], across: NDArray[np.float64], labels: IntArray, n_classes: int
) -> NDArray[np.float64]:
    """Cosines [m] of photos to the nearest class centroid of n examples.

    From the inner products of the examples [n, n] and of the photos with them [m, n].
    """
    members = one_hot(labels, n_classes)
    squares = np.sum(members * (among @ members), axis=0)
    lengths = np.sqrt(np.maximum(squares, LEAST_LENGTH**2))
    return np.asarray((across @ members / lengths).max(axis=1))
