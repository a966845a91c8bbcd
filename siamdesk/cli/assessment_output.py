"""What `siamdesk evaluate` prints."""

from __future__ import annotations

import json
from dataclasses import asdict

from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT, count, say
from siamdesk.figures.accuracy import Evaluation
from siamdesk.figures.assessment import Assessment, Source
from siamdesk.figures.threshold import Role
from siamdesk.report.content import leak_warnings
from siamdesk.report.evidence import Tuning

LEFT_TO_INSPECTOR = (0.1, 0.2, 0.3, 0.5)


def as_json(assessment: Assessment, method: str, tuning: Tuning | None) -> str:
    """All figures as one JSON object; lists of photos are in the tables (``--csv``)."""
    found, risk = assessment.evaluation, assessment.risk
    reliability = assessment.reliability
    content: dict[str, object] = {
        "method": method,
        **asdict(found),
        "confusion": found.confusion.tolist(),
        "expected": None if assessment.expected is None else asdict(assessment.expected),
        "reliability": {
            "bins": [
                {"from": low, "to": high, "photos": n, "confidence": c, "accuracy": a}
                for low, high, n, c, a in zip(
                    reliability.edges.tolist(),
                    reliability.edges[1:].tolist(),
                    reliability.counts.tolist(),
                    reliability.confidence.tolist(),
                    reliability.accuracy.tolist(),
                    strict=False,
                )
                if n
            ],
            "error": reliability.error,
            "error_by_chance": reliability.error_by_chance,
        },
        "coverage": [asdict(row) for row in assessment.coverage],
        "risk_coverage": {
            "left": risk.left.tolist(),
            "accuracy": risk.accuracy.tolist(),
            "thresholds": risk.thresholds.tolist(),
            "area": risk.area,
        },
        "roc_areas": {roc.class_name: asdict(roc.area) for roc in assessment.rocs},
        "leaks": [asdict(leak) for leak in assessment.leaks],
        "threshold": None if tuning is None else _tuning_json(tuning),
    }
    return json.dumps(content, ensure_ascii=False)


def _tuning_json(tuning: Tuning) -> dict[str, object]:
    return {
        "class": tuning.roc.class_name,
        **asdict(tuning.point),
        "unseen_cost": tuning.unseen_cost,
    }


def print_tables(assessment: Assessment, method: str, tuning: Tuning | None) -> None:
    """The figures for people."""
    found = assessment.evaluation
    OUT.print(
        f"[bold]Accuracy {found.accuracy:.1%}[/] ({found.low:.1%}–{found.high:.1%}), "
        f"balanced accuracy {found.balanced_accuracy:.1%} "
        f"({found.balanced_low:.1%}–{found.balanced_high:.1%}), "
        f"on {count(found.photos, 'photo')}",
        soft_wrap=True,
    )
    OUT.print(f"{escape(method)}. Calibration error {found.calibration_error:.1%}.", soft_wrap=True)
    if assessment.expected is not None:
        e = assessment.expected
        OUT.print(
            f"With all examples at work, a balanced accuracy of {e.value:.1%} is to be expected "
            f"({e.low:.1%}–{e.high:.1%}).",
            soft_wrap=True,
        )
    OUT.print(_class_table(found))
    _print_selective(assessment)
    if tuning is not None:
        OUT.print(escape(threshold_sentence(tuning)), soft_wrap=True)
    if found.not_judged:
        names = escape(", ".join(found.not_judged))
        on_examples = assessment.source is Source.EXAMPLES
        say(f"{'Too few examples' if on_examples else 'No photos'} to judge: {names}.")
    for sentence in leak_warnings(assessment.leaks):
        say(f"[yellow]Attention:[/] {escape(sentence)}")


def _class_table(found: Evaluation) -> Table:
    table = Table()
    for name in ("class", "photos", "precision", "recall", "F1", "taken for"):
        table.add_column(name, justify="left" if name in {"class", "taken for"} else "right")
    for i, figures in enumerate(found.per_class):
        mistakes = {
            found.classes[j]: int(n) for j, n in enumerate(found.confusion[i]) if j != i and n
        }
        taken_for = ", ".join(f"{name} ×{n}" for name, n in mistakes.items())
        numbers = (figures.precision, figures.recall, figures.f1)
        cells = [f"{v:.0%}" if figures.photos else "–" for v in numbers]
        table.add_row(escape(figures.name), str(figures.photos), *cells, escape(taken_for))
    return table


def _print_selective(assessment: Assessment) -> None:
    risk = assessment.risk
    points = sorted({risk.at(left) for left in LEFT_TO_INSPECTOR})
    reached = ", ".join(f"{risk.accuracy[i]:.1%} with {risk.left[i]:.0%}" for i in points)
    OUT.print(f"Accuracy when the least sure photos are left to you: {reached}.", soft_wrap=True)


def threshold_sentence(tuning: Tuning) -> str:
    """What the cheapest threshold does."""
    point, name = tuning.point, tuning.roc.class_name
    what = "Let a part pass as" if point.role is Role.OK else "Call"
    sentence = (
        f"{what} '{name}' from a probability of {point.threshold:.3f} on: "
        f"{point.misses} of {count(point.defects, 'defect')} missed, "
        f"{count(point.false_alarms, 'false alarm')} in {count(point.sound, 'other photo')}, "
        f"cost {point.cost:.4g} per photo"
    )
    if tuning.unseen_cost is not None:
        sentence += f"; {tuning.unseen_cost:.4g} on photos that the threshold was not chosen on"
    return sentence + "."
