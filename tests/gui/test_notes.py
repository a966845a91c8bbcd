"""Notes on photos, written in the inspector by keys alone."""

import shutil
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from siamdesk.gui.session.edit_requests import AddClass
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(opened_window: OpenWindow, project_path: Path) -> tuple[MainWindow, Session]:
    return opened_window(project_path)


def notes(session: Session) -> list[str]:
    assert session.snapshot is not None
    return [photo.note for photo in session.snapshot.photos if photo.class_id is None]


def test_n_writes_a_note_and_return_goes_back_to_the_photos(
    qtbot: QtBot, opened: tuple[MainWindow, Session], project_path: Path
) -> None:
    window, session = opened
    grid, field = window.photo_page.grid, window.inspector.note
    qtbot.keyClick(grid, Key.Key_N)
    assert field.hasFocus()
    # Digits and letters are keys of their own elsewhere.
    qtbot.keyClicks(field, "edge 2, check again")
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(field, Key.Key_Return)
    assert grid.hasFocus()
    assert notes(session) == ["edge 2, check again", "", "", "", "", ""]
    qtbot.keyClick(grid, Key.Key_Right)
    assert field.text() == ""
    qtbot.keyClick(grid, Key.Key_Left)
    assert field.text() == "edge 2, check again"
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(grid, Key.Key_Z, CTRL)
    assert field.text() == ""
    with Project.open(project_path) as project:
        assert project.snapshot().redo_text == "Write a note on new 0.png"


def test_escape_takes_back_what_was_typed(qtbot: QtBot, opened: tuple[MainWindow, Session]) -> None:
    window, session = opened
    field = window.inspector.note
    qtbot.keyClick(window.photo_page.grid, Key.Key_N)
    qtbot.keyClicks(field, "no")
    with qtbot.assertNotEmitted(session.changed, wait=100):
        qtbot.keyClick(field, Key.Key_Escape)
    assert field.text() == ""
    assert window.photo_page.grid.hasFocus()


def test_a_note_is_kept_when_another_photo_is_clicked(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    grid, field = window.photo_page.grid, window.inspector.note
    qtbot.keyClick(grid, Key.Key_N)
    qtbot.keyClicks(field, "first")
    other = grid.visualRect(window.photo_model.index(2)).center()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert notes(session) == ["first", "", "", "", "", ""]
    assert field.text() == ""


def test_what_is_being_written_outlives_news_of_the_project(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    field = window.inspector.note
    qtbot.keyClick(window.photo_page.grid, Key.Key_N)
    qtbot.keyClicks(field, "half a no")
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(AddClass("stain"))
    assert field.text() == "half a no"
    qtbot.keyClicks(field, "te")
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(field, Key.Key_Return)
    assert notes(session)[0] == "half a note"


@pytest.mark.parametrize("leave", ["close", "open", "quit"])
def test_a_note_is_kept_when_the_project_is_left_while_it_is_written(
    qtbot: QtBot,
    opened: tuple[MainWindow, Session],
    project_path: Path,
    tmp_path: Path,
    leave: str,
) -> None:
    window, session = opened
    other = tmp_path / "Other.siam"
    # Without thumbnails, which are just being written.
    shutil.copytree(project_path, other, ignore=shutil.ignore_patterns("cache"))
    field = window.inspector.note
    qtbot.keyClick(window.photo_page.grid, Key.Key_N)
    qtbot.keyClicks(field, "kept")
    if leave == "close":
        qtbot.keyClick(field, Key.Key_W, CTRL)
    elif leave == "open":
        # Photos of both projects have the same ids.
        with qtbot.waitSignal(session.opened, timeout=10_000):
            session.open_project(other)
        assert field.text() == ""
    else:
        qtbot.keyClick(field, Key.Key_Q, CTRL)
    session.shut_down()
    for path, first in ((project_path, "kept"), (other, "")):
        with Project.open(path) as project:
            notes = [p.note for p in project.snapshot().photos if p.class_id is None]
        assert notes == [first, "", "", "", "", ""]
