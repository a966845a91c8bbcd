"""Fine-tuning as it runs, every try of it, and the encoders that came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from siamdesk.engine.model_messages import TuningStep
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.loss_plot import LossPlot
from siamdesk.gui.model_panel.tries_table import TriesTable
from siamdesk.gui.model_panel.versions_pane import VersionsPane
from siamdesk.gui.parts.labels import label
from siamdesk.gui.words import text
from siamdesk.project.learning_records import TuningTry


class TrainingPage(QWidget):
    """Announces what is to be tuned, stopped, used or deleted."""

    tuning_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tuning = self._able = False
        self._steps: Sequence[TuningStep] = ()
        self.plot = LossPlot(theme, self)
        self._empty = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._state = label("", "muted", wrap=True)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._press)
        self.tries = TriesTable(self)
        self._no_tries = label("", "muted", wrap=True)
        self.versions = VersionsPane(theme, self)
        self._lay_out()
        self.show_tries((), {})
        self.show_tuning(running=False, able=False)

    def _lay_out(self) -> None:
        frame = QFrame(self)
        frame.setObjectName("card")
        self._stack = QStackedWidget(frame)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.plot)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(10, 10, 12, 6)
        inside.addWidget(self._stack)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Fine-tuning"), "heading"))
        head.addSpacing(8)
        head.addWidget(self._state, 1)
        head.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(frame, 5)
        layout.addSpacing(8)
        layout.addWidget(label(self.tr("Tries"), "heading"))
        layout.addWidget(self._no_tries)
        layout.addWidget(self.tries, 2)
        layout.addSpacing(8)
        layout.addWidget(label(self.tr("Versions"), "heading"))
        layout.addWidget(self.versions, 3)

    def show_tuning(self, *, running: bool, able: bool) -> None:
        """Tell whether a fine-tuning runs, and whether one could be started."""
        self._tuning, self._able = running, able
        self.button.setText(self.tr("Cancel fine-tuning") if running else self.tr("Fine-tune now"))
        self.button.setEnabled(running or able)
        self._show_state()

    def show_steps(self, steps: Sequence[TuningStep]) -> None:
        """Show how the loss of one fine-tuning went; empty before the first one."""
        self._steps = steps
        self.plot.show_steps(steps)
        self._stack.setCurrentWidget(self.plot if steps else self._empty)
        self._show_state()

    def show_tries(self, tries: tuple[TuningTry, ...], losses: Mapping[str, str]) -> None:
        """Show every fine-tuning that there was; `losses` are titles by their ids."""
        self.tries.show_tries(tries, losses)
        self.tries.setVisible(bool(tries))
        self._no_tries.setVisible(not tries)
        self._no_tries.setText(
            self.tr(
                "Nothing was fine-tuned yet. It is tried by itself once most classes have three "
                "examples and some of them are still confused."
            )
        )

    def _show_state(self) -> None:
        if self._tuning and self._steps:
            self._state.setText(self._running(self._steps[-1]))
        elif self._tuning:
            self._state.setText(self.tr("Getting ready…"))
        else:
            self._state.setText(self.tr("The last one") if self._steps else "")
        self._empty.setText(
            self.tr("The loss appears here, step by step.")
            if self._tuning or self._able
            else self.tr("Nothing to fine-tune yet: give two classes some examples first.")
        )

    def _running(self, step: TuningStep) -> str:
        loss = text.decimal(step.loss, 2)
        if step.run == step.runs - 1:
            return self.tr("Learning from all examples: step {0} of {1}, loss {2}").format(
                step.step + 1, step.steps, loss
            )
        return self.tr("Trial {0} of {1}, with photos left out: step {2} of {3}, loss {4}").format(
            step.run + 1, step.runs - 1, step.step + 1, step.steps, loss
        )

    @Slot()
    def _press(self) -> None:
        (self.cancel_requested if self._tuning else self.tuning_requested).emit()
