"""The plots of an evaluation: reliability, risk-coverage, ROC."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtWidgets import QWidget

from siamdesk.figures.curves import Reliability, RiskCoverage
from siamdesk.figures.threshold import Roc
from siamdesk.gui.look.plots import ThemedPlot
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.words import text

_PERCENT_TICKS = [(part, f"{part}") for part in range(0, 101, 20)]


class _PercentPlot(ThemedPlot):
    """Both axes are percentages."""

    def _frame(self, plot: Any, *, lowest: float = 0.0) -> None:
        plot.getAxis("bottom").setTicks([_PERCENT_TICKS])
        plot.setXRange(0, 100, padding=0.05)
        plot.setYRange(lowest, 100, padding=0.05)

    def _draw_band(self, plot: Any, x: object, low: object, high: object) -> None:
        import pyqtgraph

        edges = [pyqtgraph.PlotCurveItem(x, y, pen=self._pen("accent", 0)) for y in (low, high)]
        band = self._theme.colour("accent")
        band.setAlphaF(0.16)
        plot.addItem(pyqtgraph.FillBetweenItem(*edges, brush=band))


class ReliabilityPlot(_PercentPlot):
    """How often guesses of a certain probability come true; on the dashed line they are honest."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: Reliability | None = None
        self._bottom = self.tr("Probability that was told (%)")
        self._left = self.tr("Came true (%)")
        self.setAccessibleName(self.tr("Reliability diagram"))

    def show_figures(self, shown: Reliability | None) -> None:
        """Show these."""
        self._shown = shown
        self.setAccessibleDescription(
            ", ".join(self._bin_words(shown, row) for row in _full(shown)) if shown else ""
        )
        self._redraw()

    def _bin_words(self, shown: Reliability, row: int) -> str:
        number = int(shown.counts[row])
        return self.tr("told {0}, true {1} of %Ln photos", "", number).format(
            text.percent(shown.confidence[row]), text.percent(shown.accuracy[row])
        )

    def _draw(self, plot: Any) -> None:
        import pyqtgraph

        self._frame(plot)
        plot.plot([0, 100], [0, 100], pen=self._pen("strong_border", 1, dashed=True))
        shown = self._shown
        if shown is None or not shown.counts.sum():
            return
        full = shown.counts > 0
        x, y, low, high = (
            100 * part[full] for part in (shown.confidence, shown.accuracy, shown.low, shown.high)
        )
        plot.addItem(
            pyqtgraph.ErrorBarItem(
                x=x, y=y, top=high - y, bottom=y - low, beam=2, pen=self._pen("accent", 1.2)
            )
        )
        sizes = 6 + 12 * np.sqrt(shown.counts[full] / shown.counts.max())
        plot.plot(
            x,
            y,
            pen=None,
            symbol="o",
            symbolSize=sizes,
            symbolBrush=self._theme.colour("accent"),
            symbolPen=self._pen("raised", 1.5),
        )


def _full(shown: Reliability) -> list[int]:
    """The bins that hold photos."""
    return [int(row) for row in np.flatnonzero(shown.counts)]


class RiskPlot(_PercentPlot):
    """How accurate the guesses are that are kept, over the share left to the inspector."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown: RiskCoverage | None = None
        self._bottom = self.tr("Least sure photos left to the inspector (%)")
        self._left = self.tr("Accuracy of the rest (%)")
        self.setAccessibleName(self.tr("Accuracy over the share of photos left to the inspector"))

    def show_figures(self, shown: RiskCoverage | None) -> None:
        """Show these."""
        self._shown = shown
        said = []
        if shown is not None:
            for share in (0.0, 0.1, 0.25, 0.5):
                row = shown.at(share)
                said.append(
                    self.tr("{0} left: {1}").format(
                        text.percent(shown.left[row]),
                        text.ranged(shown.accuracy[row], shown.low[row], shown.high[row]),
                    )
                )
        self.setAccessibleDescription(", ".join(said))
        self._redraw()

    def _draw(self, plot: Any) -> None:
        shown = self._shown
        if shown is None or not len(shown.left):
            self._frame(plot)
            return
        x, y, low, high = (
            100 * part for part in (shown.left, shown.accuracy, shown.low, shown.high)
        )
        self._draw_band(plot, x, low, high)
        plot.plot(x, y, pen=self._pen("accent", 2.5))
        self._frame(plot, lowest=max(0.0, 10 * np.floor(low.min() / 10)))


class RocPlot(_PercentPlot):
    """How often a class is found over how often others are taken for it, with one point marked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._roc: Roc | None = None
        self._index = 0
        self._bottom = self.tr("Others taken for it (%)")
        self._left = self.tr("Found (%)")
        self.setAccessibleName(self.tr("ROC curve"))

    def show_figures(self, roc: Roc | None, index: int = 0) -> None:
        """Show this curve, with the threshold of this index marked."""
        self._roc, self._index = roc, index
        self.setAccessibleDescription(
            ""
            if roc is None
            else self.tr("Area {0}; marked: {1} found, {2} of the others taken for it").format(
                text.decimal(roc.area.value, 3),
                text.percent(roc.hit_rate[index]),
                text.percent(roc.wrong_rate[index]),
            )
        )
        self._redraw()

    def _draw(self, plot: Any) -> None:
        self._frame(plot)
        plot.plot([0, 100], [0, 100], pen=self._pen("strong_border", 1, dashed=True))
        if self._roc is None:
            return
        x, y = 100 * self._roc.wrong_rate, 100 * self._roc.hit_rate
        plot.plot(x, y, pen=self._pen("accent", 2.5))
        plot.plot(
            [x[self._index]],
            [y[self._index]],
            pen=None,
            symbol="o",
            symbolSize=13,
            symbolBrush=self._theme.colour("warning"),
            symbolPen=self._pen("raised", 2),
        )
