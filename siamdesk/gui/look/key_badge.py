"""The little key cap with a number: which key corrects to a class."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from siamdesk.gui.look.theme import FONT_PIXELS, Tones

BADGE = QSize(20, 20)


def draw_badge(painter: QPainter, frame: QRect, key: str, tones: Tones) -> None:
    """Draw the cap of `key` into `frame`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tones.raised))
    painter.setPen(QPen(QColor(tones.strong_border), 1))
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    font = QFont(painter.font())
    font.setPixelSize(FONT_PIXELS - 2)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(tones.muted))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
