"""Photos like one, examples to check, splitting a class, filters: in the real window, by keys."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import Learn, Learned, LearningSummary, SimilarFound, SplitProposed
from siamdesk.engine.ranking_table import RankingTable
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.classes.split_dialog import SplitDialog
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def names(window: MainWindow) -> list[str]:
    model = window.photo_model
    return [model.photo(row).name for row in range(model.rowCount())]


def current(window: MainWindow) -> str:
    grid = window.photo_page.grid
    return window.photo_model.photo(grid.currentIndex().row()).name


def by_name(session: Session) -> dict[str, int]:
    assert session.snapshot is not None
    return {photo.name: photo.id for photo in session.snapshot.photos}


def class_of(session: Session, name: str) -> str | None:
    assert session.snapshot is not None
    classes = {c.id: c.name for c in session.snapshot.classes}
    photo = session.snapshot.photo(by_name(session)[name])
    assert photo is not None
    return classes.get(photo.class_id or 0)


def compare(session: Session, name: str, cosines: dict[str, float]) -> None:
    """What the worker would find."""
    ids = by_name(session)
    event = SimilarFound(
        0,
        1,
        ids[name],
        np.array([ids[known] for known in cosines]),
        np.array(list(cosines.values()), np.float32),
    )
    session.learner.found.emit(event)


COSINES = {
    "new 1.png": 1.0,
    "scratch 2.png": 0.9,
    "new 3.png": 0.8,
    "dent 0.png": 0.7,
    "scratch 0.png": 0.6,
    "new 0.png": 0.5,
    "dent 1.png": 0.4,
    "new 2.png": 0.3,
    "new 5.png": 0.2,
    "scratch 1.png": 0.1,
    "dent 2.png": 0.0,
    "new 4.png": -0.1,
}


def test_photos_like_the_current_one_come_first_and_escape_leads_back(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    grid, bar = window.photo_page.grid, window.photo_page.likeness_bar
    qtbot.keyClick(grid, Key.Key_Right)
    assert current(window) == "new 1.png"
    qtbot.keyClick(grid, Key.Key_S)
    compare(session, "new 1.png", COSINES)
    assert names(window) == list(COSINES)
    assert current(window) == "new 1.png"
    assert bar.isVisible()
    assert "new 1.png" in bar.words
    # Each kind alone, and the labelling keys, work while photos are compared.
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    examples = [name for name in COSINES if not name.startswith("new")]
    assert names(window) == examples
    window.actions_by_id[ActionId.SHOW_INBOX].trigger()
    assert names(window) == [name for name in COSINES if name.startswith("new")]
    grid.select_row(1)
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(grid, Key.Key_2)
    assert class_of(session, "new 3.png") == "dent"
    assert names(window) == [n for n in COSINES if n.startswith("new") and n != "new 3.png"]
    qtbot.keyClick(grid, Key.Key_Escape)
    assert not bar.isVisible()
    assert names(window) == [f"new {i}.png" for i in (0, 1, 2, 4, 5)]


def test_the_answer_about_a_photo_that_is_no_longer_asked_about_is_not_shown(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    qtbot.keyClick(window.photo_page.grid, Key.Key_S)
    compare(session, "new 3.png", COSINES)
    assert window.photo_model.likeness is None
    compare(session, "new 0.png", COSINES)
    assert window.photo_model.likeness is not None
    with qtbot.waitSignal(session.opened):
        session.open_project(project_path)
    assert window.photo_model.likeness is None
    assert not window.photo_page.likeness_bar.isVisible()


def doubt(session: Session, doubts: dict[str, float]) -> None:
    """Rankings in which these examples of the first class look like the second one."""
    snapshot = session.snapshot
    assert snapshot is not None
    ids = by_name(session)
    first, second = (c.id for c in snapshot.classes)
    n = len(doubts)
    shares = np.array(list(doubts.values()), np.float32)
    example = ids["dent 0.png"]
    table = RankingTable(
        photo_ids=np.array([ids[name] for name in doubts]),
        class_ids=np.tile(np.array([second, first]), (n, 1)),
        probabilities=np.stack([shares, 1 - shares], axis=1),
        similarities=np.full((n, 2), 0.7, np.float32),
        example_ids=np.full((n, 2), example),
        unknown=np.zeros(n, np.float32),
        unknown_threshold=None,
        usefulness=shares,
    )
    suspects = np.array([share > 0.6 for share in doubts.values()])
    session.rankings.update(replace(table, suspects=suspects), snapshot.revision)
    session.learner.ranked.emit()


DOUBTS = {"scratch 0.png": 0.7, "scratch 1.png": 0.95, "scratch 2.png": 0.55}


def test_doubtful_examples_are_checked_with_one_key_each(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    grid = window.photo_page.grid
    doubt(session, DOUBTS)
    window.actions_by_id[ActionId.SHOW_CHECK].trigger()
    assert window.photo_model.show is Show.CHECK
    assert names(window) == ["scratch 1.png", "scratch 0.png"]
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(grid, Key.Key_Return)
    assert class_of(session, "scratch 1.png") == "dent"
    assert names(window) == ["scratch 0.png"]
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(grid, Key.Key_K)
    assert class_of(session, "scratch 0.png") == "scratch"
    assert names(window) == []
    assert "Nothing to check" in window.photo_page.empty.words
    # Undo takes both answers back, the last one first.
    for expected in (["scratch 0.png"], ["scratch 1.png", "scratch 0.png"]):
        with qtbot.waitSignal(session.changed):
            session.undo()
        assert names(window) == expected


def test_examples_are_not_said_to_be_right_before_the_model_has_learned(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.SHOW_CHECK].trigger()
    assert window.photo_page.empty.words.startswith("Nothing to check yet")
    session.learner._learn()
    learn = session.learner.running(Learn)
    assert learn is not None
    assert session.snapshot is not None
    summary = LearningSummary(6, 2, (), 0.9, 0.8, 0.95, "Lite0")
    session._worker.heard.emit(Learned(learn.task, session.snapshot.revision, summary, ""))
    assert "No example looks as if" in window.photo_page.empty.words


def test_a_confirmed_class_is_not_doubted_again_after_a_restart(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    doubt(session, DOUBTS)
    window.actions_by_id[ActionId.SHOW_CHECK].trigger()
    # The number key of the class that it has says the same.
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(window.photo_page.grid, Key.Key_1)
    assert names(window) == ["scratch 0.png"]
    window, session = opened_window(project_path)
    doubt(session, DOUBTS)
    assert window.photo_model.doubtful == 1
    window.actions_by_id[ActionId.SHOW_CHECK].trigger()
    assert names(window) == ["scratch 0.png"]


def test_selected_photos_become_a_class_of_their_own_in_one_step(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    grid = window.photo_page.grid
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    ids = by_name(session)
    grid.select_ids([ids["scratch 0.png"], ids["scratch 2.png"]])
    qtbot.keyClick(grid, Key.Key_D, CTRL)
    (dialog,) = window.findChildren(SplitDialog)
    assert "“scratch”" in dialog.words
    qtbot.keyClicks(dialog.field, "Dent")
    assert "already" in dialog.words
    qtbot.keyClick(dialog.field, Key.Key_Return)
    assert dialog.isVisible()
    dialog.field.setText("deep scratch")
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(dialog.field, Key.Key_Return)
    found = [class_of(session, f"scratch {i}.png") for i in range(3)]
    assert found == ["deep scratch", "scratch", "deep scratch"]
    window.activateWindow()
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert session.snapshot is not None
    assert [c.name for c in session.snapshot.classes] == ["scratch", "dent"]


def test_a_proposed_split_is_selected_to_be_looked_at(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    ids = by_name(session)
    assert session.snapshot is not None
    scratch = session.snapshot.classes[0].id
    part = (ids["scratch 0.png"], ids["scratch 1.png"])
    session.learner.found.emit(SplitProposed(0, 1, scratch, part))
    assert names(window) == ["scratch 0.png", "scratch 1.png", "scratch 2.png"]
    assert window.photo_page.grid.selected_ids() == list(part)


def test_days_folders_and_notes_are_chosen_in_the_panel_by_keys(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    panel = window.photo_page.filter_bar.panel
    with qtbot.waitSignal(session.changed):
        window.inspector.note.written.emit(by_name(session)["new 2.png"], "look at the rim")
    window.photo_page.filter_bar.field.setText("RIM")
    assert names(window) == ["new 2.png"]
    window.photo_page.filter_bar.field.clear()
    window.actions_by_id[ActionId.FILTER_PHOTOS].trigger()
    panel.noted.setFocus()
    qtbot.keyClick(panel.noted, Key.Key_Space)
    assert names(window) == ["new 2.png"]
    qtbot.keyClick(panel.noted, Key.Key_Space)
    qtbot.keyClick(panel.day_box, Key.Key_Down)
    assert panel.day_box.currentText() == "Today"
    qtbot.keyClick(panel.folder_box, Key.Key_Down)
    assert len(names(window)) == 6
    assert window.photo_model.query.folder == str(project_path.parent)
    panel.hide()
    window.actions_by_id[ActionId.CLEAR_FILTER].trigger()
    assert not window.photo_model.query.filters
