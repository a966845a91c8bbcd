"""Opens the history, keeps it up to date, and carries out what is chosen there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.history.history_dialog import HistoryDialog
from siamdesk.gui.history.history_model import PAGE, HistoryModel
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import HistoryPage


class HistoryCommands(QObject):
    """Lives in the GUI thread; pages are read by the project's."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._model = HistoryModel(self)
        self._dialog: HistoryDialog | None = None
        self._opening = False
        window.actions_by_id[ActionId.HISTORY].triggered.connect(self._open)
        window.file_dialogs.trail_chosen.connect(session.export_trail)
        self._model.more_wanted.connect(self._read_on)
        session.history_read.connect(self._take)
        session.changed.connect(self._follow)
        session.opened.connect(self._start_again)
        session.closed.connect(self._close)

    def _shown(self) -> bool:
        return self._dialog is not None and self._dialog.isVisible()

    @Slot()
    def _open(self) -> None:
        if self._dialog is None:
            dialog = HistoryDialog(self._model, self._window.theme, self._window)
            dialog.point_chosen.connect(self._session.go_to)
            dialog.export_requested.connect(self._ask_export)
            self._dialog = dialog
        if not self._shown():
            self._opening = True
            self._session.read_history(None, PAGE)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot(object)
    def _follow(self, snapshot: object) -> None:
        del snapshot
        if self._shown():
            self._session.read_history(None, max(PAGE, self._model.known))

    @Slot(object)
    def _start_again(self, snapshot: object) -> None:
        self._model.forget()
        self._follow(snapshot)

    @Slot()
    def _close(self) -> None:
        self._model.forget()
        if self._dialog is not None:
            self._dialog.close()

    @Slot(int)
    def _read_on(self, before: int) -> None:
        self._session.read_history(before, PAGE)

    @Slot(object)
    def _take(self, page: HistoryPage) -> None:
        self._model.take(page)
        if self._opening and self._dialog is not None:
            self._opening = False
            self._dialog.select_here()

    @Slot()
    def _ask_export(self) -> None:
        if self._session.snapshot is not None:
            self._window.file_dialogs.ask_trail(self._session.snapshot.path.stem)
