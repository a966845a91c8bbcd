"""Evidence with something to say in every part of a report."""

from __future__ import annotations

import numpy as np
from report_projects import GUESSED, TRUE, evidence_of, judged

from siamdesk.fewshot.learning_curve import learning_curve
from siamdesk.fewshot.roc import roc_curve
from siamdesk.figures.judged import PhotoRef
from siamdesk.figures.label_quality import (
    Contradiction,
    HardPair,
    InBetween,
    LabelDoubt,
    LabelQuality,
    Outlier,
)
from siamdesk.figures.threshold import Costs, Role
from siamdesk.images.thumbnails import thumbnail_jpeg
from siamdesk.report.evidence import Evidence, MeasuredLearning, MistakePictures, Tuning


def full_evidence() -> Evidence:
    """Mistakes, doubts, a threshold and a learning curve."""
    one, two = PhotoRef(1, "one.png", "scratch"), PhotoRef(2, "two.png", "rust")
    quality = LabelQuality(
        revision=1,
        judged=9,
        doubts=(LabelDoubt(one, 0.93, "rust", True), LabelDoubt(two, 0.2, "scratch", False)),
        contradictions=(Contradiction(one, two, 3),),
        outliers=(Outlier(two, 0.11, 0.62, 4.8),),
        pairs=(HardPair("scratch", "rust", 0.875, 3, 7, (InBetween(two, 0.48),)),),
    )
    roc = roc_curve(judged(TRUE, GUESSED), 0)
    costs = Costs(5, 1, 0.1)
    return evidence_of(
        TRUE,
        GUESSED,
        quality=quality,
        learning=_learning(),
        tuning=Tuning(roc, roc.cheapest(Role.DEFECT, costs), 0.75),
        mistakes=(MistakePictures(3, _jpeg((200, 0, 0)), _jpeg((0, 0, 200))),),
    )


def _learning() -> MeasuredLearning:
    labels = np.repeat([0, 1], 4)
    G = np.random.default_rng(0).normal(size=(8, 6)) + 3.0 * np.eye(6)[labels]
    curve = learning_curve(G @ G.T, labels, 2)
    assert curve is not None
    names = tuple(f"{i}.png" for i in range(8))
    return MeasuredLearning(curve, names, tuple(labels.tolist()), tuple(range(8)), pretrained=True)


def _jpeg(colour: tuple[int, int, int]) -> bytes:
    return thumbnail_jpeg(np.full((40, 60, 3), colour, np.uint8))
