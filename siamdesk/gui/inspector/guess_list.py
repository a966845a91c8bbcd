"""The ranked guesses of one photo: name, probability, bar, key; one of them is being explained."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from siamdesk.engine.ranking_table import Guess
from siamdesk.gui.classes.class_model import KEYS
from siamdesk.gui.look.key_badge import BADGE, draw_badge
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.words import text
from siamdesk.project.values import DefectClass

ROW = 38


class GuessList(QWidget):
    """Draws a few dozen rows at most.

    A click, or arrows and Space, explain a row; a click on its key badge corrects to it.
    """

    explanation_requested = Signal(int)
    """Id of the class to explain."""
    correction_requested = Signal(int)
    """Id of the class that the photo is to get."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._guesses: tuple[Guess, ...] = ()
        self._classes: Mapping[int, DefectClass] = {}
        self._explained: int | None = None
        self._hovered = -1
        self._focused = 0
        self.setObjectName("scrolled")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Guesses"))
        theme.changed.connect(self.update)

    def show_guesses(self, guesses: tuple[Guess, ...], classes: Mapping[int, DefectClass]) -> None:
        """Show these, best first; guesses of classes that are gone are left out."""
        self._guesses = tuple(g for g in guesses if g.class_id in classes)
        self._classes = classes
        self._focused = min(self._focused, max(0, len(self._guesses) - 1))
        self.setAccessibleDescription(
            "; ".join(
                f"{classes[g.class_id].name} {text.probability(g.probability)}"
                for g in self._guesses
            )
        )
        self.setFixedHeight(max(1, len(self._guesses) * ROW))
        self.update()

    def mark_explained(self, class_id: int | None) -> None:
        """Mark the row that the heatmap explains."""
        self._explained = class_id
        self.update()

    # ---- painting ----

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows."""
        return QSize(240, max(1, len(self._guesses) * ROW))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, guess in enumerate(self._guesses):
            if self._frame(row).intersects(event.rect()):
                self._draw_row(painter, row, guess)

    def _frame(self, row: int) -> QRect:
        return QRect(0, row * ROW, self.width(), ROW)

    def _badge(self, row: int) -> QRect:
        frame = self._frame(row)
        return QRect(
            frame.right() - 10 - BADGE.width(),
            frame.center().y() - BADGE.height() // 2,
            BADGE.width(),
            BADGE.height(),
        )

    def _draw_row(self, painter: QPainter, row: int, guess: Guess) -> None:
        known = self._classes[guess.class_id]
        frame = self._frame(row).adjusted(0, 1, -1, -1)
        explained = guess.class_id == self._explained
        focused = self.hasFocus() and row == self._focused
        fill = "accent_soft" if explained else "hover" if row == self._hovered else None
        painter.setBrush(self._theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(self._theme.colour("accent"), 1.5) if focused else QPen(Qt.PenStyle.NoPen)
        )
        painter.drawRoundedRect(QRectF(frame).adjusted(1, 0, -1, 0), 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.class_colour(known.colour))
        painter.drawEllipse(QRectF(frame.x() + 9, frame.y() + 8, 10, 10))
        badge = self._badge(row)
        if known.position < KEYS:
            draw_badge(painter, badge, str(known.position + 1), self._theme.tones)
        words = QRect(frame.x() + 27, frame.y() + 3, badge.left() - 12 - frame.x() - 27, 20)
        self._draw_words(painter, words, known.name, guess.probability, best=row == 0)
        track = QRectF(words.x(), words.bottom() + 4, words.width(), 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(track, 2.5, 2.5)
        track.setWidth(max(5.0, track.width() * guess.probability))
        painter.setBrush(self._theme.class_colour(known.colour))
        painter.drawRoundedRect(track, 2.5, 2.5)

    def _draw_words(
        self, painter: QPainter, words: QRect, name: str, probability: float, *, best: bool
    ) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if best else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        sure = text.probability(probability)
        metrics = QFontMetrics(font)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, sure)
        left = words.adjusted(0, 0, -metrics.horizontalAdvance(sure) - 8, 0)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, shown)

    # ---- mouse and keys ----

    def _row_at(self, position: QPoint) -> int:
        row = position.y() // ROW
        return row if 0 <= row < len(self._guesses) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Light up the row under the pointer."""
        row = self._row_at(event.position().toPoint())
        if row != self._hovered:
            self._hovered = row
            self.setToolTip(self._tip(row))
            self.update()

    def _tip(self, row: int) -> str:
        if row < 0:
            return ""
        guess = self._guesses[row]
        return self.tr("{0}: {1}, similarity to its nearest example {2}").format(
            self._classes[guess.class_id].name,
            text.probability(guess.probability),
            text.decimal(guess.similarity, 2),
        )

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that rows can be pressed."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Light up nothing."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Explain the row, or correct to it when its badge was hit."""
        position = event.position().toPoint()
        row = self._row_at(position)
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self._focused = row
        class_id = self._guesses[row].class_id
        if self._badge(row).adjusted(-4, -8, 10, 8).contains(position):
            self.correction_requested.emit(class_id)
        else:
            self.explanation_requested.emit(class_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows move, Space explains."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._guesses:
            self._focused = min(max(self._focused + step, 0), len(self._guesses) - 1)
            self.update()
        elif event.key() == Qt.Key.Key_Space and self._guesses:
            self.explanation_requested.emit(self._guesses[self._focused].class_id)
        else:
            super().keyPressEvent(event)
