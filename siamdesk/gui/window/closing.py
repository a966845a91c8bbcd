"""Asks before the window closes on work that would be lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from siamdesk.gui.parts.dialog_parts import buttons, fit_height, heading
from siamdesk.gui.parts.labels import label
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow


class ClosingDialog(QDialog):
    """Says what still runs, and that closing stops it."""

    def __init__(self, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("closing dialog")
        layout = heading(self, self.tr("Close while something is still running?"))
        words = self.tr("“{0}” is not done yet. Closing stops it, and nothing of it is kept.")
        layout.addWidget(label(words.format(what), "muted", wrap=True))
        close = QPushButton(self.tr("Stop it and close"), self)
        close.clicked.connect(self.accept)
        layout.addLayout(
            buttons(self, close, "danger", leave=self.tr("Keep working"), careful=True)
        )
        fit_height(self)


class Closing(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._decided = False
        window.may_close = self._may_close

    def _may_close(self) -> bool:
        at_stake = self._session.at_stake
        if self._decided or at_stake is None:
            return True
        if self._window.findChild(ClosingDialog) is None:
            dialog = ClosingDialog(at_stake, self._window)
            dialog.accepted.connect(self._close)
            dialog.open()
        return False

    @Slot()
    def _close(self) -> None:
        self._decided = True
        self._window.close()
