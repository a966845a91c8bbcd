"""Brings the dialog of model versions to life."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.engine.messages import VersionState
from siamdesk.gui.actions import ActionId
from siamdesk.gui.main_window import MainWindow
from siamdesk.gui.session import Session
from siamdesk.gui.versions_dialog import VersionsDialog


class VersionsPresenter(QObject):
    """Opens the dialog and keeps it up to date; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._learner = session.learner
        self._dialog: VersionsDialog | None = None
        window.actions_by_id[ActionId.VERSIONS].triggered.connect(self._open)
        session.opened.connect(self._close)
        session.closed.connect(self._close)
        window.closing.connect(self._close)
        # A worker that was replaced learns first: then it can be asked again.
        session.learner.learned.connect(self._ask)
        session.learner.versions_changed.connect(self._ask)
        session.learner.versions_listed.connect(self._show)
        session.learner.state_changed.connect(self._show_state)

    @Slot()
    def _open(self) -> None:
        if self._dialog is None:
            self._dialog = dialog = VersionsDialog(self._window.theme, self._window)
            dialog.use_requested.connect(self._learner.use_version)
            dialog.deletion_requested.connect(self._learner.delete_version)
            dialog.finished.connect(self._forget)
            # Not modal: guesses change beside it, and the status line's Cancel can be reached.
            dialog.show()
            self._ask()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    @Slot()
    def _ask(self) -> None:
        if self._dialog is not None:
            self._learner.list_versions()

    @Slot(object)
    def _show(self, states: tuple[VersionState, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_versions(states)

    @Slot()
    def _show_state(self) -> None:
        if self._dialog is not None:
            self._dialog.show_changing(self._learner.changing_to)
