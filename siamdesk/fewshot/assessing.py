"""Everything that can be told from photos with known classes and what was guessed of them."""

from __future__ import annotations

from siamdesk.fewshot.conformal import ConformalSets
from siamdesk.fewshot.coverage import coverage
from siamdesk.fewshot.evaluation import evaluate
from siamdesk.fewshot.reliability import reliability
from siamdesk.fewshot.roc import roc_curves
from siamdesk.fewshot.selective import risk_coverage
from siamdesk.figures.assessment import Assessment, Leak, Source
from siamdesk.figures.judged import JudgedPhotos
from siamdesk.figures.shares import Share


def assess(
    photos: JudgedPhotos,
    *,
    revision: int = 0,
    source: Source = Source.EXAMPLES,
    folder: str = "",
    sets: ConformalSets | None = None,
    expected: Share | None = None,
    leaks: tuple[Leak, ...] = (),
    left_out: tuple[str, ...] = (),
) -> Assessment:
    """All figures of judged photos, of which there is one at least.

    `sets` are the conformal sets of the model where other photos than its examples were judged.
    """
    return Assessment(
        revision=revision,
        source=source,
        folder=folder,
        photos=photos,
        evaluation=evaluate(photos.probabilities, photos.labels, photos.classes, photos.parts),
        expected=expected,
        reliability=reliability(photos),
        coverage=coverage(photos, sets),
        risk=risk_coverage(photos),
        rocs=roc_curves(photos),
        leaks=leaks,
        left_out=left_out,
    )
