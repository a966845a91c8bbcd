"""Says that photos are sorted by how alike they are to one, and leads back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedLabel

_PICTURE = 28


class LikenessBar(QFrame):
    """Hidden until photos are compared with one."""

    left = Signal()
    """Photos are to be sorted as before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "info")
        self._theme = theme
        self._picture = QLabel(self)
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = ElidedLabel("", mode=Qt.TextElideMode.ElideMiddle)
        self._close = QToolButton(self)
        self._close.setProperty("role", "icon")
        self._close.setToolTip(self.tr("Back to the grid as it was (Esc)"))
        self._close.setAccessibleName(self.tr("Back to the grid as it was"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 6, 5)
        layout.setSpacing(10)
        layout.addWidget(self._picture)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._close)
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_photo(self, name: str, pixmap: QPixmap | None) -> None:
        """Say which photo the others are compared with."""
        self._words.setText(self.tr("Most alike to {0} first. Esc leads back.").format(name))
        self.setAccessibleName(self._words.text())
        ratio = self.devicePixelRatioF()
        if pixmap is None:
            pixmap = icons.pixmap("photo", self._theme.tones.muted, 20, ratio)
        else:
            side = QSize(_PICTURE, _PICTURE) * ratio
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self.show()

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        self._close.setIcon(icons.icon("close", tones.text, tones.strong_border))
