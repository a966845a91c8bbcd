"""The parts of a report that are plots, with the numbers behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from siamdesk.fewshot.learning_curve import Outlook
from siamdesk.figures.assessment import Assessment
from siamdesk.figures.curves import Coverage, Reliability, RiskCoverage
from siamdesk.figures.shares import Share
from siamdesk.figures.threshold import Roc, Role
from siamdesk.report.evidence import MeasuredLearning, Tuning
from siamdesk.report.marked import Figure, Range, number, percent, whole
from siamdesk.report.plots import learning_plot, reliability_plot, risk_plot, roc_plot

LEFT_SHOWN: Final = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)
"""Shares of photos left to the inspector that the table has."""


@dataclass(frozen=True, slots=True)
class BinRow:
    """One bin of the reliability diagram."""

    span: str
    photos: Figure
    confidence: Figure
    accuracy: Range


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How often sets of one promised coverage held the true class."""

    promised: str
    held: Range
    mean_size: Figure
    single: Figure
    is_possible: bool


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Whether probabilities and sets of classes keep their word."""

    plot: str
    bins: tuple[BinRow, ...]
    error: Figure
    error_by_chance: Figure
    coverage: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class RiskRow:
    """The accuracy when some photos are left to the inspector."""

    left: Figure
    threshold: Figure
    accuracy: Range


@dataclass(frozen=True, slots=True)
class Selective:
    """What is gained by leaving the least sure photos to the inspector."""

    plot: str
    rows: tuple[RiskRow, ...]
    area: Figure


@dataclass(frozen=True, slots=True)
class Threshold:
    """What the cheapest threshold for one class does."""

    is_ok: bool
    """Whether the class is that of sound parts, else that of a defect."""
    value: Figure
    misses: Figure
    defects: Figure
    miss_rate: Range
    false_alarms: Figure
    sound: Figure
    false_alarm_rate: Range
    miss_cost: Figure
    false_alarm_cost: Figure
    defect_rate: Figure | None
    cost: Figure
    unseen_cost: Figure | None


@dataclass(frozen=True, slots=True)
class OneAgainstRest:
    """The ROC of one class, and the areas of all."""

    plot: str
    class_name: str
    areas: tuple[tuple[str, Range], ...]
    """Class name and area."""
    threshold: Threshold | None


@dataclass(frozen=True, slots=True)
class LearningRow:
    """The accuracy with so many examples per class."""

    examples: int
    accuracy: Range


@dataclass(frozen=True, slots=True)
class Learning:
    """How the accuracy grows with the examples."""

    plot: str
    rows: tuple[LearningRow, ...]
    outlook: str
    pretrained: bool


def probabilities(assessment: Assessment) -> Probabilities:
    """Whether probabilities and sets of classes keep their word."""
    found = assessment.reliability
    return Probabilities(
        plot=reliability_plot(found),
        bins=tuple(_bin(found, b) for b in np.flatnonzero(found.counts).tolist()),
        error=percent("calibration error", found.error),
        error_by_chance=percent("calibration error by chance", found.error_by_chance),
        coverage=tuple(_coverage(row) for row in assessment.coverage),
    )


def _bin(found: Reliability, b: int) -> BinRow:
    name = f"reliability/{b}"
    ends = (float(end[b]) for end in (found.accuracy, found.low, found.high))
    return BinRow(
        span=f"{found.edges[b]:.0%} to {found.edges[b + 1]:.0%}",
        photos=whole(f"{name}/photos", int(found.counts[b])),
        confidence=percent(f"{name}/confidence", float(found.confidence[b])),
        accuracy=Range.of(f"{name}/accuracy", Share(*ends)),
    )


def _coverage(row: Coverage) -> CoverageRow:
    name = f"coverage/{row.promised:g}"
    return CoverageRow(
        promised=f"{row.promised:.0%}",
        held=Range.of(f"{name}/held", row.held),
        mean_size=number(f"{name}/mean size", row.mean_size),
        single=percent(f"{name}/single", row.single),
        is_possible=row.is_possible,
    )


def selective(found: RiskCoverage, photos: int) -> Selective:
    """What is gained by leaving the least sure photos to the inspector."""
    points = sorted({found.at(left) for left in LEFT_SHOWN})
    return Selective(
        plot=risk_plot(found, photos),
        rows=tuple(_risk_row(found, i, row) for row, i in enumerate(points)),
        area=number("risk coverage/area", found.area, digits=4),
    )


def _risk_row(found: RiskCoverage, i: int, row: int) -> RiskRow:
    name = f"risk coverage/{row}"
    ends = (float(end[i]) for end in (found.accuracy, found.low, found.high))
    return RiskRow(
        left=percent(f"{name}/left", float(found.left[i])),
        threshold=number(f"{name}/threshold", float(found.thresholds[i]), digits=3),
        accuracy=Range.of(f"{name}/accuracy", Share(*ends)),
    )


def one_against_rest(assessment: Assessment, tuning: Tuning | None) -> OneAgainstRest | None:
    """The curve of the class that a threshold was chosen for, or of the one hardest to find."""
    if not assessment.rocs:
        return None
    hardest = min(assessment.rocs, key=lambda roc: roc.area.value)
    roc = hardest if tuning is None else tuning.roc
    at = None if tuning is None else roc.index_of(tuning.point.threshold)
    return OneAgainstRest(
        plot=roc_plot(roc, None if tuning is None else tuning.point, at),
        class_name=roc.class_name,
        areas=tuple((r.class_name, _area(r)) for r in assessment.rocs),
        threshold=None if tuning is None else _threshold(tuning),
    )


def _area(roc: Roc) -> Range:
    name = f"roc/{roc.class_name}/area"
    area = roc.area
    return Range(
        number(name, area.value, digits=3),
        number(f"{name}/low", area.low, digits=3),
        number(f"{name}/high", area.high, digits=3),
    )


def _threshold(tuning: Tuning) -> Threshold:
    point, costs = tuning.point, tuning.point.costs
    rate = costs.defect_rate
    unseen = tuning.unseen_cost
    return Threshold(
        is_ok=point.role is Role.OK,
        value=number("threshold", point.threshold, digits=3),
        misses=whole("threshold/misses", point.misses),
        defects=whole("threshold/defects", point.defects),
        miss_rate=Range.of("threshold/miss rate", point.miss_rate),
        false_alarms=whole("threshold/false alarms", point.false_alarms),
        sound=whole("threshold/sound", point.sound),
        false_alarm_rate=Range.of("threshold/false alarm rate", point.false_alarm_rate),
        miss_cost=Figure("threshold/cost of a miss", costs.miss, f"{costs.miss:g}"),
        false_alarm_cost=Figure(
            "threshold/cost of a false alarm", costs.false_alarm, f"{costs.false_alarm:g}"
        ),
        defect_rate=None if rate is None else percent("threshold/defect rate", rate),
        cost=Figure("threshold/cost", point.cost, f"{point.cost:.4g}"),
        unseen_cost=(
            None if unseen is None else Figure("threshold/unseen cost", unseen, f"{unseen:.4g}")
        ),
    )


def learning(found: MeasuredLearning | None) -> Learning | None:
    """How the accuracy grows with the examples."""
    if found is None:
        return None
    curve = found.curve
    rows = zip(curve.levels, curve.accuracy, curve.low, curve.high, strict=True)
    return Learning(
        plot=learning_plot(curve.levels, curve.accuracy, curve.low, curve.high),
        rows=tuple(
            LearningRow(k, Range.of(f"learning/{k}", Share(float(a), float(low), float(high))))
            for k, a, low, high in rows
        ),
        outlook=_OUTLOOKS[curve.outlook],
        pretrained=found.pretrained,
    )


_OUTLOOKS: Final = {
    Outlook.HELPS: "More examples would help: the accuracy still grows at the end of the curve.",
    Outlook.HARDLY: "More examples would hardly help: the curve is flat at its end.",
    Outlook.UNCLEAR: "Whether more examples would help can't be told from so few.",
}
