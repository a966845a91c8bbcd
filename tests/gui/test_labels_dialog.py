"""The check of the examples: four lists, each decided with one key and taken back with another."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from siamdesk.engine.evaluation_messages import CheckLabels, LabelsChecked
from siamdesk.engine.messages import Failed, LearningSummary
from siamdesk.figures.judged import PhotoRef
from siamdesk.figures.label_quality import (
    Contradiction,
    HardPair,
    InBetween,
    LabelDoubt,
    LabelQuality,
    Outlier,
)
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.label_check.label_findings import FindingKind
from siamdesk.gui.label_check.labels_dialog import LabelsDialog
from siamdesk.gui.session.edit_requests import SetNote
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import Photo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RankAll = Callable[[Session, int], None]
Key = Qt.Key
SCRATCH, DENT = 1, 2
SUMMARY = LearningSummary(6, 2, (), 0.8, 0.6, 0.9, "Lite0 + TinyViT")


def photos(session: Session) -> dict[str, Photo]:
    assert session.snapshot is not None
    return {photo.name: photo for photo in session.snapshot.photos}


def ref(session: Session, name: str) -> PhotoRef:
    return PhotoRef(photos(session)[name].id, name, name.split()[0])


def found(session: Session) -> LabelQuality:
    """Two doubts (one of them weak), a contradiction, an outlier, and two photos between."""

    def of(name: str) -> PhotoRef:
        return ref(session, name)

    return LabelQuality(
        revision=1,
        judged=6,
        doubts=(
            LabelDoubt(of("scratch 0.png"), 0.9, "dent", is_suspect=True),
            LabelDoubt(of("scratch 2.png"), 0.8, "dent", is_suspect=True),
            LabelDoubt(of("dent 1.png"), 0.4, "scratch", is_suspect=False),
        ),
        contradictions=(Contradiction(of("scratch 1.png"), of("dent 0.png"), 2),),
        outliers=(Outlier(of("dent 2.png"), 0.2, 0.7, 4.5),),
        pairs=(
            HardPair(
                "scratch",
                "dent",
                0.8,
                1,
                6,
                (InBetween(of("dent 1.png"), 0.6), InBetween(of("scratch 2.png"), 0.55)),
            ),
        ),
    )


@pytest.fixture
def checked(
    opened_window: OpenWindow,
    project_path: Path,
    rank_all: RankAll,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[MainWindow, Session, LabelsDialog]:
    window, session = opened_window(project_path)
    rank_all(session, SCRATCH)
    session.learner._summary = SUMMARY
    asked: list[object] = []
    monkeypatch.setattr(session.learner, "look_for", lambda make: asked.append(make(1)))
    window.actions_by_id[ActionId.CHECK_LABELS].trigger()
    assert asked == [CheckLabels(1)]
    session.learner.found.emit(LabelsChecked(1, found(session)))
    return window, session, window.findChildren(LabelsDialog)[-1]


def listed(dialog: LabelsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def decide(qtbot: QtBot, session: Session, dialog: LabelsDialog, key: Key) -> None:
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog.list, key)


def class_of(session: Session, name: str) -> int | None:
    return photos(session)[name].class_id


def test_only_likely_mistakes_are_listed_as_such(
    checked: tuple[MainWindow, Session, LabelsDialog],
) -> None:
    _, _, dialog = checked
    assert listed(dialog) == ["scratch 0.png", "scratch 2.png"]
    texts = [dialog._segments.button(kind).text() for kind in FindingKind]
    assert [words[-1] for words in texts] == ["2", "1", "1", "2"]
    assert "“dent”" in dialog._matter.text()
    # What speaks for the other class stands beside it.
    assert dialog.finding is not None
    assert dialog.finding.beside is not None
    assert dialog.finding.beside.class_id == DENT


def test_the_first_list_that_is_not_empty_comes_first(
    opened_window: OpenWindow,
    project_path: Path,
    rank_all: RankAll,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, session = opened_window(project_path)
    rank_all(session, SCRATCH)
    session.learner._summary = SUMMARY
    monkeypatch.setattr(session.learner, "look_for", lambda make: None)
    window.actions_by_id[ActionId.CHECK_LABELS].trigger()
    nothing_wrong = replace(found(session), doubts=(), contradictions=())
    session.learner.found.emit(LabelsChecked(1, nothing_wrong))
    dialog = window.findChildren(LabelsDialog)[-1]
    assert dialog.kind is FindingKind.OUTLIER
    assert dialog.list.count() == 1


def test_enter_changes_the_class_and_goes_to_the_next_and_undo_brings_it_back(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    decide(qtbot, session, dialog, Key.Key_Return)
    assert class_of(session, "scratch 0.png") == DENT
    assert listed(dialog) == ["scratch 2.png"]
    with qtbot.waitSignal(session.changed, timeout=10_000):
        dialog.undo.click()
    assert class_of(session, "scratch 0.png") == SCRATCH
    assert listed(dialog) == ["scratch 0.png", "scratch 2.png"]


def test_undo_brings_the_keyboard_back_to_a_list_that_was_done(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    qtbot.waitActive(dialog)
    assert dialog.list.hasFocus()
    dialog.kind_chosen.emit(FindingKind.OUTLIER)
    decide(qtbot, session, dialog, Key.Key_K)
    assert not dialog.list.isVisible()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        dialog.undo.click()
    assert dialog.list.hasFocus()


def test_k_keeps_the_class_and_asks_no_more(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    photo = photos(session)["scratch 0.png"]
    decide(qtbot, session, dialog, Key.Key_K)
    assert session.snapshot is not None
    assert (photo.id, SCRATCH) in session.snapshot.confirmed
    assert listed(dialog) == ["scratch 2.png"]
    # A second check, which came before the project was told, does not list it again.
    session.learner.found.emit(LabelsChecked(2, found(session)))
    assert listed(dialog) == ["scratch 2.png"]


def test_backspace_sends_to_the_inbox_and_delete_removes(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    decide(qtbot, session, dialog, Key.Key_Backspace)
    assert class_of(session, "scratch 0.png") is None
    decide(qtbot, session, dialog, Key.Key_Delete)
    assert "scratch 2.png" not in photos(session)
    assert listed(dialog) == []
    assert "No example looks" in dialog._lead.text()


def test_of_a_picture_with_two_classes_either_photo_can_be_changed(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    dialog.kind_chosen.emit(FindingKind.CONTRADICTION)
    assert listed(dialog) == ["scratch 1.png"]
    qtbot.keyClick(dialog.list, Key.Key_X)
    decide(qtbot, session, dialog, Key.Key_Return)
    assert class_of(session, "dent 0.png") == SCRATCH
    assert class_of(session, "scratch 1.png") == SCRATCH
    assert listed(dialog) == []


def test_k_says_that_both_classes_of_one_picture_are_right(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    dialog.kind_chosen.emit(FindingKind.CONTRADICTION)
    decide(qtbot, session, dialog, Key.Key_K)
    assert listed(dialog) == []
    assert session.snapshot is not None
    assert len(session.snapshot.confirmed) == 2


def test_an_outlier_can_go_to_the_class_that_it_is_guessed_as(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    dialog.kind_chosen.emit(FindingKind.OUTLIER)
    assert "4.5" in dialog._matter.text()
    decide(qtbot, session, dialog, Key.Key_Return)
    assert class_of(session, "dent 2.png") == SCRATCH


def test_photos_between_two_classes_tell_how_much_they_are_of_their_own(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    dialog.kind_chosen.emit(FindingKind.BETWEEN)
    assert listed(dialog) == ["dent 1.png", "scratch 2.png"]
    # 60 % scratch is 40 % for a dent.
    assert "40 %" in dialog._matter.text()
    assert "1 of 6" in dialog._lead.text()
    qtbot.keyClick(dialog.list, Key.Key_Down)
    assert "55 %" in dialog._matter.text()
    decide(qtbot, session, dialog, Key.Key_Return)
    assert class_of(session, "scratch 2.png") == DENT


def test_space_shows_the_photo_in_the_grid(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    window, session, dialog = checked
    qtbot.keyClick(dialog.list, Key.Key_Space)
    assert window.photo_page.grid.selected_ids() == [photos(session)["scratch 0.png"].id]


def test_what_can_not_be_checked_is_told(
    checked: tuple[MainWindow, Session, LabelsDialog],
) -> None:
    _, session, dialog = checked
    session.learner.ended.emit(CheckLabels(1), Failed(1, "Nothing has been learnt yet."))
    assert "Nothing" in dialog._lead.text()
    assert not dialog.is_checked


def test_nothing_is_listed_while_nothing_is_known(
    qtbot: QtBot, checked: tuple[MainWindow, Session, LabelsDialog]
) -> None:
    _, session, dialog = checked
    session.learner._summary = None
    session.learner.learned.emit(None, "")
    qtbot.waitUntil(lambda: not dialog.is_checked)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(SetNote(photos(session)["scratch 0.png"].id, "seen"))
    assert not listed(dialog)
    assert "once the model has learned" in dialog._lead.text()


def test_another_project_closes_the_check(
    checked: tuple[MainWindow, Session, LabelsDialog],
) -> None:
    _, session, dialog = checked
    session.close_project()
    assert not dialog.isVisible()
