"""A heatmap as a picture for others: the photo, its example, the scale and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import qimage2ndarray
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from siamdesk.gui.photo.heatmap_kinds import HeatmapStyle, Overlay, Scale
from siamdesk.gui.photo.heatmap_painter import at_place, draw_cross, draw_ring
from siamdesk.gui.photo.region_painting import clip_to_region, paint_region, region_rect
from siamdesk.images import heatmap
from siamdesk.images.decode import read_image
from siamdesk.images.writing import write_png
from siamdesk.project.values import Photo

_SIDE = 720
"""Pixels of the longest side of a photo in the picture."""
_EDGE = 28
_GAP = 20
_LINE = 26
_TITLE_PIXELS = 20
_TEXT_PIXELS = 15
_PAPER = QColor(255, 255, 255)
_INK = QColor(26, 29, 35)
_FAINT = QColor(86, 95, 109)


@dataclass(frozen=True, slots=True)
class Panel:
    """One photo of the picture."""

    photo: Photo
    overlay: Overlay
    caption: str


@dataclass(frozen=True, slots=True)
class HeatmapPicture:
    """All that the picture shows; it is drawn by a thread of the pool."""

    title: str
    panels: tuple[Panel, ...]
    style: HeatmapStyle
    scale: Scale
    note: str
    """What holds for all such pictures."""

    def draw(self) -> NDArray[np.uint8]:
        """RGB [h, w, 3]. Raises `ImageError` when a photo can't be read any more."""
        images = [_fitted(panel.photo) for panel in self.panels]
        width = max(sum(i.width() for i in images) + _GAP * (len(images) - 1), _SIDE)
        height = max(i.height() for i in images)
        page = QImage(
            width + 2 * _EDGE, height + 2 * _EDGE + 5 * _LINE + 12, QImage.Format.Format_RGB32
        )
        page.fill(_PAPER)
        painter = QPainter(page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _write(painter, QRect(_EDGE, _EDGE - 6, width, _LINE), self.title, title=True)
        left, top = _EDGE, _EDGE + _LINE + 6
        for panel, image in zip(self.panels, images, strict=True):
            frame = QRect(left, top, image.width(), image.height())
            painter.drawImage(frame, image)
            self._draw_overlay(painter, panel, QRectF(frame))
            place = QRect(left, top + height + 4, image.width(), _LINE)
            _write(painter, place, panel.caption)
            left += image.width() + _GAP
        self._draw_scale(painter, QRect(_EDGE, top + height + _LINE + 10, width, _LINE))
        note = QRect(_EDGE, top + height + 2 * _LINE + 16, width, _LINE)
        _write(painter, note, self.note, faint=True)
        painter.end()
        return np.ascontiguousarray(qimage2ndarray.rgb_view(page))

    def _draw_overlay(self, painter: QPainter, panel: Panel, frame: QRectF) -> None:
        region = panel.photo.framing.shown_region
        looked_at = frame
        painter.save()
        if region is not None:
            paint_region(painter, region, frame)
            clip_to_region(painter, region, frame)
            looked_at = region_rect(region, frame)
        overlay = panel.overlay
        if overlay.levels is not None:
            rgba = heatmap.render(
                overlay.levels,
                scale=1.0,
                height=max(1, round(looked_at.height())),
                width=max(1, round(looked_at.width())),
                palette=self.style.palette,
            )
            painter.setOpacity(self.style.opacity)
            painter.drawImage(looked_at, qimage2ndarray.array2qimage(rgba))
            painter.setOpacity(1.0)
        if overlay.best is not None:
            draw_ring(painter, at_place(overlay.best, looked_at))
        if overlay.point is not None:
            draw_cross(painter, at_place(overlay.point, looked_at))
        painter.restore()

    def _draw_scale(self, painter: QPainter, place: QRect) -> None:
        """What is low, the colours, what is high, and the sums behind."""
        left = place.x() + _write(painter, place, self.scale.low, faint=True) + 12
        bar = QRect(left, place.center().y() - 5, 200, 12)
        colours = heatmap.legend(200, self.style.palette, from_zero=self.scale.from_zero)
        painter.fillRect(bar, QColor(160, 160, 160))
        painter.setOpacity(self.style.opacity)
        painter.drawImage(bar, qimage2ndarray.array2qimage(colours))
        painter.setOpacity(1.0)
        left = bar.right() + 12
        rest = QRect(left, place.y(), place.right() - left, place.height())
        left += _write(painter, rest, self.scale.high, faint=True) + 28
        rest = QRect(left, place.y(), place.right() - left, place.height())
        _write(painter, rest, self.scale.sums)


def save(picture: HeatmapPicture, path: Path) -> None:
    """Draw and write it as PNG. Raises `ImageError`, and `OSError` when the disk refuses."""
    write_png(path, picture.draw())


def _fitted(photo: Photo) -> QImage:
    """The photo with `_SIDE` pixels on its longest side; a small one is enlarged."""
    rgb = read_image(photo.path, photo.framing.window)
    height, width = rgb.shape[:2]
    factor = _SIDE / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    image: QImage = qimage2ndarray.array2qimage(cv2.resize(rgb, size, interpolation=way))
    return image


def _write(
    painter: QPainter, place: QRect, words: str, *, title: bool = False, faint: bool = False
) -> int:
    """Write one line, shortened to fit; returns how wide it is."""
    font = QFont(painter.font())
    font.setPixelSize(_TITLE_PIXELS if title else _TEXT_PIXELS)
    font.setBold(title)
    painter.setFont(font)
    painter.setPen(_FAINT if faint else _INK)
    measure = QFontMetrics(font)
    shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, int(flags), shown)
    return measure.horizontalAdvance(shown)
