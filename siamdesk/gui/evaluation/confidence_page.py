"""How far probabilities can be trusted: reliability, sets of classes, what is left to people."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from siamdesk.figures.assessment import Assessment
from siamdesk.figures.curves import Coverage
from siamdesk.gui.evaluation.evaluation_plots import ReliabilityPlot, RiskPlot
from siamdesk.gui.look.table_look import look_like_rows
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import label
from siamdesk.gui.words import text

_ROW = 30
_GOALS = (0.95, 0.99)


class ConfidencePage(QWidget):
    """Shows an `Assessment`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reliability = ReliabilityPlot(theme, self)
        self.risk = RiskPlot(theme, self)
        self._error = label("", wrap=True)
        self._left = label("", wrap=True)
        self.sets = QTableWidget(0, 4, self)
        self._build_sets()
        plots = QHBoxLayout()
        plots.setSpacing(16)
        for title, plot, words in (
            (self.tr("Are probabilities honest?"), self.reliability, self._error),
            (self.tr("What to leave to the inspector"), self.risk, self._left),
        ):
            plots.addLayout(self._card(title, plot, words), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(plots, 1)
        layout.addWidget(label(self.tr("Sets of classes that hold the true one"), "heading"))
        layout.addWidget(self.sets)

    def _card(self, title: str, plot: QWidget, words: QWidget) -> QVBoxLayout:
        card = QFrame(self)
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(10, 10, 12, 6)
        inside.addWidget(plot)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(title, "heading"))
        column.addWidget(card, 1)
        column.addWidget(words)
        return column

    def _build_sets(self) -> None:
        table = self.sets
        table.setAccessibleName(self.tr("Coverage of conformal sets"))
        table.setHorizontalHeaderLabels(
            [
                self.tr("Promised"),
                self.tr("Held"),
                self.tr("Classes in a set"),
                self.tr("Sets of one class"),
            ]
        )
        look_like_rows(table, row_height=_ROW)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setFixedHeight(34 + 3 * _ROW + 4)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show this one."""
        shown = assessment.reliability
        self.reliability.show_figures(shown)
        self._error.setText(
            self.tr(
                "Probabilities are off by {0} points on average; perfect ones would show {1} on so "
                "few photos."
            ).format(
                text.decimal(100 * shown.error, 1), text.decimal(100 * shown.error_by_chance, 1)
            )
        )
        self.risk.show_figures(assessment.risk)
        self._left.setText(self._goal_words(assessment))
        self._show_sets(assessment.coverage)

    def _goal_words(self, assessment: Assessment) -> str:
        """What has to be left to the inspector to be right in so many of the rest."""
        risk, said = assessment.risk, ""
        for goal in _GOALS:
            row = next((i for i, right in enumerate(risk.accuracy.tolist()) if right >= goal), None)
            if row is None:
                break
            if risk.left[row] > 0:
                words = self.tr(
                    "To be right in {0} of the rest, leave {1} of the photos to the inspector: "
                    "those below {2}."
                )
                return words.format(
                    text.percent(goal),
                    text.percent(float(risk.left[row])),
                    text.percent(float(risk.thresholds[row])),
                )
            said = self.tr("{0} are right without leaving any.").format(text.percent(goal))
        return said

    def _show_sets(self, sets: tuple[Coverage, ...]) -> None:
        self.sets.setRowCount(len(sets))
        for row, known in enumerate(sets):
            held = text.ranged(known.held.value, known.held.low, known.held.high)
            words = (
                text.percent(known.promised),
                held,
                text.decimal(known.mean_size, 2),
                text.percent(known.single),
            )
            if not known.is_possible:
                words = (words[0], self.tr("too few examples"), words[2], words[3])
            for column, said in enumerate(words):
                self.sets.setItem(row, column, QTableWidgetItem(said))
        if sets:
            self.sets.setCurrentCell(0, 0)
