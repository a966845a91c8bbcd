"""A still of one screen on which a rectangle is drawn, with the mouse or the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from siamdesk.gui.look.theme import Theme

_LEAST = 4
"""Logical pixels; a smaller rectangle was a click, not a drag."""
_STEP = 10
_DIMMED = QColor(0, 0, 0, 120)
_MOVES = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class ScreenOverlay(QWidget):
    """Covers its screen; dims all but what is chosen."""

    begun = Signal()
    """A rectangle is being drawn here: it is the only one."""
    taken = Signal(QImage)
    """What lies below the rectangle, in the screen's own pixels."""
    given_up = Signal()

    def __init__(self, screen: QScreen, still: QPixmap, theme: Theme) -> None:
        super().__init__(
            None,
            Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.Tool,
        )
        self._still = still
        self._theme = theme
        self._chosen = QRect()
        self._from: QPoint | None = None
        self._help = self.tr(
            "Drag a rectangle. Arrow keys move it, with Shift they resize it. "
            "Enter takes it, Escape cancels."
        )
        self.setWindowTitle(self.tr("Grab a region of the screen"))
        self.setAccessibleName(self.windowTitle())
        self.setAccessibleDescription(self._help)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())

    @property
    def chosen(self) -> QRect:
        """The rectangle, in logical pixels of this screen; empty when there is none."""
        return self._chosen

    def forget(self) -> None:
        """Choose nothing; another screen's turn."""
        self.choose(QRect())

    def picture(self) -> QImage:
        """What lies below the rectangle."""
        ratio = self._still.devicePixelRatio()
        # Corners, not sizes, are rounded: neighbouring rectangles share their edge.
        left, top, right, bottom = (
            round(side * ratio)
            for side in (
                self._chosen.left(),
                self._chosen.top(),
                self._chosen.left() + self._chosen.width(),
                self._chosen.top() + self._chosen.height(),
            )
        )
        cut = self._still.toImage().copy(left, top, right - left, bottom - top)
        cut.setDevicePixelRatio(1.0)
        return cut

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a rectangle."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self.begun.emit()
            self.choose(QRect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        if self._from is not None:
            here, start = event.position().toPoint(), self._from
            corner = QPoint(min(here.x(), start.x()), min(here.y(), start.y()))
            across = here - start
            self.choose(QRect(corner, QSize(abs(across.x()), abs(across.y()))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take it, if it is one."""
        if self._from is not None and event.button() is Qt.MouseButton.LeftButton:
            self._from = None
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move, resize, take or cancel."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif (direction := _MOVES.get(key)) is not None:
            self.begun.emit()
            fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            step = direction * (1 if fine else _STEP)
            resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.choose(self._moved(step, resize=resize))
        else:
            super().keyPressEvent(event)

    def _moved(self, step: QPoint, *, resize: bool) -> QRect:
        if self._chosen.isEmpty():  # the first key shows a rectangle to go on from
            middle = QRect(0, 0, self.width() // 3, self.height() // 3)
            middle.moveCenter(self.rect().center())
            return middle
        if resize:
            return self._chosen.adjusted(0, 0, step.x(), step.y())
        moved = self._chosen.translated(step)
        return moved if self.rect().contains(moved) else self._chosen

    def choose(self, rectangle: QRect) -> None:
        """Choose what lies on this screen of a rectangle."""
        self._chosen = rectangle.intersected(self.rect())
        self.update()

    def _take(self) -> None:
        if min(self._chosen.width(), self._chosen.height()) >= _LEAST:
            self.taken.emit(self.picture())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the still, dimmed but for the rectangle."""
        del event
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._still)
        painter.fillRect(self.rect(), _DIMMED)
        if self._chosen.isEmpty():
            self._write(painter, self._help, self.rect().center())
            return
        ratio = self._still.devicePixelRatio()
        source = QRect(self._chosen.topLeft() * ratio, self._chosen.size() * ratio)
        painter.drawPixmap(self._chosen, self._still, source)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRect(self._chosen)
        below = self._chosen.bottom() + 22
        above = self._chosen.top() - 22
        middle = QPoint(self._chosen.center().x(), below if below < self.height() - 16 else above)
        self._write(painter, f"{source.width()} × {source.height()}", middle)

    def _write(self, painter: QPainter, words: str, centre: QPoint) -> None:
        box = painter.fontMetrics().boundingRect(words).adjusted(-14, -8, 14, 8)
        box.moveCenter(centre)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
