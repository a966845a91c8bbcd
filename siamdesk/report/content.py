"""What a report says, worked out once for both the web page and the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from siamdesk import __version__
from siamdesk.figures.assessment import Assessment, Leak, LeakKind
from siamdesk.project.fingerprint import data_fingerprint
from siamdesk.project.framing_words import framing_words
from siamdesk.project.store import Project
from siamdesk.report.accuracy import (
    ClassRow,
    Confusion,
    Headline,
    MatrixCell,
    class_rows,
    confusions,
    headline,
    matrix,
)
from siamdesk.report.curves import (
    Learning,
    OneAgainstRest,
    Probabilities,
    Selective,
    learning,
    one_against_rest,
    probabilities,
    selective,
)
from siamdesk.report.evidence import Evidence, MistakePictures, ModelFacts
from siamdesk.report.labels import Labels, labels
from siamdesk.report.marked import Figure, percent
from siamdesk.report.origin import (
    ClassCard,
    NotJudged,
    Picture,
    Trail,
    cards,
    examples_by_class,
    not_judged,
    photo_count,
    trail_summary,
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A photo that was guessed wrong, with the reason as a heatmap."""

    name: str
    true: str
    guessed: str
    probability: Figure
    of_true: Figure
    """The probability that the true class was given."""
    photo: Picture
    heatmap: Picture


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report shows, in the order of its classes."""

    project: str
    made: datetime
    version: str
    model: ModelFacts
    method: str
    revision: int
    fingerprint: str
    examples: int
    headline: Headline
    warnings: tuple[str, ...]
    """What may make the figures look better than they are."""
    rows: tuple[ClassRow, ...]
    matrix: tuple[tuple[MatrixCell, ...], ...]
    confusions: tuple[Confusion, ...]
    """The most frequent first."""
    probabilities: Probabilities
    selective: Selective
    one_against_rest: OneAgainstRest | None
    learning: Learning | None
    mistakes: tuple[Mistake, ...]
    mistakes_in_all: int
    labels: Labels | None
    cards: tuple[ClassCard, ...]
    not_judged: tuple[NotJudged, ...]
    trail: Trail | None

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order of rows and columns."""
        return tuple(row.name for row in self.rows)

    @property
    def date(self) -> str:
        """The day and time that it was made, e.g. ``2026-11-21 14:05``."""
        return f"{self.made:%Y-%m-%d %H:%M}"


def build_report(evidence: Evidence, *, project: Project, made: datetime) -> Report:
    """Work out what to say of the evidence, with examples and history from `project`."""
    snapshot = project.snapshot()
    assessment = evidence.assessment
    evaluation = assessment.evaluation
    by_class = examples_by_class(snapshot)
    unreadable: list[str] = []
    shown = cards(snapshot, by_class, project, unreadable)
    words = [evidence.method, *framing_words(snapshot)]
    return Report(
        project=snapshot.path.stem,
        made=made,
        version=__version__,
        model=evidence.model,
        method=". ".join(f"{w[:1].upper()}{w[1:]}".rstrip(".") for w in words) + ".",
        revision=assessment.revision or snapshot.revision,
        fingerprint=data_fingerprint(snapshot),
        examples=sum(len(photos) for photos in by_class.values()),
        headline=headline(assessment),
        warnings=leak_warnings(assessment.leaks),
        rows=class_rows(evaluation, {c.name: c.colour for c in snapshot.classes}),
        matrix=matrix(evaluation),
        confusions=confusions(evaluation),
        probabilities=probabilities(assessment),
        selective=selective(assessment.risk, evaluation.photos),
        one_against_rest=one_against_rest(assessment, evidence.tuning),
        learning=learning(evidence.learning),
        mistakes=tuple(_mistake(assessment, pictures) for pictures in evidence.mistakes),
        mistakes_in_all=len(assessment.photos.mistakes()),
        labels=labels(evidence.quality),
        cards=shown,
        not_judged=not_judged(evaluation, snapshot, by_class, unreadable, assessment.left_out),
        trail=trail_summary(project.trail()),
    )


def _mistake(assessment: Assessment, pictures: MistakePictures) -> Mistake:
    photos, row = assessment.photos, pictures.row
    true, guessed = int(photos.labels[row]), int(photos.guesses[row])
    p, name = photos.probabilities[row], f"mistake/{row}"
    return Mistake(
        name=photos.names[row],
        true=photos.classes[true],
        guessed=photos.classes[guessed],
        probability=percent(f"{name}/guess", float(p[guessed]), digits=0),
        of_true=percent(f"{name}/true", float(p[true]), digits=0),
        photo=Picture(photos.names[row], pictures.photo),
        heatmap=Picture(f"{photos.names[row]}, heatmap", pictures.heatmap),
    )


def leak_warnings(leaks: Sequence[Leak]) -> tuple[str, ...]:
    """What may make the figures look better than they are; photos that were left out do not."""
    near = [leak for leak in leaks if leak.kind is LeakKind.NEARLY_SAME]
    split = [leak for leak in leaks if leak.kind is LeakKind.SPLIT_PART]
    found = []
    if near:
        first = near[0]
        found.append(
            f"{photo_count(len(near))} judged with the help of an example that is nearly the same "
            f"picture, such as {first.judged.name} by {first.known.name}. Put photos of one part "
            "into one group, or remove one of each pair."
        )
    if split:
        first = split[0]
        found.append(
            f"{len(split)} part{'' if len(split) == 1 else 's'} with photos of two classes, such "
            f"as {first.judged.name} and {first.known.name}: the part is on both sides of a fold. "
            "Check its classes and its group."
        )
    return tuple(found)
