"""The part of a report on how often the first guess is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from siamdesk.figures.accuracy import Evaluation
from siamdesk.figures.assessment import Assessment
from siamdesk.figures.shares import Share
from siamdesk.report.marked import Figure, Range, percent, whole

CONFUSIONS_SHOWN: Final = 12
NO_COLOUR: Final = "#868e9b"


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures at the top."""

    photos: Figure
    right: Figure
    accuracy: Range
    balanced: Range
    expected: Range | None
    calibration_error: Figure
    commonest: str
    """The class with the most judged photos."""
    commonest_photos: Figure
    commonest_share: Figure
    bounds: Share
    """Of the accuracy, for the bar."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One line of the table of classes."""

    name: str
    colour: str
    photos: Figure
    """Photos of the class that were judged."""
    right: Figure
    recall: Range | None
    """None when no photo of the class was judged."""
    precision: Range | None
    """None when the class was never guessed."""
    f1: Range | None
    bounds: Share | None
    """Of the recall, for the bar."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How many photos of one class were guessed to be of another, or of the same."""

    count: Figure
    share: float
    """Of the row's photos."""
    right: bool
    title: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """One class taken for another."""

    true: str
    guessed: str
    count: Figure
    photos: Figure


def headline(assessment: Assessment) -> Headline:
    """The figures at the top."""
    found = assessment.evaluation
    commonest = max(found.per_class, key=lambda figures: figures.photos)
    bounds = Share(found.accuracy, found.low, found.high)
    balanced = Share(found.balanced_accuracy, found.balanced_low, found.balanced_high)
    expected = assessment.expected
    return Headline(
        photos=whole("photos", found.photos),
        right=whole("right", int(found.confusion.trace())),
        accuracy=Range.of("accuracy", bounds),
        balanced=Range.of("balanced accuracy", balanced),
        expected=None if expected is None else Range.of("expected accuracy", expected),
        calibration_error=percent("calibration error", found.calibration_error),
        commonest=commonest.name,
        commonest_photos=whole("commonest class/photos", commonest.photos),
        commonest_share=percent("commonest class/share", commonest.photos / found.photos),
        bounds=bounds,
    )


def class_rows(found: Evaluation, colours: Mapping[str, str]) -> tuple[ClassRow, ...]:
    """The table of classes."""
    return tuple(_row(found, i, colours) for i in range(len(found.classes)))


def _row(found: Evaluation, i: int, colours: Mapping[str, str]) -> ClassRow:
    figures = found.per_class[i]
    name = f"class/{figures.name}"
    judged, guessed = figures.photos > 0, bool(found.confusion[:, i].any())
    recall = Share(figures.recall, figures.recall_low, figures.recall_high)
    precision = Share(figures.precision, figures.precision_low, figures.precision_high)
    f1 = Share(figures.f1, figures.f1_low, figures.f1_high)
    return ClassRow(
        name=figures.name,
        colour=colours.get(figures.name, NO_COLOUR),
        photos=whole(f"{name}/photos", figures.photos),
        right=whole(f"{name}/right", int(found.confusion[i, i])),
        recall=Range.of(f"{name}/recall", recall, digits=0) if judged else None,
        precision=Range.of(f"{name}/precision", precision, digits=0) if guessed else None,
        f1=Range.of(f"{name}/f1", f1, digits=0) if judged else None,
        bounds=recall if judged else None,
    )


def matrix(found: Evaluation) -> tuple[tuple[MatrixCell, ...], ...]:
    """The confusion matrix."""
    return tuple(_matrix_row(found, i) for i in range(len(found.classes)))


def _matrix_row(found: Evaluation, i: int) -> tuple[MatrixCell, ...]:
    counts = [int(n) for n in found.confusion[i]]
    total = sum(counts)
    true = found.classes[i]
    return tuple(
        MatrixCell(
            count=whole(f"confusion/{true}/{guessed}", n),
            share=n / total if total else 0.0,
            right=i == j,
            title=f"{true}, guessed {guessed}: {n} of {total}",
        )
        for j, (n, guessed) in enumerate(zip(counts, found.classes, strict=True))
    )


def confusions(found: Evaluation) -> tuple[Confusion, ...]:
    """What is taken for what, the most frequent first."""
    names = found.classes
    pairs = [
        (int(n), i, j)
        for i, row in enumerate(found.confusion)
        for j, n in enumerate(row)
        if i != j and n
    ]
    return tuple(
        Confusion(
            names[i],
            names[j],
            whole(f"confusion/{names[i]}/{names[j]}", n),
            whole(f"class/{names[i]}/photos", found.per_class[i].photos),
        )
        for n, i, j in sorted(pairs, key=lambda pair: -pair[0])[:CONFUSIONS_SHOWN]
    )
