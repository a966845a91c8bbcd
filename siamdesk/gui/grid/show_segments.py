"""The buttons that choose which photos are shown: inbox, examples, all, those to check."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.parts.segment import Segment
from siamdesk.gui.words import text


class ShowSegments(QFrame):
    """Gives way in a narrow window: first the counts go, they stand in the tool tips as well."""

    requested = Signal(str)
    """A `Show`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self._buttons: dict[Show, Segment] = {}
        self._counts: dict[Show, int] = {}
        inside = QHBoxLayout(self)
        inside.setContentsMargins(3, 3, 3, 3)
        inside.setSpacing(2)
        group = QButtonGroup(self)
        for show in Show:
            button = Segment(parent=self)
            button.setProperty("show", show.value)
            button.clicked.connect(self._request)
            group.addButton(button)
            inside.addWidget(button)
            self._buttons[show] = button
        self.show_counts(0, 0, 0)

    def show_counts(self, inbox: int, examples: int, doubtful: int) -> None:
        """Tell how many photos there are, and how many examples to check."""
        self._counts = {
            Show.INBOX: inbox,
            Show.EXAMPLES: examples,
            Show.ALL: inbox + examples,
            Show.CHECK: doubtful,
        }
        for show, tip in (
            (Show.INBOX, self.tr("Photos without a class: {0}")),
            (Show.EXAMPLES, self.tr("Photos to learn from: {0}")),
            (Show.ALL, self.tr("Inbox and examples: {0}")),
            (Show.CHECK, self.tr("Examples whose class is likely wrong: {0}")),
        ):
            words = tip.format(text.number(self._counts[show]))
            self._buttons[show].setToolTip(words)
            self._buttons[show].setAccessibleDescription(words)
        self._write(short=False)
        self._show_check()

    def mark(self, show: Show) -> None:
        """Mark what is shown."""
        with QSignalBlocker(self._buttons[show]):
            self._buttons[show].setChecked(True)
        self._show_check()

    def _show_check(self) -> None:
        """Nothing to check is nothing to take room for."""
        check = self._buttons[Show.CHECK]
        check.setVisible(bool(self._counts[Show.CHECK]) or check.isChecked())

    def fit(self, width: int) -> None:
        """Take no more room than this, as far as words can be shortened."""
        self._write(short=False)
        if self.sizeHint().width() > width:
            self._write(short=True)

    def _write(self, *, short: bool) -> None:
        names = {
            Show.INBOX: self.tr("Inbox"),
            Show.EXAMPLES: self.tr("Examples"),
            Show.ALL: self.tr("All"),
            Show.CHECK: self.tr("Check"),
        }
        for show, button in self._buttons.items():
            counted = not short and show is not Show.ALL
            number = text.number(self._counts[show])
            button.setText(f"{names[show]}  {number}" if counted else names[show])
            if bool(button.property("tight")) != short:
                button.setProperty("tight", short)
                button.style().unpolish(button)
                button.style().polish(button)

    @Slot()
    def _request(self) -> None:
        button = self.sender()
        if button is not None:
            self.requested.emit(button.property("show"))
