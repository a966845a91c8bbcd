"""The command palette in the real window, by keys alone."""

from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.actions.action_specs import SPECS
from siamdesk.gui.actions.command_palette import CommandPalette
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def open_palette(qtbot: QtBot, window: MainWindow) -> CommandPalette:
    card = window.start_page.cards[ActionId.OPEN_SAMPLE]
    place = window.photo_page.grid if window.shows_work else card
    place.setFocus()
    qtbot.waitUntil(place.hasFocus)
    qtbot.keyClick(place, Key.Key_K, CTRL)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    assert palette.isVisible()
    return palette


def words(palette: CommandPalette) -> list[str]:
    return [command.words for command in palette.shown()]


def test_every_action_of_the_registry_is_offered_with_its_keys(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    shown = {command.words: command for command in open_palette(qtbot, window).shown()}
    for spec in SPECS:
        if spec.id is ActionId.COMMANDS:
            continue
        command = shown[spec.text.replace("&", "")]
        assert (not spec.keys) or command.shortcut
        assert command.enabled == window.actions_by_id[spec.id].isEnabled()
    assert shown["Correct to dent"].shortcut == "2"
    assert {"Show scratch", "Show dent", "Correct to scratch"} <= shown.keys()


def test_typed_letters_and_enter_do_what_is_meant(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    palette = open_palette(qtbot, window)
    qtbot.keyClicks(palette.field, "cor den")
    assert words(palette)[0] == "Correct to dent"
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(palette.field, Key.Key_Return)
    assert not palette.isVisible()
    assert session.snapshot is not None
    named = {c.id: c.name for c in session.snapshot.classes}
    moved = next(p for p in session.snapshot.photos if p.name == "new 0.png")
    assert named[moved.class_id or 0] == "dent"


def test_arrows_choose_and_the_ends_meet(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    palette = open_palette(qtbot, window)
    qtbot.keyClicks(palette.field, "show")
    wanted = words(palette).index("Show dent")
    for _ in range(wanted):
        qtbot.keyClick(palette.field, Key.Key_Down)
    assert "Show dent" in palette.field.accessibleDescription()
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert window.photo_model.show is Show.EXAMPLES
    assert window.photo_model.rowCount() == 3
    palette = open_palette(qtbot, window)
    qtbot.keyClick(palette.field, Key.Key_Up)
    assert palette.list.currentRow() == palette.list.count() - 1


def test_escape_and_the_keys_that_opened_it_change_nothing(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    with qtbot.assertNotEmitted(session.changed, wait=100):
        for key, modifier in ((Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Key.Key_K, CTRL)):
            palette = open_palette(qtbot, window)
            qtbot.keyClick(palette.field, key, modifier)
            assert not palette.isVisible()


def test_digits_and_letters_typed_into_it_are_no_shortcuts(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    palette = open_palette(qtbot, window)
    with qtbot.assertNotEmitted(session.changed, wait=100):
        qtbot.keyClicks(palette.field, "1hu")
    assert palette.field.text() == "1hu"
    assert not palette.shown()


def test_a_disabled_command_is_listed_and_does_nothing(
    qtbot: QtBot, opened_window: OpenWindow
) -> None:
    window, _ = opened_window(None)
    palette = open_palette(qtbot, window)
    qtbot.keyClicks(palette.field, "undo")
    assert [(c.words, c.enabled) for c in palette.shown()] == [("Undo", False)]
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible()
    assert "not available" in palette.field.accessibleDescription()


def test_what_was_used_lately_comes_first_also_in_the_next_window(
    qtbot: QtBot, opened_window: OpenWindow, theme: Theme
) -> None:
    window, _ = opened_window(None)
    for typed in ("dark", "light", "dark"):
        palette = open_palette(qtbot, window)
        qtbot.keyClicks(palette.field, typed)
        qtbot.keyClick(palette.field, Key.Key_Return)
    assert theme.mode is ThemeMode.DARK
    theme.set_mode(ThemeMode.LIGHT)
    other, _ = opened_window(None)
    assert words(open_palette(qtbot, other))[:3] == ["Dark", "Light", "New project…"]


def test_a_click_chooses(qtbot: QtBot, opened_window: OpenWindow, project_path: Path) -> None:
    window, _ = opened_window(project_path)
    palette = open_palette(qtbot, window)
    qtbot.keyClicks(palette.field, "examples")
    place = palette.list.visualItemRect(palette.list.item(0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.photo_model.show is Show.EXAMPLES


def test_a_hundred_classes_are_found_while_typing(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    from siamdesk.project.store import Project

    with Project.open(project_path) as project:
        for number in range(100):
            project.add_class(f"kind {number:03}")
    window, _ = opened_window(project_path)
    palette = open_palette(qtbot, window)
    qtbot.keyClicks(palette.field, "show 077")
    assert words(palette)[0] == "Show kind 077"
    assert QApplication.focusWidget() is palette.field


def test_a_click_beside_closes_it_and_presses_nothing(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    chosen = window.photo_page.grid.selected_ids()
    palette = open_palette(qtbot, window)
    assert palette.geometry() == window.rect()
    place = window.photo_page.grid.visualRect(window.photo_model.index(5)).center()
    beside = window.photo_page.grid.viewport().mapTo(window, place)
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=beside)
    assert not palette.isVisible()
    assert window.photo_page.grid.selected_ids() == chosen
    assert QApplication.focusWidget() is window.photo_page.grid


def test_other_shortcuts_sleep_while_it_is_open(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    palette = open_palette(qtbot, window)
    qtbot.keyClick(palette.field, Key.Key_2, CTRL)
    assert window.photo_model.show is Show.INBOX
    qtbot.keyClick(palette.field, Key.Key_Tab)
    assert QApplication.focusWidget() is palette.field
    assert palette.isVisible()
