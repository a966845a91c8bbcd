"""A short tour: call-outs that point at the parts of the window, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPainterPath, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import label

_WIDTH = 320
_POINTER = 12
"""Length of the pointer, and room for it on all four sides."""
_RADIUS = 10
_MARGIN = 8
"""Pixels that stay free between a call-out and the edge of the window."""


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the tour."""

    title: str
    words: str
    targets: tuple[QWidget, ...]
    """What is pointed at: the first of these that can be seen."""


class Tour(QObject):
    """Goes from step to step; the window can be used meanwhile, and Escape ends it."""

    ended = Signal()

    def __init__(self, theme: Theme, window: QWidget, steps: Callable[[], Sequence[Step]]) -> None:
        """`steps` is asked when the tour starts."""
        super().__init__(window)
        self._window = window
        self._make_steps = steps
        self._steps: Sequence[Step] = ()
        self._place = 0
        self._ring = _Ring(theme, window)
        self.call_out = CallOut(theme, window)
        self.call_out.forth.clicked.connect(self._go_forth)
        self.call_out.back.clicked.connect(self._go_back)
        self.call_out.leave.clicked.connect(self.end)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.end)
        theme.changed.connect(self.call_out.update)
        window.installEventFilter(self)

    @property
    def running(self) -> bool:
        """Whether a call-out is shown."""
        return bool(self._steps)

    @property
    def place(self) -> int:
        """The number of the step that is shown, from 0."""
        return self._place

    @Slot()
    def start(self) -> None:
        """Show the first step."""
        self._steps = self._make_steps()
        self._escape.setEnabled(True)
        self._show(0)
        self.call_out.forth.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Take the call-out away."""
        if self.running:
            self._steps = ()
            self._escape.setEnabled(False)
            self._ring.hide()
            self.call_out.hide()
            self.ended.emit()

    @Slot()
    def _go_forth(self) -> None:
        if self._place + 1 < len(self._steps):
            self._show(self._place + 1)
        else:
            self.end()

    @Slot()
    def _go_back(self) -> None:
        self._show(max(0, self._place - 1))

    def _show(self, place: int) -> None:
        self._place = place
        self.call_out.show_step(self._steps[place], place, len(self._steps))
        self._point()

    def _point(self) -> None:
        self._ring.hide()  # it would count as covering what is behind it
        targets = self._steps[self._place].targets
        target = next((part for part in targets if part.isVisible()), self._window)
        seen = target.visibleRegion().boundingRect()
        frame = QRect(target.mapTo(self._window, seen.topLeft()), seen.size())
        self._ring.surround(frame)
        self.call_out.point_at(frame)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the window's size."""
        if self.running and event.type() == QEvent.Type.Resize:
            self._point()
        return super().eventFilter(watched, event)


class CallOut(QWidget):
    """A speech bubble with a pointer, some words and the way on."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._tip = QPointF()
        self.setObjectName("call-out")
        self.setAccessibleName(self.tr("Tour"))
        self._title = label("", "title", wrap=True)
        self._words = label("", wrap=True)
        self._count = label("", "small")
        self.leave = self._button(self.tr("End the tour"))
        self.back = self._button(self.tr("Back"))
        self.forth = self._button("")
        self.forth.setProperty("role", "primary")
        self.forth.setDefault(True)
        self._lay_out()
        self.hide()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(True)  # Return presses what has the focus
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forth)
        self._layout = layout = QVBoxLayout(self)
        edge = _POINTER + 16
        layout.setContentsMargins(edge, edge - 4, edge, edge - 4)
        layout.setSpacing(6)
        layout.addWidget(self._count)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        self.setFixedWidth(_WIDTH + 2 * _POINTER)
        self.setTabOrder(self.forth, self.back)
        self.setTabOrder(self.back, self.leave)

    def show_step(self, step: Step, place: int, steps: int) -> None:
        """Say what this step is about."""
        self._title.setText(step.title)
        self._words.setText(step.words)
        self._count.setText(self.tr("{0} of {1}", "step of the tour").format(place + 1, steps))
        self.setAccessibleDescription(f"{step.title}. {step.words}")
        last = place + 1 == steps
        self.forth.setText(self.tr("Done") if last else self.tr("Next"))
        self.forth.setAccessibleDescription(f"{step.title}. {step.words}")
        self.back.setEnabled(place > 0)
        self.leave.setVisible(not last)

    def point_at(self, target: QRect) -> None:
        """Stand beside a part of the window, or over it where there is no room beside."""
        wide = self.width()
        self.resize(wide, self._layout.totalHeightForWidth(wide))
        room = self._window.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        place, tip = _beside(target, self.size(), room)
        self.move(place)
        self._tip = QPointF(tip - place)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bubble and its pointer."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bubble = QRectF(self.rect()).adjusted(_POINTER, _POINTER, -_POINTER, -_POINTER)
        shape = QPainterPath()
        shape.addRoundedRect(bubble, _RADIUS, _RADIUS)
        if not bubble.contains(self._tip):
            shape = shape.united(_pointer(bubble, self._tip))
        painter.setBrush(self._theme.colour("raised"))
        painter.setPen(QPen(self._theme.colour("accent"), 1.5))
        painter.drawPath(shape)


class _Ring(QWidget):
    """An outline around what is pointed at; clicks go through it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)
        self.hide()

    def surround(self, frame: QRect) -> None:
        """Draw around this part of the window."""
        self.setGeometry(frame.intersected(self._window.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the outline."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)


def _beside(target: QRect, size: QSize, room: QRect) -> tuple[QPoint, QPoint]:
    """The corner of a call-out and the point that it points at."""
    middle = target.center()
    left, top = middle.x() - size.width() // 2, middle.y() - size.height() // 2
    for corner, tip in (
        (QPoint(target.right() + 1, top), QPoint(target.right() + 1, middle.y())),
        (QPoint(target.left() - size.width(), top), QPoint(target.left(), middle.y())),
        (QPoint(left, target.bottom() + 1), QPoint(middle.x(), target.bottom() + 1)),
        (QPoint(left, target.top() - size.height()), QPoint(middle.x(), target.top())),
    ):
        moved = _within(QRect(corner, size), room)
        if not moved.intersects(target.adjusted(1, 1, -1, -1)):
            edge = 2 * _POINTER + _RADIUS
            inside = moved.adjusted(edge, edge, -edge, -edge)
            if corner.y() == top:
                tip.setY(min(max(tip.y(), inside.top()), inside.bottom()))
            else:
                tip.setX(min(max(tip.x(), inside.left()), inside.right()))
            return moved.topLeft(), tip
    return _within(QRect(QPoint(left, top), size), room).topLeft(), middle


def _within(frame: QRect, room: QRect) -> QRect:
    moved = QRect(frame)
    moved.moveLeft(max(room.left(), min(frame.left(), room.right() - frame.width() + 1)))
    moved.moveTop(max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1)))
    return moved


def _pointer(bubble: QRectF, tip: QPointF) -> QPainterPath:
    """A triangle from the edge of the bubble to the tip."""
    path = QPainterPath(tip)
    if bubble.left() <= tip.x() <= bubble.right():
        edge = bubble.top() + 1 if tip.y() < bubble.top() else bubble.bottom() - 1
        path.lineTo(tip.x() - _POINTER, edge)
        path.lineTo(tip.x() + _POINTER, edge)
    else:
        edge = bubble.left() + 1 if tip.x() < bubble.left() else bubble.right() - 1
        path.lineTo(edge, tip.y() - _POINTER)
        path.lineTo(edge, tip.y() + _POINTER)
    path.closeSubpath()
    return path
