"""Which classes are taken for which: a cell for each pair, to be walked through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from siamdesk.gui import text
from siamdesk.gui.theme import Theme

_CELL = 44
_HEAD = 132


class ConfusionTable(QTableWidget):
    """Rows are the true classes, columns what they were taken for."""

    cell_chosen = Signal(int, int)
    """Indices of the true class and of the one that was guessed, of the current cell."""
    photos_requested = Signal()
    """The photos of the current cell are to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._theme = theme
        self._classes: tuple[str, ...] = ()
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self.setAccessibleName(self.tr("Confusion matrix: rows are true classes, columns guesses"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
            header.setSectionsClickable(False)
        self.horizontalHeader().setDefaultSectionSize(_CELL + 12)
        self.verticalHeader().setDefaultSectionSize(_CELL - 10)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentCellChanged.connect(self._tell)
        self.activated.connect(self.photos_requested)
        theme.changed.connect(self._tint)

    def show_counts(self, classes: tuple[str, ...], counts: NDArray[np.int64]) -> None:
        """Show this matrix [C, C]; the most frequent mistake becomes current, if there is one."""
        at = (self.currentRow(), self.currentColumn())
        same = classes == self._classes and at[0] >= 0
        self._classes, self._counts = classes, counts
        self.blockSignals(True)
        self.clear()
        self.setRowCount(len(classes))
        self.setColumnCount(len(classes))
        for row, true in enumerate(classes):
            for put in (self.setHorizontalHeaderItem, self.setVerticalHeaderItem):
                head = QTableWidgetItem(self._short(true))
                head.setToolTip(true)
                put(row, head)
            for column, guessed in enumerate(classes):
                number = int(counts[row, column])
                item = QTableWidgetItem(text.number(number) if number else "·")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                words = self._words(true, guessed, number)
                item.setToolTip(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                self.setItem(row, column, item)
        self._tint()
        self.blockSignals(False)
        if len(classes):
            self.setCurrentCell(*(at if same else self._first()))
            self._tell()

    def _short(self, name: str) -> str:
        """What fits beside the rows; a header of its own accord cuts a letter in two."""
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, _HEAD)

    def _first(self) -> tuple[int, int]:
        wrong = self._counts.copy()
        np.fill_diagonal(wrong, 0)
        row, column = np.unravel_index(int(wrong.argmax()), wrong.shape)
        return int(row), int(column)

    def _words(self, true: str, guessed: str, number: int) -> str:
        if true == guessed:
            return self.tr("%Ln photos of “{0}” were recognised", "", number).format(true)
        return self.tr("%Ln photos of “{0}” were taken for “{1}”", "", number).format(true, guessed)

    @Slot()
    def _tell(self) -> None:
        if self.currentRow() >= 0 and self.currentColumn() >= 0:
            self.cell_chosen.emit(self.currentRow(), self.currentColumn())

    @Slot()
    def _tint(self) -> None:
        """The fuller a cell, as a share of its class, the deeper its colour."""
        totals = np.maximum(self._counts.sum(axis=1), 1)
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if item is None:
                    continue
                share = float(self._counts[row, column] / totals[row])
                tone = "accent" if row == column else "danger"
                tint = QColor(self._theme.colour(tone))
                tint.setAlphaF(0.08 + 0.42 * share if share else 0.0)
                item.setBackground(QBrush(tint))
                item.setForeground(QBrush(self._theme.colour("text" if share else "strong_border")))
