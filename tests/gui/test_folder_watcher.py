"""The watched folder is looked at beside everything else, however long that takes."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from living_windows import write_photo
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from siamdesk.gui.session.edit_requests import AddClass
from siamdesk.gui.session.folder_watcher import FolderWatcher
from siamdesk.gui.session.project_link import ProjectLink


class DeadDrive(type(Path())):  # type: ignore[misc]
    """A folder that is asked and does not answer, until it is let go."""

    asked = threading.Event()
    let_go = threading.Event()

    def __fspath__(self) -> str:
        self.asked.set()
        self.let_go.wait(30)
        return str(self)


@pytest.fixture
def dead_drive(tmp_path: Path) -> Iterator[DeadDrive]:
    (tmp_path / "Line 3").mkdir()
    DeadDrive.asked.clear()
    DeadDrive.let_go.clear()
    yield DeadDrive(tmp_path / "Line 3")
    DeadDrive.let_go.set()


def test_edits_are_made_while_a_drive_does_not_answer(
    qtbot: QtBot, project_path: Path, dead_drive: DeadDrive
) -> None:
    link = ProjectLink(0.01)
    link.open(project_path)
    link.watch(dead_drive, project_path)
    assert dead_drive.asked.wait(10)
    with qtbot.waitSignal(link.changed, timeout=1_000) as told:
        link.edit(AddClass("stain"), "", project_path)
    assert [c.name for c in told.args[0].classes] == ["scratch", "dent", "stain"]
    assert not dead_drive.let_go.is_set()
    link.close()


def test_a_watcher_that_was_stopped_tells_nothing_once_the_drive_answers(
    qtbot: QtBot, dead_drive: DeadDrive
) -> None:
    before = set(threading.enumerate())
    watcher = FolderWatcher(dead_drive, (), 0.01)
    looks: list[object] = []
    watcher.looked.connect(lambda *told: looks.append(told))
    watcher.start()
    assert dead_drive.asked.wait(10)
    (thread,) = set(threading.enumerate()) - before
    watcher.stop()
    assert thread.is_alive()
    assert thread.daemon  # it does not keep the app from ending
    dead_drive.let_go.set()
    thread.join(10)
    assert not thread.is_alive()
    QCoreApplication.sendPostedEvents()
    assert looks == []


def test_photos_that_could_not_be_added_are_told_again_and_others_are_not(
    qtbot: QtBot, tmp_path: Path
) -> None:
    known = write_photo(tmp_path / "known.png", "dent", 1)
    new = write_photo(tmp_path / "new.png", "dent", 2)
    watcher = FolderWatcher(tmp_path, [known], 0.01)
    told: list[list[Path]] = []

    def take(_watcher: object, found: list[Path], problem: str) -> None:
        assert problem == ""
        if found:
            told.append(found)
            watcher.answer(found if len(told) == 1 else ())

    watcher.looked.connect(take)
    watcher.start()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    for _ in range(3):  # looks that find nothing more
        with qtbot.waitSignal(watcher.looked, timeout=10_000):
            pass
    watcher.stop()
    assert told == [[new], [new]]
