"""Every fine-tuning that there was: when, with what, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QDateTime, QLocale, QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from siamdesk.gui.look.table_look import look_like_rows
from siamdesk.gui.words import text
from siamdesk.project.learning_records import TuningTry

_ROW = 30
_MOST_ROWS = 4


class Column(IntEnum):
    """The columns, in their order."""

    WHEN = 0
    OUTCOME = 1
    LOG_LOSS = 2
    ACCURACY = 3
    EXAMPLES = 4
    LOSS = 5
    SEED = 6
    TOOK = 7


class TriesTable(QTableWidget):
    """Newest first. What is not known of an older one is a dash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(Column), parent)
        self.setAccessibleName(self.tr("Fine-tunings, newest first"))
        self.setHorizontalHeaderLabels(
            [
                self.tr("When"),
                self.tr("Outcome"),
                self.tr("Log loss"),
                self.tr("Accuracy"),
                self.tr("Examples"),
                self.tr("Loss"),
                self.tr("Seed"),
                self.tr("Took"),
            ]
        )
        look_like_rows(self, row_height=_ROW)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(Column.LOSS, QHeaderView.ResizeMode.Stretch)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few rows."""
        rows = min(max(self.rowCount(), 1), _MOST_ROWS)
        return QSize(400, (rows + 1) * _ROW + 12)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for two rows."""
        return QSize(260, 3 * _ROW)

    def show_tries(self, tries: tuple[TuningTry, ...], losses: Mapping[str, str]) -> None:
        """Show these; `losses` are titles by their ids."""
        self.setRowCount(len(tries))
        for row, tried in enumerate(tries):
            for column, words in enumerate(self._words(tried, losses)):
                self.setItem(row, column, QTableWidgetItem(words))
        self.updateGeometry()

    def _words(self, tried: TuningTry, losses: Mapping[str, str]) -> tuple[str, ...]:
        at = QDateTime.fromSecsSinceEpoch(int(tried.at.timestamp()))
        return (
            QLocale().toString(at, self.tr("d MMM yyyy, HH:mm")),
            self.tr("Not taken")
            if tried.version_id is None
            else self.tr("Taken: version {0}").format(tried.version_id),
            _change(_digits(tried.log_loss_before), _digits(tried.log_loss_after)),
            _change(_percent(tried.accuracy_before), _percent(tried.accuracy_after)),
            _DASH if tried.examples is None else text.number(tried.examples),
            _DASH if tried.loss is None else losses.get(tried.loss, tried.loss),
            _DASH if tried.seed is None else str(tried.seed),
            _DASH if tried.seconds is None else text.clock(tried.seconds),
        )


_DASH = "–"


def _change(before: str, after: str) -> str:
    return _DASH if _DASH in (before, after) else f"{before} → {after}"


def _digits(value: float | None) -> str:
    return _DASH if value is None else text.decimal(value, 3)


def _percent(value: float | None) -> str:
    return _DASH if value is None else text.percent(value)
