"""Rank the photos of a project with a fitted model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.embedder import Embedder
from siamdesk.engine.ranking_table import RankingTable
from siamdesk.fewshot.calibration import probabilities
from siamdesk.fewshot.model import FewShotModel, NearestExamples
from siamdesk.fewshot.suggestions import doubt, suspects, usefulness
from siamdesk.fewshot.unknown import THRESHOLD
from siamdesk.project.values import ModelVersion

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
    embedder: Embedder
    """What the examples were embedded with; other photos must be embedded with the same."""
    version: ModelVersion | None
    """The tuned encoder among them; None when all are pretrained."""
    revision: int


def rank(
    fitted: Fitted,
    photo_ids: IntArray,
    looks: Sequence[str],
    *,
    most: int | None = MOST_GUESSES,
) -> RankingTable:
    """Rank photos [m] whose features the model's embedder has; `most` None keeps all guesses."""
    return rank_model(
        fitted.model,
        fitted.embedder.batches(looks),
        photo_ids,
        class_ids=fitted.class_ids,
        example_ids=fitted.example_ids,
        most=most,
    )


def rank_model(
    model: FewShotModel,
    batches: Iterable[Sequence[FloatArray]],
    photo_ids: IntArray,
    *,
    class_ids: IntArray,
    example_ids: IntArray,
    most: int | None = MOST_GUESSES,
) -> RankingTable:
    """Rank photos [m] by what the encoders say of them, per encoder [b, d_e] in each batch."""
    found = model.compare(map(model.space.embed, batches))
    p = probabilities(found.scores, model.temperature)
    order = np.argsort(-p, axis=1, kind="stable")[:, :most]
    nearest = model.nearest_by(found.cosines)
    unknown = model.unknown.score_of(found.similarities)
    examples = np.bincount(model.labels, minlength=p.shape[1])
    useful = usefulness(nearest.similarities, p, examples)
    ids = (photo_ids, class_ids, example_ids)
    return _table(model, ids, p, order, nearest, unknown, useful)


def rank_examples(fitted: Fitted) -> RankingTable:
    """Rank the examples themselves, as if each had not been seen.

    Probabilities and unknown scores are out of fold where an example could be left out, and its
    nearest example is another one wherever its class has another.
    """
    model = fitted.model
    found = model.compare([model.examples])
    p = probabilities(found.scores, model.temperature)
    p[model.held_out.examples] = probabilities(model.held_out.scores, model.temperature)
    to_others = found.cosines.copy()
    np.fill_diagonal(to_others, -2.0)
    rows = model.nearest_by(to_others).rows
    nearest = NearestExamples(rows, np.take_along_axis(found.cosines, rows, axis=1))
    unknown = model.unknown.score_of(found.similarities)
    unknown[model.held_out.examples] = model.unknown.score_of(model.held_out.similarities)
    order = np.argsort(-p, axis=1, kind="stable")[:, :MOST_GUESSES]
    doubtful = np.zeros(len(p), dtype=np.float32)
    doubtful[model.held_out.examples] = doubt(model)
    suspect = np.zeros(len(p), dtype=np.bool_)
    suspect[model.held_out.examples] = suspects(model)
    ids = (fitted.example_ids, fitted.class_ids, fitted.example_ids)
    table = _table(model, ids, p, order, nearest, unknown, doubtful)
    return replace(table, suspects=suspect)


def _table(
    model: FewShotModel,
    ids: tuple[IntArray, IntArray, IntArray],
    p: FloatArray,
    order: IntArray,
    nearest: NearestExamples,
    unknown: FloatArray,
    useful: FloatArray,
) -> RankingTable:
    photo_ids, class_ids, example_ids = ids
    return RankingTable(
        photo_ids=photo_ids,
        class_ids=class_ids[order],
        probabilities=np.take_along_axis(p, order, axis=1),
        similarities=np.take_along_axis(nearest.similarities, order, axis=1),
        example_ids=example_ids[np.take_along_axis(nearest.rows, order, axis=1)],
        unknown=unknown,
        unknown_threshold=THRESHOLD if model.unknown.has_verdict else None,
        usefulness=useful,
    )
