"""A short note on the photo that is shown; it looks like text until it is written in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from siamdesk.project.photo_edits import MAX_NOTE_LENGTH

_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class NoteField(QLineEdit):
    """Announces what was written when it is left; Escape takes it back."""

    written = Signal(int, str)
    """Id of the photo and the text."""
    left = Signal()
    """By Return or Escape: the keys belong to the photos again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "note")
        self.setPlaceholderText(self.tr("Add a note"))
        self.setAccessibleName(self.tr("Note on the photo"))
        self.setMaxLength(MAX_NOTE_LENGTH)
        self._photo_id = -1
        self._known = ""

    def show_note(self, photo_id: int, note: str) -> None:
        """Show the note of a photo; what is just being written on it stays."""
        if photo_id != self._photo_id:
            self.hand_in()
        elif note == self._known:
            return
        self._photo_id, self._known = photo_id, note
        self.setText(note)
        self.setCursorPosition(0)
        self.setToolTip(note or self.tr("Write a note on this photo (N)"))

    @Slot()
    def begin(self) -> None:
        """Write here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.end(False)

    @Slot()
    def hand_in(self) -> None:
        """Announce what was typed, if that has not been done yet."""
        typed = self.text().strip()
        if self.isModified() and typed != self._known:
            # Known from now on: leaving the field again announces nothing.
            self._known = typed
            self.setModified(False)
            self.written.emit(self._photo_id, typed)

    def event(self, event: QEvent) -> bool:
        """Return and Escape belong to the field while it is written in, whoever else wants them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _LEAVING
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return writes, Escape takes back; both go back to the photos."""
        if event.key() not in _LEAVING:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._known)
        self.left.emit()
        self.hand_in()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Write what was typed."""
        super().focusOutEvent(event)
        self.hand_in()
        self.setCursorPosition(0)
