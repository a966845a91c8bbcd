import pytest
from living_windows import OpenWindow
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.settings import Settings
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.window.tour import Tour
from siamdesk.gui.window.tour_commands import TourCommands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def tour_of(window: MainWindow) -> Tour:
    (commands,) = window.findChildren(TourCommands)
    return commands.tour


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)


def frame(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_it_is_not_shown_by_itself_in_a_window_that_nobody_asked_it_of(
    opened_window: OpenWindow, project_path
):
    window, _ = opened_window(project_path)
    assert not tour_of(window).running


def test_the_first_project_brings_it_and_the_second_does_not(
    opened_window: OpenWindow, project_path, settings: Settings, qtbot: QtBot
):
    window, session = opened_window(None)
    (commands,) = window.findChildren(TourCommands)
    commands.show_at_first_project()
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(project_path)
    assert commands.tour.running
    press(qtbot, Qt.Key.Key_Escape)
    assert not commands.tour.running
    assert settings.tour_seen
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(project_path)
    assert not commands.tour.running
    other, other_session = opened_window(None)
    (others,) = other.findChildren(TourCommands)
    others.show_at_first_project()
    with qtbot.waitSignal(other_session.opened, timeout=10_000):
        other_session.open_project(project_path)
    assert not others.tour.running


def test_return_goes_through_all_steps_and_gives_the_keyboard_back(
    opened_window: OpenWindow, project_path, qtbot: QtBot
):
    window, _ = opened_window(project_path)
    tour = tour_of(window)
    window.actions_by_id[ActionId.TOUR].trigger()
    places = []
    while tour.running:
        places.append(tour.place)
        press(qtbot, Qt.Key.Key_Return)
    assert places == list(range(len(places)))
    assert 4 <= len(places) <= 6
    assert window.photo_page.grid.hasFocus()
    assert not tour.call_out.isVisible()


def test_escape_ends_it_also_while_the_keyboard_is_elsewhere(
    opened_window: OpenWindow, project_path, qtbot: QtBot
):
    window, _ = opened_window(project_path)
    tour = tour_of(window)
    window.actions_by_id[ActionId.TOUR].trigger()
    window.photo_page.grid.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert not tour.running


def test_one_can_go_back_and_work_meanwhile(opened_window: OpenWindow, project_path, qtbot: QtBot):
    window, session = opened_window(project_path)
    tour = tour_of(window)
    window.actions_by_id[ActionId.TOUR].trigger()
    tour.call_out.forth.click()
    tour.call_out.back.click()
    assert tour.place == 0
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.correct([session.snapshot.photos[-1].id], 1)
    assert tour.running


@pytest.mark.parametrize("size", [(1280, 800), (960, 600)])
def test_call_outs_stay_in_the_window_and_beside_what_they_point_at(
    opened_window: OpenWindow, project_path, rank_all, size: tuple[int, int]
):
    window, session = opened_window(project_path)
    rank_all(session, 1)
    window.resize(*size)
    tour = tour_of(window)
    window.actions_by_id[ActionId.TOUR].trigger()
    small = (
        window.side_bar.class_list,
        window.side_bar.model_card,
        window.menuBar(),
        window.inspector.guess_list,
    )
    seen = 0
    while tour.running:
        shown = frame(tour.call_out, window)
        assert window.rect().contains(shown)
        targets = tour._steps[tour.place].targets
        if targets[0] in small:
            seen += 1
            assert not shown.adjusted(12, 12, -12, -12).intersects(frame(targets[0], window))
        tour.call_out.forth.click()
    assert seen == len(small)


def test_its_colours_follow_the_theme(opened_window: OpenWindow, project_path, theme: Theme):
    window, _ = opened_window(project_path)
    window.actions_by_id[ActionId.TOUR].trigger()
    bubble = tour_of(window).call_out
    inside = QPoint(bubble.width() // 2, bubble.height() - 16)
    light = bubble.grab().toImage().pixelColor(inside).name()
    theme.set_mode(ThemeMode.DARK)
    try:
        dark = bubble.grab().toImage().pixelColor(inside).name()
        assert dark == theme.tones.raised
    finally:
        theme.set_mode(ThemeMode.LIGHT)
    assert light == theme.tones.raised


def test_closing_the_project_ends_it(opened_window: OpenWindow, project_path):
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.TOUR].trigger()
    session.close_project()
    assert not tour_of(window).running
