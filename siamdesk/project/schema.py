"""Tables of ``project.db``."""

from __future__ import annotations

import sqlite3
from typing import Final

APPLICATION_ID: Final = 0x5349414D
"""``SIAM``, in the header of the SQLite file: tells our databases from all others."""

SCHEMA_VERSION: Final = 7
"""Raise it with every change of the tables, and add the step to `migrations.MIGRATIONS`."""

_TABLES: Final = (
    """
    CREATE TABLE project (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        revision INTEGER NOT NULL,
        copy_images INTEGER NOT NULL,
        created TEXT NOT NULL,
        region TEXT,
        grey_window TEXT
    ) STRICT
    """,
    # Classes and photos are never deleted: `present` is what edits switch. So ids are never used
    # twice, and whatever the trail mentions can still be looked up.
    """
    CREATE TABLE class (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        key TEXT NOT NULL,
        position INTEGER NOT NULL,
        colour TEXT NOT NULL,
        ok INTEGER NOT NULL DEFAULT 0,
        present INTEGER NOT NULL DEFAULT 1
    ) STRICT
    """,
    "CREATE UNIQUE INDEX class_key ON class (key) WHERE present = 1",
    # `deep` is NULL where nobody has looked whether values have more than 8 bits, and `looks`, a
    # perceptual hash, where nobody has looked at all: in photos of older projects.
    # `source` is TEXT, or BLOB for the rare file name that is not valid UTF-8; hence not STRICT.
    """
    CREATE TABLE photo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest TEXT NOT NULL,
        name TEXT NOT NULL,
        source NOT NULL,
        copy TEXT,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        class_id INTEGER REFERENCES class (id),
        part TEXT,
        note TEXT,
        region TEXT,
        grey_window TEXT,
        deep INTEGER,
        looks INTEGER,
        present INTEGER NOT NULL DEFAULT 1
    )
    """,
    "CREATE UNIQUE INDEX photo_digest ON photo (digest) WHERE present = 1",
    # `undone` edits can be redone until a new edit makes them `forgotten`; what undo does not
    # cover, such as a change of the encoder, is `forgotten` from the start.
    """
    CREATE TABLE edit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        forward TEXT NOT NULL,
        inverse TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'forgotten'))
    ) STRICT
    """,
    "CREATE INDEX edit_state ON edit (state, id)",
    """
    CREATE TABLE trail (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        user TEXT NOT NULL,
        happening TEXT NOT NULL,
        edit_id INTEGER NOT NULL REFERENCES edit (id),
        revision INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX trail_edit ON trail (edit_id)",
    # As with classes and photos, what is deleted is no longer `present`, and its id stays its own.
    """
    CREATE TABLE model_version (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        created TEXT NOT NULL,
        encoder TEXT NOT NULL,
        folder TEXT NOT NULL,
        accuracy_before REAL,
        accuracy_after REAL,
        active INTEGER NOT NULL,
        examples INTEGER,
        present INTEGER NOT NULL DEFAULT 1
    ) STRICT
    """,
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)


def create_tables(connection: sqlite3.Connection, *, copy_images: bool, created: str) -> None:
    """Fill an empty database; to be called inside a transaction."""
    for table in _TABLES:
        connection.execute(table)
    connection.execute(
        "INSERT INTO project (id, revision, copy_images, created) VALUES (1, 0, ?, ?)",
        (int(copy_images), created),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
