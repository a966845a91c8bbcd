"""One photo, as large as its place allows, with a heatmap laid over it."""

from __future__ import annotations

import numpy as np
import qimage2ndarray
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from siamdesk.gui import icons
from siamdesk.gui.photo_delegate import fitted
from siamdesk.gui.region_painting import paint_region, region_path, region_rect
from siamdesk.gui.theme import Theme
from siamdesk.images import heatmap
from siamdesk.images.framing import Region

_HEATMAP_PIXELS = 448
"""Longest side of the heatmap picture; the painter does the rest, contributions being smooth."""


class PhotoView(QWidget):
    """Draws a pixmap into its middle; can be pressed when `pressable`."""

    pressed = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, pressable: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._region: Region | None = None
        self._problem = ""
        self._heatmap: QPixmap | None = None
        self._opacity = 0.6
        self._heatmap_shown = True
        self._pressable = pressable
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if pressable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    # ---- what is shown ----

    def show_pixmap(
        self, pixmap: QPixmap | None, problem: str | None = None, *, region: Region | None = None
    ) -> None:
        """Show a photo, or why there is none; `region` is what of it counts, if not all."""
        self._pixmap = pixmap
        self._region = region
        self._problem = problem or ""
        self.update()

    def height_for(self, width: int) -> int:
        """The height that the photo fills at this width; a square without a photo."""
        if self._pixmap is None or not self._pixmap.width():
            return width
        return round(width * self._pixmap.height() / self._pixmap.width())

    @property
    def pixmap(self) -> QPixmap | None:
        """The photo that is shown."""
        return self._pixmap

    @property
    def has_heatmap(self) -> bool:
        """Whether there is a heatmap to lay over the photo."""
        return self._heatmap is not None

    def show_contributions(self, contributions: NDArray[np.float32], scale: float) -> None:
        """Lay a heatmap over the photo."""
        height, width = self._heatmap_size()
        rgba = heatmap.render(contributions, scale=scale, height=height, width=width)
        self._heatmap = QPixmap.fromImage(qimage2ndarray.array2qimage(rgba))
        self.update()

    def clear_heatmap(self) -> None:
        """Show the bare photo."""
        if self._heatmap is not None:
            self._heatmap = None
            self.update()

    def set_heatmap_shown(self, shown: bool) -> None:
        """Show or hide the heatmap without forgetting it."""
        self._heatmap_shown = shown
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Opacity of the heatmap in [0, 1]."""
        self._opacity = opacity
        self.update()

    def _heatmap_size(self) -> tuple[int, int]:
        size = self._pixmap.size() if self._pixmap is not None else QSize(1, 1)
        if self._region is not None:
            size = region_rect(self._region, QRectF(QPointF(), QSizeF(size))).size().toSize()
        fit = size.scaled(
            QSize(_HEATMAP_PIXELS, _HEATMAP_PIXELS), Qt.AspectRatioMode.KeepAspectRatio
        )
        return max(1, fit.height()), max(1, fit.width())

    # ---- Qt's side ----

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square."""
        return QSize(240, 240)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the photo and its heatmap."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.rect()
        if self._pixmap is not None:
            frame = fitted(self._pixmap.size(), frame)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), 8, 8)
        painter.fillPath(outline, self._theme.colour("photo"))
        painter.setClipPath(outline)
        if self._pixmap is not None:
            painter.drawPixmap(frame, self._pixmap)
            looked_at = QRectF(frame)
            if self._region is not None:
                paint_region(painter, self._region, looked_at)
                counts = region_path(self._region, looked_at)
                painter.setClipPath(counts, Qt.ClipOperation.IntersectClip)
                looked_at = region_rect(self._region, looked_at)
            if self._heatmap is not None and self._heatmap_shown:
                painter.setOpacity(self._opacity)
                painter.drawPixmap(looked_at, self._heatmap, QRectF(self._heatmap.rect()))
                painter.setOpacity(1.0)
        elif self._problem:
            self._draw_problem(painter)
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(outline)

    def _draw_problem(self, painter: QPainter) -> None:
        middle = self.rect().center()
        mark = icons.pixmap("photo-broken", self._theme.tones.muted, 32, self.devicePixelRatioF())
        painter.drawPixmap(QRect(middle.x() - 16, middle.y() - 44, 32, 32), mark)
        painter.setPen(self._theme.colour("text"))
        words = QRect(16, middle.y() - 4, self.width() - 32, self.height() // 2)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self._problem)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click anywhere presses it."""
        if self._pressable and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space presses it."""
        if self._pressable and event.key() == Qt.Key.Key_Space:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class HeatmapLegend(QWidget):
    """The colour scale: what speaks against on the left, what speaks for on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        image = qimage2ndarray.array2qimage(heatmap.legend(128))
        self._scale = QPixmap.fromImage(image)
        self.setFixedHeight(8)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the scale."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(outline)
        painter.fillPath(outline, self._theme.colour("raised"))
        painter.drawPixmap(self.rect(), self._scale)


class Swatch(QWidget):
    """A small square of one colour of the heatmap."""

    def __init__(self, rgb: tuple[int, int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(*rgb)
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the square."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(self.rect(), 3, 3)
