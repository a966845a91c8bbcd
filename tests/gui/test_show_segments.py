"""The buttons above the grid: nothing cut off, and the keys go where the photos are."""

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.grid.show_segments import ShowSegments
from siamdesk.gui.parts.segment import Segment
from siamdesk.gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PADDING = 14
"""On both sides of a segment's words, as the style sheet has it."""


def segment(window: MainWindow, show: Show) -> Segment:
    return next(b for b in window.findChildren(Segment) if b.property("show") == show.value)


def test_words_fit_in_bold_too(qtbot: QtBot, opened_window: OpenWindow, project_path):
    window, _ = opened_window(project_path)
    for button in window.findChildren(Segment):
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = QFontMetrics(bold).horizontalAdvance(button.text())
        assert button.width() >= words + 2 * PADDING or not button.isVisible()


def test_the_list_to_check_takes_no_room_once_it_is_left_empty(qtbot: QtBot, theme):
    segments = ShowSegments()
    qtbot.addWidget(segments)
    check = next(b for b in segments.findChildren(Segment) if b.property("show") == Show.CHECK)
    segments.mark(Show.CHECK)
    assert check.isVisibleTo(segments)
    segments.mark(Show.INBOX)
    assert not check.isVisibleTo(segments)
    segments.show_counts(3, 2, 1)
    assert check.isVisibleTo(segments)


def test_a_view_that_is_chosen_by_its_keys_has_the_keys(
    qtbot: QtBot, opened_window: OpenWindow, project_path
):
    window, _ = opened_window(project_path)
    grid = window.photo_page.grid
    segment(window, Show.INBOX).setFocus()
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    assert QApplication.focusWidget() is grid
    before = grid.current_id()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current_id() != before


def test_a_click_on_a_segment_leaves_the_keys_with_the_photos(
    qtbot: QtBot, opened_window: OpenWindow, project_path
):
    window, _ = opened_window(project_path)
    assert QApplication.focusWidget() is window.photo_page.grid
    qtbot.mouseClick(segment(window, Show.EXAMPLES), Qt.MouseButton.LeftButton)
    assert window.photo_model.show is Show.EXAMPLES
    assert QApplication.focusWidget() is window.photo_page.grid


def test_keys_come_back_to_the_photos_after_an_empty_view(
    qtbot: QtBot, opened_window: OpenWindow, project_path
):
    window, _ = opened_window(project_path)
    page = window.photo_page
    window.actions_by_id[ActionId.SHOW_CHECK].trigger()  # nothing is there, and no button either
    assert not page.grid.isVisible()
    assert page.isAncestorOf(QApplication.focusWidget())
    assert not isinstance(QApplication.focusWidget(), Segment)
    window.actions_by_id[ActionId.SHOW_INBOX].trigger()
    assert QApplication.focusWidget() is page.grid
