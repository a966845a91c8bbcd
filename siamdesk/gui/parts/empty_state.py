"""What a panel shows when it has nothing to show: an icon, what is so, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import label

_WIDTH = 280


class EmptyState(QWidget):
    """A centred icon, a title, a sentence and perhaps a button."""

    pressed = Signal()

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, icon
        self._icon = QLabel(self)
        self._title = label("", "title", wrap=True)
        self._words = label("", "muted", wrap=True)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.pressed)
        centre = Qt.AlignmentFlag.AlignHCenter
        for part in (self._icon, self._title, self._words):
            part.setAlignment(centre)
        # A column of fixed width: a wrapped label beside free space would be given one line only.
        column = QWidget(self)
        column.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for part in (self._icon, self._title, self._words):
            inside.addWidget(part)
        inside.addSpacing(8)
        inside.addWidget(self._button, 0, centre)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)
        theme.changed.connect(self._tint)
        self._tint()

    def show_words(
        self, title: str, words: str, *, icon: str | None = None, button: str | None = None
    ) -> None:
        """Say what is so and what to do; `button` is the text of a button, if there is one."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._button.setText(button or "")
        self._button.setVisible(button is not None)
        # Without a button the keys rest here, so that those of the work area go on working.
        self.setFocusProxy(self._button if button is not None else None)  # type: ignore[arg-type]
        if icon is not None and icon != self._name:
            self._name = icon
            self._tint()

    @property
    def words(self) -> str:
        """Title and sentence, as shown."""
        return f"{self._title.text()} {self._words.text()}".strip()

    @Slot()
    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        colour = self._theme.tones.strong_border
        self._icon.setPixmap(icons.pixmap(self._name, colour, 44, ratio))
