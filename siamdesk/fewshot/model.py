"""The few-shot model: what a handful of examples teaches, ready to rank new photos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import NotEnoughExamplesError
from siamdesk.fewshot.calibration import fit_temperature, probabilities
from siamdesk.fewshot.conformal import ConformalSets
from siamdesk.fewshot.evaluation import Evaluation, evaluate
from siamdesk.fewshot.heads.base import FloatArray, IntArray, LinearHead
from siamdesk.fewshot.heads.ridge import gram_matrix, solve_ridge
from siamdesk.fewshot.honest import OutOfFold, UnseenScores, out_of_fold, with_unseen
from siamdesk.fewshot.space import EmbeddingSpace
from siamdesk.fewshot.unknown import UnknownScorer, fit_unknown


@dataclass(frozen=True, slots=True)
class NearestExamples:
    """For n photos, the nearest example of every class."""

    rows: NDArray[np.int64]
    """[n, C], rows of the examples"""
    similarities: FloatArray
    """[n, C], cosines"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What n photos have in common with everything that was learnt."""

    scores: FloatArray
    """[n, C], of the head"""
    similarities: FloatArray
    """[n], cosines to the nearest class centroid"""
    cosines: FloatArray
    """[n, k], to the examples"""


@dataclass(frozen=True, slots=True)
class FewShotModel:
    """A fitted head with its space, calibration, unknown score and examples."""

    classes: tuple[str, ...]
    space: EmbeddingSpace
    head: LinearHead
    temperature: float
    unknown: UnknownScorer
    examples: FloatArray
    """[n, d], embeddings of the examples"""
    labels: IntArray
    """[n], indices into `classes`"""
    held_out: OutOfFold

    def probabilities(self, G: FloatArray) -> FloatArray:
        """Calibrated class probabilities: [n, d] embeddings to [n, C] float32."""
        return probabilities(self.head.scores(G), self.temperature)

    def sets(self, G: FloatArray, *, coverage: float = 0.9) -> NDArray[np.bool_]:
        """Which classes [n, C] can't be ruled out for embeddings [n, d] (`ConformalSets`)."""
        held_out = self.held_out
        known = probabilities(held_out.scores, self.temperature)
        fitted = ConformalSets.fit(known, held_out.labels, held_out.parts)
        return fitted.sets(self.probabilities(G), coverage=coverage)

    def nearest(self, G: FloatArray) -> NearestExamples:
        """The nearest example of every class for embeddings [n, d]."""
        return self.nearest_by(G @ self.examples.T)

    def nearest_by(self, cosines: FloatArray) -> NearestExamples:
        """The nearest example of every class by the cosines [n, k] to the examples."""
        rows = np.empty((len(cosines), len(self.classes)), dtype=np.int64)
        for c in range(len(self.classes)):
            members = np.flatnonzero(self.labels == c)
            rows[:, c] = members[cosines[:, members].argmax(axis=1)]
        return NearestExamples(rows, np.take_along_axis(cosines, rows, axis=1))

    def compare(self, batches: Iterable[FloatArray]) -> Comparison:
        """All that a ranking needs, for batches of embeddings [m, d] that make n photos together.

        An inbox is long and each of its embeddings is, so they are read once, in one product with
        the head, the centroids and the examples side by side, and need not all be in memory.
        """
        n_classes = len(self.classes)
        everything = np.concatenate(
            [self.head.weights.T, self.unknown.centroids, self.examples], dtype=np.float32
        )
        nothing = np.empty((0, len(everything)), dtype=np.float32)
        found = np.concatenate([nothing, *(G @ everything.T for G in batches)])
        scores, to_centroids, cosines = np.split(found, [n_classes, 2 * n_classes], axis=1)
        return Comparison(scores + self.head.bias, to_centroids.max(axis=1), cosines)

    def evaluation(self) -> Evaluation | None:
        """The honest score, from out-of-fold guesses; None when no class has two examples."""
        if len(self.held_out.labels) == 0:
            return None
        p = probabilities(self.held_out.scores, self.temperature)
        return evaluate(p, self.held_out.labels, self.classes, self.held_out.parts)


def fit_model(
    pooled: Sequence[FloatArray],
    labels: IntArray,
    classes: Sequence[str],
    *,
    roots: Sequence[bool],
    groups: Sequence[str | None] | None = None,
    others: Sequence[NDArray[np.float64]] | None = None,
    unseen: UnseenScores | None = None,
    turns: int = 1,
) -> FewShotModel:
    """Fit a model in closed form; milliseconds.

    Args:
        pooled: per encoder the pooled features of the examples, [n, d_e] float32.
        labels: [n] indices into `classes`; every class has at least one example.
        classes: the class names.
        roots: per encoder, whether its features get a square root (`EmbeddingSpace`).
        groups: per example the part that it shows, or None; a group is never split by a fold.
        others: per encoder the mean [d_e] of photos without a class (`mean_features`); it helps
            centring.
        turns: how many turns of a photo the features stand for (`EmbeddingSpace`).
        unseen: with an encoder that was tuned on examples, their scores by encoders that were not.

    Raises:
        NotEnoughExamplesError: fewer than two classes.

    """
    if len(classes) < 2:
        raise NotEnoughExamplesError(
            "Learning needs examples of at least two classes. Add a photo to another class."
        )
    space = EmbeddingSpace.fit(pooled, roots, others=others, turns=turns)
    G = space.embed(pooled)
    gram = gram_matrix(G)
    held_out = out_of_fold(gram, labels, len(classes), groups=groups)
    if unseen is not None:
        held_out = with_unseen(held_out, unseen)
    return FewShotModel(
        classes=tuple(classes),
        space=space,
        head=solve_ridge(gram, G, labels, len(classes)),
        temperature=fit_temperature(held_out.scores, held_out.labels, held_out.parts),
        unknown=fit_unknown(G, labels, len(classes), held_out.similarities, parts=held_out.parts),
        examples=G,
        labels=labels,
        held_out=held_out,
    )
