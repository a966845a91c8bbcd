"""The evaluation in the window; its figures are worked out here a second time, by hand."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from living_windows import OpenWindow, write_photo
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from siamdesk.engine.evaluation_messages import Evaluate, Evaluated
from siamdesk.engine.messages import Failed, LearningSummary, WasCancelled
from siamdesk.fewshot.assessing import assess
from siamdesk.figures.assessment import Assessment, Leak, LeakKind, Source
from siamdesk.figures.judged import NO_PHOTO, JudgedPhotos, PhotoRef
from siamdesk.figures.threshold import Role
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.evaluation.evaluation_dialog import EvaluationDialog, EvaluationTab
from siamdesk.gui.evaluation.evaluation_presenter import EvaluationPresenter
from siamdesk.gui.evaluation.figures_table import Column
from siamdesk.gui.evaluation.judged_list import ListedPhoto
from siamdesk.gui.evaluation.report_process import ReportProcess, command
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.parts.banner import NoticeKind
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
CLASSES = ("scratch", "dent")
# Of three scratches two are recognised, of three dents all.
SCRATCH = np.array([0.9, 0.7, 0.2, 0.1, 0.3, 0.4])
TRUE = [0, 0, 0, 1, 1, 1]
SUMMARY = LearningSummary(6, 2, (), 0.8, 0.6, 0.9, "Lite0 + TinyViT")


def assessment(session: Session, folder: Path | None = None, *leaks: Leak) -> Assessment:
    """Of the project's six examples, or of files in a folder."""
    assert session.snapshot is not None
    examples = [p for p in session.snapshot.photos if p.class_id is not None]
    files = [p.file for p in examples] if folder is None else [str(f) for f in folder.iterdir()]
    ids = [p.id for p in examples] if folder is None else [NO_PHOTO] * len(files)
    judged = JudgedPhotos(
        CLASSES,
        np.array(ids, np.int64),
        tuple(Path(f).name for f in files),
        tuple(files),
        np.array(TRUE, np.int64),
        np.stack([SCRATCH, 1 - SCRATCH], axis=1).astype(np.float32),
        np.arange(6),
    )
    source = Source.EXAMPLES if folder is None else Source.FOLDER
    return assess(judged, revision=1, source=source, folder=str(folder or ""), leaks=leaks)


@pytest.fixture
def opened(
    opened_window: OpenWindow, project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[MainWindow, Session, list[Evaluate]]:
    """A window whose worker would have learned; what it is asked is written down."""
    window, session = opened_window(project_path)
    session.learner._summary = SUMMARY
    asked: list[Evaluate] = []

    def look_for(make: Callable[[int], object], words: str | None = None) -> None:
        del words
        request = make(1)
        assert isinstance(request, Evaluate)
        asked.append(request)

    monkeypatch.setattr(session.learner, "look_for", look_for)
    return window, session, asked


def dialog_of(window: MainWindow) -> EvaluationDialog:
    return window.findChildren(EvaluationDialog)[-1]


def open_with(
    opened: tuple[MainWindow, Session, list[Evaluate]], *leaks: Leak
) -> tuple[MainWindow, Session, EvaluationDialog]:
    window, session, _ = opened
    window.actions_by_id[ActionId.EVALUATE].trigger()
    session.learner.found.emit(Evaluated(1, assessment(session, None, *leaks)))
    return window, session, dialog_of(window)


# ---- figures ----


def test_opening_judges_the_examples_and_shows_their_figures(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, _, dialog = open_with(opened)
    assert opened[2] == [Evaluate(1, None)]
    table = dialog.figures.table
    cells = [[table.item(r, c).text() for c in Column] for r in range(table.rowCount())]
    # Precision 2 of 2 and 3 of 4, recall 2 of 3 and 3 of 3.
    assert [row[Column.NAME] for row in cells] == ["scratch", "dent"]
    assert cells[0][Column.PRECISION].startswith("100 %")
    assert cells[1][Column.PRECISION].startswith("75 %")
    assert cells[0][Column.RECALL].startswith("67 %")
    assert cells[0][Column.F1].startswith("80 %")
    assert dialog.figures._balanced.text() == "83 %"


def test_warnings_name_both_photos_and_lead_to_them(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]]
) -> None:
    leak = Leak(LeakKind.NEARLY_SAME, PhotoRef(1, "a.png", "scratch"), PhotoRef(4, "b.png", "dent"))
    window, _, dialog = open_with(opened, leak)
    words = dialog.figures.warnings.item(0).text()
    assert "a.png" in words
    assert "b.png" in words
    dialog.figures.warnings.itemActivated.emit(dialog.figures.warnings.item(0))
    assert sorted(window.photo_page.grid.selected_ids()) == [1, 4]
    assert window.photo_model.show is Show.EXAMPLES


def test_without_anything_learned_the_dialog_says_what_is_missing(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    window, session, asked = opened
    session.learner._summary = None
    window.actions_by_id[ActionId.EVALUATE].trigger()
    assert "at least two classes" in dialog_of(window).message
    assert asked == []


def test_a_failure_is_told_in_the_dialog_and_figures_come_back_after_it(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, session, dialog = open_with(opened)
    session.learner.ended.emit(Evaluate(1), Failed(1, "The accuracy can't be told yet."))
    assert "can't be told" in dialog.message
    assert not dialog.report_button.isEnabled()
    session.learner.found.emit(Evaluated(2, assessment(session)))
    assert dialog.message == ""
    assert dialog.is_judged


# ---- confusion ----


def test_the_worst_mistake_is_current_and_its_photos_are_listed(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, session, dialog = open_with(opened)
    page = dialog.confusion
    assert page.table.current_cell == (0, 1)
    (photo,) = page.list.photos
    assert session.snapshot is not None
    assert photo == [p for p in session.snapshot.photos if p.class_id is not None][2]


def test_cells_are_walked_through_by_keys_and_lead_to_the_grid(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]]
) -> None:
    window, _, dialog = open_with(opened)
    dialog.show_tab(EvaluationTab.CONFUSION)
    page = dialog.confusion
    page.table.setFocus()
    qtbot.keyClick(page.table, Key.Key_Down)
    # Dents that are taken for dents, the surest first.
    assert [p.name for p in page.list.photos] == ["dent 0.png", "dent 1.png", "dent 2.png"]
    qtbot.keyClick(page.table, Key.Key_Return)
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.keyClick(page.list, Key.Key_Return)
    grid = window.photo_page.grid
    assert grid.selected_ids() == [page.list.photos[0].id]
    page.list.clearSelection()
    page._show.click()
    assert sorted(grid.selected_ids()) == sorted(p.id for p in page.list.photos)


def test_each_picture_of_a_cell_is_put_in_its_place_once(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]]
) -> None:
    window, session, dialog = open_with(opened)
    pictures = dialog.confusion.list
    assert session.snapshot is not None
    placed: list[int] = []
    pictures.model().dataChanged.connect(lambda first, *_: placed.append(first.row()))
    pictures.show_photos([ListedPhoto(photo, "") for photo in session.snapshot.photos])
    placed.clear()  # what it says of each
    everyone = list(range(len(session.snapshot.photos)))
    qtbot.waitUntil(lambda: sorted(set(placed)) == everyone, timeout=10_000)
    window.theme.changed.emit()
    assert sorted(placed) == everyone


def test_an_empty_cell_lists_nothing(opened: tuple[MainWindow, Session, list[Evaluate]]) -> None:
    _, _, dialog = open_with(opened)
    dialog.confusion.table.show_cell(1, 0)
    assert dialog.confusion.list.photos == ()
    assert not dialog.confusion._show.isEnabled()


# ---- confidence ----


def test_plots_and_sets_can_be_read_without_seeing_them(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, _, dialog = open_with(opened)
    page = dialog.confidence
    assert "told" in page.reliability.accessibleDescription()
    assert "0 % left: 83 %" in page.risk.accessibleDescription()
    assert page.sets.rowCount() == 3


# ---- thresholds ----


def test_costs_move_the_threshold_and_what_it_does_is_told(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, _, dialog = open_with(opened)
    page = dialog.threshold
    page.classes.setCurrentIndex(page.classes.findData("scratch"))
    page.roles.setCurrentIndex(page.roles.findData(Role.DEFECT))
    page.false_alarm.setValue(100)
    assert page.point is not None
    # Above 0.4, the highest of a dent, nothing is called by mistake; 0.7 and 0.9 are found.
    assert 0.4 < page.point.threshold < 0.7
    assert (page.point.misses, page.point.false_alarms) == (1, 0)
    page.false_alarm.setValue(1)
    page.miss.setValue(100)
    # Two dents are above the scratch of 0.2: they are the price of missing none.
    assert (page.point.misses, page.point.false_alarms) == (0, 2)
    assert page.point.cost == pytest.approx(2 / 6)


def test_no_share_of_defects_is_the_one_of_the_judged_photos(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, _, dialog = open_with(opened)
    rate = dialog.threshold.rate
    rate.setValue(2)
    assert dialog.threshold.costs.defect_rate == pytest.approx(0.02)
    rate.setValue(0)
    assert rate.text() == "as judged"
    assert dialog.threshold.costs.defect_rate is None


def test_the_slider_shows_any_other_threshold_and_a_button_goes_back(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]]
) -> None:
    _, _, dialog = open_with(opened)
    page = dialog.threshold
    page.classes.setCurrentIndex(page.classes.findData("scratch"))
    assert page.point is not None
    best = page.point
    qtbot.keyClick(page.slider, Key.Key_Home)
    assert (page.point.misses, page.point.false_alarms) == (0, 3)
    page.cheapest.click()
    assert page.point == best


def test_the_class_that_is_ok_is_asked_about_first(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]]
) -> None:
    window, session, _ = opened
    window.side_bar.class_list.select_class(2)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        window.actions_by_id[ActionId.OK_CLASS].trigger()
    _, _, dialog = open_with(opened)
    assert dialog.threshold.classes.currentText() == "dent"
    assert dialog.threshold.role is Role.OK


# ---- a test folder ----


@pytest.fixture
def judged_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "test"
    for number in range(6):
        write_photo(folder / f"part {number}.png", CLASSES[TRUE[number]], 60 + number)
    return folder


def test_a_test_folder_is_chosen_judged_and_left_again(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]], judged_folder: Path
) -> None:
    window, session, dialog = open_with(opened)
    asked = opened[2]
    dialog.folder_button.click()
    chooser = window.findChild(QFileDialog, "test folder dialog")
    assert chooser is not None
    chooser.fileSelected.emit(str(judged_folder))
    chooser.close()
    assert asked[-1] == Evaluate(1, judged_folder)
    # Figures of the examples that were under way are no longer wanted.
    session.learner.found.emit(Evaluated(1, assessment(session)))
    assert not dialog.examples_button.isVisible()
    session.learner.found.emit(Evaluated(2, assessment(session, judged_folder)))
    assert dialog.examples_button.isVisible()
    assert {p.id for p in dialog.confusion.list.photos} == {NO_PHOTO}
    assert not dialog.confusion._show.isEnabled()
    qtbot.waitUntil(
        lambda: dialog.confusion.list._loader.kept(dialog.confusion.list.photos[0]) is not None
    )
    dialog.examples_button.click()
    assert asked[-1] == Evaluate(1, None)


def test_the_figures_of_a_folder_that_was_chosen_before_are_not_shown_for_another(
    opened: tuple[MainWindow, Session, list[Evaluate]], judged_folder: Path
) -> None:
    window, session, dialog = open_with(opened)
    for folder in (judged_folder, judged_folder.with_name("another")):
        window.file_dialogs.test_folder_chosen.emit(folder)
    session.learner.found.emit(Evaluated(1, assessment(session, judged_folder)))
    assert not dialog.examples_button.isVisible()


def test_judging_a_folder_makes_way_for_another_judgement(
    opened_window: OpenWindow, project_path: Path, judged_folder: Path
) -> None:
    window, session = opened_window(project_path)
    session.learner._summary = SUMMARY
    window.actions_by_id[ActionId.EVALUATE].trigger()
    session.learner._tasks.cancel_all()  # that of the examples is done
    window.file_dialogs.test_folder_chosen.emit(judged_folder)
    judging = session.learner.running(Evaluate)
    assert judging is not None
    dialog_of(window).examples_button.click()
    assert judging.task in session.learner._tasks._cancelled


def test_a_judgement_that_was_stopped_says_so(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, session, dialog = open_with(opened)
    session.learner.ended.emit(Evaluate(1, None), WasCancelled(1))
    assert "stopped" in dialog._state.text()


def test_a_judgement_that_a_newer_one_replaces_does_not_say_that_it_was_stopped(
    opened: tuple[MainWindow, Session, list[Evaluate]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, session, dialog = open_with(opened)
    monkeypatch.setattr(session.learner, "running", lambda kind: kind(2))
    session.learner.ended.emit(Evaluate(1, None), WasCancelled(1))
    assert dialog._state.text() == "Judging…"


def test_the_evaluation_follows_what_is_learned(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]]
) -> None:
    _, session, _ = open_with(opened)
    asked = opened[2]
    session.learner.learned.emit(SUMMARY, "")
    session.learner.learned.emit(SUMMARY, "")
    qtbot.waitUntil(lambda: len(asked) == 2)
    qtbot.wait(50)
    assert len(asked) == 2


def test_another_project_closes_the_evaluation(
    opened: tuple[MainWindow, Session, list[Evaluate]],
) -> None:
    _, session, dialog = open_with(opened)
    session.close_project()
    assert not dialog.isVisible()


# ---- reports ----


def presenter(window: MainWindow) -> EvaluationPresenter:
    (found,) = window.findChildren(EvaluationPresenter)
    return found


def test_the_report_is_about_what_is_shown(
    qtbot: QtBot,
    opened: tuple[MainWindow, Session, list[Evaluate]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    window, session, dialog = open_with(opened)
    started: list[tuple[Path, Path, list[str]]] = []
    reports = presenter(window).reports
    monkeypatch.setattr(
        reports,
        "write",
        lambda project, report, options: started.append((project, report, options)),
    )
    page = dialog.threshold
    page.miss.setValue(25)
    page.rate.setValue(2)
    dialog.report_button.click()
    chooser = window.findChild(QFileDialog, "report dialog")
    assert chooser is not None
    chooser.selectNameFilter(chooser.nameFilters()[1])
    chooser.fileSelected.emit(str(tmp_path / "Castings.html"))
    chooser.close()
    assert session.snapshot is not None
    name = page.classes.currentText()
    assert started == [
        (
            session.snapshot.path,
            tmp_path / "Castings.pdf",
            [f"--defect={name}", "--miss-cost=25", "--false-alarm-cost=1", "--defect-rate=0.02"],
        )
    ]


def test_what_became_of_a_report_is_told(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]], tmp_path: Path
) -> None:
    window, session, _ = open_with(opened)
    reports = presenter(window).reports
    with qtbot.waitSignal(session.noticed) as noticed:
        reports.written.emit(tmp_path / "a.html")
    assert noticed.args[0].kind is NoticeKind.SUCCESS
    with qtbot.waitSignal(session.noticed) as noticed:
        reports.failed.emit(tmp_path / "a.html", "No space left on the disk.")
    assert noticed.args[0].kind is NoticeKind.WARNING
    assert "No space left" in noticed.args[0].text


def test_a_report_is_work_that_is_seen_and_can_be_cancelled(
    qtbot: QtBot, opened: tuple[MainWindow, Session, list[Evaluate]], tmp_path: Path
) -> None:
    window, session, dialog = open_with(opened)
    reports, report = presenter(window).reports, tmp_path / "a.html"
    window.file_dialogs.report_chosen.emit(report)
    assert session.at_stake is not None
    assert window.status_line.activity == Activity("report", "Writing a.html…")
    window.file_dialogs.report_chosen.emit(tmp_path / "b.html")
    assert "Another report" in dialog._state.text()

    window.status_line._cancel.click()
    assert session.at_stake is None
    assert "cancelled" in dialog._state.text()
    qtbot.waitUntil(lambda: not reports.running)
    assert not report.exists()
    assert "cancelled" in dialog._state.text()


def test_a_packed_app_is_its_own_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command(["evaluate"])[1:] == ["-m", "siamdesk", "evaluate"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(["evaluate"]) == [sys.executable, "evaluate"]


def test_a_report_is_written_by_a_process_of_its_own(
    qtbot: QtBot, steel: Path, tmp_path: Path
) -> None:
    reports = ReportProcess()
    report = tmp_path / "steel.html"
    with qtbot.waitSignal(reports.written, timeout=180_000) as written:
        reports.write(steel, report)
        assert reports.running
    assert written.args == [report]
    assert "<html" in report.read_text(encoding="utf-8")
    assert not reports.running
    with qtbot.waitSignal(reports.failed, timeout=180_000) as failed:
        reports.write(tmp_path / "no.siam", tmp_path / "no.html")
    assert "no.siam" in failed.args[1]
    assert not (tmp_path / "no.html").exists()
