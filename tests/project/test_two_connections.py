from __future__ import annotations

import sqlite3
import threading

import pytest

from siamdesk.errors import Cancelled
from siamdesk.project.store import Project


@pytest.fixture
def worker(project):
    """A second connection, as the worker process holds one."""
    with Project.open(project.path) as opened:
        yield opened


def test_the_other_side_sees_each_edit(project, worker, photos):
    project.add_photos(photos, class_name="dent")
    assert worker.snapshot() == project.snapshot()
    version = worker.add_model_version("lite0", worker.models_folder / "1", 0.5, 0.6)
    assert project.model_versions() == (version,)
    assert project.revision == worker.revision == 2


def test_undo_takes_back_the_last_edit_whoever_made_it(project, worker):
    project.add_class("a")
    worker.add_class("b")
    undone = project.undo()
    assert undone is not None
    assert undone.text == "Add class b"
    assert [c.name for c in worker.snapshot().classes] == ["a"]


def test_a_snapshot_is_taken_while_the_other_side_writes(project, worker):
    project.add_class("a")
    project._connection.execute("BEGIN IMMEDIATE")
    project._connection.execute("UPDATE class SET name = 'half done'")
    assert [c.name for c in worker.snapshot().classes] == ["a"]
    project._connection.execute("ROLLBACK")


def test_edits_from_many_threads_wait_for_each_other(project):
    def edit(letter: str) -> None:
        with Project.open(project.path) as own:
            for number in range(15):
                own.add_class(f"{letter}{number}")

    threads = [threading.Thread(target=edit, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    snapshot = project.snapshot()
    assert len(snapshot.classes) == 60
    assert [c.position for c in snapshot.classes] == list(range(60))
    assert snapshot.revision == 60


def test_use_from_another_thread_is_a_mistake_that_shows(project):
    caught = []

    def use() -> None:
        try:
            project.snapshot()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_the_same_photo_added_from_both_sides_is_added_once(project, worker, photos):
    def add_elsewhere(fraction: float, text: str) -> None:
        if fraction == 1.0:
            worker.add_photos(photos[:1], class_name="dent")

    report = project.add_photos(photos[:2], class_name="scratch", progress=add_elsewhere)
    assert [p.name for p in report.added] == ["p1.png"]
    assert "already an example of 'dent'" in report.duplicates[0].reason
    assert all(p.path.is_file() for p in project.snapshot().photos)


def test_a_cancel_spares_the_copy_that_the_other_side_has_come_to_use(project, worker, photos):
    def add_elsewhere_and_cancel(fraction: float, text: str) -> None:
        worker.add_photos(photos[:1])
        raise Cancelled

    with pytest.raises(Cancelled):
        project.add_photos(photos[:1], progress=add_elsewhere_and_cancel)
    (photo,) = project.snapshot().photos
    assert photo.path.is_file()


def test_a_photo_removed_elsewhere_while_it_is_added_again_is_reported(project, worker, photos):
    (photo,) = project.add_photos(photos[:1]).added

    def remove_elsewhere(fraction: float, text: str) -> None:
        worker.remove_photos([photo.id])

    report = project.add_photos(photos[:1], progress=remove_elsewhere)
    assert report.added == ()
    assert "Add it again" in report.failed[0].reason
