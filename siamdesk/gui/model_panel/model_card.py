"""What the model knows, told honestly, and what would make it better."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from siamdesk.engine.messages import LearningSummary
from siamdesk.gui.parts.labels import label
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated


class ModelCard(QFrame):
    """Shows a `LearningSummary`, or the hint that stands in for it."""

    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._figure = label("", "figure")
        self._range = label("", "small")
        self._meaning = label("", "small", wrap=True)
        self._learned_from = label("", "small", wrap=True)
        self._encoder = label("", "small", wrap=True)
        self._hint = label("", wrap=True)
        figures = QHBoxLayout()
        figures.setSpacing(8)
        figures.addWidget(self._figure)
        figures.addWidget(self._range, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 12)
        layout.setSpacing(4)
        self._more = QToolButton(self)
        self._more.setText(self.tr("Details…"))
        self._more.setToolTip(self.tr("What the model knows, training and settings"))
        self._more.setAccessibleName(self.tr("Details of the model"))
        self._more.setProperty("role", "link")
        self._more.clicked.connect(self.details_requested)
        title = QHBoxLayout()
        title.addWidget(label(self.tr("Model"), "section"), 1)
        title.addWidget(self._more)
        layout.addLayout(title)
        layout.addLayout(figures)
        for part in (self._meaning, self._learned_from, self._encoder, self._hint):
            layout.addWidget(part)
        self.setAccessibleName(self.tr("Model"))
        self.show_summary(None, "")

    def show_summary(self, summary: LearningSummary | None, hint: str) -> None:
        """Show what was learned; `hint` says what is missing when there is nothing yet."""
        if summary is None:
            self._show(hint=translated(hint) or self.tr("Nothing learned yet."))
            return
        shown_hint = translated(hint) or text.next_step(summary)
        learned_from = self.tr("%Ln examples {0}", "", summary.examples).format(
            self.tr("in %Ln classes", "", summary.classes)
        )
        if summary.accuracy is None:
            self._show(
                meaning=self.tr("Accuracy can't be told yet"),
                learned_from=learned_from,
                encoder=summary.encoder,
                hint=shown_hint,
            )
            return
        span = text.accuracy_range(summary)
        self._show(
            figure=text.percent(summary.accuracy),
            span=f"({span})" if span else "",
            meaning=self.tr("on held-out examples"),
            learned_from=learned_from,
            encoder=summary.encoder,
            hint=shown_hint,
        )

    def _show(
        self,
        *,
        figure: str = "",
        span: str = "",
        meaning: str = "",
        learned_from: str = "",
        encoder: str = "",
        hint: str = "",
    ) -> None:
        for part, words in (
            (self._figure, figure),
            (self._range, span),
            (self._meaning, meaning),
            (self._learned_from, learned_from),
            (self._encoder, encoder),
            (self._hint, hint),
        ):
            part.setText(words)
            part.setVisible(bool(words))
        self._range.setToolTip(
            self.tr("With 95 % confidence the accuracy lies in this range.") if span else ""
        )
