"""What a list of photos says, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from siamdesk.images.framing import PLAIN, Framing
from siamdesk.project.values import FileProblem, NewClass

PHOTOS: Final = "data"
"""The folder beside a list that its photos lie in, as FiftyOne expects it."""

CSV_NAME: Final = "labels.csv"
COCO_NAME: Final = "labels.json"
"""What a list beside that folder is called, likewise."""

GONE: Final = "its file can't be read any more, so that it was left out."


class DataFormat(StrEnum):
    """What photos and classes are written as."""

    FOLDERS = "folders"
    CSV = "csv"
    COCO = "coco"
    ZIP = "zip"
    """The whole project."""


@dataclass(frozen=True, slots=True)
class ListedPhoto:
    """One photo of a list."""

    file: str
    """Its path as the list has it, with ``/``: absolute, or below the list's folder or `PHOTOS`."""
    class_name: str | None = None
    """None: it is in the inbox."""
    group: str | None = None
    note: str | None = None
    framing: Framing = PLAIN
    width: int = 0
    """Of the upright photo, in pixels; 0 where the list does not say."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """Photos and classes as a list has them."""

    classes: tuple[NewClass, ...]
    """In their order; also those without photos, where the format has room for them."""
    photos: tuple[ListedPhoto, ...]
    problems: tuple[FileProblem, ...] = ()
    """Photos of the list that can't be taken, and why."""


@dataclass(frozen=True, slots=True)
class SavedData:
    """What was written."""

    path: Path
    """As it was given: absolute or not."""
    photos: int
    problems: tuple[FileProblem, ...]
    """Photos that could not be read any more, by where they were added from: they are missing in
    what was written."""
