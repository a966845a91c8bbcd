"""Which classes are taken for which: a cell for each pair, to be walked through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from siamdesk.gui.confusion_model import AnyIndex, ConfusionModel
from siamdesk.gui.theme import Theme

_CELL = 56
_ROW = 36
_HEAD = 150
_INSIDE = 8
"""Pixels on both sides of a class's name beside its row."""


class ConfusionTable(QTableView):
    """Rows are the true classes, columns what they were taken for."""

    cell_chosen = Signal(int, int)
    """Indices of the true class and of the one that was guessed, of the current cell."""
    photos_requested = Signal()
    """The photos of the current cell are to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = ConfusionModel(theme, self)
        self.setVerticalHeader(_RowNames(theme, self))
        self.setModel(self.matrix)
        self.setAccessibleName(self.tr("Confusion matrix: rows are true classes, columns guesses"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setDefaultSectionSize(_CELL)
        columns.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.activated.connect(self.photos_requested)
        theme.changed.connect(self.viewport().update)

    @property
    def current_cell(self) -> tuple[int, int]:
        """Indices of the true class and of the one that was guessed."""
        return self.currentIndex().row(), self.currentIndex().column()

    def show_counts(self, classes: tuple[str, ...], counts: NDArray[np.int64]) -> None:
        """Show this matrix [C, C], C ≥ 1.

        The current cell stays so; where there was none, the most frequent mistake becomes it.
        """
        before = self.current_cell
        known = classes == self.matrix.classes and before[0] >= 0
        self.matrix.set_counts(classes, counts)
        self.show_cell(*(before if known else self.matrix.worst()))

    def show_cell(self, true: int, guessed: int) -> None:
        """Make a cell current."""
        self.setCurrentIndex(self.matrix.index(true, guessed))

    def currentChanged(  # noqa: N802 - Qt's name
        self, current: AnyIndex, previous: AnyIndex
    ) -> None:
        """Tell which cell it is."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.cell_chosen.emit(current.row(), current.column())


class _RowNames(QHeaderView):
    """A header that shortens names with an ellipsis; Qt's own cuts through a letter."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(_ROW)
        self.setFixedWidth(_HEAD)
        theme.changed.connect(self._repaint)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802 - Qt's names
        """Draw what fits of a name."""
        name = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        room = rect.adjusted(_INSIDE, 0, -_INSIDE, 0)
        painter.save()
        painter.fillRect(rect, self._theme.colour("window"))
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(self._theme.colour("muted"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown
        )
        painter.restore()
