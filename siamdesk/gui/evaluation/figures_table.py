"""Precision, recall and F1 of each class, with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from siamdesk.figures.accuracy import ClassFigures
from siamdesk.gui.look.dots import dot
from siamdesk.gui.look.table_look import look_like_rows
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.words import text

_ROW = 32
_DOT = 10


class Column(IntEnum):
    """The columns, in their order."""

    NAME = 0
    PHOTOS = 1
    PRECISION = 2
    RECALL = 3
    F1 = 4


class FiguresTable(QTableWidget):
    """One row for each class, in their order."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, len(Column), parent)
        self._theme = theme
        self._shown: tuple[tuple[ClassFigures, ...], Mapping[str, str]] = ((), {})
        self.setAccessibleName(self.tr("Figures of each class"))
        for column, words, tip in (
            (Column.NAME, self.tr("Class"), ""),
            (Column.PHOTOS, self.tr("Photos"), self.tr("Photos of the class that were judged")),
            (
                Column.PRECISION,
                self.tr("Precision"),
                self.tr("Of the photos taken for the class, how many are of it"),
            ),
            (
                Column.RECALL,
                self.tr("Recall"),
                self.tr("Of the photos of the class, how many are recognised"),
            ),
            (Column.F1, self.tr("F1"), self.tr("The harmonic mean of precision and recall")),
        ):
            head = QTableWidgetItem(words)
            head.setToolTip(tip)
            self.setHorizontalHeaderItem(column, head)
        look_like_rows(self, row_height=_ROW)
        self.setIconSize(QSize(_DOT, _DOT))
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (Column.PHOTOS, 78),
            (Column.PRECISION, 142),
            (Column.RECALL, 142),
            (Column.F1, 142),
        ):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        theme.changed.connect(self._fill)

    def show_classes(self, figures: tuple[ClassFigures, ...], colours: Mapping[str, str]) -> None:
        """Show these; `colours` are ``#rrggbb`` by the name of the class."""
        self._shown = (figures, colours)
        self._fill()

    def _fill(self) -> None:
        figures, colours = self._shown
        current = self.currentRow()
        self.setRowCount(len(figures))
        for row, known in enumerate(figures):
            name = QTableWidgetItem(known.name)
            name.setToolTip(known.name)
            colour = colours.get(known.name)
            ratio = self.devicePixelRatioF()
            name.setData(
                Qt.ItemDataRole.DecorationRole,
                dot(self._theme.class_colour(colour) if colour else None, _DOT, ratio),
            )
            self.setItem(row, Column.NAME, name)
            self.setItem(row, Column.PHOTOS, QTableWidgetItem(text.number(known.photos)))
            for column, words in zip(
                (Column.PRECISION, Column.RECALL, Column.F1), self._words(known), strict=True
            ):
                self.setItem(row, column, QTableWidgetItem(words))
        if figures:
            self.setCurrentCell(max(0, min(current, len(figures) - 1)), Column.NAME)

    def _words(self, known: ClassFigures) -> tuple[str, str, str]:
        unknown = self.tr("not known")
        guessed = known.precision_high > 0
        return (
            text.ranged(known.precision, known.precision_low, known.precision_high)
            if guessed
            else unknown,
            text.ranged(known.recall, known.recall_low, known.recall_high)
            if known.photos
            else unknown,
            text.ranged(known.f1, known.f1_low, known.f1_high)
            if known.photos or guessed
            else unknown,
        )
