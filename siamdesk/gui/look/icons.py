"""Line icons from `resources/icons`, tinted with the colours of the scheme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from siamdesk.resources import resource_path

_SIZES = (16, 18)


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon called `name` as a square of `size` logical pixels; ``currentColor`` is `colour`."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """The icon called `name`, sharp on screens of one and two device pixels per pixel."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        for size in _SIZES:
            made.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
            made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def app_icon() -> QIcon:
    """The icon of the application."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("siamdesk", "#000000", size))
    return made
