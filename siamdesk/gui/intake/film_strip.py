"""A few stills of a video side by side."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from siamdesk.gui.intake.video_work import STILLS
from siamdesk.gui.look.theme import Theme

_HEIGHT = 92
_GAP = 6


class FilmStrip(QWidget):
    """Boxes that fill with stills as they come."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stills: dict[int, QImage] = {}
        self.setAccessibleName(self.tr("Pictures from the video"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a small still."""
        return QSize(4 * _HEIGHT, _HEIGHT)

    def show_still(self, number: int, picture: QImage) -> None:
        """Put a still into its box."""
        self._stills[number] = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the boxes, and what is there."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = (self.width() - (STILLS - 1) * _GAP) // STILLS
        for number in range(STILLS):
            box = QRect(number * (width + _GAP), 0, width, self.height())
            painter.fillRect(box, self._theme.colour("photo"))
            if (still := self._stills.get(number)) is not None:
                size = still.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
                place = QRect(box.topLeft(), size)
                place.moveCenter(box.center())
                painter.drawImage(place, still)
