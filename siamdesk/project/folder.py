"""The folder of a project: made whole, recognised, brought up to date."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.project.database import (
    DATABASE_NAME,
    connect,
    transaction,
    use_write_ahead_log,
)
from siamdesk.project.migrations import BACKUPS, check_version, migrate
from siamdesk.project.schema import SCHEMA_VERSION, create_tables

IMAGES: Final = "images"
CACHE: Final = "cache"
MODELS: Final = "models"
SUFFIX: Final = ".siam"


def make_folder(path: Path, *, copy_images: bool) -> None:
    """Make an empty project and the folders above it. Raises OSError and sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made beside its place and then renamed: a crash leaves no half-made project there.
    with tempfile.TemporaryDirectory(
        dir=path.parent, prefix=".new-", ignore_cleanup_errors=True
    ) as scratch:
        draft = Path(scratch, path.name)
        _fill(draft, copy_images=copy_images)
        draft.rename(path)


def _fill(folder: Path, *, copy_images: bool) -> None:
    folder.mkdir()
    for name in (IMAGES, CACHE, MODELS):
        (folder / name).mkdir()
    connection = sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)
    try:
        use_write_ahead_log(connection)
        with transaction(connection):
            create_tables(connection, copy_images=copy_images, created=now())
    finally:
        connection.close()


def check_folder(path: Path) -> None:
    """Raise `ProjectError` unless `path` looks like a project. Raises also OSError."""
    if not _exists(path):
        raise ProjectError(
            f"There is no project at {path}. Check the name, or make one with: siamdesk new {path}"
        )
    database = path / DATABASE_NAME
    there = _exists(database) and database.is_file()
    if there and database.stat().st_size > 0:
        return
    if (path / IMAGES).is_dir() and (path.suffix == SUFFIX or (path / MODELS).is_dir()):
        state = "empty" if there else "gone"
        raise ProjectError(f"{path}: its database {DATABASE_NAME} is {state}. {_rescue(path)}")
    state = f"its {DATABASE_NAME} is empty" if there else f"it has no {DATABASE_NAME}"
    raise ProjectError(
        f"{path} is not a SiamDesk project: {state}. Choose a folder whose name ends in {SUFFIX}."
    )


def _exists(path: Path) -> bool:
    """Unlike `Path.exists`, raises OSError when it can't be told, on every version of Python."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the name
        return False
    return True


def _rescue(path: Path) -> str:
    """What is left of a project without a database, and how to get it back."""
    advice = f"Put a backup of {DATABASE_NAME} there"
    if backups := sorted(path.glob(BACKUPS), key=lambda backup: backup.stat().st_mtime):
        advice += (
            f", or a copy of {backups[-1].name}, which was made before an update, under that name"
        )
    if any((path / IMAGES).iterdir()):
        return f"The photos in its folder '{IMAGES}' are unharmed. {advice}."
    return f"{advice}."


def open_database(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Connect to a project that `check_folder` let pass, brought up to date."""
    connection = connect(path, read_only=read_only)
    try:
        _prepare(connection, path, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    version = check_version(connection, path, newest=SCHEMA_VERSION)
    if not read_only:
        use_write_ahead_log(connection)
        migrate(connection, path)
    elif version < SCHEMA_VERSION:
        raise ProjectError(
            f"{path} was written by an older SiamDesk. Open it once with write access, so that it "
            "can be brought up to date."
        )


def inside(folder: Path, parent: Path) -> str:
    """Where `folder` lies below `parent`, with ``/``. Raises `ProjectError`."""
    try:
        return folder.absolute().relative_to(parent).as_posix()
    except ValueError:
        raise ProjectError(
            f"{folder} is not below {parent}, where tuned encoders belong."
        ) from None


def now() -> str:
    """The present moment as the database keeps it."""
    return datetime.now(UTC).isoformat()
