"""Accepting all guesses above a confidence, in the real window."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from siamdesk.engine.ranking_table import RankingTable
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.grid.accept_dialog import AcceptDialog
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier

GUESSES = {
    "new 0.png": ("dent", 0.99),
    "new 1.png": ("scratch", 0.9),
    "new 2.png": ("dent", 0.8),
    "new 3.png": ("scratch", 0.97),
    "new 4.png": ("dent", 0.96),
    "new 5.png": ("dent", 0.6),
}
UNKNOWN = "new 4.png"


def rank(session: Session) -> None:
    snapshot = session.snapshot
    assert snapshot is not None
    ids = {c.name: c.id for c in snapshot.classes}
    photos = [p for p in snapshot.photos if p.name in GUESSES]
    top = np.array([ids[GUESSES[p.name][0]] for p in photos])
    first = np.array([GUESSES[p.name][1] for p in photos], np.float32)
    n = len(photos)
    table = RankingTable(
        photo_ids=np.array([p.id for p in photos]),
        class_ids=np.stack([top, sum(ids.values()) - top], axis=1),
        probabilities=np.stack([first, 1 - first], axis=1),
        similarities=np.full((n, 2), 0.7, np.float32),
        example_ids=np.full((n, 2), snapshot.photos[0].id),
        unknown=np.array([float(p.name == UNKNOWN) for p in photos], np.float32),
        unknown_threshold=0.5,
    )
    session.rankings.update(table, snapshot.revision)
    session.learner.ranked.emit()


def ask(qtbot: QtBot, window: MainWindow) -> AcceptDialog:
    qtbot.keyClick(window.photo_page.grid, Key.Key_Return, SHIFT)
    dialog = window.findChild(AcceptDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.slider.hasFocus)
    return dialog


def labelled(session: Session) -> dict[str, str]:
    assert session.snapshot is not None
    names = {c.id: c.name for c in session.snapshot.classes}
    return {
        p.name: names[p.class_id]
        for p in session.snapshot.photos
        if p.class_id is not None and p.name in GUESSES
    }


def expected(confidence: float, *, with_unknown: bool = False) -> dict[str, str]:
    return {
        name: guess
        for name, (guess, probability) in GUESSES.items()
        if probability >= confidence and (with_unknown or name != UNKNOWN)
    }


def test_sure_guesses_are_accepted_and_one_undo_takes_all_back(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session)
    dialog = ask(qtbot, window)
    dialog.box.setValue(85.0)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog.box, Key.Key_Return)
    assert labelled(session) == expected(0.85)
    assert len(labelled(session)) == 3
    assert session.snapshot is not None
    assert session.snapshot.undo_text == "Set class of 3 photos: 2 to scratch, 1 to dent"
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.undo()
    assert labelled(session) == {}
    with Project.open(project_path) as project:
        assert [line.text for line in project.trail()][-2:] == [
            "Set class of 3 photos: 2 to scratch, 1 to dent"
        ] * 2


def test_the_preview_follows_the_slider_and_counts_what_will_be_accepted(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session)
    dialog = ask(qtbot, window)
    assert session.snapshot is not None
    names = {c.id: c.name for c in session.snapshot.classes}
    button = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    for tick, with_unknown in ((600, False), (600, True), (800, True), (955, False), (999, True)):
        dialog.slider.setValue(tick)
        dialog.unknown.setChecked(with_unknown)
        wanted = expected(tick / 1000, with_unknown=with_unknown)
        assert dialog.box.value() == tick / 10
        counts = {names[c]: n for c, n in dialog._counts._counts.items()}
        assert counts == Counter(wanted.values())
        shown = [photo.name for photo, _, _ in dialog._least_sure._tiles]
        assert shown == sorted(wanted, key=lambda name: GUESSES[name][1])
        assert button.text() == f"Accept {len(wanted)} guess{'' if len(wanted) == 1 else 'es'}"
        assert button.isEnabled() == bool(wanted)


def test_the_keyboard_alone_chooses_the_confidence_which_is_remembered(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session)
    dialog = ask(qtbot, window)
    assert dialog.confidence == 0.95
    qtbot.keyClick(dialog.slider, Key.Key_Right)
    assert dialog.confidence == 0.96
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog.slider, Key.Key_Return)
    assert labelled(session) == expected(0.96)
    assert window.settings.accept_above == 0.96


def test_escape_changes_nothing(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session)
    dialog = ask(qtbot, window)
    with qtbot.assertNotEmitted(session.changed, wait=100):
        qtbot.keyClick(dialog, Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_only_photos_that_the_filter_shows_are_accepted(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session)
    window.photo_page.filter_bar.field.setText("3")
    dialog = ask(qtbot, window)
    dialog.slider.setValue(0)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog, Key.Key_Return)
    assert labelled(session) == {"new 3.png": "scratch"}


def test_rankings_that_come_meanwhile_do_not_change_what_was_shown(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: object
) -> None:
    window, session = opened_window(project_path)
    rank(session)
    dialog = ask(qtbot, window)
    assert session.snapshot is not None
    rank_all(session, session.snapshot.classes[0].id)  # type: ignore[operator]
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog, Key.Key_Return)
    assert labelled(session) == expected(0.95)


def test_without_guesses_there_is_nothing_to_ask(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    action = window.actions_by_id[ActionId.ACCEPT_ALL]
    assert not action.isEnabled()
    rank(session)
    assert action.isEnabled()
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    assert not action.isEnabled()


def test_enter_on_several_photos_with_different_guesses_is_one_step_to_undo(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    rank(session)
    window.photo_page.grid.selectAll()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, Key.Key_Return)
    assert len(labelled(session)) == 6
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.undo()
    assert labelled(session) == {}
