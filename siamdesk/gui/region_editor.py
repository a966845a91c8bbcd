"""A photo on which a region of interest is drawn, moved and resized, by mouse or by keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from siamdesk.gui.photo_delegate import fitted
from siamdesk.gui.region_moves import Sides, pulled, spanned
from siamdesk.gui.region_painting import paint_region, region_rect
from siamdesk.gui.theme import Theme
from siamdesk.images.framing import WHOLE, Region

_HANDLE: Final = 9
_REACH: Final = 10
"""Pixels from a side within which it can be taken hold of."""
_STEP: Final = 0.01
_FINE: Final = 0.001
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS: Final = {
    Sides.ALL: Qt.CursorShape.SizeAllCursor,
    Sides.LEFT: Qt.CursorShape.SizeHorCursor,
    Sides.RIGHT: Qt.CursorShape.SizeHorCursor,
    Sides.TOP: Qt.CursorShape.SizeVerCursor,
    Sides.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Sides.LEFT | Sides.TOP: Qt.CursorShape.SizeFDiagCursor,
    Sides.RIGHT | Sides.BOTTOM: Qt.CursorShape.SizeFDiagCursor,
    Sides.RIGHT | Sides.TOP: Qt.CursorShape.SizeBDiagCursor,
    Sides.LEFT | Sides.BOTTOM: Qt.CursorShape.SizeBDiagCursor,
}


class RegionEditor(QWidget):
    """Shows a photo with its region; the whole photo is a region as well.

    The arrow keys move the region, with Shift they move its right and lower side, and with Ctrl
    they do so in small steps. Dragging inside moves it, its sides and corners resize it, and
    dragging elsewhere draws another one.
    """

    region_changed = Signal(object)
    """The `Region`, after the inspector changed it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._region = WHOLE
        self._held: tuple[Sides, QPointF, Region] | None = None
        self._drawn_from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Region of interest on the photo"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys move the region, with Shift they resize it, with Ctrl in small steps."
            )
        )
        theme.changed.connect(self.update)

    @property
    def region(self) -> Region:
        """The region that is shown."""
        return self._region

    def show_photo(self, pixmap: QPixmap) -> None:
        """Show a photo, upright and whole."""
        self._pixmap = pixmap
        self.update()

    def show_region(self, region: Region) -> None:
        """Show a region; nothing is announced."""
        self._region = region
        self.update()

    def photo_rect(self) -> QRectF:
        """Where the photo is drawn."""
        room = self.rect().adjusted(_HANDLE, _HANDLE, -_HANDLE, -_HANDLE)
        return QRectF(room if self._pixmap is None else fitted(self._pixmap.size(), room))

    def _change(self, region: Region) -> None:
        if region != self._region:
            self._region = region
            self.update()
            self.region_changed.emit(region)

    def _place(self, position: QPointF) -> QPointF:
        """A position in fractions of the photo."""
        photo = self.photo_rect()
        return QPointF(
            (position.x() - photo.x()) / photo.width(),
            (position.y() - photo.y()) / photo.height(),
        )

    def _sides_at(self, position: QPointF) -> Sides | None:
        """What can be taken hold of there; None where another region would be drawn."""
        rect = region_rect(self._region, self.photo_rect())
        near = rect.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        if not near.contains(position):
            return None
        found = Sides(0)
        for side, distance in (
            (Sides.LEFT, abs(position.x() - rect.left())),
            (Sides.RIGHT, abs(position.x() - rect.right())),
            (Sides.TOP, abs(position.y() - rect.top())),
            (Sides.BOTTOM, abs(position.y() - rect.bottom())),
        ):
            opposite = {Sides.RIGHT: Sides.LEFT, Sides.BOTTOM: Sides.TOP}.get(side)
            if distance <= _REACH and (opposite is None or opposite not in found):
                found |= side
        if found:
            return found
        return None if self._region == WHOLE else Sides.ALL

    # ---- Qt's side ----

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a photo."""
        return QSize(560, 460)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the region or of some of its sides, or begin another region."""
        if event.button() != Qt.MouseButton.LeftButton or self._pixmap is None:
            return
        sides = self._sides_at(event.position())
        if sides is None:
            self._drawn_from = self._place(event.position())
        else:
            self._held = (sides, self._place(event.position()), self._region)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What is held follows the pointer."""
        place = self._place(event.position())
        if self._drawn_from is not None:
            start = self._drawn_from
            self._change(spanned(start.x(), start.y(), place.x(), place.y()))
        elif self._held is not None:
            sides, start, region = self._held
            self._change(pulled(region, sides, place.x() - start.x(), place.y() - start.y()))
        else:
            sides_here = self._sides_at(event.position())
            self.setCursor(_CURSORS.get(sides_here or Sides(0), Qt.CursorShape.CrossCursor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        del event
        self._held = self._drawn_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move or resize the region."""
        across, down = _ARROWS.get(Qt.Key(event.key()), (0, 0))
        if self._pixmap is None or not (across or down):
            super().keyPressEvent(event)
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = _FINE if fine else _STEP
        sides = Sides.RIGHT | Sides.BOTTOM if resize else Sides.ALL
        self._change(pulled(self._region, sides, across * step, down * step))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the photo, the region and its handles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        photo = self.photo_rect()
        painter.fillRect(photo, self._theme.colour("photo"))
        if self._pixmap is None:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Reading…"))
            return
        painter.drawPixmap(photo.toRect(), self._pixmap)
        paint_region(painter, self._region, photo)
        self._paint_handles(painter, region_rect(self._region, photo))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_handles(self, painter: QPainter, rect: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("on_accent"), 1.5))
        painter.setBrush(self._theme.colour("accent"))
        middle = rect.center()
        for x in (rect.left(), middle.x(), rect.right()):
            for y in (rect.top(), middle.y(), rect.bottom()):
                if (x, y) != (middle.x(), middle.y()):
                    half = _HANDLE / 2
                    painter.drawRoundedRect(QRectF(x - half, y - half, _HANDLE, _HANDLE), 2, 2)
