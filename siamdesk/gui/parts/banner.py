"""A message above the grid that asks for nothing: it can be read, acted on or closed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import label


class NoticeKind(StrEnum):
    """How urgent a notice is."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class GoBack:
    """Back to an encoder that was replaced."""

    version_id: int | None
    """None is the pretrained encoder."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for the inspector."""

    kind: NoticeKind
    text: str
    details: str | None = None
    """Text of a button that shows or does more, if there is more."""
    go_back: GoBack | None = None
    """What the button does, if it takes something back."""
    compares: bool = False
    """Whether the button shows the added photos that look like other ones."""


_TONE = {
    NoticeKind.INFO: "accent",
    NoticeKind.SUCCESS: "success",
    NoticeKind.WARNING: "warning",
    NoticeKind.ERROR: "danger",
}
_SHORT_MS = 9000


class Banner(QFrame):
    """Shows one `Notice`; good news leaves by itself, an error stays until it is closed."""

    details_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self.notice: Notice | None = None
        self._icon = QLabel(self)
        self._icon.setFixedSize(20, 20)
        self._text = label("", wrap=True)
        self._details = QPushButton(self)
        self._details.setProperty("role", "small")
        self._close = QToolButton(self)
        self._close.setProperty("role", "icon")
        self._close.setAccessibleName(self.tr("Close message"))
        self._close.setToolTip(self.tr("Close message"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 7, 6, 7)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._details)
        layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=_SHORT_MS)
        self._timer.timeout.connect(self.dismiss)
        self._close.clicked.connect(self.dismiss)
        self._details.clicked.connect(self.details_requested)
        theme.changed.connect(self._tint)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a message in place of the one that is shown."""
        self.notice = notice
        # A place to break long paths at, which have no spaces.
        self._text.setText(notice.text.replace("/", "/\u200b").replace("\\", "\\\u200b"))
        self.setAccessibleName(notice.text)
        self._details.setText(notice.details or "")
        self._details.setVisible(notice.details is not None)
        self.setProperty("kind", notice.kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._tint()
        self.show()
        lasting = notice.kind in (NoticeKind.WARNING, NoticeKind.ERROR) or notice.details
        self._timer.stop() if lasting else self._timer.start()

    @Slot()
    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.notice = None
        self.hide()

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        self._close.setIcon(icons.icon("close", tones.text, tones.strong_border))
        if self.notice is not None:
            colour: str = getattr(tones, _TONE[self.notice.kind])
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(icons.pixmap(self.notice.kind.value, colour, 20, ratio))
