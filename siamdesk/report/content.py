"""What a report says, worked out once for both the web page and the PDF."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from siamdesk import __version__
from siamdesk.errors import ImageError
from siamdesk.fewshot.evaluation import ClassFigures, Evaluation
from siamdesk.images.thumbnails import ThumbnailCache
from siamdesk.project.framing_words import framing_words
from siamdesk.project.store import Project
from siamdesk.project.values import Photo, ProjectSnapshot

EXAMPLES_SHOWN: Final = 4
MISTAKES_SHOWN: Final = 12
_NO_COLOUR: Final = "#868e9b"


@dataclass(frozen=True, slots=True)
class Share:
    """A share of photos with its 95 % interval, all in [0, 1]."""

    value: float
    low: float
    high: float

    @property
    def text(self) -> str:
        """The share, e.g. ``94.6%``."""
        return percent(self.value)

    @property
    def interval(self) -> str:
        """The interval, e.g. ``85.4% to 98.2%``."""
        return f"{percent(self.low)} to {percent(self.high)}"


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One line of the table of classes."""

    name: str
    colour: str
    photos: int
    """Photos of the class that were judged."""
    right: int
    recall: Share | None
    """None when no photo of the class was judged."""
    precision: float | None
    """None when the class was never guessed."""
    f1: float | None

    @property
    def cells(self) -> tuple[str, str, str]:
        """Recall, precision and F1 as texts; a dash where there is nothing to tell."""
        recall = None if self.recall is None else self.recall.value
        figures = (recall, self.precision, self.f1)
        first, second, third = ("–" if v is None else f"{v:.0%}" for v in figures)
        return first, second, third


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How many photos of one class were guessed to be of another, or of the same."""

    count: int
    share: float
    """Of the row's photos."""
    right: bool
    title: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One class taken for another."""

    true: str
    guessed: str
    count: int
    photos: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A small JPEG of an example."""

    name: str
    jpeg: bytes

    @property
    def uri(self) -> str:
        """The picture as a link that holds it."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class ClassCard:
    """A class of the project with some of its examples."""

    name: str
    colour: str
    examples: int
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Something that the figures leave out, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report shows, in the order of its classes."""

    project: str
    made: datetime
    version: str
    encoder: str
    method: str
    revision: int
    photos: int
    right: int
    accuracy: Share
    balanced: Share
    calibration_error: float
    commonest: str
    """The class with the most judged photos."""
    commonest_photos: int
    rows: tuple[ClassRow, ...]
    matrix: tuple[tuple[MatrixCell, ...], ...]
    mistakes: tuple[Mistake, ...]
    """The most frequent first."""
    cards: tuple[ClassCard, ...]
    not_judged: tuple[NotJudged, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order of rows and columns."""
        return tuple(row.name for row in self.rows)

    @property
    def date(self) -> str:
        """The day and time that it was made, e.g. ``2026-11-21 14:05``."""
        return f"{self.made:%Y-%m-%d %H:%M}"


def percent(share: float) -> str:
    """A share with one decimal, e.g. ``94.6%``."""
    return f"{share:.1%}"


def photo_count(count: int) -> str:
    """``1 photo`` or ``3 photos``."""
    return f"{count} photo" if count == 1 else f"{count} photos"


def build_report(
    evaluation: Evaluation, *, method: str, project: Project, encoder: str, made: datetime
) -> Report:
    """Work out what to say of `evaluation`, with examples from `project`."""
    snapshot = project.snapshot()
    colours = {c.name: c.colour for c in snapshot.classes}
    by_class = _examples_by_class(snapshot)
    unreadable: list[str] = []
    cards = _cards(snapshot, by_class, project, unreadable)
    commonest = max(evaluation.per_class, key=lambda figures: figures.photos)
    return Report(
        project=snapshot.path.stem,
        made=made,
        version=__version__,
        encoder=encoder,
        method=". ".join([method.rstrip("."), *(w.rstrip(".") for w in framing_words(snapshot))]),
        revision=snapshot.revision,
        photos=evaluation.photos,
        right=int(evaluation.confusion.trace()),
        accuracy=Share(evaluation.accuracy, evaluation.low, evaluation.high),
        balanced=Share(
            evaluation.balanced_accuracy, evaluation.balanced_low, evaluation.balanced_high
        ),
        calibration_error=evaluation.calibration_error,
        commonest=commonest.name,
        commonest_photos=commonest.photos,
        rows=tuple(
            _row(evaluation, i, colours.get(figures.name, _NO_COLOUR))
            for i, figures in enumerate(evaluation.per_class)
        ),
        matrix=tuple(_matrix_row(evaluation, i) for i in range(len(evaluation.classes))),
        mistakes=_mistakes(evaluation),
        cards=cards,
        not_judged=_not_judged(evaluation, snapshot, by_class, unreadable),
    )


def _examples_by_class(snapshot: ProjectSnapshot) -> dict[str, list[Photo]]:
    names = {c.id: c.name for c in snapshot.classes}
    found: dict[str, list[Photo]] = {name: [] for name in names.values()}
    for photo in snapshot.photos:
        if photo.class_id is not None:
            found[names[photo.class_id]].append(photo)
    return found


def _cards(
    snapshot: ProjectSnapshot,
    by_class: Mapping[str, Sequence[Photo]],
    project: Project,
    unreadable: list[str],
) -> tuple[ClassCard, ...]:
    # The window's cache: what it has drawn once is not decoded again.
    cache = ThumbnailCache(project.cache_folder / "thumbnails")
    return tuple(
        ClassCard(
            c.name,
            c.colour,
            len(by_class[c.name]),
            _pictures(by_class[c.name], cache, unreadable),
        )
        for c in snapshot.classes
    )


def _pictures(
    photos: Sequence[Photo], cache: ThumbnailCache, unreadable: list[str]
) -> tuple[Picture, ...]:
    pictures: list[Picture] = []
    for photo in photos:
        if len(pictures) == EXAMPLES_SHOWN:
            break
        try:
            pictures.append(
                Picture(photo.name, cache.get_or_make(photo.look, photo.path, photo.framing))
            )
        except ImageError:
            unreadable.append(photo.name)
    return tuple(pictures)


def _row(evaluation: Evaluation, i: int, colour: str) -> ClassRow:
    figures: ClassFigures = evaluation.per_class[i]
    right = int(evaluation.confusion[i, i])
    judged = figures.photos > 0
    guessed = bool(evaluation.confusion[:, i].any())
    return ClassRow(
        name=figures.name,
        colour=colour,
        photos=figures.photos,
        right=right,
        recall=Share(figures.recall, figures.recall_low, figures.recall_high) if judged else None,
        precision=figures.precision if guessed else None,
        f1=figures.f1 if judged else None,
    )


def _matrix_row(evaluation: Evaluation, i: int) -> tuple[MatrixCell, ...]:
    counts = [int(n) for n in evaluation.confusion[i]]
    total = sum(counts)
    true = evaluation.classes[i]
    return tuple(
        MatrixCell(
            count=n,
            share=n / total if total else 0.0,
            right=i == j,
            title=f"{true}, guessed {guessed}: {n} of {total}",
        )
        for j, (n, guessed) in enumerate(zip(counts, evaluation.classes, strict=True))
    )


def _mistakes(evaluation: Evaluation) -> tuple[Mistake, ...]:
    names = evaluation.classes
    found = [
        Mistake(names[i], names[j], int(n), evaluation.per_class[i].photos)
        for i, row in enumerate(evaluation.confusion)
        for j, n in enumerate(row)
        if i != j and n
    ]
    return tuple(sorted(found, key=lambda m: -m.count)[:MISTAKES_SHOWN])


def _not_judged(
    evaluation: Evaluation,
    snapshot: ProjectSnapshot,
    by_class: Mapping[str, Sequence[Photo]],
    unreadable: Sequence[str],
) -> tuple[NotJudged, ...]:
    found: list[NotJudged] = []
    for name in evaluation.not_judged:
        examples = len(by_class.get(name, ()))
        found.append(NotJudged(f"{name} ({_example_count(examples)})", _why_not(examples)))
    for name, photos in by_class.items():
        if name not in evaluation.classes:
            why = "The model does not know this class: give it examples, then evaluate again."
            found.append(NotJudged(f"{name} ({_example_count(len(photos))})", why))
    if unreadable:
        names = ", ".join(unreadable)
        why = "They could not be read any more. Put the files back, or remove them."
        found.append(NotJudged(f"Examples: {names}", why))
    inbox = sum(photo.class_id is None for photo in snapshot.photos)
    if inbox:
        why = "Nobody has said yet what they show, so a guess can't be right or wrong."
        found.append(NotJudged(f"{photo_count(inbox)} in the inbox", why))
    return tuple(found)


def _why_not(examples: int) -> str:
    if examples == 0:
        return "It has no examples to learn it from. Give it at least two."
    if examples == 1:
        return (
            "Without this example nothing would be left to know the class by. Add a second one, "
            "from another part, or judge it by a folder of test photos."
        )
    return (
        "No photo of it could be judged: its examples all show one part, or the folder of test "
        "photos has none. Add one from another part."
    )


def _example_count(count: int) -> str:
    return f"{count} example" if count == 1 else f"{count} examples"
