"""The process dies, or the disk is full, in the middle of an edit: all or nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import contextmanager

import pytest
from project_photos import copies_on_disk, make_photos, noise_bytes

from siamdesk.errors import StorageError
from siamdesk.project.store import Project

resource = pytest.importorskip("resource", reason="Windows can't limit or kill like this")

DIE = """
    import os, signal, sys
    from pathlib import Path
    from siamdesk.project.store import Project

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    project = Project.open(Path(sys.argv[1]))
    photos = sorted(Path(sys.argv[2]).iterdir())
"""


def run_until_it_dies(script: str, *arguments: object) -> None:
    code = textwrap.dedent(DIE) + textwrap.dedent(script)
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr.decode()


def assert_sound(path) -> None:
    connection = sqlite3.connect(path / "project.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@pytest.fixture
def path(tmp_path):
    """A project with two examples, and twelve photos beside it in ``more``."""
    with Project.create(tmp_path / "parts.siam") as project:
        project.add_photos(make_photos(tmp_path / "camera", 2), class_name="dent")
    make_photos(tmp_path / "more", 12, first=100)
    return tmp_path / "parts.siam"


@pytest.mark.parametrize("after", [1, 6, 12])
def test_killed_while_photos_are_copied(path, tmp_path, after):
    with Project.open(path) as project:
        before = project.snapshot()
    run_until_it_dies(
        f"""
        told = []
        def progress(fraction, text):
            told.append(text)
            if len(told) == {after}:
                die()
        project.add_photos(photos, class_name="scratch", progress=progress)
        """,
        path,
        tmp_path / "more",
    )
    assert_sound(path)
    with Project.open(path) as project:
        assert project.snapshot() == before
        assert len(copies_on_disk(project)) > 2  # orphans, harmless:
        assert len(project.add_photos(sorted((tmp_path / "more").iterdir())).added) == 12
        assert all(photo.path.read_bytes() for photo in project.snapshot().photos)


def test_what_a_killed_addition_left_is_gone_after_a_later_one(path, tmp_path):
    run_until_it_dies(
        """
        project.add_photos(photos, class_name="scratch", progress=lambda *_: die())
        """,
        path,
        tmp_path / "more",
    )
    with Project.open(path) as project:
        assert len(copies_on_disk(project)) > 2
        for copy in copies_on_disk(project):
            os.utime(copy, (0, 0))  # hours later
        project.add_photos(make_photos(tmp_path / "later", 1, first=200))
        assert sorted(copies_on_disk(project)) == sorted(
            photo.path for photo in project.snapshot().photos
        )


STATEMENTS = ["INSERT INTO photo", "INSERT INTO class", "INSERT INTO edit", "INSERT INTO trail"]


@pytest.mark.parametrize("statement", [*STATEMENTS, "COMMIT"])
def test_killed_in_the_middle_of_the_transaction(path, tmp_path, statement):
    with Project.open(path) as project:
        before = project.snapshot()
    run_until_it_dies(
        f"""
        def watch(sql):
            if sql.startswith({statement!r}):
                die()
        project._connection.set_trace_callback(watch)
        project.add_photos(photos, class_name="scratch")
        """,
        path,
        tmp_path / "more",
    )
    assert_sound(path)
    with Project.open(path) as project:
        assert project.snapshot() == before
        assert project.trail()[-1].revision == before.revision


def test_killed_right_after_an_edit(path, tmp_path):
    run_until_it_dies(
        """
        project.add_photos(photos, class_name="scratch")
        project.undo()
        project.redo()
        die()
        """,
        path,
        tmp_path / "more",
    )
    assert_sound(path)
    with Project.open(path) as project:
        assert len(project.snapshot().photos) == 14
        assert project.snapshot().undo_text == "Add 12 examples of scratch"
        assert all(photo.path.is_file() for photo in project.snapshot().photos)


# --- full disk ------------------------------------------------------------------------------------


@contextmanager
def no_file_larger_than(size: int):
    """The nearest to a full disk that needs no special rights: writing further fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_room_for_a_copy(path, tmp_path):
    files = sorted((tmp_path / "more").iterdir())
    large = tmp_path / "large.png"
    large.write_bytes(noise_bytes(1, side=600))
    with Project.open(path) as project:
        before = project.snapshot()
        with (
            no_file_larger_than(500_000),
            pytest.raises(StorageError, match=r"disk is full\. Free some space"),
        ):
            project.add_photos([*files, large], class_name="scratch")
        assert project.snapshot() == before
        assert len(copies_on_disk(project)) == 2
        assert len(project.add_photos([*files, large]).added) == 13
    assert_sound(path)


def test_no_room_for_the_log_of_the_database(path, tmp_path):
    files = sorted((tmp_path / "more").iterdir())
    with Project.open(path) as project:
        before = project.snapshot()
        project.set_setting("a", 1)
        log = (path / "project.db-wal").stat().st_size
        with no_file_larger_than(log), pytest.raises(StorageError, match="nothing was changed"):
            project.add_photos(files, class_name="scratch")
        assert project.snapshot() == before
        assert len(copies_on_disk(project)) == 2
        assert len(project.add_photos(files).added) == 12
    assert_sound(path)


def fill(project: Project) -> None:
    for number in range(1000):
        project.add_class(f"class {number} {'x' * 80}")


def test_no_room_in_the_database(path, tmp_path):
    with Project.open(path) as project:
        before = project.snapshot()
        pages = project._connection.execute("PRAGMA page_count").fetchone()[0]
        project._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageError, match="disk is full"):
            project.set_setting("large", "x" * 100_000)
        with pytest.raises(StorageError, match="disk is full"):
            fill(project)
        added = len(project.snapshot().classes) - len(before.classes)
        assert len(project.history()) == 1 + added  # each edit in full or not at all
        project._connection.execute("PRAGMA max_page_count = 1000000")
        project.add_class("there is room again")
    assert_sound(path)
