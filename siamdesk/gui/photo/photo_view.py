"""One photo, as large as its place allows, with a heatmap laid over it."""

from __future__ import annotations

import qimage2ndarray
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
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

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.photo.fitted import fitted
from siamdesk.gui.photo.heatmap_kinds import MIDDLE, HeatmapStyle, Overlay
from siamdesk.gui.photo.heatmap_painter import HeatmapPainter, place_in
from siamdesk.gui.photo.region_painting import paint_region, region_rect
from siamdesk.images import heatmap
from siamdesk.images.framing import Region

_MOVE = 1 / 14
"""What an arrow key moves the point by: a cell of the finer heatmaps."""


class PhotoView(QWidget):
    """Draws a pixmap into its middle; can be pressed when `pressable`.

    While it is `pointing`, a click or the arrow keys choose a point of the photo instead.
    """

    pressed = Signal()
    point_chosen = Signal(float, float)
    """A place in what counts of the photo: fractions of its width and height."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, pressable: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._region: Region | None = None
        self._problem = ""
        self._heatmap = HeatmapPainter()
        self._pressable = pressable
        self._pointing = False
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
    def overlay(self) -> Overlay:
        """What lies over the photo."""
        return self._heatmap.overlay

    @property
    def has_heatmap(self) -> bool:
        """Whether there is a heatmap to lay over the photo."""
        return self._heatmap.overlay.levels is not None

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Lay a heatmap over the photo, or nothing (None)."""
        self._heatmap.show(overlay)
        self.update()

    @Slot(object)
    def set_heatmap_style(self, style: HeatmapStyle) -> None:
        """Draw heatmaps in this way."""
        self._heatmap.style = style
        self.update()

    def set_pointing(self, pointing: bool) -> None:
        """Let clicks and arrow keys choose points of the photo, or no longer."""
        self._pointing = pointing
        reachable = pointing or self._pressable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.ArrowCursor
        if pointing:
            shape = Qt.CursorShape.CrossCursor
        elif self._pressable:
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def _looked_at(self) -> QRectF:
        """Where what counts of the photo is drawn."""
        if self._pixmap is None:
            return QRectF()
        frame = QRectF(fitted(self._pixmap.size(), self.rect()))
        return frame if self._region is None else region_rect(self._region, frame)

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
            if self._region is not None:
                paint_region(painter, self._region, QRectF(frame))
            self._heatmap.draw(painter, QRectF(frame), self._region)
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
        """A click points at a place, or else presses the whole."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif self._pointing:
            place = place_in(self._looked_at(), event.position())
            if place is not None:
                self.point_chosen.emit(*place)
        elif self._pressable and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Two clicks press it also where one points."""
        del event
        if self._pressable:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space presses it; arrow keys move the point."""
        key = event.key()
        if self._pressable and key == Qt.Key.Key_Space:
            self.pressed.emit()
        elif self._pointing and key in ARROWS and self._pixmap is not None:
            x, y = self._heatmap.overlay.point or MIDDLE
            dx, dy = ARROWS[Qt.Key(key)]
            self.point_chosen.emit(moved(x, dx), moved(y, dy))
        else:
            super().keyPressEvent(event)


ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Which way each arrow key points, across and down."""


def moved(fraction: float, step: int) -> float:
    """A coordinate of the point, some cells on, and still on the photo."""
    return min(max(fraction + step * _MOVE, _MOVE / 2), 1 - _MOVE / 2)


class HeatmapLegend(QWidget):
    """The colour scale: what is low on the left, what is high on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = QPixmap()
        self.setFixedHeight(8)
        self.setMinimumWidth(24)
        self.show_scale(heatmap.Palette.ORANGE_BLUE, from_zero=False)
        theme.changed.connect(self.update)

    def show_scale(self, palette: heatmap.Palette, *, from_zero: bool) -> None:
        """Show the scale in these colours, from zero on or from as far below it."""
        image = qimage2ndarray.array2qimage(heatmap.legend(128, palette, from_zero=from_zero))
        self._scale = QPixmap.fromImage(image)
        self.update()

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

    def __init__(self, rgb: heatmap.RGB, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor(*rgb)
        self.setFixedSize(10, 10)

    def show_colour(self, rgb: heatmap.RGB) -> None:
        """Have this colour."""
        self._colour = QColor(*rgb)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the square."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRoundedRect(self.rect(), 3, 3)
