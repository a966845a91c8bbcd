"""Photos and classes of a project, written as folders, CSV or COCO."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from siamdesk.errors import StorageError
from siamdesk.images.framing import Framing
from siamdesk.progress import Progress, no_progress
from siamdesk.project.database import storage_errors
from siamdesk.project.exchange.coco import to_coco
from siamdesk.project.exchange.csv_list import to_csv
from siamdesk.project.exchange.file_names import FreeNames
from siamdesk.project.exchange.values import (
    COCO_NAME,
    CSV_NAME,
    GONE,
    PHOTOS,
    DataFormat,
    ListedPhoto,
    Listing,
    SavedData,
)
from siamdesk.project.names import folder_names
from siamdesk.project.values import FileProblem, NewClass, Photo, ProjectSnapshot

_LISTS: Final[dict[DataFormat, tuple[str, Callable[[Listing], bytes]]]] = {
    DataFormat.CSV: (CSV_NAME, to_csv),
    DataFormat.COCO: (COCO_NAME, to_coco),
}
"""Name and writer of the list beside the photos."""


def save_photos(
    snapshot: ProjectSnapshot,
    out: Path,
    kind: DataFormat,
    *,
    progress: Progress = no_progress,
) -> SavedData:
    """Write copies of all photos into the new folder `out`, with their classes.

    `FOLDERS` makes a folder per class, and photos of the inbox lie directly in `out`; the other
    formats put all photos into ``data`` and a list beside it. The folder is there whole or not at
    all, also when `progress` raises `Cancelled`. Raises `StorageError` when the disk refuses or
    `out` is there already.
    """
    names = {c.id: c.name for c in snapshot.classes}
    with new_folder(out) as draft:
        if kind is DataFormat.FOLDERS:
            folders = folder_names(list(names.values()))
            for folder in folders.values():
                (draft / folder).mkdir()
            place = {row: draft / folders[name] for row, name in names.items()}
            taken = {draft: FreeNames(folders.values())}
            copied, problems = _copy_all(snapshot, lambda p: _of(p, place, draft), progress, taken)
        else:
            (draft / PHOTOS).mkdir()
            copied, problems = _copy_all(snapshot, lambda _: draft / PHOTOS, progress)
            name, write = _LISTS[kind]
            (draft / name).write_bytes(write(_listing(snapshot, copied)))
    return SavedData(out, len(copied), tuple(problems))


def _of(photo: Photo, places: dict[int, Path], inbox: Path) -> Path:
    return inbox if photo.class_id is None else places[photo.class_id]


def _copy_all(
    snapshot: ProjectSnapshot,
    folder_of: Callable[[Photo], Path],
    progress: Progress,
    taken: Mapping[Path, FreeNames] | None = None,
) -> tuple[list[tuple[Photo, str]], list[FileProblem]]:
    """Copy photos; returns each with the name that it got, and those that can't be had."""
    photos = snapshot.photos
    names = dict(taken or {})
    copied: list[tuple[Photo, str]] = []
    problems: list[FileProblem] = []
    for number, photo in enumerate(photos, start=1):
        text = f"Copying photo {number} of {len(photos)}: {photo.name}"
        progress((number - 1) / len(photos), text)
        if not os.access(photo.file, os.R_OK):
            problems.append(FileProblem(_known_as(photo, snapshot.path), GONE))
            continue
        folder = folder_of(photo)
        name = names.setdefault(folder, FreeNames()).take(photo.name, photo.file)
        shutil.copyfile(photo.file, folder / name)
        copied.append((photo, name))
    return copied, problems


def _known_as(photo: Photo, project: Path) -> Path:
    """Where the inspector has a photo from; the project calls its copy by its hash."""
    is_copy = photo.path.is_relative_to(project)
    return Path(photo.folder, photo.name) if is_copy else photo.path


def _listing(snapshot: ProjectSnapshot, copied: Sequence[tuple[Photo, str]]) -> Listing:
    names = {c.id: c.name for c in snapshot.classes}
    return Listing(
        tuple(NewClass(c.name, c.colour, c.is_ok) for c in snapshot.classes),
        tuple(
            ListedPhoto(
                name,
                None if photo.class_id is None else names[photo.class_id],
                photo.group,
                photo.note or None,
                Framing(photo.framing.shown_region, photo.framing.window),
                photo.width,
                photo.height,
            )
            for photo, name in copied
        ),
    )


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder to fill, which is at `out` when the block ends well, and else nowhere.

    An empty folder at `out` is used. Raises `StorageError` when something else is there, or when
    the disk refuses inside the block.
    """
    out = out.absolute()
    with storage_errors(out):
        if os.path.lexists(out) and not (out.is_dir() and not any(out.iterdir())):
            raise StorageError(f"{out} exists already. Choose another name.")
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=out.parent, prefix=".new-", ignore_cleanup_errors=True
        ) as scratch:
            draft = Path(scratch, "draft")
            draft.mkdir()
            yield draft
            if out.exists():
                out.rmdir()  # Windows renames onto nothing, not even onto an empty folder
            draft.rename(out)
