"""Sorting and filtering in the real window, mostly by keys."""

from pathlib import Path

import numpy as np
import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.engine.ranking_table import RankingTable
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.grid.photo_order import SortBy
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def rank(session: Session, shares: dict[str, float]) -> None:
    """Rankings as the worker's last word: the first class is guessed with these probabilities."""
    snapshot = session.snapshot
    assert snapshot is not None
    photos = [p for p in snapshot.photos if p.name in shares]
    first = np.array([shares[p.name] for p in photos], np.float32)
    n, order = len(photos), [c.id for c in snapshot.classes]
    example = next(p.id for p in snapshot.photos if p.class_id is not None)
    table = RankingTable(
        photo_ids=np.array([p.id for p in photos]),
        class_ids=np.tile(np.array(order), (n, 1)),
        probabilities=np.stack([first, 1 - first], axis=1),
        similarities=np.full((n, 2), 0.7, np.float32),
        example_ids=np.full((n, 2), example),
        unknown=1 - first,
        unknown_threshold=0.45,
    )
    session.rankings.update(table, snapshot.revision)
    session.learner.ranked.emit()
    session.learner.learned.emit(None, "")


def names(window: MainWindow) -> list[str]:
    model = window.photo_model
    return [model.photo(row).name for row in range(model.rowCount())]


def current(window: MainWindow) -> str:
    grid = window.photo_page.grid
    return window.photo_model.photo(grid.currentIndex().row()).name


def sort_by(window: MainWindow, sort: SortBy) -> None:
    actions = window.photo_page.filter_bar.sort_actions.actions()
    next(a for a in actions if a.data() == sort.value).trigger()


def new(*numbers: int) -> list[str]:
    return [f"new {i}.png" for i in numbers]


SHARES = dict(zip(new(0, 1, 2, 3, 4, 5), (0.9, 0.6, 0.8, 0.5, 0.7, 0.95), strict=True))
OTHERS = dict(zip(new(0, 1, 2, 3, 4, 5), (0.5, 0.9, 0.6, 0.95, 0.7, 0.8), strict=True))


def test_sorting_starts_at_the_top_and_is_kept_for_the_project(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session, SHARES)
    sort_by(window, SortBy.LEAST_SURE)
    assert names(window) == new(3, 1, 4, 2, 0, 5)
    assert current(window) == "new 3.png"
    other, session = opened_window(project_path)
    assert names(other) == new(0, 1, 2, 3, 4, 5)
    # Nobody has touched the photos yet: the first rankings sort them by themselves.
    rank(session, SHARES)
    assert names(other) == new(3, 1, 4, 2, 0, 5)
    assert current(other) == "new 3.png"


def test_photos_stay_under_the_hands_until_it_is_sorted_again(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    again = window.photo_page.filter_bar.again
    rank(session, SHARES)
    sort_by(window, SortBy.LEAST_SURE)
    grid = window.photo_page.grid
    qtbot.keyClick(grid, Key.Key_Right)
    qtbot.keyClick(grid, Key.Key_Right, SHIFT)
    chosen = grid.selected_ids()
    assert not again.isVisible()
    rank(session, OTHERS)
    assert names(window) == new(3, 1, 4, 2, 0, 5)
    assert again.isVisible()
    qtbot.keyClick(grid, Key.Key_F5)
    assert names(window) == new(0, 2, 4, 5, 1, 3)
    assert sorted(grid.selected_ids()) == sorted(chosen)
    assert current(window) == "new 4.png"
    assert not again.isVisible()


def test_labelling_down_a_sorted_list_never_jumps(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session, SHARES)
    sort_by(window, SortBy.SUREST)
    seen = []
    for _ in range(3):
        seen.append(current(window))
        with qtbot.waitSignal(session.changed, timeout=10_000):
            qtbot.keyClick(window.photo_page.grid, Key.Key_1)
        rank(session, OTHERS)
    assert seen == new(5, 0, 2)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.undo()
    # What comes back returns to where it was taken from.
    assert names(window) == new(2, 4, 1, 3)


def test_typing_part_of_a_name_filters_and_escape_shows_all(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session, SHARES)
    edits = []
    session.changed.connect(lambda snapshot, _: edits.append(snapshot))
    bar, grid = window.photo_page.filter_bar, window.photo_page.grid
    assert not bar.field.isVisible()
    qtbot.keyClick(grid, Key.Key_F, CTRL)
    assert QApplication.focusWidget() is bar.field
    with qtbot.assertNotEmitted(session.changed, wait=100):
        qtbot.keyClicks(bar.field, "NEW 3")
    assert names(window) == ["new 3.png"]
    assert "1 of 6 photos" in bar._said.text()
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert QApplication.focusWidget() is grid
    assert current(window) == "new 3.png"
    qtbot.keyClick(grid, Key.Key_F, CTRL)
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert names(window) == new(0, 1, 2, 3, 4, 5)
    assert QApplication.focusWidget() is grid
    assert not bar.field.isVisible()
    assert current(window) == "new 3.png"
    # Enter, digits and letters are keys for labelling elsewhere.
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(grid, Key.Key_2)
    assert len(edits) == 1


def test_the_panel_filters_by_confidence_class_and_unknown(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session, SHARES)
    window.actions_by_id[ActionId.FILTER_PHOTOS].trigger()
    panel = window.photo_page.filter_bar.panel
    assert panel.isVisible()
    panel.at_least.setValue(70)
    assert names(window) == new(0, 2, 4, 5)
    panel.below.setValue(90)
    assert names(window) == new(2, 4)
    panel.class_box.setFocus()
    qtbot.keyClick(panel.class_box, Key.Key_Down)
    qtbot.keyClick(panel.class_box, Key.Key_Down)
    assert names(window) == []
    assert "No photo matches" in window.photo_page.empty.words
    panel.close()
    window.photo_page.empty.pressed.emit()
    assert names(window) == new(0, 1, 2, 3, 4, 5)
    assert (panel.at_least.value(), panel.below.value()) == (0, 100)
    panel.unknown.setChecked(True)
    assert names(window) == new(3)
    assert window.photo_page.grid.selected_ids()


def test_nothing_selected_is_told_when_the_filter_hides_all(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    window.photo_page.filter_bar.type_name()
    qtbot.keyClicks(window.photo_page.filter_bar.field, "no such photo")
    assert window.photo_page.grid.selected_ids() == []
    assert not window.actions_by_id[ActionId.CORRECT].isEnabled()


def test_inbox_and_examples_are_filtered_each_by_itself(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    bar = window.photo_page.filter_bar
    bar.field.setText("4")
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    assert len(names(window)) == 6
    assert bar.field.text() == ""
    sort_by(window, SortBy.NAME)
    assert names(window)[0] == "dent 0.png"
    window.actions_by_id[ActionId.SHOW_INBOX].trigger()
    assert names(window) == ["new 4.png"]
    assert bar.field.text() == "4"


def test_going_to_an_example_takes_a_filter_away_that_would_hide_it(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    window.photo_page.filter_bar.field.setText("dent")
    window.actions_by_id[ActionId.SHOW_INBOX].trigger()
    assert session.snapshot is not None
    scratch = next(p for p in session.snapshot.photos if p.name == "scratch 1.png")
    window.inspector.example_requested.emit(scratch.id)
    assert current(window) == "scratch 1.png"


def test_a_filter_of_one_project_hides_nothing_of_the_next(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.photo_page.filter_bar.field.setText("no such photo")
    assert names(window) == []
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(project_path)
    assert names(window) == new(0, 1, 2, 3, 4, 5)
    assert window.photo_page.filter_bar.field.text() == ""
    assert window.photo_page.grid.isVisible()
    assert current(window) == "new 0.png"
