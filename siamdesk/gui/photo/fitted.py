"""Where a photo lies in a frame of other proportions."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt


def fitted(size: QSize, frame: QRect) -> QRect:
    """The largest rectangle of the proportions of `size` in the middle of `frame`."""
    fit = size.scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        frame.x() + (frame.width() - fit.width()) // 2,
        frame.y() + (frame.height() - fit.height()) // 2,
        fit.width(),
        fit.height(),
    )
