"""The export dialog: what it asks for, how it follows the export, and what it says at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import (
    Cancel,
    Event,
    Exported,
    ExportModel,
    Failed,
    Finished,
    ProgressMade,
    WasCancelled,
    WorkerDied,
)
from siamdesk.export_kinds import PRECISIONS, ExportFormat, Precision
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.session.session import Session
from siamdesk.gui.sharing.export_dialog import ExportDialog, ExportWish
from siamdesk.gui.sharing.export_words import format_words, precision_words
from siamdesk.gui.window.main_window import MainWindow

# What the offscreen platform can't do, no window needs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ExportDialog(tmp_path, "Castings", parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    qtbot.waitActive(made)
    yield made
    made.close()


def exported(path: Path, **figures: object) -> Exported:
    return Exported(1, path, "Checked.", 98, 1.0, 0.00042, **figures)


def test_every_format_says_where_it_runs(dialog: ExportDialog) -> None:
    words = format_words()
    assert set(words) == set(ExportFormat)
    buttons = dialog.findChildren(QRadioButton)
    assert [b.text() for b in buttons] == [w.title for w in words.values()]
    assert [b.accessibleDescription() for b in buttons] == [w.where for w in words.values()]
    assert all(w.where.endswith(".") for w in words.values())


@pytest.mark.parametrize("chosen", list(ExportFormat))
def test_precisions_are_those_of_the_format(dialog: ExportDialog, chosen: ExportFormat) -> None:
    dialog.choose(chosen)

    offered = [dialog.precisions.itemData(i) for i in range(dialog.precisions.count())]
    assert tuple(offered) == PRECISIONS[chosen]
    assert dialog.precisions.currentText() == precision_words()[Precision.FLOAT32]
    assert dialog.precisions.isEnabled() is (len(offered) > 1)


def test_the_place_follows_the_format_until_it_is_chosen_by_hand(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.choose(ExportFormat.LITERT, Precision.INT8)
    litert = tmp_path / "Castings litert"
    assert dialog.wish == ExportWish(litert, ExportFormat.LITERT, Precision.INT8)

    dialog.zip_box.setChecked(True)
    assert dialog.wish.out == tmp_path / "Castings litert.zip"

    dialog.show_place(tmp_path / "for Ann")
    dialog.choose(ExportFormat.KERAS)
    assert dialog.wish == ExportWish(tmp_path / "for Ann", ExportFormat.KERAS, Precision.FLOAT32)
    assert not dialog.zip_box.isChecked()

    dialog.place.selectAll()
    qtbot.keyClicks(dialog.place, str(tmp_path / "b.zip"))
    assert dialog.zip_box.isChecked()
    dialog.zip_box.setChecked(False)
    assert dialog.wish.out == tmp_path / "b"


def test_nothing_is_exported_to_nowhere(dialog: ExportDialog) -> None:
    dialog.place.setText("here")
    assert not dialog.export_button.isEnabled()
    dialog.place.setText("")
    assert not dialog.export_button.isEnabled()


def test_the_figures_stand_at_the_end(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.export_button.click()
    assert dialog.running

    dialog.show_result(exported(tmp_path / "out"))

    assert not dialog.running
    assert dialog.progress.words == (
        f"Exported to {tmp_path / 'out'}.\nVerified by running it on 98 photos: the first guess is "
        "the same on 100.0\u00a0%, a probability differs by 0.00042 at most."
    )


def test_figures_short_of_the_promise_come_with_a_warning(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.show_result(exported(tmp_path / "out", as_promised=False))
    assert "Try it on photos of your own before you rely on it" in dialog.progress.words


# --- in the window --------------------------------------------------------------------------------


class Desk:
    """A window with the dialog open, and its worker's part played by the test."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        self.window, self.learner = window, session.learner
        self.asked(object)
        # The action waits for a model, which no worker makes here.
        window.actions_by_id[ActionId.EXPORT_MODEL].setEnabled(True)
        window.actions_by_id[ActionId.EXPORT_MODEL].trigger()

    @property
    def dialog(self) -> ExportDialog | None:
        found = self.window.findChildren(ExportDialog)
        return next((made for made in found if made.isVisible()), None)

    def asked(self, kind: type) -> list:
        requests = self.learner._link._requests
        found = []
        while not requests.empty():
            found.append(requests.get())
        return [request for request in found if isinstance(request, kind)]

    def says(self, *events: Event) -> None:
        for event in events:
            self.learner._link.heard.emit(event)

    def export(self, place: Path) -> ExportModel:
        self.dialog.choose(ExportFormat.OPENVINO)
        self.dialog.show_place(place)
        self.dialog.export_button.click()
        (request,) = self.asked(ExportModel)
        assert request.out == place
        assert (request.format, request.precision) == (ExportFormat.OPENVINO, Precision.FLOAT32)
        return request


@pytest.fixture
def desk(opened_window: OpenWindow, project_path: Path) -> Desk:
    return Desk(*opened_window(project_path))


def test_the_dialog_follows_an_export_to_its_figures(desk: Desk, tmp_path: Path) -> None:
    task = desk.export(tmp_path / "out").task

    desk.says(ProgressMade(task, 0.55, "Checking the model"))
    assert "Checking the model" in desk.dialog.progress.words
    assert desk.dialog.progress._bar.value() == 550
    desk.says(Exported(task, tmp_path / "out", "Checked.", 12, 1.0, 0.0), Finished(task))

    assert "Verified by running it on 12 photos" in desk.dialog.progress.words
    assert desk.dialog.export_button.isVisible()


def test_cancel_stops_the_export(desk: Desk, tmp_path: Path) -> None:
    task = desk.export(tmp_path / "out").task

    desk.dialog.cancel_button.click()
    assert [cancel.task for cancel in desk.asked(Cancel)] == [task]
    desk.says(WasCancelled(task))

    assert not desk.dialog.running
    assert desk.dialog.progress.words == "Nothing was exported.\nThe export was cancelled."


def test_a_failure_says_why(desk: Desk, tmp_path: Path) -> None:
    task = desk.export(tmp_path / "out").task
    desk.says(Failed(task, "There is no room left."))
    assert desk.dialog.progress.words == "Nothing was exported.\nThere is no room left."


def test_a_worker_that_dies_ends_the_export(desk: Desk, tmp_path: Path) -> None:
    desk.export(tmp_path / "out")
    desk.says(WorkerDied(0, "It stopped.", True))
    assert not desk.dialog.running
    assert desk.dialog.progress.words == "Nothing was exported.\nIt stopped."


def test_a_worker_that_had_to_be_stopped_to_cancel_is_told_as_a_cancel(
    desk: Desk, tmp_path: Path
) -> None:
    desk.export(tmp_path / "out")
    desk.dialog.cancel_button.click()
    desk.says(WorkerDied(0, "It stopped.", True))
    assert desk.dialog.progress.words == "Nothing was exported.\nThe export was cancelled."


def test_an_export_goes_on_without_the_dialog_and_is_seen_when_it_opens_again(
    desk: Desk, tmp_path: Path
) -> None:
    task = desk.export(tmp_path / "out").task
    desk.dialog.close()
    assert desk.learner.running(ExportModel) is not None
    assert not desk.asked(Cancel)

    desk.window.actions_by_id[ActionId.EXPORT_MODEL].trigger()
    assert desk.dialog.running
    desk.says(ProgressMade(task, 0.2, "Saving the model"))

    assert desk.dialog.running
    assert "Saving the model" in desk.dialog.progress.words


def test_another_place_is_asked_for_in_a_dialog_of_the_system(desk: Desk, tmp_path: Path) -> None:
    desk.dialog.show_place(tmp_path / "first")
    desk.dialog.choose_button.click()
    (asked,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    asked.fileSelected.emit(str(tmp_path / "second.zip"))
    asked.reject()

    assert desk.dialog.wish.out == tmp_path / "second.zip"
    assert desk.dialog.zip_box.isChecked()
