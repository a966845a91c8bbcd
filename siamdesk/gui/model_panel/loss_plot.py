"""The loss of a fine-tuning, step by step, as it runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from siamdesk.engine.model_messages import TuningStep
from siamdesk.gui.look.plots import ThemedPlot
from siamdesk.gui.look.theme import Theme


class LossPlot(ThemedPlot):
    """One line for each run: thin and dashed for those that leave photos out, bold for the last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._steps: Sequence[TuningStep] = ()
        self._left, self._bottom = self.tr("Loss"), self.tr("Step")
        self.setAccessibleName(self.tr("Loss while fine-tuning"))

    def show_steps(self, steps: Sequence[TuningStep]) -> None:
        """Show these steps of one fine-tuning."""
        self._steps = steps
        self._redraw()

    def _draw(self, plot: Any) -> None:
        if not self._steps:
            return
        newest = self._steps[-1]
        for run in range(newest.run + 1):
            own = [s for s in self._steps if s.run == run]
            last, current = run == newest.runs - 1, run == newest.run
            pen = self._pen(
                "accent" if last or current else "strong_border",
                2.5 if last else 1.5,
                dashed=not last,
            )
            # A line of one point is none: it gets a dot.
            dot = {"symbol": "o", "symbolSize": 5, "symbolBrush": pen.color(), "symbolPen": None}
            plot.plot(
                [s.step + 1 for s in own],
                [s.loss for s in own],
                pen=pen,
                antialias=True,
                **(dot if current else {}),
            )
        highest = max(s.loss for s in self._steps)
        plot.setXRange(1, max(newest.steps, 2), padding=0.03)
        plot.setYRange(0, highest or 1.0, padding=0.05)
