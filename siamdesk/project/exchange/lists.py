"""Lists of photos, CSV or COCO, on their way into a project."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.images.framing import Framing
from siamdesk.project.colours import clean_colour
from siamdesk.project.exchange.coco import read_coco
from siamdesk.project.exchange.csv_list import read_csv
from siamdesk.project.exchange.values import COCO_NAME, CSV_NAME, PHOTOS, ListedPhoto
from siamdesk.project.names import class_key, clean_class_name
from siamdesk.project.photo_edits import clean_group, clean_note
from siamdesk.project.values import FileProblem, NewClass, PhotoBatch, PhotoDetails

LIST_SUFFIXES: Final = (".csv", ".json")
"""Endings of files that list photos."""


@dataclass(frozen=True, slots=True)
class ListedPhotos:
    """What a list would bring."""

    batches: tuple[PhotoBatch, ...]
    """One per class, in the order of the classes; the inbox last."""
    classes: tuple[NewClass, ...]
    problems: tuple[FileProblem, ...]


def is_list(path: Path) -> bool:
    """Whether `path` is called like a list of photos and is a file."""
    return path.suffix.lower() in LIST_SUFFIXES and path.is_file()


def find_list(path: Path) -> Path | None:
    """The list that a path stands for: itself, or the one of a folder that SiamDesk exported."""
    if is_list(path):
        return path
    # Not Path.is_dir, which raises where a folder is locked.
    if not os.path.isdir(path / PHOTOS):  # noqa: PTH112
        return None
    inside = (path / COCO_NAME, path / CSV_NAME)
    return next((file for file in inside if is_list(file)), None)


def read_list(path: Path) -> ListedPhotos:
    """Read a CSV or COCO file; names are cleaned, and photos are looked for beside it.

    A photo whose class, group or note is impossible is a problem; the rest is taken. Raises
    `ProjectError` when the file is no such list.
    """
    listing = read_coco(path) if path.suffix.lower() == ".json" else read_csv(path)
    problems = list(listing.problems)
    classes: dict[str, NewClass] = {}
    for wanted in listing.classes:
        try:
            name = clean_class_name(wanted.name)
        except ProjectError:
            continue  # each of its photos will say so
        classes.setdefault(class_key(name), NewClass(name, _colour(wanted.colour), wanted.is_ok))
    found: dict[str | None, list[tuple[Path, PhotoDetails]]] = {
        c.name: [] for c in classes.values()
    }
    found[None] = []
    for photo in listing.photos:
        place = _place(path.parent, photo.file)
        try:
            details = _details(photo)
            target = _class(photo.class_name, classes)
        except ProjectError as error:
            problems.append(FileProblem(place, str(error)))
            continue
        found.setdefault(target, []).append((place, details))
    batches = tuple(_batch(name, photos) for name, photos in found.items() if photos)
    return ListedPhotos(batches, tuple(classes.values()), tuple(problems))


def _class(name: str | None, classes: dict[str, NewClass]) -> str | None:
    """The class that is meant, in the spelling of the list's classes. Raises `ClassNameError`."""
    if name is None:
        return None
    cleaned = clean_class_name(name)
    return classes.setdefault(class_key(cleaned), NewClass(cleaned)).name


def _batch(name: str | None, photos: Sequence[tuple[Path, PhotoDetails]]) -> PhotoBatch:
    paths, details = zip(*photos, strict=True)
    return PhotoBatch(paths, name, details=details)


def _place(folder: Path, file: str) -> Path:
    """Where a photo lies: as it is written, or below the folder that SiamDesk puts photos in."""
    path = Path(file if os.name == "nt" else file.replace("\\", "/"))
    beside, below = folder / path, folder / PHOTOS / path
    # FiftyOne and SiamDesk count from that folder, most others from the list's own.
    exists = os.path.exists  # unlike Path's it never raises, whatever the list says
    return below if not exists(beside) and exists(below) else beside


def _details(photo: ListedPhoto) -> PhotoDetails:
    """Raises `ProjectError`."""
    own = Framing(photo.framing.shown_region, photo.framing.window)
    return PhotoDetails(clean_group(photo.group), clean_note(photo.note or ""), own)


def _colour(colour: str | None) -> str | None:
    """A colour that can be used; another one is chosen in place of one that makes no sense."""
    try:
        return None if colour is None else clean_colour(colour)
    except ProjectError:
        return None


def in_class(photos: ListedPhotos, class_name: str) -> ListedPhotos:
    """The same photos, all for one class."""
    batches = tuple(replace(batch, class_name=class_name) for batch in photos.batches)
    return replace(photos, batches=batches, classes=())
