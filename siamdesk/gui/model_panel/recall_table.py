"""How well each class is recognised: counts, a share, and its range as a bar."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from siamdesk.engine.messages import ClassRecall
from siamdesk.gui.look.dots import dot
from siamdesk.gui.look.table_look import look_like_rows
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.words import text

_RECALL = Qt.ItemDataRole.UserRole
_ROW = 34
_DOT = 10


class Column(IntEnum):
    """The columns, in their order."""

    NAME = 0
    EXAMPLES = 1
    RIGHT = 2
    RANGE = 3


class RecallTable(QTableWidget):
    """One row for each class that has examples: first those that most needs to be done for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, len(Column), parent)
        self._theme = theme
        self._shown: tuple[tuple[ClassRecall, ...], Mapping[str, str]] = ((), {})
        self.setAccessibleName(self.tr("Accuracy of each class"))
        self.setHorizontalHeaderLabels(
            [self.tr("Class"), self.tr("Examples"), self.tr("Recognised"), self.tr("Range")]
        )
        self.setItemDelegateForColumn(Column.RANGE, _RangeDelegate(theme, self))
        look_like_rows(self, row_height=_ROW)
        self.setIconSize(QSize(_DOT, _DOT))
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Column.EXAMPLES, 84), (Column.RIGHT, 98), (Column.RANGE, 116)):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        theme.changed.connect(self._fill)

    def show_classes(self, recalls: tuple[ClassRecall, ...], colours: Mapping[str, str]) -> None:
        """Show these; `colours` are ``#rrggbb`` by the name of the class."""
        self._shown = (tuple(sorted(recalls, key=_urgency)), colours)
        self._fill()

    def _fill(self) -> None:
        recalls, colours = self._shown
        current = self.currentRow()
        self.setRowCount(len(recalls))
        for row, recall in enumerate(recalls):
            name = QTableWidgetItem(recall.name)
            name.setToolTip(recall.name)
            colour = colours.get(recall.name)
            tint = self._theme.class_colour(colour) if colour is not None else None
            ratio = self.devicePixelRatioF()
            name.setData(Qt.ItemDataRole.DecorationRole, dot(tint, _DOT, ratio))
            self.setItem(row, Column.NAME, name)
            self.setItem(row, Column.EXAMPLES, QTableWidgetItem(text.number(recall.examples)))
            self.setItem(row, Column.RIGHT, QTableWidgetItem(self._right(recall)))
            self.setItem(row, Column.RANGE, self._range(recall))
        if recalls:
            self.setCurrentCell(max(0, min(current, len(recalls) - 1)), Column.NAME)

    def _right(self, recall: ClassRecall) -> str:
        if not recall.judged:
            return self.tr("not known")
        return self.tr("{0} of {1}").format(text.number(recall.right), text.number(recall.judged))

    def _range(self, recall: ClassRecall) -> QTableWidgetItem:
        item = QTableWidgetItem()
        item.setData(_RECALL, recall)
        if recall.judged:
            words = self.tr("{0}, with 95 % confidence between {1} and {2}").format(
                text.percent(recall.right / recall.judged),
                text.percent(recall.low),
                text.percent(recall.high),
            )
        else:
            words = self.tr("Add another example: one alone can't be judged.")
        item.setToolTip(words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        return item


def _urgency(recall: ClassRecall) -> tuple[bool, float, str]:
    """Unknown ones first, then the least recognised."""
    return (recall.judged > 0, recall.right / max(recall.judged, 1), recall.name)


class _RangeDelegate(QStyledItemDelegate):
    """A dot for the share, on a band for its range, on a line from 0 to 100 %."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row as usual, and the range on it."""
        super().paint(painter, option, index)
        recall = index.data(_RECALL)
        if not isinstance(recall, ClassRecall) or not recall.judged:
            return
        frame = QRectF(option.rect).adjusted(10, 0, -14, 0)
        y, width = frame.center().y(), frame.width()
        low, share, high = (
            frame.left() + part * width
            for part in (recall.low, recall.right / recall.judged, recall.high)
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(QRectF(frame.left(), y - 1.5, width, 3), 1.5, 1.5)
        band = self._theme.colour("accent")
        band.setAlphaF(0.38)
        painter.setBrush(band)
        painter.drawRoundedRect(QRectF(low, y - 4.5, high - low, 9), 4.5, 4.5)
        painter.setPen(QPen(self._theme.colour("raised"), 1.5))
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(QPointF(share, y), 5.5, 5.5)
        painter.restore()
