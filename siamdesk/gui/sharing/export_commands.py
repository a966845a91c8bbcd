"""Opens the export dialog and keeps it up to date."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from siamdesk.engine.messages import Event, Exported, ExportModel, Failed, WasCancelled
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.parts.file_dialogs import documents
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.session import Session
from siamdesk.gui.sharing.export_dialog import ExportDialog, ExportWish
from siamdesk.gui.window.main_window import MainWindow


class ExportCommands(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._learner = learner = session.learner
        self._dialog: ExportDialog | None = None
        self._place: Path | None = None
        """Folder that the last export went to."""
        window.actions_by_id[ActionId.EXPORT_MODEL].triggered.connect(self._open)
        window.file_dialogs.export_place_chosen.connect(self._take_place)
        window.closing.connect(self._close)
        session.opened.connect(self._close)
        session.closed.connect(self._close)
        learner.activity_changed.connect(self._show_activity)
        learner.export_told.connect(self._take)

    @Slot()
    def _open(self) -> None:
        snapshot = self._session.snapshot
        if snapshot is None:
            return
        if self._dialog is None:
            folder = self._place or documents()
            dialog = ExportDialog(folder, snapshot.path.stem, self._window)
            dialog.wished.connect(self._export)
            dialog.cancel_requested.connect(self._cancel)
            dialog.place_requested.connect(self._window.file_dialogs.ask_export)
            dialog.finished.connect(self._forget)
            self._dialog = dialog
            # Not modal: the export takes its time, and the work beside it goes on.
            dialog.show()
            if self._learner.running(ExportModel) is not None:
                dialog.show_begun()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot(object)
    def _export(self, wish: ExportWish) -> None:
        self._place = wish.out.parent
        self._learner.export(wish.out, wish.format, wish.precision)

    @Slot()
    def _cancel(self) -> None:
        if (running := self._learner.running(ExportModel)) is not None:
            self._learner.cancel(running.task)

    @Slot(object)
    def _take_place(self, path: Path) -> None:
        if self._dialog is not None:
            self._dialog.show_place(path)

    @Slot(object)
    def _show_activity(self, activity: Activity | None) -> None:
        running = self._learner.running(ExportModel)
        if self._dialog is None or activity is None or running is None:
            return
        if activity.key == str(running.task):
            self._dialog.show_activity(activity)

    @Slot(object)
    def _take(self, event: Event) -> None:
        if self._dialog is None:
            return
        match event:
            case Exported():
                self._dialog.show_result(event)
            case Failed(message=message):
                self._dialog.show_problem(message)
            case WasCancelled():
                self._dialog.show_cancelled()

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
