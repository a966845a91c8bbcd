"""The learning curve: accuracy over examples per class, with its 95 % range as a band."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtWidgets import QWidget

from siamdesk.engine.model_messages import MeasuredCurve
from siamdesk.gui.look.plots import ThemedPlot
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.words import text


class CurvePlot(ThemedPlot):
    """Shows the points of a `MeasuredCurve`; nothing when it has none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._curve = MeasuredCurve(0)
        self._left = self.tr("Accuracy (%)")
        self.setAccessibleName(self.tr("Learning curve"))

    def show_curve(self, curve: MeasuredCurve) -> None:
        """Show this one."""
        self._curve = curve
        self._bottom = (
            self.tr("Examples per class (photos of one part count once)")
            if curve.has_groups
            else self.tr("Examples per class")
        )
        self.setAccessibleDescription(self._spoken())
        self._redraw()

    def _spoken(self) -> str:
        return ", ".join(
            self.tr("{0}: {1} ({2} to {3})").format(
                p.examples, text.percent(p.accuracy), text.percent(p.low), text.percent(p.high)
            )
            for p in self._curve.points
        )

    def _draw(self, plot: Any) -> None:
        import pyqtgraph

        points = self._curve.points
        if not points:
            return
        x = np.array([p.examples for p in points], dtype=float)
        middle, low, high = (
            100 * np.array([getattr(p, name) for p in points])
            for name in ("accuracy", "low", "high")
        )
        edges = [pyqtgraph.PlotCurveItem(x, y, pen=self._pen("accent", 0)) for y in (low, high)]
        band = self._theme.colour("accent")
        band.setAlphaF(0.16)
        plot.addItem(pyqtgraph.FillBetweenItem(*edges, brush=band))
        plot.plot(
            x,
            middle,
            pen=self._pen("accent", 2.5),
            antialias=True,
            symbol="o",
            symbolSize=7,
            symbolBrush=self._theme.colour("accent"),
            symbolPen=self._pen("raised", 1.5),
        )
        plot.getAxis("bottom").setTicks([[(p.examples, text.number(p.examples)) for p in points]])
        margin = max(0.5, 0.04 * float(x[-1] - x[0]))
        plot.setXRange(x[0] - margin, x[-1] + margin, padding=0)
        plot.setYRange(max(0.0, 10 * np.floor(low.min() / 10)), 100, padding=0.02)
