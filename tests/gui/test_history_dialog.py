"""The history dialog in the real window, and its model with thousands of edits."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.history.history_dialog import HistoryDialog
from siamdesk.gui.history.history_model import PAGE, POINT_ROLE, Column, HistoryModel, Point
from siamdesk.gui.session.edit_requests import AddClass
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project
from siamdesk.project.values import Edit, EditKind, HistoryPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
AT = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


def edits(newest: int, count: int, *, undone: int = 0) -> tuple[Edit, ...]:
    """`count` edits below and with `newest`, the first of them undone."""
    return tuple(
        Edit(i, EditKind.ADD_CLASS, f"Add class {i}", AT, undone=place < undone, user="ann")
        for place, i in enumerate(range(newest, newest - count, -1))
    )


def page(
    newest: int, count: int, *, before: int | None = None, complete: bool = False, undone: int = 0
) -> HistoryPage:
    return HistoryPage(edits(newest, count, undone=undone), before, complete, undone, AT)


def rows(model: HistoryModel) -> list[int]:
    return [model.edit_id(row) for row in range(model.rowCount())]


def points(model: HistoryModel) -> list[Point]:
    return [model.index(row, 0).data(POINT_ROLE) for row in range(model.rowCount())]


# ---- the model alone ----


def test_the_history_model_keeps_qts_rules_through_all_changes(
    qapp: object, qtmodeltester: ModelTester
) -> None:
    model = HistoryModel()
    qtmodeltester.check(model)
    model.take(page(10, 4))
    assert rows(model) == [10, 9, 8, 7]
    model.take(page(6, 4, before=7))
    model.take(page(2, 2, before=3, complete=True))
    assert rows(model) == [*range(10, 0, -1), 0]
    qtmodeltester.check(model)
    model.take(page(10, 10, complete=True, undone=3))
    assert points(model) == [Point.UNDONE] * 3 + [Point.HERE] + [Point.DONE] * 7
    # Three undone edits are forgotten for a new one.
    model.take(HistoryPage((*edits(11, 1), *edits(7, 7)), None, True, 0, AT))
    assert rows(model) == [11, *range(7, 0, -1), 0]
    model.take(page(5, 3))
    assert rows(model) == [5, 4, 3]
    model.take(page(40, 2, complete=True))
    assert rows(model) == [40, 39, 0]
    model.forget()
    qtmodeltester.check(model)
    assert rows(model) == []


def test_a_page_of_a_history_with_gaps_is_shown_as_it_is(qapp: object) -> None:
    model = HistoryModel()
    model.take(page(5, 5, complete=True))
    model.take(HistoryPage((*edits(5, 1), *edits(2, 2)), None, True, 0, AT))
    assert rows(model) == [5, 2, 1, 0]


def test_older_edits_are_asked_for_once_and_only_while_there_are_some(
    qtbot: QtBot, qapp: object
) -> None:
    model = HistoryModel()
    model.take(page(10, 4))
    asked: list[int] = []
    model.more_wanted.connect(asked.append)
    top = model.index(-1, -1)
    for _ in range(3):
        model.fetchMore(top)
    assert asked == [7]
    model.take(page(6, 6, before=7, complete=True))
    assert not model.canFetchMore(top)
    # An answer to an older question comes too late.
    model.take(page(6, 6, before=7, complete=True))
    assert rows(model) == [*range(10, 0, -1), 0]


def test_steps_are_counted_from_where_the_project_stands(qapp: object) -> None:
    model = HistoryModel()
    model.take(page(5, 5, complete=True, undone=2))
    said = [model.steps(row) for row in range(model.rowCount())]
    assert said == [
        "Redo 2 steps",
        "Redo 1 step",
        "You are here",
        "Undo 1 step",
        "Undo 2 steps",
        "Undo 3 steps",
    ]


def test_times_are_told_from_today_on(qapp: object) -> None:
    model = HistoryModel()
    now = datetime(2026, 3, 4, 23, 59).astimezone()
    assert model.when(now, now).startswith("Today ")
    assert model.when(now - timedelta(hours=23, minutes=58), now).startswith("Today ")
    assert model.when(now - timedelta(days=1), now).startswith("Yesterday ")
    assert "2026" in model.when(now - timedelta(days=2), now).replace("3/2/26", "2026")


# ---- in the window ----


@pytest.fixture
def opened(opened_window: OpenWindow, project_path: Path) -> tuple[MainWindow, Session]:
    """Three edits made the project; a, b and c are classes that were added one by one."""
    with Project.open(project_path) as project:
        for name in "abc":
            project.add_class(name)
    return opened_window(project_path)


def classes(session: Session) -> str:
    assert session.snapshot is not None
    return "".join(c.name for c in session.snapshot.classes if len(c.name) == 1)


def show_history(qtbot: QtBot, window: MainWindow, session: Session) -> HistoryDialog:
    with qtbot.waitSignal(session.history_read, timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, Key.Key_H, CTRL)
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def shown(dialog: HistoryDialog) -> list[str]:
    model = dialog.table.model()
    return [model.index(row, Column.WHAT).data() for row in range(model.rowCount())]


def test_the_history_is_walked_by_keys_alone_and_survives_a_restart(
    qtbot: QtBot, opened: tuple[MainWindow, Session], opened_window: OpenWindow
) -> None:
    window, session = opened
    dialog = show_history(qtbot, window, session)
    assert shown(dialog) == [
        "Add class c",
        "Add class b",
        "Add class a",
        "Add 6 photos to the inbox",
        "Add 3 examples of dent",
        "Add 3 examples of scratch",
        "Make the project",
    ]
    table = dialog.table
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_Down)
    with qtbot.waitSignals([session.changed, session.history_read], timeout=10_000):
        qtbot.keyClick(table, Key.Key_Return)
    assert classes(session) == "a"
    model = table.model()
    assert [model.index(row, 0).data(POINT_ROLE) for row in range(4)] == [
        Point.UNDONE,
        Point.UNDONE,
        Point.HERE,
        Point.DONE,
    ]
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Add class c; Today ")
    assert spoken.endswith("; undone")
    assert session.snapshot is not None
    path = session.snapshot.path
    window.close()
    again, session = opened_window(path)
    dialog = show_history(qtbot, again, session)
    assert dialog.table.currentIndex().row() == 2
    dialog.table.setCurrentIndex(dialog.table.model().index(0, Column.WHAT))
    with qtbot.waitSignal(session.changed, timeout=10_000):
        dialog.table.doubleClicked.emit(dialog.table.currentIndex())
    assert classes(session) == "abc"


def test_going_back_to_the_beginning_empties_the_project_and_redo_fills_it(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    dialog = show_history(qtbot, window, session)
    qtbot.keyClick(dialog.table, Key.Key_End, CTRL)
    with qtbot.waitSignals([session.changed, session.history_read], timeout=10_000):
        qtbot.keyClick(dialog.table, Key.Key_Return)
    assert session.snapshot is not None
    assert (session.snapshot.photos, session.snapshot.classes) == ((), ())
    qtbot.keyClick(dialog.table, Key.Key_Home, CTRL)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog.table, Key.Key_Return)
    assert len(session.snapshot.photos) == 12


def test_the_open_history_follows_what_is_done_in_the_window(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    dialog = show_history(qtbot, window, session)
    with qtbot.waitSignals([session.changed, session.history_read], timeout=10_000):
        session.undo()
    assert dialog.table.model().index(0, 0).data(POINT_ROLE) == Point.UNDONE
    with qtbot.waitSignals([session.changed, session.history_read], timeout=10_000):
        session.edit(AddClass("d"))
    assert shown(dialog)[:3] == ["Add class d", "Add class b", "Add class a"]
    window.actions_by_id[ActionId.CLOSE_PROJECT].trigger()
    assert not dialog.isVisible()


def test_thousands_of_edits_are_read_as_the_list_is_scrolled(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    with Project.open(project_path) as project:
        dent = project.class_by_name("dent")
        assert dent is not None
        with project._writing():  # one transaction: a disk that is slow to sync is no subject here
            for number in range(PAGE + 50):
                project._log.record(EditKind.RENAME_CLASS, f"{number}", forward=(), inverse=())
    window, session = opened_window(project_path)
    dialog = show_history(qtbot, window, session)
    assert dialog.table.model().rowCount() == PAGE
    qtbot.keyClick(dialog.table, Key.Key_End, CTRL)
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() == PAGE + 50 + 4, timeout=10_000)
    assert shown(dialog)[-5:-3] == ["0", "Add 6 photos to the inbox"]


def test_the_audit_trail_is_exported_from_the_history(
    qtbot: QtBot, opened: tuple[MainWindow, Session], tmp_path: Path
) -> None:
    window, session = opened
    dialog = show_history(qtbot, window, session)
    button = next(b for b in dialog.findChildren(QPushButton) if "audit" in b.text())
    button.click()
    asked = window.findChild(QFileDialog, "trail dialog")
    assert asked is not None
    asked.setDirectory(str(tmp_path))
    asked.selectFile(str(tmp_path / "what was done"))
    with qtbot.waitSignal(session.noticed, timeout=10_000) as told:
        asked.accept()
    assert "6 lines" in told.args[0].text
    with (tmp_path / "what was done.csv").open(encoding="utf-8-sig", newline="") as stream:
        found = [row["what"] for row in csv.DictReader(stream)]
    assert found[-3:] == ["Add class a", "Add class b", "Add class c"]
