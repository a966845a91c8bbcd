"""Which classes are taken for which: a cell for each pair, to be walked through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from siamdesk.gui.evaluation.confusion_model import AnyIndex, ConfusionModel
from siamdesk.gui.look.theme import Theme

_CELL = 44
_ROW = 36
_HEAD = 150
_INSIDE = 8
"""Pixels before and after a class's name in a header."""


class ConfusionTable(QTableView):
    """Rows are the true classes, columns what they were taken for."""

    cell_chosen = Signal(int, int)
    """Indices of the true class and of the one that was guessed, of the current cell."""
    photos_requested = Signal()
    """The photos of the current cell are to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = ConfusionModel(theme, self)
        self.setVerticalHeader(_Names(Qt.Orientation.Vertical, theme, self))
        self.setHorizontalHeader(_Names(Qt.Orientation.Horizontal, theme, self))
        self.setModel(self.matrix)
        self.setAccessibleName(self.tr("Confusion matrix: rows are true classes, columns guesses"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
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


class _Names(QHeaderView):
    """Names of classes with an ellipsis where they don't fit, from bottom to top over columns.

    Qt's own header cuts through a letter, and shows three letters of a name over a number.
    """

    def __init__(self, way: Qt.Orientation, theme: Theme, parent: QWidget) -> None:
        super().__init__(way, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if way is Qt.Orientation.Vertical:
            self.setDefaultSectionSize(_ROW)
            self.setFixedWidth(_HEAD)
        else:
            self.setDefaultSectionSize(_CELL)
            self.setFixedHeight(_HEAD)
        theme.changed.connect(self._repaint)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802 - Qt's names
        """Draw what fits of a name."""
        name = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        painter.save()
        painter.fillRect(rect, self._theme.colour("window"))
        painter.setPen(self._theme.colour("border"))
        room = QRect(rect)
        if self.orientation() is Qt.Orientation.Horizontal:
            painter.drawLine(rect.topRight(), rect.bottomRight())
            painter.translate(rect.left(), rect.bottom())
            painter.rotate(-90)
            room = QRect(0, 0, rect.height(), rect.width())
        else:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room.adjust(_INSIDE, 0, -_INSIDE, 0)
        painter.setPen(self._theme.colour("muted"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags), shown)
        painter.restore()
