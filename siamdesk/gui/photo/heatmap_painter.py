"""Draws a heatmap, and the points that were asked about, over a photo."""

from __future__ import annotations

import qimage2ndarray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from siamdesk.gui.photo.heatmap_kinds import HeatmapStyle, Levels, Overlay, Place
from siamdesk.gui.photo.region_painting import clip_to_region, region_rect
from siamdesk.images import heatmap
from siamdesk.images.framing import Region

_PIXELS = 448
"""Longest side of the heatmap picture; the painter does the rest, contributions being smooth."""
_RING = 8.0
_SEEN = QColor(255, 255, 255)
_EDGE = QColor(0, 0, 0, 190)


class HeatmapPainter:
    """Keeps the picture of one overlay, which is made when it is first drawn."""

    def __init__(self) -> None:
        self.style = HeatmapStyle()
        self._overlay = Overlay()
        self._picture: QPixmap | None = None
        self._made_for: tuple[int, int, heatmap.Palette] | None = None

    @property
    def overlay(self) -> Overlay:
        """What is drawn."""
        return self._overlay

    def show(self, overlay: Overlay | None) -> None:
        """Draw this from now on; None is nothing."""
        new = overlay or Overlay()
        if new.levels is not self._overlay.levels:
            self._picture = None
        self._overlay = new

    def draw(self, painter: QPainter, photo: QRectF, region: Region | None) -> None:
        """Draw over a photo that lies in this rectangle; `region` is what counts, if not all."""
        if not self.style.shown:
            return
        looked_at = photo if region is None else region_rect(region, photo)
        painter.save()
        if region is not None:
            clip_to_region(painter, region, photo)
        self._draw_over(painter, looked_at)
        painter.restore()

    def _draw_over(self, painter: QPainter, looked_at: QRectF) -> None:
        overlay = self._overlay
        if overlay.levels is not None and not looked_at.isEmpty():
            picture = self._rendered(overlay.levels, looked_at.size())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(self.style.opacity)
            painter.drawPixmap(looked_at, picture, QRectF(picture.rect()))
            painter.setOpacity(1.0)
        if overlay.best is not None:
            draw_ring(painter, at_place(overlay.best, looked_at))
        if overlay.point is not None:
            draw_cross(painter, at_place(overlay.point, looked_at))

    def _rendered(self, levels: Levels, size: QSizeF) -> QPixmap:
        room = QSize(_PIXELS, _PIXELS)
        fit = size.toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        height, width = max(1, fit.height()), max(1, fit.width())
        palette = self.style.palette
        wanted = (height, width, palette)
        if self._picture is None or wanted != self._made_for:
            rgba = heatmap.render(levels, scale=1.0, height=height, width=width, palette=palette)
            self._picture = QPixmap.fromImage(qimage2ndarray.array2qimage(rgba))
            self._made_for = wanted
        return self._picture


def place_in(rect: QRectF, position: QPointF) -> Place | None:
    """The place in what counts of a photo, if the position is on it."""
    if rect.isEmpty() or not rect.contains(position):
        return None
    across = (position.x() - rect.x()) / rect.width()
    return across, (position.y() - rect.y()) / rect.height()


def at_place(place: Place, rect: QRectF) -> QPointF:
    """Where a place of what counts of a photo is drawn."""
    return QPointF(rect.x() + place[0] * rect.width(), rect.y() + place[1] * rect.height())


def draw_cross(painter: QPainter, at: QPointF) -> None:
    """Draw a cross with a hole, so that what is pointed at can be seen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((_EDGE, 4.0), (_SEEN, 1.8)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            way = QPointF(dx, dy)
            painter.drawLine(at + way * 4, at + way * (_RING + 3))
    painter.restore()


def draw_ring(painter: QPainter, at: QPointF) -> None:
    """Draw a ring around the place that answers."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_EDGE, 4.0), (_SEEN, 1.8)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, _RING, _RING)
    painter.restore()
