"""The list of a project's encoders: which is in use, and what each was worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import (
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from siamdesk.engine.messages import VersionFiles, VersionState
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import FONT_PIXELS, Theme
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated

ROW_HEIGHT = 62
_FEWEST_ROWS = 3.0
_MOST_ROWS = 5.5
_STATE = Qt.ItemDataRole.UserRole
_LEFT = 46
_RIGHT = 16


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says."""

    name: str
    facts: str
    """Where the encoder comes from."""
    problem: str
    """Why it can't be used; else empty."""
    accuracy: str
    """``80 % → 90 %``, or empty when it is not known."""

    spoken: str
    """All of it, for screen readers."""


class _VersionWords(QObject):
    """Puts an encoder into words."""

    def row(self, state: VersionState) -> RowWords:
        version, name = state.version, self._name(state)
        if version is None:
            facts = self.tr("{0}, as it comes with SiamDesk").format(state.encoder)
            return RowWords(name, facts, "", "", self._joined(state, name, facts))
        made = QDateTime.fromSecsSinceEpoch(int(version.created.timestamp()))
        pieces = [QLocale().toString(made, self.tr("d MMM yyyy, HH:mm"))]
        if version.examples is not None:
            pieces.append(text.examples(version.examples))
        if state.files is VersionFiles.FINE:
            pieces.append(translated(state.encoder))
        problem = self._problem(state.files)
        accuracy = worth = ""
        if not (math.isnan(version.accuracy_before) or math.isnan(version.accuracy_after)):
            before, after = map(text.percent, (version.accuracy_before, version.accuracy_after))
            accuracy = f"{before} → {after}"
            worth = self.tr(
                "Accuracy on held-out examples {0} before fine-tuning, {1} after"
            ).format(before, after)
        spoken = self._joined(state, name, problem, ", ".join(pieces), worth)
        return RowWords(name, "  ·  ".join(pieces), problem, accuracy, spoken)

    def _name(self, state: VersionState) -> str:
        if state.version is None:
            return self.tr("Pretrained encoder")
        return self.tr("Version {0}").format(state.version.id)

    def _problem(self, files: VersionFiles) -> str:
        if files is VersionFiles.MISSING:
            return self.tr("Its files are missing")
        return self.tr("Its files are damaged") if files is VersionFiles.DAMAGED else ""

    def _joined(self, state: VersionState, name: str, *rest: str) -> str:
        said = self.tr("{0}, in use").format(name) if state.in_use else name
        return ". ".join(part for part in (said, *rest) if part)


def row_words(state: VersionState) -> RowWords:
    """What the row of an encoder says."""
    return _VersionWords().row(state)


class VersionList(QListWidget):
    """One row for each encoder, in the order given; rows keep their selection by version."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setItemDelegate(_VersionDelegate(theme, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Model versions"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for three rows, and for more up to a half that tells that there are others."""
        rows = min(max(self.count(), _FEWEST_ROWS), _MOST_ROWS)
        return QSize(400, round(rows * ROW_HEIGHT) + 8)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """May become as small as two rows."""
        return QSize(300, 2 * ROW_HEIGHT)

    def current(self) -> VersionState | None:
        """The encoder in the current row."""
        item = self.currentItem()
        state = None if item is None else item.data(_STATE)
        return state if isinstance(state, VersionState) else None

    def show_versions(self, states: tuple[VersionState, ...]) -> None:
        """Show these; at first the one that is in use is selected."""
        before = self.current()
        self.clear()
        for state in states:
            item = QListWidgetItem(self)
            item.setData(_STATE, state)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row_words(state).spoken)
        kept = [row for row, s in enumerate(states) if before and s.version_id == before.version_id]
        used = [row for row, s in enumerate(states) if s.in_use]
        self.setCurrentRow((kept or used or [0])[0])
        self.updateGeometry()


class _VersionDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(200, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state = index.data(_STATE)
        if not isinstance(state, VersionState):
            return
        words = row_words(state)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = option.rect.adjusted(4, 2, -4, -2)
        self._draw_row(painter, row, option.state)
        if words.problem:
            ratio = painter.device().devicePixelRatioF()
            mark = icons.pixmap("warning", self._theme.tones.warning, 18, ratio)
            painter.drawPixmap(row.x() + 14, row.center().y() - 9, mark)
        else:
            self._draw_mark(painter, QPointF(row.x() + 23, row.center().y() + 0.5), state)
        text_area = row.adjusted(_LEFT, 10, -_RIGHT, -10)
        used = self._draw_accuracy(painter, text_area, words.accuracy)
        self._draw_words(painter, text_area.adjusted(0, 0, -used, 0), words, in_use=state.in_use)
        painter.restore()

    def _draw_row(self, painter: QPainter, row: QRect, state: QStyle.StateFlag) -> None:
        fill = None
        if state & QStyle.StateFlag.State_Selected:
            fill = "accent_soft"
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = "hover"
        focused = state & QStyle.StateFlag.State_HasFocus
        painter.setBrush(self._theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(self._theme.colour("accent"), 1.5) if focused else QPen(Qt.PenStyle.NoPen)
        )
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 7, 7)

    def _draw_mark(self, painter: QPainter, centre: QPointF, state: VersionState) -> None:
        """A filled circle for what is in use, an empty one for the others."""
        tone = "accent" if state.in_use else "strong_border"
        painter.setPen(QPen(self._theme.colour(tone), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 7.5, 7.5)
        if state.in_use:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(tone))
            painter.drawEllipse(centre, 4.0, 4.0)

    def _draw_accuracy(self, painter: QPainter, area: QRect, accuracy: str) -> int:
        """Draw the accuracy at the right, and say how much room it takes."""
        if not accuracy:
            return 0
        caption = self.tr("on held-out examples")
        width = 0
        for words, tone, font, place in (
            (accuracy, "text", _font(painter, 2, bold=True), Qt.AlignmentFlag.AlignTop),
            (caption, "muted", _font(painter, -1), Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(self._theme.colour(tone))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | place, words)
            width = max(width, QFontMetrics(font).horizontalAdvance(words))
        return width + 20

    def _draw_words(self, painter: QPainter, area: QRect, words: RowWords, *, in_use: bool) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        title = _font(painter, 1, bold=True)
        painter.setFont(title)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(area, left | Qt.AlignmentFlag.AlignTop, words.name)
        if in_use:
            start = area.x() + QFontMetrics(title).horizontalAdvance(words.name) + 10
            self._draw_pill(painter, start, area.y(), QFontMetrics(title).height())
        font = _font(painter, -1)
        painter.setFont(font)
        painter.setPen(self._theme.colour("warning" if words.problem else "muted"))
        shown = "  ·  ".join(part for part in (words.problem, words.facts) if part)
        fitting = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, left | Qt.AlignmentFlag.AlignBottom, fitting)

    def _draw_pill(self, painter: QPainter, x: int, y: int, height: int) -> None:
        words = self.tr("In use")
        font = _font(painter, -2, bold=True)
        pill = QRect(x, y, QFontMetrics(font).horizontalAdvance(words) + 16, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(pill), height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_accent"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _font(painter: QPainter, larger: int, *, bold: bool = False) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(FONT_PIXELS + larger)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
