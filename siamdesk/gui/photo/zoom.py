"""How far, and where, a photo is zoomed into: the arithmetic, and a state that views can share."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

_MOST_PIXELS = 16.0
"""Screen pixels per pixel of the photo at the largest zoom."""
_MOST = 8.0
"""The largest zoom of a small photo, which fills the view by many screen pixels per pixel."""
MIDDLE = QPointF(0.5, 0.5)


@dataclass(frozen=True, slots=True)
class ZoomFrame:
    """A photo in a view. Places in the photo are in [0, 1] × [0, 1], those in the view in pixels.

    A zoom of 1 fits the photo into the view.
    """

    photo: QSizeF
    """In pixels of the photo."""
    view: QSizeF
    """In logical pixels."""
    ratio: float = 1.0
    """Pixels of the screen per logical pixel."""

    @property
    def fit(self) -> float:
        """Logical pixels per pixel of the photo when it fits."""
        across = self.view.width() / max(1.0, self.photo.width())
        return min(across, self.view.height() / max(1.0, self.photo.height()))

    @property
    def actual(self) -> float:
        """The zoom at which a pixel of the photo is a pixel of the screen."""
        return 1.0 / max(1e-9, self.fit * self.ratio)

    def limited(self, factor: float) -> float:
        """The nearest zoom that is offered."""
        return min(max(factor, min(1.0, self.actual)), max(_MOST, self.actual * _MOST_PIXELS))

    def target(self, factor: float, centre: QPointF) -> QRectF:
        """Where the photo lies in the view when `centre` is in its middle.

        No empty stripe is left beside a photo that is larger than the view, and a smaller one stays
        in the middle.
        """
        width = self.photo.width() * self.fit * factor
        height = self.photo.height() * self.fit * factor
        return QRectF(
            _placed(width, self.view.width(), centre.x()),
            _placed(height, self.view.height(), centre.y()),
            width,
            height,
        )

    def place_at(self, position: QPointF, factor: float, centre: QPointF) -> QPointF:
        """The place in the photo that is seen at a position in the view."""
        target = self.target(factor, centre)
        return QPointF(
            (position.x() - target.x()) / max(1e-9, target.width()),
            (position.y() - target.y()) / max(1e-9, target.height()),
        )

    def centre_for(self, place: QPointF, position: QPointF, factor: float) -> QPointF:
        """The centre with which a place in the photo is seen at a position, as far as possible."""
        width = self.photo.width() * self.fit * factor
        height = self.photo.height() * self.fit * factor
        wanted = QPointF(
            place.x() + (self.view.width() / 2 - position.x()) / max(1e-9, width),
            place.y() + (self.view.height() / 2 - position.y()) / max(1e-9, height),
        )
        return self.place_at(QPointF(self.view.width() / 2, self.view.height() / 2), factor, wanted)


def _placed(length: float, room: float, centre: float) -> float:
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - centre * length))


class Zoom(QObject):
    """One zoom for all views that share it: they show the same part of their photos."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._factor = 1.0
        self._centre = QPointF(MIDDLE)

    @property
    def factor(self) -> float:
        """1 fits the photo into its view."""
        return self._factor

    @property
    def centre(self) -> QPointF:
        """The place in the photo that is in the middle of the view."""
        return QPointF(self._centre)

    def set(self, factor: float, centre: QPointF = MIDDLE) -> None:
        """Zoom to another factor and place."""
        if (factor, centre) != (self._factor, self._centre):
            self._factor, self._centre = factor, QPointF(centre)
            self.changed.emit()
