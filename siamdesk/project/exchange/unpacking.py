"""A project out of a zip file that anyone may have made."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from siamdesk.errors import ProjectError, StorageError
from siamdesk.progress import Progress, no_progress
from siamdesk.project.database import DATABASE_NAME, storage_errors
from siamdesk.project.exchange.saving import new_folder
from siamdesk.project.folder import CACHE, IMAGES, MODELS
from siamdesk.project.store import Project

_SPARE_BYTES: Final = 500_000_000
"""What stays free on the disk."""
_MOST_TIMES: Final = 200
"""A project unpacks to less than this many times its zip file: photos hardly shrink."""
_SMALL: Final = 50_000_000
"""Bytes; how a zip file of an almost empty project shrinks is of no interest."""
_LOGS: Final = (f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-journal")
"""Beside the database when someone zipped the folder of an open project."""
_WATCHED: Final = "watched folder"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)

_Members = list[tuple[zipfile.ZipInfo, PurePosixPath]]
"""Files of the archive, and their places in the project's folder."""


def is_packed_project(path: Path) -> bool:
    """Whether a file is a zip file of a project, by its table of contents."""
    try:
        if path.suffix.lower() != ".zip" or not path.is_file():
            return False
        with zipfile.ZipFile(path) as archive:
            return _database(archive.infolist()) is not None
    except (OSError, *_BROKEN):
        return False


def unpack_project(archive: Path, path: Path, *, progress: Progress = no_progress) -> Project:
    """Make a project at `path` of a zip file, and open it.

    Nothing is written outside `path`, and it is there whole or not at all. Raises `ProjectError`,
    with the reason, for an archive that is damaged or no project, that would write outside its
    folder, or that is far larger unpacked; `StorageError` when the disk refuses.
    """
    with new_folder(path) as draft:
        try:
            with storage_errors(archive), zipfile.ZipFile(archive) as opened:
                members = _checked(archive, opened)
                _check_size(archive, members, draft)
                _write_all(opened, members, draft, progress)
        except _BROKEN as error:
            raise ProjectError(
                f"{archive} is damaged or protected and can't be unpacked ({error}). Copy it again."
            ) from error
        for name in (IMAGES, CACHE, MODELS):
            (draft / name).mkdir(exist_ok=True)
        _check_database(archive, draft)
        # Opened here as well: a project of a newer SiamDesk must not be left lying at `path`.
        with Project.open(draft) as project:
            # That folder is one of the other machine; nobody here chose to give its photos away.
            project.set_setting(_WATCHED, None)
    return Project.open(path)


def _database(members: Sequence[zipfile.ZipInfo]) -> PurePosixPath | None:
    """Where the database lies in the archive: at its top, or in the one folder there."""
    found = [PurePosixPath(m.filename) for m in members if m.filename.endswith(DATABASE_NAME)]
    places = [p for p in found if p.name == DATABASE_NAME and len(p.parts) <= 2]
    return places[0] if len(places) == 1 else None


def _checked(archive: Path, opened: zipfile.ZipFile) -> _Members:
    """The members that belong to a project. Raises `ProjectError` for an unsafe archive."""
    infos = opened.infolist()
    for info in infos:
        if (reason := _unsafe(info)) is not None:
            raise ProjectError(
                f"{archive} was refused: {info.filename!r} in it {reason}. Nothing was unpacked."
            )
    database = _database(infos)
    if database is None:
        raise ProjectError(
            f"{archive} holds no SiamDesk project: there is no {DATABASE_NAME} in it. "
            "To add photos from an archive, open a project and add the archive there."
        )
    members: _Members = []
    taken: set[str] = set()
    for info in infos:
        place = PurePosixPath(info.filename)
        if info.is_dir() or not place.is_relative_to(database.parent):
            continue
        inside = place.relative_to(database.parent)
        if not _belongs(inside):
            continue  # what can be made again, and what others put beside it
        if str(inside).casefold() in taken:
            raise ProjectError(f"{archive} was refused: it holds {info.filename!r} twice.")
        taken.add(str(inside).casefold())
        members.append((info, inside))
    return members


def _unsafe(info: zipfile.ZipInfo) -> str | None:
    """Why a member must not be unpacked, if so."""
    name = info.filename
    windows = PureWindowsPath(name)
    if name.startswith("/") or windows.drive or windows.root:
        return "would be written outside the project's folder"
    if ".." in windows.parts:
        return "leads out of the project's folder"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, which may lead anywhere"
    if info.flag_bits & 0x1:
        return "is protected with a password"
    return None


def _belongs(place: PurePosixPath) -> bool:
    parts = place.parts
    if len(parts) == 1:
        return parts[0] == DATABASE_NAME or parts[0] in _LOGS
    return parts[0] in (IMAGES, MODELS) and not any(":" in part for part in parts)


def _check_size(archive: Path, members: _Members, draft: Path) -> None:
    size = sum(info.file_size for info, _ in members)
    packed = archive.stat().st_size
    if size > max(_SMALL, _MOST_TIMES * packed):
        raise ProjectError(
            f"{archive} was refused: its {packed / 1e6:.1f} MB would unpack to "
            f"{size / 1e9:.1f} GB, which no project does."
        )
    if size + _SPARE_BYTES > shutil.disk_usage(draft).free:
        raise StorageError(
            f"{archive} takes {size / 1e9:.1f} GB unpacked, and {draft.parent.parent} has no room "
            "for it. Free some space or choose another folder."
        )


def _write_all(opened: zipfile.ZipFile, members: _Members, draft: Path, progress: Progress) -> None:
    for number, (info, place) in enumerate(members, start=1):
        progress((number - 1) / len(members), f"Unpacking file {number} of {len(members)}")
        target = draft.joinpath(*place.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Reading ends at the size that the table of contents claims, and compares the check sum.
        with opened.open(info) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file, 1 << 20)


def _check_database(archive: Path, draft: Path) -> None:
    """Raise `ProjectError` unless it is sound, and all that it names lies in the project."""
    try:
        with closing(sqlite3.connect(draft / DATABASE_NAME)) as database:
            # Views and triggers of a stranger would run with our own statements.
            foreign = database.execute(
                "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
            ).fetchall()
            (state,) = database.execute("PRAGMA quick_check(1)").fetchone()
            copies = database.execute("SELECT copy FROM photo WHERE copy IS NOT NULL").fetchall()
            folders = database.execute("SELECT folder FROM model_version").fetchall()
    except sqlite3.DatabaseError as error:
        raise ProjectError(f"{archive} holds no SiamDesk project ({error}).") from error
    if foreign or state != "ok":
        why = f"it contains {foreign[0][0]!r}" if foreign else f"it is damaged ({state})"
        raise ProjectError(f"{archive} was refused because of its {DATABASE_NAME}: {why}.")
    for (place,) in (*copies, *folders):
        windows = PureWindowsPath(str(place))
        if not place or windows.drive or windows.root or ".." in windows.parts:
            raise ProjectError(
                f"{archive} was refused: its {DATABASE_NAME} names {place!r}, which lies outside "
                "the project."
            )
