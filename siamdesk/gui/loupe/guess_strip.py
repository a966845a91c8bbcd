"""The best guesses in one line, each with its number key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from siamdesk.engine.ranking_table import Guess
from siamdesk.gui.classes.class_model import KEYS
from siamdesk.gui.look.key_badge import BADGE, draw_badge
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.words import text
from siamdesk.project.values import DefectClass

_HEIGHT = 30
_MOST = 4
_GAP = 26
_NAME_WIDTH = 230


class GuessStrip(QWidget):
    """Draws as many guesses as there is room for, best first, in the middle of its width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = ""
        self._guesses: list[tuple[DefectClass, float]] = []
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_words(self, words: str) -> None:
        """Show a sentence in place of guesses."""
        self._said, self._guesses = words, []
        self._announce()

    def show_guesses(
        self, guesses: Sequence[Guess], classes: Mapping[int, DefectClass], *, note: str = ""
    ) -> None:
        """Show guesses, best first, and a note after them."""
        known = [(classes[g.class_id], g.probability) for g in guesses if g.class_id in classes]
        self._said, self._guesses = note, known[:_MOST]
        self._announce()

    @property
    def words(self) -> str:
        """All of it as text."""
        guesses = [f"{known.name} {text.probability(p)}" for known, p in self._guesses]
        return ", ".join([*guesses, self._said] if self._said else guesses)

    def _announce(self) -> None:
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as it is let."""
        return QSize(400, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the guesses."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - self._note_width()
        shown: list[int] = []
        for place in range(len(self._guesses)):
            width = self._guess_width(place)
            if width > room and shown:
                break
            shown.append(place)
            room -= width
        left = max(0, room) // 2
        for place in shown:
            width = self._guess_width(place)
            self._draw(painter, QRect(left, 0, width, _HEIGHT), place)
            left += width
        if self._said:
            painter.setFont(self.font())
            painter.setPen(self._theme.colour("muted" if self._guesses else "text"))
            flags = Qt.AlignmentFlag.AlignVCenter
            if not self._guesses:
                flags |= Qt.AlignmentFlag.AlignHCenter
                left = 0
            painter.drawText(QRect(left, 0, self.width() - left, _HEIGHT), flags, self._said)

    def _font(self, place: int) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if place == 0 else QFont.Weight.Normal)
        return font

    def _words(self, place: int) -> tuple[str, str]:
        known, probability = self._guesses[place]
        metrics = QFontMetrics(self._font(place))
        elided = metrics.elidedText(known.name, Qt.TextElideMode.ElideRight, _NAME_WIDTH)
        return elided, text.probability(probability)

    def _guess_width(self, place: int) -> int:
        name, sure = self._words(place)
        metrics = QFontMetrics(self._font(place))
        has_key = self._guesses[place][0].position < KEYS
        badge = BADGE.width() + 8 if has_key else 0
        return badge + 15 + metrics.horizontalAdvance(f"{name}  {sure}") + _GAP

    def _note_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._said) if self._said else 0

    def _draw(self, painter: QPainter, frame: QRect, place: int) -> None:
        known, _ = self._guesses[place]
        left, middle = frame.x(), frame.center().y()
        if known.position < KEYS:
            badge = QRect(left, middle - BADGE.height() // 2, BADGE.width(), BADGE.height())
            draw_badge(painter, badge, str(known.position + 1), self._theme.tones)
            left += BADGE.width() + 8
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.class_colour(known.colour))
        painter.drawEllipse(QRectF(left, middle - 4, 9, 9))
        painter.setFont(self._font(place))
        painter.setPen(self._theme.colour("text" if place == 0 else "muted"))
        words = QRect(left + 15, frame.y(), frame.width(), frame.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "  ".join(self._words(place)))
