"""Rank the photos of a project with a fitted model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.messages import RankingTable
from siamdesk.fewshot.calibration import probabilities
from siamdesk.fewshot.model import FewShotModel
from siamdesk.fewshot.unknown import THRESHOLD

MOST_GUESSES = 9
"""Guesses kept per photo: as many as there are number keys."""

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model with the ids that its rows and classes have in the project."""

    model: FewShotModel
    class_ids: IntArray
    """[C]"""
    example_ids: IntArray
    """[n], photo ids of the model's examples"""
    revision: int


def rank(fitted: Fitted, photo_ids: IntArray, G: FloatArray) -> RankingTable:
    """Rank photos without a class: ids [m] and embeddings [m, d]."""
    nearest = fitted.model.nearest(G)
    p = fitted.model.probabilities(G)
    return _table(fitted, photo_ids, p, nearest.rows, nearest.similarities, G)


def rank_examples(fitted: Fitted) -> RankingTable:
    """Rank the examples themselves, as if each had not been seen.

    Probabilities are out of fold where an example could be left out, and its nearest example is
    another one wherever its class has another.
    """
    model = fitted.model
    p = model.probabilities(model.examples)
    p[model.held_out.examples] = probabilities(model.held_out.scores, model.temperature)
    cosines = model.examples @ model.examples.T
    np.fill_diagonal(cosines, -2.0)
    rows = np.empty(p.shape, dtype=np.int64)
    for c in range(len(model.classes)):
        members = np.flatnonzero(model.labels == c)
        rows[:, c] = members[cosines[:, members].argmax(axis=1)]
    similarities = np.einsum("nd,ncd->nc", model.examples, model.examples[rows])
    return _table(fitted, fitted.example_ids, p, rows, similarities, model.examples)


def _table(
    fitted: Fitted,
    photo_ids: IntArray,
    p: FloatArray,
    nearest: IntArray,
    similarities: FloatArray,
    G: FloatArray,
) -> RankingTable:
    order = np.argsort(-p, axis=1, kind="stable")[:, :MOST_GUESSES]
    unknown = fitted.model.unknown
    return RankingTable(
        photo_ids=photo_ids,
        class_ids=fitted.class_ids[order],
        probabilities=np.take_along_axis(p, order, axis=1),
        similarities=np.take_along_axis(similarities, order, axis=1).astype(np.float32),
        example_ids=fitted.example_ids[np.take_along_axis(nearest, order, axis=1)],
        unknown=unknown.score(G),
        unknown_threshold=THRESHOLD if unknown.has_verdict else None,
    )
