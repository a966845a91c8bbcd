"""Brings the evaluation to life: asks for figures, and goes where they lead."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from siamdesk.engine.evaluation_messages import Evaluate, Evaluated
from siamdesk.engine.messages import Event, Failed, Finished, Request
from siamdesk.engine.model_messages import CurveMeasured, MeasureCurve
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.evaluation.evaluation_dialog import EvaluationDialog, EvaluationTab
from siamdesk.gui.evaluation.report_process import ReportProcess
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.going_to import go_to_photos
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words.core_words import translated

_DELAY_MS = 700
"""After the last correction; figures are not worth working out for each of them."""
_REPORT = "report"


class EvaluationPresenter(QObject):
    """Opens the dialog and keeps it up to date; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._learner = window, session, session.learner
        self._dialog: EvaluationDialog | None = None
        self._folder: Path | None = None
        """The test folder; None are the examples."""
        self.reports = ReportProcess(self)
        self.reports.written.connect(self._tell_written)
        self.reports.failed.connect(self._tell_refused)
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._follow)
        window.actions_by_id[ActionId.EVALUATE].triggered.connect(self._open)
        window.file_dialogs.test_folder_chosen.connect(self._judge_folder)
        window.file_dialogs.report_chosen.connect(self._write_report)
        window.status_line.cancel_requested.connect(self._cancel)
        window.closing.connect(self._shut_down)
        session.opened.connect(self._start_again)
        session.closed.connect(self._start_again)
        self._learner.learned.connect(self._take_learned)
        self._learner.found.connect(self._take)
        self._learner.ended.connect(self._take_end)
        self._learner.model_told.connect(self._take_curve)

    # ---- opening ----

    @Slot()
    def _open(self) -> None:
        if self._dialog is None:
            dialog = EvaluationDialog(self._window.theme, self._window)
            dialog.folder_wanted.connect(self._window.file_dialogs.ask_test_folder)
            dialog.examples_wanted.connect(self._judge_examples)
            dialog.report_wanted.connect(self._ask_report)
            dialog.photos_requested.connect(self._go_to)
            dialog.finished.connect(self._forget)
            self._dialog = dialog
            dialog.show()
            dialog.show_tab(EvaluationTab.FIGURES)
            self._ask()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot()
    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.confusion.list.shut_down()
        self._dialog = None
        self._delay.stop()

    @Slot()
    def _start_again(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
        self._folder = None

    @Slot()
    def _shut_down(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
        self.reports.shut_down()

    # ---- asking ----

    def _ask(self) -> None:
        if self._dialog is None:
            return
        if self._learner.summary is None:
            self._dialog.show_state("")
            self._dialog.show_problem(
                self.tr("Nothing was learned yet. Give at least two classes examples first.")
            )
            return
        folder = self._folder
        self._dialog.show_state(self.tr("Judging…"))
        words = None if folder is None else self.tr("Judging the photos of {0}").format(folder.name)
        self._make_way()
        self._learner.look_for(lambda task: Evaluate(task, folder), words)
        self._learner.ask_about_model(MeasureCurve)

    def _make_way(self) -> None:
        """A folder can take minutes: it is not judged to its end once something else is wanted."""
        running = self._learner.running(Evaluate)
        if running is not None and running.folder is not None:
            self._learner.cancel(running.task)

    @Slot()
    def _take_learned(self) -> None:
        if self._dialog is not None:
            self._delay.start()

    @Slot()
    def _follow(self) -> None:
        """The model has changed: examples are judged again, and a folder when that is wanted."""
        if self._dialog is None:
            return
        if self._folder is None:
            self._ask()
        else:
            self._dialog.show_state(
                self.tr("The model has changed since. Choose the folder again to judge it anew.")
            )

    @Slot(object)
    def _judge_folder(self, folder: Path) -> None:
        self._folder = folder
        self._ask()

    @Slot()
    def _judge_examples(self) -> None:
        self._folder = None
        self._ask()

    # ---- showing ----

    @Slot(object)
    def _take(self, event: Event) -> None:
        snapshot = self._session.snapshot
        if not isinstance(event, Evaluated) or self._dialog is None or snapshot is None:
            return
        if event.assessment.folder == str(self._folder or ""):
            self._dialog.show_assessment(event.assessment, event.problems, snapshot)

    @Slot(object, object)
    def _take_end(self, request: Request, event: Event) -> None:
        if not isinstance(request, Evaluate) or self._dialog is None:
            return
        if request.folder != self._folder or self._learner.running(Evaluate) is not None:
            return  # another judgement has taken its place
        match event:
            case Failed():
                self._dialog.show_state("")
                self._dialog.show_problem(translated(event.message))
                self._dialog.examples_button.setVisible(self._folder is not None)
            case Finished():
                self._dialog.show_state("")
            case _:
                self._dialog.show_state(self.tr("Judging was stopped."))

    @Slot(object)
    def _take_curve(self, event: Event) -> None:
        if isinstance(event, CurveMeasured) and self._dialog is not None:
            self._dialog.show_curve(event.curve)

    @Slot(object)
    def _go_to(self, photo_ids: list[int]) -> None:
        go_to_photos(self._window, photo_ids)

    # ---- reports ----

    @Slot()
    def _ask_report(self) -> None:
        if self._session.snapshot is not None:
            self._window.file_dialogs.ask_report(self._session.snapshot.path.stem)

    def _options(self) -> list[str]:
        """What reproduces the figures that are shown, and the threshold that was chosen.

        Where none was, the command line takes the class that the project calls OK.
        """
        options = [] if self._folder is None else ["--test", str(self._folder)]
        page = self._dialog.threshold if self._dialog is not None else None
        roc = page.roc if page is not None else None
        if page is None or roc is None or not page.is_touched:
            return options
        costs = page.costs
        # With an equals sign: the name of a class may begin with a dash.
        options += [
            f"--{page.role.value}={roc.class_name}",
            f"--miss-cost={costs.miss:g}",
            f"--false-alarm-cost={costs.false_alarm:g}",
        ]
        if costs.defect_rate is not None:
            options.append(f"--defect-rate={costs.defect_rate:g}")
        return options

    @Slot(object)
    def _write_report(self, path: Path) -> None:
        snapshot = self._session.snapshot
        if snapshot is None:
            return
        if self.reports.running:
            words = self.tr("Another report is still being written. Save this one after it.")
            self._tell(Notice(NoticeKind.WARNING, words))
            return
        self.reports.write(snapshot.path, path, self._options())
        words = self.tr("Writing {0}…").format(path.name)
        self._session.show_beside(_REPORT, Activity(_REPORT, words))
        if self._dialog is not None:
            self._dialog.show_state(words)

    @Slot(str)
    def _cancel(self, key: str) -> None:
        if key == _REPORT:
            self.reports.cancel()
            self._session.show_beside(_REPORT, None)
            if self._dialog is not None:
                self._dialog.show_state(self.tr("The report was cancelled."))

    @Slot(object)
    def _tell_written(self, path: Path) -> None:
        self._session.show_beside(_REPORT, None)
        words = self.tr("The report was saved as {0}.").format(path)
        self._tell(Notice(NoticeKind.SUCCESS, words))

    @Slot(object, str)
    def _tell_refused(self, path: Path, reason: str) -> None:
        self._session.show_beside(_REPORT, None)
        words = self.tr("The report was not saved as {0}: {1}").format(path, translated(reason))
        self._tell(Notice(NoticeKind.WARNING, words))

    def _tell(self, notice: Notice) -> None:
        if self._dialog is not None:
            self._dialog.show_state(notice.text)
        self._session.noticed.emit(notice)
