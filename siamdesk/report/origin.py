"""The parts of a report on where it comes from: project, examples, history, what was left out."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from siamdesk.errors import ImageError
from siamdesk.figures.accuracy import Evaluation
from siamdesk.images.thumbnails import ThumbnailCache
from siamdesk.project.store import Project
from siamdesk.project.values import Photo, ProjectSnapshot, TrailLine

EXAMPLES_SHOWN: Final = 4
TRAIL_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Picture:
    """A small JPEG."""

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
class TrailRow:
    """One line of the audit trail."""

    when: str
    user: str
    what: str


@dataclass(frozen=True, slots=True)
class Trail:
    """A summary of the audit trail."""

    changes: int
    first: str
    last: str
    users: tuple[tuple[str, int], ...]
    """Name and number of changes, the busiest first."""
    latest: tuple[TrailRow, ...]
    """The newest first."""


def photo_count(count: int) -> str:
    """``1 photo`` or ``3 photos``."""
    return f"{count:,} photo" if count == 1 else f"{count:,} photos"


def examples_by_class(snapshot: ProjectSnapshot) -> dict[str, list[Photo]]:
    """The examples of each class, by its name."""
    names = {c.id: c.name for c in snapshot.classes}
    found: dict[str, list[Photo]] = {name: [] for name in names.values()}
    for photo in snapshot.photos:
        if photo.class_id is not None:
            found[names[photo.class_id]].append(photo)
    return found


def cards(
    snapshot: ProjectSnapshot,
    by_class: Mapping[str, Sequence[Photo]],
    project: Project,
    unreadable: list[str],
) -> tuple[ClassCard, ...]:
    """Each class with thumbnails; the names of examples that can't be read go to `unreadable`."""
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


def trail_summary(lines: Sequence[TrailLine]) -> Trail | None:
    """The audit trail in short; None when nothing has happened yet."""
    if not lines:
        return None
    return Trail(
        changes=len(lines),
        first=f"{lines[0].at.astimezone():%Y-%m-%d %H:%M}",
        last=f"{lines[-1].at.astimezone():%Y-%m-%d %H:%M}",
        users=tuple(Counter(line.user for line in lines).most_common()),
        latest=tuple(_trail_row(line) for line in lines[: -TRAIL_SHOWN - 1 : -1]),
    )


def _trail_row(line: TrailLine) -> TrailRow:
    done = "" if line.happening.value == "done" else f"{line.happening.value.capitalize()}: "
    return TrailRow(f"{line.at.astimezone():%Y-%m-%d %H:%M}", line.user, f"{done}{line.text}")


def not_judged(
    evaluation: Evaluation,
    snapshot: ProjectSnapshot,
    by_class: Mapping[str, Sequence[Photo]],
    unreadable: Sequence[str],
    left_out: Sequence[str],
) -> tuple[NotJudged, ...]:
    """What the figures leave out, and why."""
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
    for what in left_out:
        place, _, why = what.rpartition(": ")
        found.append(NotJudged(place, f"{why[:1].upper()}{why[1:]}"))
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
