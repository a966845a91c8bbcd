"""Projects of older formats, written by their own SQL, opened by the present code."""

from __future__ import annotations

import json
import sqlite3

import pytest
from project_photos import photo_bytes

from siamdesk.errors import ProjectError
from siamdesk.project.schema import SCHEMA_VERSION
from siamdesk.project.store import Project

FORMAT_1 = """
CREATE TABLE project (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL,
    copy_images INTEGER NOT NULL, created TEXT NOT NULL) STRICT;
CREATE TABLE class (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, key TEXT NOT NULL,
    position INTEGER NOT NULL, present INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE UNIQUE INDEX class_key ON class (key) WHERE present = 1;
CREATE TABLE photo (id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, name TEXT NOT NULL,
    source NOT NULL, copy TEXT, width INTEGER NOT NULL, height INTEGER NOT NULL,
    class_id INTEGER REFERENCES class (id), part TEXT, present INTEGER NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX photo_digest ON photo (digest) WHERE present = 1;
CREATE TABLE edit (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, text TEXT NOT NULL,
    at TEXT NOT NULL, forward TEXT NOT NULL, inverse TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'forgotten'))) STRICT;
CREATE INDEX edit_state ON edit (state, id);
CREATE TABLE trail (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL,
    happening TEXT NOT NULL, edit_id INTEGER NOT NULL REFERENCES edit (id),
    revision INTEGER NOT NULL) STRICT;
CREATE TABLE model_version (id INTEGER PRIMARY KEY AUTOINCREMENT, created TEXT NOT NULL,
    encoder TEXT NOT NULL, folder TEXT NOT NULL, accuracy_before REAL, accuracy_after REAL,
    active INTEGER NOT NULL) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
PRAGMA application_id = 1397309773;
PRAGMA user_version = 1;
"""
NAMES = [f"class {n}" for n in range(14)]
COLOURS_THEN = [
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
    "#0072b2",
    "#e69f00",
]


@pytest.fixture
def format_1(tmp_path):
    """Fourteen classes, each by an edit of its own, and one photo; the last class is undone."""
    path = tmp_path / "old.siam"
    for folder in ("images", "cache", "models"):
        (path / folder).mkdir(parents=True)
    (tmp_path / "p.png").write_bytes(photo_bytes(1))
    connection = sqlite3.connect(path / "project.db", isolation_level=None)
    connection.executescript(FORMAT_1)
    connection.execute("INSERT INTO project VALUES (1, 15, 0, '2026-01-02T03:04:05+00:00')")
    for number, name in enumerate(NAMES):
        last = number == len(NAMES) - 1
        connection.execute(
            "INSERT INTO class (name, key, position, present) VALUES (?, ?, ?, ?)",
            (name, name, number, int(not last)),
        )
        switch = [
            json.dumps([{"table": "class", "column": "present", "values": [[number + 1, value]]}])
            for value in (1, 0)
        ]
        connection.execute(
            "INSERT INTO edit (kind, text, at, forward, inverse, state)"
            " VALUES ('add class', ?, '2026-01-02T03:04:05+00:00', ?, ?, ?)",
            (f"Add class {name}", *switch, "undone" if last else "done"),
        )
        connection.execute(
            "INSERT INTO trail (at, user, happening, edit_id, revision)"
            " VALUES ('2026-01-02T03:04:05+00:00', 'ann', 'done', ?, ?)",
            (number + 1, number + 1),
        )
    connection.execute(
        "INSERT INTO photo (digest, name, source, width, height, class_id, part)"
        " VALUES ('d', 'p.png', ?, 12, 9, 3, 'left')",
        (str(tmp_path / "p.png"),),
    )
    connection.close()
    return path


def test_a_project_of_format_1_opens_with_everything_it_had(format_1, tmp_path):
    with Project.open(format_1) as project:
        snapshot = project.snapshot()
        assert [c.name for c in snapshot.classes] == NAMES[:-1]
        assert [c.colour for c in snapshot.classes] == COLOURS_THEN[:-1]
        (photo,) = snapshot.photos
        assert (photo.class_id, photo.group, photo.path) == (3, "left", tmp_path / "p.png")
        assert len(project.history()) == len(project.trail()) == len(NAMES)
        project.redo()
        assert [c.colour for c in project.snapshot().classes] == COLOURS_THEN
        project.undo()
        project.undo()
        assert len(project.snapshot().classes) == len(NAMES) - 2
    connection = sqlite3.connect(format_1 / "project.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    connection.close()


def test_the_backup_of_a_format_1_project_is_as_it_was(format_1):
    Project.open(format_1).close()
    (backup,) = format_1.glob("project-format1-*.db")
    connection = sqlite3.connect(backup)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(class)")]
    assert columns == ["id", "name", "key", "position", "present"]
    connection.close()


def test_a_migrated_project_has_the_tables_of_a_new_one(format_1, tmp_path):
    Project.open(format_1).close()
    Project.create(tmp_path / "new.siam").close()
    columns = {}
    for path in (format_1, tmp_path / "new.siam"):
        connection = sqlite3.connect(path / "project.db")
        tables = connection.execute("SELECT type, name FROM sqlite_master ORDER BY name")
        columns[path] = {
            (kind, name): sorted(
                row[1:4] for row in connection.execute(f"PRAGMA table_info({name})")
            )
            for kind, name in tables.fetchall()
        }
        connection.close()
    assert columns[format_1] == columns[tmp_path / "new.siam"]


def test_a_format_1_project_for_reading_only_says_what_to_do(format_1):
    with pytest.raises(ProjectError, match="Open it once with write access"):
        Project.open(format_1, read_only=True)
