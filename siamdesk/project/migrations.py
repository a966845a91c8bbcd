"""From older schemas to the present one, in steps that import no live code.

A step turns version n into n + 1 with SQL alone: code that it would call may mean something else
by the time it is run.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from siamdesk.errors import ProjectError, ProjectVersionError
from siamdesk.project.database import DATABASE_NAME, transaction
from siamdesk.project.schema import APPLICATION_ID

BACKUPS: Final = "project-format*.db"
"""Pattern of the backups' names."""

Step = Callable[[sqlite3.Connection], None]


def _add_facts_of_model_versions(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE model_version ADD COLUMN examples INTEGER")
    connection.execute("ALTER TABLE model_version ADD COLUMN present INTEGER NOT NULL DEFAULT 1")


_COLOURS_OF_PLACES: Final = [
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#d55e00",
    "#56b4e9",
    "#cc79a7",
    "#332288",
    "#999933",
    "#882255",
    "#44aa99",
    "#ddcc77",
    "#aa4499",
]


def _give_classes_colours(connection: sqlite3.Connection) -> None:
    """A class keeps its colour when it moves; it had the one of its place before."""
    connection.execute("ALTER TABLE class ADD COLUMN colour TEXT NOT NULL DEFAULT '#0072b2'")
    connection.executemany(
        f"UPDATE class SET colour = ? WHERE position % {len(_COLOURS_OF_PLACES)} = ?",  # noqa: S608 - a number
        [(colour, place) for place, colour in enumerate(_COLOURS_OF_PLACES)],
    )
    connection.execute("CREATE INDEX trail_edit ON trail (edit_id)")


def _give_photos_notes(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE photo ADD COLUMN note TEXT")


def _give_photos_framings(connection: sqlite3.Connection) -> None:
    for table in ("project", "photo"):
        for column in ("region", "grey_window"):
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")
    connection.execute("ALTER TABLE photo ADD COLUMN deep INTEGER")
    connection.execute("ALTER TABLE photo ADD COLUMN looks INTEGER")
    # These formats have 8 bits; of the others it is not known without reading the files.
    for suffix in ("jpg", "jpeg", "jpe", "jfif", "bmp", "dib", "webp"):
        connection.execute("UPDATE photo SET deep = 0 WHERE lower(name) LIKE ?", (f"%.{suffix}",))


def _let_regions_have_outlines(connection: sqlite3.Connection) -> None:
    """Nothing changes yet, but an older SiamDesk could not read a region with an outline."""
    del connection


def _let_a_class_be_ok(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE class ADD COLUMN ok INTEGER NOT NULL DEFAULT 0")


MIGRATIONS: tuple[Step, ...] = (
    _add_facts_of_model_versions,
    _give_classes_colours,
    _give_photos_notes,
    _give_photos_framings,
    _let_regions_have_outlines,
    _let_a_class_be_ok,
)
"""The step at index i turns schema version i + 1 into i + 2."""


def check_version(connection: sqlite3.Connection, folder: Path, *, newest: int) -> int:
    """The schema version of the project.

    Raises `ProjectError` when the database is not SiamDesk's, `ProjectVersionError` when a newer
    SiamDesk wrote it. Changes nothing.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or version < 1:
        raise ProjectError(
            f"{folder} is not a SiamDesk project: its {DATABASE_NAME} belongs to another program. "
            "Choose a folder whose name ends in .siam."
        )
    if version > newest:
        raise ProjectVersionError(
            f"{folder} was written by a newer SiamDesk (project format {version}; this one knows "
            f"formats up to {newest}). Install the newest SiamDesk to open it; nothing was changed."
        )
    return int(version)


def migrate(
    connection: sqlite3.Connection, folder: Path, *, steps: Sequence[Step] = MIGRATIONS
) -> Path | None:
    """Bring the project to the version after the last step; returns the backup made before.

    One transaction: after a failure the project is as it was. Returns None when there is nothing
    to do.
    """
    newest = len(steps) + 1
    version = check_version(connection, folder, newest=newest)
    if version == newest:
        return None
    backup = _back_up(connection, folder, version)
    with transaction(connection):
        # Another window may have migrated it while this one waited for the lock.
        version = check_version(connection, folder, newest=newest)
        for step in steps[version - 1 :]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {newest}")
    return backup


def _back_up(connection: sqlite3.Connection, folder: Path, version: int) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    backup = folder / f"project-format{version}-{stamp}.db"
    # SQLite's own copy: unlike a copy of the file it includes what still lies in the log.
    target = sqlite3.connect(backup)
    try:
        connection.backup(target)
    finally:
        target.close()
    return backup
