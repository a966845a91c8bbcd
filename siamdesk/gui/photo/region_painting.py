"""Where the region of interest lies in a photo on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from siamdesk.images.framing import Corner, Region

_OUTSIDE = QColor(0, 0, 0, 140)
_LINE = QColor(255, 255, 255)
_EDGE = QColor(0, 0, 0, 160)


def region_rect(region: Region, photo: QRectF) -> QRectF:
    """The region of a photo that is drawn into the rectangle `photo`."""
    return QRectF(
        photo.x() + region.left * photo.width(),
        photo.y() + region.top * photo.height(),
        (region.right - region.left) * photo.width(),
        (region.bottom - region.top) * photo.height(),
    )


def places_on(photo: QRectF, corners: Iterable[Corner]) -> list[QPointF]:
    """Where these places lie in the photo that is drawn into the rectangle `photo`."""
    return [
        QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()) for x, y in corners
    ]


def region_path(region: Region, photo: QRectF) -> QPainterPath:
    """What counts of a photo that is drawn into the rectangle `photo`: rectangle or outline."""
    path = QPainterPath()
    if region.corners:
        path.addPolygon(QPolygonF(places_on(photo, region.corners)))
        path.closeSubpath()
    else:
        path.addRect(region_rect(region, photo))
    return path


def clip_to_region(painter: QPainter, region: Region, photo: QRectF) -> None:
    """Let nothing be drawn but on what counts; what is clipped already stays so."""
    painter.setClipPath(region_path(region, photo), Qt.ClipOperation.IntersectClip)


def paint_region(painter: QPainter, region: Region, photo: QRectF) -> None:
    """Darken what lies around the region and outline it, to be seen on any photo."""
    inside = region_path(region, photo)
    around = QPainterPath()
    around.addRect(photo)
    around.addPath(inside)
    painter.save()
    painter.fillPath(around, _OUTSIDE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_EDGE, 3), (_LINE, 1)):
        painter.setPen(QPen(colour, width))
        painter.drawPath(inside)
    painter.restore()
