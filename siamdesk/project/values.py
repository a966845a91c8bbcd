"""What a project holds, as frozen values that any thread or process may read."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from pathlib import Path

from siamdesk.images.framing import PLAIN, Framing, Window


@dataclass(frozen=True, slots=True)
class DefectClass:
    """A name that the inspector gives; `position` is its place in the class list, from 0."""

    id: int
    name: str
    position: int
    colour: str
    """``#rrggbb``"""
    is_ok: bool = False
    """Whether its photos are as they should be: what is unusual is told against them. One class at
    most."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo of the project: an example when `class_id` is set, else in the inbox."""

    id: int
    digest: str
    """SHA-256 of the file's bytes, hex."""
    file: str
    """The absolute path of the file to read: the project's copy, or the original in place.

    As text: to make 100,000 `Path`s takes a second, and few of them are ever looked at.
    """
    name: str
    """The file name that the inspector knows it by."""
    width: int
    height: int
    class_id: int | None
    group: str | None
    """The physical part that it shows; photos of one part stay together in the honest score."""
    folder: str = ""
    """The folder that it was added from, as text."""
    note: str = ""
    """What the inspector wrote about it."""
    own: Framing = PLAIN
    """What is to be looked at of this photo, where it was chosen for this one alone."""
    framing: Framing = PLAIN
    """What is looked at: its own choices, or else those of the project."""
    deep: bool | None = None
    """Whether its values have more than 8 bits; None for photos of older projects, when unknown."""

    @property
    def look(self) -> str:
        """Names what is looked at: all that is computed from the photo's pixels goes by it."""
        return self.digest + self.framing.key

    @property
    def path(self) -> Path:
        """The absolute path of the file to read."""
        return Path(self.file)


@dataclass(frozen=True, slots=True)
class PhotoDetails:
    """What is known of a photo before it is added, besides its class."""

    group: str | None = None
    note: str | None = None
    own: Framing = PLAIN
    """What is to be looked at of this photo; nothing chosen is what the project has."""


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class to make, unless there is one of that name."""

    name: str
    colour: str | None = None
    """``#rrggbb``; None takes the next one."""
    is_ok: bool = False
    """Whether its photos are as they should be; that holds unless another class is OK already."""


@dataclass(frozen=True, slots=True)
class PhotoBatch:
    """Files to add together: as examples of a class, or to the inbox (None)."""

    paths: tuple[Path, ...]
    class_name: str | None = None
    sources: tuple[Path, ...] | None = None
    """Where each comes from, if that is not where it lies: ``line3.mp4/line3 00-00-01.000.png``."""
    details: tuple[PhotoDetails, ...] | None = None
    """What is known of each, if anything is."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that was left out, and why; the rest went on."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """A photo that was added, and the one before it that is nearly the same picture."""

    added: int
    """Photo id."""
    known: int
    """Photo id."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files that were added."""

    added: tuple[Photo, ...]
    duplicates: tuple[FileProblem, ...]
    """Same bytes as a photo that is already in the project; the reason says which and where."""
    failed: tuple[FileProblem, ...]
    similar: tuple[SimilarPair, ...] = ()
    """Added photos that are nearly the same picture as another one."""
    window: Window | None = None
    """The grey values that were chosen for the project's first photos of more than 8 bits."""
    videos: tuple[PhotoBatch, ...] = ()
    """Videos among the files, with the class that they are meant for: which frames to take is still
    to be asked."""

    def joined(self, frames: AddReport) -> AddReport:
        """The report together with that of the frames that were taken of its videos."""
        return AddReport(
            (*self.added, *frames.added),
            (*self.duplicates, *frames.duplicates),
            (*self.failed, *frames.failed),
            similar=(*self.similar, *frames.similar),
            window=self.window or frames.window,
        )


class EditKind(StrEnum):
    """What an edit did."""

    ADD_PHOTOS = "add photos"
    SET_CLASS = "set class"
    ADD_CLASS = "add class"
    RENAME_CLASS = "rename class"
    REMOVE_PHOTOS = "remove photos"
    ADD_MODEL = "add model"
    USE_MODEL = "use model"
    DELETE_MODEL = "delete model"
    TRY_MODEL = "try model"
    CHANGE_LEARNING = "change learning"
    MERGE_CLASSES = "merge classes"
    DELETE_CLASS = "delete class"
    MOVE_CLASS = "move class"
    SET_COLOUR = "set colour"
    SET_OK = "set ok class"
    SET_GROUP = "set group"
    SET_NOTE = "set note"
    CONFIRM_CLASS = "confirm class"
    SPLIT_CLASS = "split class"
    SET_FRAMING = "set framing"


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of the project's history."""

    id: int
    kind: EditKind
    text: str
    """A readable sentence, e.g. ``Set class of 3 photos to scratch``."""
    at: datetime
    undone: bool
    user: str
    """Name of the operating system's user who made it."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Part of the history that can be undone and redone, newest edits first."""

    edits: tuple[Edit, ...]
    before: int | None
    """The edits are older than the one with this id; None: they are the newest."""
    complete: bool
    """Whether there are no older ones."""
    undone: int
    """Number of edits that are undone: so many come before the present state."""
    created: datetime
    """When the project was made."""


class Happening(StrEnum):
    """What became of an edit."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the audit trail, which nothing ever removes."""

    at: datetime
    user: str
    """Name of the operating system's user."""
    happening: Happening
    edit_id: int
    text: str
    """The edit's sentence."""
    revision: int
    """The project's revision after it."""


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One fine-tuned encoder of the project; the pretrained one is the absence of a version."""

    id: int
    created: datetime
    encoder: str
    """Id of the encoder that was tuned, e.g. ``lite0``."""
    folder: Path
    """Absolute path of the folder below ``models/`` that holds its files."""
    accuracy_before: float
    accuracy_after: float
    active: bool
    examples: int | None = None
    """How many examples it was tuned on, if known."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Photos that were added together."""

    first: int
    """Id of the first; all up to the first of the next addition are of this one."""
    at: datetime


@dataclass(frozen=True, slots=True)
class ProjectSnapshot:
    """The whole project at one revision."""

    path: Path
    revision: int
    """Grows with every edit, undo and redo; answers for an older revision are stale."""
    classes: tuple[DefectClass, ...]
    """In the order of their positions."""
    photos: tuple[Photo, ...]
    """In the order in which they were added."""
    undo_text: str | None
    """What Undo would undo, or None when there is nothing to undo."""
    redo_text: str | None
    additions: tuple[Addition, ...] = ()
    """Oldest first, which is the order of their photos' ids."""
    confirmed: frozenset[tuple[int, int]] = frozenset()
    """Pairs of a photo's id and the id of the class that the inspector called right for it."""
    framing: Framing = PLAIN
    """What is looked at of photos without a choice of their own, and of those that come."""

    def photo(self, photo_id: int) -> Photo | None:
        """The photo with this id."""
        # In the order of their ids, which saves a dictionary of 100,000 photos at every edit.
        place = bisect_left(self.photos, photo_id, key=_id)
        found = self.photos[place] if place < len(self.photos) else None
        return found if found is not None and found.id == photo_id else None

    def examples_per_class(self) -> Counter[int]:
        """Class id to the number of its examples; classes without any are missing."""
        counts = Counter(map(_class_id, self.photos))
        return Counter({c: n for c, n in counts.items() if c is not None})


_id = attrgetter("id")
_class_id = attrgetter("class_id")
