"""What the model knows: the honest accuracy, each class, and whether more examples would help."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from siamdesk.engine.messages import Confusion, LearningSummary
from siamdesk.engine.model_messages import MeasuredCurve
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.curve_page import CurvePage
from siamdesk.gui.model_panel.recall_table import RecallTable
from siamdesk.gui.parts.labels import label
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated


class KnowledgePage(QWidget):
    """Shows a `LearningSummary` and a `MeasuredCurve`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = label("", "figure")
        self._range = label("", "muted")
        self._range.setToolTip(self.tr("With 95 % confidence the accuracy lies in this range."))
        self._meaning = label("", "muted", wrap=True)
        self._confused = label("", wrap=True)
        self._hint = label("", wrap=True)
        self.table = RecallTable(theme, self)
        self.curve = CurvePage(theme, self)
        self.plot = self.curve.plot
        self._lay_out()
        self.show_summary(None, "", {})

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(8)
        figures.addWidget(self._figure)
        figures.addWidget(self._range)
        figures.addWidget(self._meaning, 1)
        self._body = QSplitter(Qt.Orientation.Horizontal, self)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(13)
        self._body.setStyleSheet("QSplitter::handle { background: transparent; }")
        self._body.addWidget(self._classes())
        self._body.addWidget(self.curve)
        self._body.setSizes([470, 390])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(figures)
        layout.addWidget(self._confused)
        layout.addWidget(self._hint)
        layout.addSpacing(6)
        layout.addWidget(self._body, 1)
        layout.addStretch(0)

    def _classes(self) -> QWidget:
        part = QWidget(self)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Each class"), "heading"))
        layout.addWidget(self.table, 1)
        return part

    def show_summary(
        self, summary: LearningSummary | None, hint: str, colours: Mapping[str, str]
    ) -> None:
        """Show what was learned; `hint` says what is missing. `colours` are by class name."""
        known = summary is not None and summary.accuracy is not None
        self._figure.setVisible(known)
        self._range.setVisible(known)
        self._body.setVisible(known)
        advice = translated(hint)
        if summary is None:
            self._meaning.setText(self.tr("No figure yet: nothing has been learned."))
            # What is missing is known once the engine has looked.
            advice = advice or self.tr("It comes as soon as the photos were looked at.")
        elif summary.accuracy is None:
            self._meaning.setText(self.tr("No figure yet: there is nothing to judge by."))
            advice = advice or text.next_step(summary)
        else:
            self._figure.setText(text.percent(summary.accuracy))
            self._range.setText(f"({text.accuracy_range(summary)})")
            self._meaning.setText(self._learned_from(summary))
            self.table.show_classes(summary.per_class, colours)
        self._show_words(self._confused, self._pair(summary.confused) if summary else "")
        self._show_words(self._hint, advice)

    def _learned_from(self, summary: LearningSummary) -> str:
        return self.tr(
            "of held-out examples are recognised, every class counting the same. "
            "Learned from {0} in {1} with {2}."
        ).format(
            text.examples(summary.examples),
            text.classes(summary.classes),
            translated(summary.encoder),
        )

    def _pair(self, confused: Confusion | None) -> str:
        if confused is None:
            return ""
        return self.tr(
            "Most often confused: “{0}” and “{1}”, {2} of {3} held-out examples."
        ).format(
            confused.first,
            confused.second,
            text.number(confused.mistakes),
            text.number(confused.judged),
        )

    def show_measuring(self) -> None:
        """Tell that the curve is being measured, unless an older one is shown."""
        self.curve.show_measuring()

    def show_curve(self, curve: MeasuredCurve | None) -> None:
        """Show this curve; None is the time before the first."""
        self.curve.show_curve(curve)

    def _show_words(self, part: QWidget, words: str) -> None:
        part.setProperty("text", words)
        part.setVisible(bool(words))
