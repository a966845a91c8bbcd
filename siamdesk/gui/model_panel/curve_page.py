"""The learning curve with what follows from it; the model panel and the evaluation have one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from siamdesk.engine.model_messages import MeasuredCurve, MoreExamples
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.curve_plot import CurvePlot
from siamdesk.gui.parts.labels import label


class CurvePage(QWidget):
    """Shows a `MeasuredCurve`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = CurvePlot(theme, self)
        self._state = label("", "muted", wrap=True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._outlook = label("", wrap=True)
        frame = QFrame(self)
        frame.setObjectName("card")
        self._stack = QStackedWidget(frame)
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self._state)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(10, 10, 12, 6)
        inside.addWidget(self._stack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Would more examples help?"), "heading"))
        layout.addWidget(frame, 1)
        layout.addWidget(self._outlook)
        self.show_curve(None)

    def show_measuring(self) -> None:
        """Tell that the curve is being measured, unless an older one is shown."""
        if self._stack.currentWidget() is not self.plot:
            self._state.setText(self.tr("Measuring…"))

    def show_curve(self, curve: MeasuredCurve | None) -> None:
        """Show this curve; None is the time before the first."""
        if curve is not None and curve.points:
            self.plot.show_curve(curve)
            self._stack.setCurrentWidget(self.plot)
        else:
            self._state.setText(
                ""
                if curve is None
                else self.tr(
                    "No curve yet. Give at least one class two examples, better all of them five."
                )
            )
            self._stack.setCurrentWidget(self._state)
        words = "" if curve is None else self._sentence(curve)
        self._outlook.setText(words)
        self._outlook.setVisible(bool(words))

    def _sentence(self, curve: MeasuredCurve) -> str:
        said = []
        if curve.more is MoreExamples.HELP:
            points = max(1, round(100 * curve.gain))
            said.append(
                self.tr(
                    "More examples would help: twice as many raised the accuracy by about "
                    "%Ln points.",
                    "",
                    points,
                )
            )
            if curve.first is not None:
                said.append(self.tr("Start with “{0}”.").format(curve.first))
        elif curve.more is MoreExamples.HARDLY:
            said.append(
                self.tr("More examples would hardly help: the accuracy has stopped rising.")
            )
        if curve.pretrained and curve.points:
            said.append(
                self.tr(
                    "Measured with the pretrained encoder: the fine-tuned one has seen these "
                    "examples."
                )
            )
        return " ".join(said)
