"""A whole project in one zip file: to keep, or to move to another machine."""

from __future__ import annotations

import os
import secrets
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from siamdesk.atomic import TEMPORARY_SUFFIX
from siamdesk.errors import StorageError
from siamdesk.progress import Progress, no_progress
from siamdesk.project.database import DATABASE_NAME, storage_errors, transaction
from siamdesk.project.exchange.values import GONE, SavedData
from siamdesk.project.folder import IMAGES, MODELS
from siamdesk.project.image_store import ImageStore
from siamdesk.project.names import folder_name
from siamdesk.project.store import Project
from siamdesk.project.values import FileProblem

_Files = list[tuple[Path, str]]
"""What to pack, and its place in the project's folder."""


def pack_project(project: Project, out: Path, *, progress: Progress = no_progress) -> SavedData:
    """Write a project as a zip file: database, photos, model versions; not what can be made again.

    The database is a copy of one moment, whoever edits meanwhile. Photos that a project uses where
    they lie come along, and the copy keeps them itself. The file is there whole or not at all, also
    when `progress` raises `Cancelled`. Raises `StorageError`.
    """
    place = out.absolute()
    with (
        storage_errors(place),
        tempfile.TemporaryDirectory(prefix="siamdesk-", ignore_cleanup_errors=True) as scratch,
    ):
        if place.is_dir():
            raise StorageError(f"{place} is a folder. Give the name of a file.")
        copy = Path(scratch, DATABASE_NAME)
        project.back_up(copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as database:
            files, problems = _photos(database, project)
            files += _models(database, project)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
        try:
            # A zip can't hold every name, and other systems refuse some.
            _write(draft, folder_name(project.path.name), copy, files, progress)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    photos = sum(name.startswith(f"{IMAGES}/") for _, name in files)
    return SavedData(out, photos, tuple(problems))


def _photos(database: sqlite3.Connection, project: Project) -> tuple[_Files, list[FileProblem]]:
    """Photos that the project holds or that undo can bring back; all are copies afterwards."""
    store = ImageStore(project.images_folder)
    found: dict[str, Path] = {}
    problems: list[FileProblem] = []
    with transaction(database):
        rows = database.execute(
            "SELECT id, digest, source, name, copy, present FROM photo"
        ).fetchall()
        for row, digest, source, name, copy, present in rows:
            known_as = file = Path(os.fsdecode(source))
            if copy is None:
                place = store.relative_path(digest, file)
                database.execute("UPDATE photo SET copy = ? WHERE id = ?", (place, row))
            else:
                place, file = copy, project.images_folder / copy
                known_as = known_as.parent / name  # the copy is called by its hash
            if os.access(file, os.R_OK):
                found[f"{IMAGES}/{place}"] = file
            elif present:
                problems.append(FileProblem(known_as, GONE))
        database.execute("UPDATE project SET copy_images = 1")
    return [(file, place) for place, file in found.items()], problems


def _models(database: sqlite3.Connection, project: Project) -> _Files:
    folders = database.execute("SELECT folder FROM model_version WHERE present = 1").fetchall()
    return [
        (file, file.relative_to(project.path).as_posix())
        for (folder,) in folders
        for file in _files_below(project.path / MODELS / folder)
    ]


def _files_below(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _write(draft: Path, name: str, database: Path, files: _Files, progress: Progress) -> None:
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        progress(0.0, "Packing the project")
        archive.write(database, f"{name}/{DATABASE_NAME}", zipfile.ZIP_DEFLATED)
        for number, (file, place) in enumerate(files, start=1):
            progress((number - 1) / len(files), f"Packing file {number} of {len(files)}")
            # Stored: photos and encoders are packed as tightly as can be already.
            archive.write(file, f"{name}/{place}")
