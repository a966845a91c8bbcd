"""A photo on which a region of interest is drawn, moved and resized, by mouse or by keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from siamdesk.gui.framing.outline_drawing import OutlineDrawing
from siamdesk.gui.framing.region_moves import Sides, pulled, spanned
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.photo.fitted import fitted
from siamdesk.gui.photo.region_painting import paint_region, places_on, region_rect
from siamdesk.images.framing import WHOLE, Region

_HANDLE: Final = 9
_REACH: Final = 10
"""Pixels from a side within which it can be taken hold of."""
_CROSS: Final = 9
_SHOWN_CORNERS: Final = 40
"""Of a line by hand, which has more, they would cover it."""
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
    dragging elsewhere draws another one: a rectangle, or a line by hand around what counts. Such
    an outline is also made of corners: each click sets one, or the space bar does at the cross
    that the arrow keys move then; Backspace takes the last one back.
    """

    region_changed = Signal(object)
    """The `Region`, after the inspector changed it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._region = WHOLE
        self._outlines = False
        self._outline = OutlineDrawing()
        self._held: tuple[Sides, QPointF, Region] | None = None
        self._drawn_from: QPointF | None = None
        self._pressed_at, self._moved = QPointF(), False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Region of interest on the photo"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys move the region, with Shift they resize it, with Ctrl in small steps. "
                "For an outline they move a cross: Space sets a corner, Backspace takes it back."
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
        if region != self._region:
            self._region = region
            self._outline.show(region)
        self.update()

    def start_over(self) -> None:
        """Show the whole photo, and forget corners that enclose nothing yet."""
        self._outline.show(WHOLE)
        self.show_region(WHOLE)

    @property
    def draws_outlines(self) -> bool:
        """Whether what is drawn next is an outline, and not a rectangle."""
        return self._outlines

    def draw_outlines(self, wanted: bool) -> None:
        """Draw outlines from now on, or rectangles: then an outline becomes the one around it."""
        self._outlines = wanted
        if not wanted:
            region = Region(*self._region.sides)
            self._outline.show(region)
            self._change(region)
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
        self._pressed_at, self._moved = event.position(), False
        sides = self._sides_at(event.position())
        if sides is None or (self._outlines and self._region == WHOLE):
            self._drawn_from = self._place(event.position())
        else:
            self._held = (sides, self._place(event.position()), self._region)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What is held follows the pointer."""
        place = self._place(event.position())
        if self._outlines and self._is_pressed and not self._moved:
            self._begin_move(event.position())
        elif self._drawn_from is not None and self._outlines:
            self._outline.add(place.x(), place.y())
            self._take_outline()
        elif self._drawn_from is not None:
            start = self._drawn_from
            self._change(spanned(start.x(), start.y(), place.x(), place.y()))
        elif self._held is not None:
            sides, start, region = self._held
            self._pull(region, sides, place.x() - start.x(), place.y() - start.y())
        else:
            sides_here = self._sides_at(event.position())
            self.setCursor(_CURSORS.get(sides_here or Sides(0), Qt.CursorShape.CrossCursor))

    @property
    def _is_pressed(self) -> bool:
        # A place at the very corner of the photo counts as false.
        return self._held is not None or self._drawn_from is not None

    def _begin_move(self, position: QPointF) -> None:
        """Tell a move from a click that shook: the one draws a line, the other sets a corner."""
        way = position - self._pressed_at
        self._moved = way.manhattanLength() >= QApplication.startDragDistance()
        if self._moved and self._drawn_from is not None:
            self._outline.begin(self._drawn_from.x(), self._drawn_from.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        if self._outlines and self._is_pressed:
            place = self._place(event.position())
            if not self._moved:
                self._outline.add(place.x(), place.y())
            elif self._drawn_from is not None:
                self._outline.simplify()
            self._take_outline()
        self._held = self._drawn_from = None

    def _pull(self, region: Region, sides: Sides, across: float, down: float) -> None:
        pulled_region = pulled(region, sides, across, down)
        self._outline.show(pulled_region)
        self._change(pulled_region)

    def _take_outline(self) -> None:
        self._change(self._outline.region() or WHOLE)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move or resize the region, or make an outline corner by corner."""
        across, down = _ARROWS.get(Qt.Key(event.key()), (0, 0))
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else _STEP
        resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._pixmap is None:
            super().keyPressEvent(event)
        elif (across or down) and self._outlines and not resize:
            self._outline.move_pen(across * step, down * step)
            self.update()
        elif across or down:
            sides = Sides.RIGHT | Sides.BOTTOM if resize else Sides.ALL
            self._pull(self._region, sides, across * step, down * step)
        elif self._outlines and event.key() == Qt.Key.Key_Space:
            self._outline.add(*self._outline.pen)
            self._take_outline()
        elif self._outlines and event.key() == Qt.Key.Key_Backspace:
            self._outline.take_back()
            self._take_outline()
        else:
            super().keyPressEvent(event)

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
        if self._outlines:
            self._paint_outline(painter, photo)
        if self._region != WHOLE or not self._outlines:
            self._paint_handles(painter, region_rect(self._region, photo))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_outline(self, painter: QPainter, photo: QRectF) -> None:
        """The corners so far, and where the keys would set the next one."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corners = places_on(photo, self._outline.corners)
        pen = places_on(photo, [self._outline.pen])[0]
        cross = [
            QLineF(pen + QPointF(-_CROSS * x, -_CROSS * y), pen + QPointF(_CROSS * x, _CROSS * y))
            for x, y in ((1, 0), (0, 1))
        ]
        for colour, width in (("on_accent", 4.0), ("accent", 2.0)):
            painter.setPen(QPen(self._theme.colour(colour), width))
            if self._region == WHOLE:
                painter.drawPolyline(corners)
            if self.hasFocus():
                painter.drawLines(cross)
        painter.setPen(QPen(self._theme.colour("on_accent"), 1))
        painter.setBrush(self._theme.colour("accent"))
        if len(self._outline.corners) <= _SHOWN_CORNERS:
            for corner in corners:
                painter.drawEllipse(corner, 3.5, 3.5)

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
