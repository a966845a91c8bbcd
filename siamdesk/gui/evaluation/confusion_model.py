"""The confusion matrix as a table model: cells are worked out when they are drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from siamdesk.gui.look.theme import Theme
from siamdesk.gui.words import text

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FAINTEST, _DEEPER = 0.08, 0.42
"""How much of the tone a cell has that is hardly more than empty, and how much a full one more."""


class ConfusionModel(QAbstractTableModel):
    """Rows are the true classes, columns what photos were taken for."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.classes: tuple[str, ...] = ()
        self.counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._shares: NDArray[np.float64] = np.zeros((0, 0))

    def set_counts(self, classes: tuple[str, ...], counts: NDArray[np.int64]) -> None:
        """Show this matrix [C, C]."""
        self.beginResetModel()
        self.classes, self.counts = classes, counts
        self._shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        self.endResetModel()

    def worst(self) -> tuple[int, int]:
        """The most frequent mistake, or the first cell where there is none."""
        wrong = self.counts.copy()
        np.fill_diagonal(wrong, 0)
        row, column = np.unravel_index(int(wrong.argmax()), wrong.shape)
        return int(row), int(column)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Number of classes."""
        return 0 if parent.isValid() else len(self.classes)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Number of classes."""
        return 0 if parent.isValid() else len(self.classes)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Names of the classes; the view shortens them."""
        del orientation
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.classes[section] if 0 <= section < len(self.classes) else None
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Number, sentence and colour of a cell: the larger its share of the class, the deeper."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        number, share = int(self.counts[row, column]), float(self._shares[row, column])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text.number(number) if number else "·"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words(self.classes[row], self.classes[column], number)
            case Qt.ItemDataRole.ForegroundRole:
                return QBrush(self._theme.colour("text" if share else "strong_border"))
            case Qt.ItemDataRole.BackgroundRole if share:
                tint = QColor(self._theme.colour("accent" if row == column else "danger"))
                tint.setAlphaF(_FAINTEST + _DEEPER * share)
                return QBrush(tint)
            case _:
                return None

    def _words(self, true: str, guessed: str, number: int) -> str:
        if true == guessed:
            return self.tr("%Ln photos of “{0}” were recognised", "", number).format(true)
        return self.tr("%Ln photos of “{0}” were taken for “{1}”", "", number).format(true, guessed)
