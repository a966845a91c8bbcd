"""Moving, colouring, merging and deleting classes in the real window, mostly by keys alone."""

import shutil
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QColorDialog, QLineEdit
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.classes.class_dialogs import DeleteDialog, MergeDialog
from siamdesk.gui.classes.class_list import ClassList
from siamdesk.gui.classes.colour_picker import ColourPicker
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.parts import transfer
from siamdesk.gui.session.edit_requests import DeleteClass, MoveClass
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.colours import CYCLE
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three_classes(project_path: Path) -> Path:
    """scratch and dent with three examples each, stain with none, six photos in the inbox."""
    with Project.open(project_path) as project:
        project.add_class("stain")
    return project_path


@pytest.fixture
def opened(opened_window: OpenWindow, three_classes: Path) -> tuple[MainWindow, Session]:
    window, session = opened_window(three_classes)
    window.side_bar.class_list.setFocus()
    return window, session


def order(session: Session) -> list[str]:
    assert session.snapshot is not None
    return [c.name for c in session.snapshot.classes]


def class_id(session: Session, name: str) -> int:
    assert session.snapshot is not None
    return next(c.id for c in session.snapshot.classes if c.name == name)


def examples(session: Session, name: str) -> int:
    assert session.snapshot is not None
    wanted = class_id(session, name)
    return sum(photo.class_id == wanted for photo in session.snapshot.photos)


def go_to(window: MainWindow, row: int) -> ClassList:
    """Make a class current, as the arrow keys do."""
    window.side_bar.class_list.setCurrentIndex(window.class_model.index(row))
    return window.side_bar.class_list


def press(qtbot: QtBot, session: Session, widget: object, *keys: object) -> None:
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(widget, *keys)


def undo(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """By its key; without a window manager nobody else makes the window active again."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    press(qtbot, session, window.side_bar.class_list, Key.Key_Z, CTRL)


def drag_class(classes: ClassList, class_id: int, at: QPoint) -> None:
    """Enter, move and drop, as the window system does."""
    mime: QMimeData = transfer.class_to_mime(class_id)
    rest = (
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    for event in (QDragEnterEvent(at, *rest), QDragMoveEvent(at, *rest)):
        QApplication.sendEvent(classes.viewport(), event)
        assert event.isAccepted()
    QApplication.sendEvent(classes.viewport(), QDropEvent(QPointF(at), *rest))


def test_alt_and_arrows_move_a_class_and_the_number_keys_follow(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    classes = go_to(window, 2)
    press(qtbot, session, classes, Key.Key_Up, ALT)
    press(qtbot, session, classes, Key.Key_Up, ALT)
    assert order(session) == ["stain", "scratch", "dent"]
    assert classes.current_class() == class_id(session, "stain")
    grid = window.photo_page.grid
    grid.setFocus()
    press(qtbot, session, grid, Key.Key_1)
    assert examples(session, "stain") == 1
    press(qtbot, session, grid, Key.Key_Z, CTRL)
    press(qtbot, session, grid, Key.Key_Z, CTRL)
    assert order(session) == ["scratch", "stain", "dent"]
    classes.setFocus()
    press(qtbot, session, classes, Key.Key_Down, ALT)
    assert order(session) == ["scratch", "dent", "stain"]


def test_a_class_at_the_end_of_the_list_moves_no_further(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    with qtbot.assertNotEmitted(session.changed, wait=150):
        qtbot.keyClick(go_to(window, 0), Key.Key_Up, ALT)
        qtbot.keyClick(go_to(window, 2), Key.Key_Down, ALT)
    assert order(session) == ["scratch", "dent", "stain"]


@pytest.mark.parametrize(
    ("dragged", "over", "below", "expected"),
    [
        ("scratch", 1, True, ["dent", "scratch", "stain"]),
        ("scratch", 2, True, ["dent", "stain", "scratch"]),
        ("stain", 0, False, ["stain", "scratch", "dent"]),
        ("stain", 1, False, ["scratch", "stain", "dent"]),
    ],
)
def test_a_class_is_dragged_between_two_others(
    qtbot: QtBot,
    opened: tuple[MainWindow, Session],
    dragged: str,
    over: int,
    below: bool,
    expected: list[str],
) -> None:
    window, session = opened
    classes = window.side_bar.class_list
    row = classes.visualRect(window.class_model.index(over))
    at = QPoint(row.center().x(), row.bottom() - 4 if below else row.top() + 4)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        drag_class(classes, class_id(session, dragged), at)
    assert order(session) == expected
    # The photos stayed with their classes.
    assert (examples(session, "scratch"), examples(session, "stain")) == (3, 0)


def test_a_class_that_is_dropped_where_it_was_stays(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    classes = window.side_bar.class_list
    row = classes.visualRect(window.class_model.index(1))
    with qtbot.assertNotEmitted(classes.move_requested, wait=50):
        drag_class(classes, class_id(session, "dent"), QPoint(40, row.top() + 4))
        drag_class(classes, class_id(session, "dent"), QPoint(40, row.bottom() - 4))


def test_delete_asks_and_sends_the_examples_back_to_the_inbox(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    scratch = class_id(session, "scratch")
    window.side_bar.class_list.class_chosen.emit(scratch)
    qtbot.keyClick(go_to(window, 0), Key.Key_Delete)
    dialog = window.findChild(DeleteDialog)
    assert dialog is not None
    assert "Its 3 examples go back to the inbox." in dialog.words
    press(qtbot, session, dialog.focusWidget(), Key.Key_Return)
    assert order(session) == ["dent", "stain"]
    assert session.snapshot is not None
    assert sum(p.class_id is None for p in session.snapshot.photos) == 9
    # What was shown is gone: all examples are shown instead.
    assert (window.photo_model.show, window.photo_model.class_id) == (Show.EXAMPLES, None)
    undo(qtbot, window, session)
    assert order(session) == ["scratch", "dent", "stain"]
    assert examples(session, "scratch") == 3


def test_escape_deletes_nothing(qtbot: QtBot, opened: tuple[MainWindow, Session]) -> None:
    window, session = opened
    qtbot.keyClick(go_to(window, 0), Key.Key_Delete)
    dialog = window.findChild(DeleteDialog)
    assert dialog is not None
    with qtbot.assertNotEmitted(session.changed, wait=100):
        qtbot.keyClick(dialog, Key.Key_Escape)
    assert window.findChild(DeleteDialog) is None


def test_an_empty_class_is_deleted_without_a_question(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    press(qtbot, session, go_to(window, 2), Key.Key_Delete)
    assert order(session) == ["scratch", "dent"]
    assert window.findChild(DeleteDialog) is None


def test_delete_in_the_grid_still_removes_a_photo_and_no_class(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    go_to(window, 2)
    grid = window.photo_page.grid
    grid.setFocus()
    press(qtbot, session, grid, Key.Key_Delete)
    assert order(session) == ["scratch", "dent", "stain"]
    assert session.snapshot is not None
    assert len(session.snapshot.photos) == 11


def test_a_class_is_merged_by_keys_alone(qtbot: QtBot, opened: tuple[MainWindow, Session]) -> None:
    window, session = opened
    dent = class_id(session, "dent")
    window.side_bar.class_list.class_chosen.emit(class_id(session, "scratch"))
    qtbot.keyClick(go_to(window, 0), Key.Key_M, CTRL)
    dialog = window.findChild(MergeDialog)
    assert dialog is not None
    field = dialog.findChild(QLineEdit)
    qtbot.keyClicks(field, "nowhere")
    assert dialog.words == "No class is called like this."
    qtbot.keyClick(field, Key.Key_Return)
    assert dialog.isVisible()
    field.clear()
    qtbot.keyClicks(field, "EN")
    assert "Its 3 examples become examples of “dent”, and “scratch” goes away" in dialog.words
    press(qtbot, session, field, Key.Key_Return)
    assert order(session) == ["dent", "stain"]
    assert examples(session, "dent") == 6
    # The examples of the class that took them are shown.
    assert (window.photo_model.show, window.photo_model.class_id) == (Show.EXAMPLES, dent)
    assert window.photo_model.rowCount() == 6
    undo(qtbot, window, session)
    assert (examples(session, "scratch"), examples(session, "dent")) == (3, 3)


def test_a_merge_in_one_project_is_no_merge_in_the_next(
    qtbot: QtBot, opened: tuple[MainWindow, Session], three_classes: Path, tmp_path: Path
) -> None:
    window, session = opened
    # A copy: its classes have the same ids. Without thumbnails, which are just being written.
    other = tmp_path / "Other.siam"
    shutil.copytree(three_classes, other, ignore=shutil.ignore_patterns("cache"))
    scratch = class_id(session, "scratch")
    qtbot.keyClick(go_to(window, 0), Key.Key_M, CTRL)
    dialog = window.findChild(MergeDialog)
    assert dialog is not None
    press(qtbot, session, dialog.focusWidget(), Key.Key_Return)
    assert order(session) == ["dent", "stain"]
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(other)
    window.side_bar.class_list.class_chosen.emit(scratch)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(DeleteClass(scratch))
    assert (window.photo_model.show, window.photo_model.class_id) == (Show.EXAMPLES, None)


def test_a_colour_is_picked_with_the_arrow_keys(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    qtbot.keyClick(go_to(window, 0), Key.Key_C, CTRL | SHIFT)
    picker = window.findChild(ColourPicker)
    assert picker is not None
    assert picker.isVisible()
    assert picker.swatches[0].hasFocus()
    assert picker.swatches[1].accessibleName() == "Orange, the colour of dent"
    qtbot.keyClick(picker.focusWidget(), Key.Key_Down)
    qtbot.keyClick(picker.focusWidget(), Key.Key_Right)
    press(qtbot, session, picker.focusWidget(), Key.Key_Return)
    assert not picker.isVisible()
    assert session.snapshot is not None
    assert session.snapshot.classes[0].colour == CYCLE[7]
    undo(qtbot, window, session)
    assert session.snapshot.classes[0].colour == CYCLE[0]


def test_any_other_colour_can_be_chosen(qtbot: QtBot, opened: tuple[MainWindow, Session]) -> None:
    window, session = opened
    go_to(window, 1)
    window.actions_by_id[ActionId.COLOUR_CLASS].trigger()
    picker = window.findChild(ColourPicker)
    assert picker is not None
    picker.other_button.click()
    dialog = window.findChild(QColorDialog)
    assert dialog is not None
    dialog.setCurrentColor(QColor("#8800ff"))
    with qtbot.waitSignal(session.changed, timeout=10_000):
        dialog.accept()
    assert session.snapshot is not None
    assert session.snapshot.classes[1].colour == "#8800ff"


def test_a_guess_for_a_class_that_was_just_deleted_is_not_accepted(
    qtbot: QtBot, opened: tuple[MainWindow, Session], rank_all: object
) -> None:
    window, session = opened
    session.edit(DeleteClass(class_id(session, "stain")))
    qtbot.waitUntil(lambda: "stain" not in order(session))
    dent = class_id(session, "dent")
    rank_all(session, dent)  # type: ignore[operator]
    go_to(window, 1)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(DeleteClass(dent))
    grid = window.photo_page.grid
    grid.setFocus()
    with qtbot.assertNotEmitted(session.noticed, wait=150):
        qtbot.keyClick(grid, Key.Key_Return)


def test_the_selected_class_stays_selected_while_others_come_go_and_move(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    dent = class_id(session, "dent")
    classes = go_to(window, 1)
    for act in (
        lambda: session.edit(MoveClass(dent, 0)),
        lambda: session.edit(DeleteClass(class_id(session, "scratch"))),
        session.undo,
        lambda: session.edit(MoveClass(class_id(session, "stain"), 0)),
    ):
        with qtbot.waitSignal(session.changed, timeout=10_000):
            act()
        assert classes.current_class() == dent
        assert [i.row() for i in classes.selectedIndexes()] == [window.class_model.row(dent)]
