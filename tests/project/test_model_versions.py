"""Fine-tuned encoders in the project: who changed them, deleting them, older projects."""

from __future__ import annotations

import getpass
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from siamdesk.errors import ProjectError, StorageError
from siamdesk.project.store import Project
from siamdesk.project.values import Happening

FORMAT_1 = """
    CREATE TABLE project (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL,
        copy_images INTEGER NOT NULL, created TEXT NOT NULL) STRICT;
    CREATE TABLE class (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
        key TEXT NOT NULL, position INTEGER NOT NULL, present INTEGER NOT NULL DEFAULT 1) STRICT;
    CREATE UNIQUE INDEX class_key ON class (key) WHERE present = 1;
    CREATE TABLE photo (id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL,
        name TEXT NOT NULL, source NOT NULL, copy TEXT, width INTEGER NOT NULL,
        height INTEGER NOT NULL, class_id INTEGER REFERENCES class (id), part TEXT,
        present INTEGER NOT NULL DEFAULT 1);
    CREATE UNIQUE INDEX photo_digest ON photo (digest) WHERE present = 1;
    CREATE TABLE edit (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
        text TEXT NOT NULL, at TEXT NOT NULL, forward TEXT NOT NULL, inverse TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'forgotten'))) STRICT;
    CREATE INDEX edit_state ON edit (state, id);
    CREATE TABLE trail (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
        user TEXT NOT NULL, happening TEXT NOT NULL, edit_id INTEGER NOT NULL REFERENCES edit (id),
        revision INTEGER NOT NULL) STRICT;
    CREATE TABLE model_version (id INTEGER PRIMARY KEY AUTOINCREMENT, created TEXT NOT NULL,
        encoder TEXT NOT NULL, folder TEXT NOT NULL, accuracy_before REAL, accuracy_after REAL,
        active INTEGER NOT NULL) STRICT;
    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    PRAGMA application_id = 1397309773;
    PRAGMA user_version = 1;

    INSERT INTO project VALUES (1, 3, 1, '2025-03-01T08:00:00+00:00');
    INSERT INTO class VALUES (1, 'dent', 'dent', 0, 1);
    INSERT INTO edit VALUES (1, 'add class', 'Add class dent', '2025-03-01T08:01:00+00:00',
        '[{"table":"class","column":"present","values":[[1,1]]}]',
        '[{"table":"class","column":"present","values":[[1,0]]}]', 'done');
    INSERT INTO trail VALUES (1, '2025-03-01T08:01:00+00:00', 'ada', 'done', 1, 1);
    INSERT INTO model_version VALUES
        (1, '2025-03-01T08:02:00+00:00', 'lite0', 'lite0-a', 0.5, 0.75, 0),
        (2, '2025-03-01T08:03:00+00:00', 'lite0', 'lite0-b', 0.5, NULL, 1);
"""
"""A project as SiamDesk wrote it before model versions knew what they were tuned on."""


def tuned(project: Project, name: str, **more: object):
    """A version with files on disk."""
    folder = project.models_folder / name
    folder.mkdir()
    (folder / "encoder.bin").write_bytes(b"x" * 1000)
    return project.add_model_version("lite0", folder, 0.5, 0.75, **more)


def said(project: Project) -> list[str]:
    return [line.text for line in project.trail()]


def columns(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path / "project.db")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        # Name, type, whether it may be empty, and key. A column that came later is the last
        # one, and needs a default where a new table has none.
        table: sorted(
            (name, kind, full, key)
            for _, name, kind, full, _, key in connection.execute(f"PRAGMA table_info({table})")
        )
        for (table,) in tables
    }
    connection.close()
    return found


def test_a_project_of_format_1_keeps_its_versions_and_its_trail(tmp_path) -> None:
    path = tmp_path / "old.siam"
    (path / "images").mkdir(parents=True)
    connection = sqlite3.connect(path / "project.db")
    connection.executescript(FORMAT_1)
    connection.close()
    with Project.open(path) as project:
        first, second = project.model_versions()
        assert (first.id, first.active, first.folder) == (1, False, path / "models" / "lite0-a")
        assert (second.id, second.active, second.accuracy_before) == (2, True, 0.5)
        assert first.created == datetime(2025, 3, 1, 8, 2, tzinfo=UTC)
        assert first.examples is None
        project.activate_model(1)
        assert said(project) == [
            "Add class dent",
            "Use model version 1 in place of model version 2",
        ]
        assert project.trail()[0].user == "ada"
        assert project.undo().text == "Add class dent"
    assert len(list(path.glob("project-format1-*.db"))) == 1
    with Project.create(tmp_path / "new.siam") as new:
        assert columns(path) == columns(new.path)


def test_every_change_of_the_encoder_is_written_down_with_user_time_and_revision(project) -> None:
    start = datetime.now(UTC)
    tuned(project, "a", examples=35)
    tuned(project, "b", active=False)
    project.activate_model(2)
    project.activate_model(None)
    project.delete_model_version(1)
    assert said(project) == [
        "Use the encoder fine-tuned on 35 examples as model version 1 "
        "(accuracy 50% before, 75% after)",
        "Keep the encoder fine-tuned as model version 2 (accuracy 50% before, 75% after)",
        "Use model version 2 in place of model version 1",
        "Use the pretrained encoder in place of model version 2",
        "Delete model version 1",
    ]
    trail = project.trail()
    assert {(line.user, line.happening) for line in trail} == {(getpass.getuser(), Happening.DONE)}
    assert [line.revision for line in trail] == [1, 2, 3, 4, 5]
    times = [start, *(line.at for line in trail), datetime.now(UTC)]
    assert times == sorted(times)


def test_using_what_is_in_use_changes_nothing(project) -> None:
    project.activate_model(None)
    assert project.revision == 0
    tuned(project, "a")
    project.activate_model(1)
    assert project.revision == 1
    assert len(said(project)) == 1


def test_changes_of_the_encoder_stay_out_of_undo_and_redo(project) -> None:
    project.add_class("dent")
    project.add_class("scratch")
    project.undo()
    tuned(project, "a")
    project.activate_model(None)
    assert [edit.text for edit in project.history()] == ["Add class dent", "Add class scratch"]
    assert project.redo().text == "Add class scratch"
    project.undo()
    assert project.undo().text == "Add class dent"
    assert project.undo() is None
    assert not project.model_versions()[0].active


def test_a_deleted_version_is_gone_with_its_files_and_its_number(project) -> None:
    tuned(project, "a")
    version = tuned(project, "b", examples=12)
    with pytest.raises(ProjectError, match="version 2 is in use"):
        project.delete_model_version(2)
    assert version.folder.exists()
    project.delete_model_version(1)
    assert [(v.id, v.examples) for v in project.model_versions()] == [(2, 12)]
    assert [f.name for f in project.models_folder.iterdir()] == ["b"]
    for refused in (project.activate_model, project.delete_model_version):
        with pytest.raises(ProjectError, match=r"no model version 1 .* Known: 2\."):
            refused(1)
    project.activate_model(None)
    project.delete_model_version(2)
    assert project.model_versions() == ()
    assert tuned(project, "c").id == 3


def test_a_version_whose_files_are_gone_can_be_deleted(project) -> None:
    version = tuned(project, "a", active=False)
    (version.folder / "encoder.bin").unlink()
    version.folder.rmdir()
    project.delete_model_version(1)
    assert project.model_versions() == ()


def test_a_version_that_the_disk_keeps_stays_listed(project, tmp_path) -> None:
    # What lies outside the project must not be deleted through a link to it.
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("mine")
    project.models_folder.joinpath("link").symlink_to(outside)
    project.add_model_version("lite0", project.models_folder / "link", 0.5, 0.6, active=False)
    with pytest.raises(StorageError):
        project.delete_model_version(1)
    assert [v.id for v in project.model_versions()] == [1]
    assert (outside / "precious").read_text() == "mine"
