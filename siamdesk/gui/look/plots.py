"""What both plots of the model panel share: pyqtgraph, brought in late and dressed in the theme."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from siamdesk.gui.look.theme import FONT_PIXELS, Theme


class PlotLibrary(QObject):
    """Imports pyqtgraph in a thread of the pool: it takes 0.3 s, which the window has not."""

    arrived = Signal()

    def fetch(self) -> None:
        """Import it if need be; `arrived` tells when."""
        QThreadPool.globalInstance().start(_Fetch(self))


class _Fetch(QRunnable):
    def __init__(self, library: PlotLibrary) -> None:
        super().__init__()
        self._library = library

    def run(self) -> None:
        """Import, in a thread of the pool."""
        import pyqtgraph  # noqa: F401

        with suppress(RuntimeError):  # the panel was closed meanwhile, and the library with it
            self._library.arrived.emit()


class ThemedPlot(QWidget):
    """A plot to look at: no menu, no zoom. It is empty until `PlotLibrary` has arrived.

    Subclasses draw in `_draw`; it is called whenever what is shown or the theme has changed.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot: Any = None
        self._may_draw = False
        self._bottom = self._left = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._redraw)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wider than high."""
        return QSize(360, 220)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Small enough for a narrow window."""
        return QSize(220, 130)

    @Slot()
    def take_library(self) -> None:
        """Make the plot, now or when it is first seen: pyqtgraph is there."""
        self._may_draw = True
        if self.isVisible():
            self._make()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Make the plot: each takes a moment, which the other pages of the panel need not have."""
        super().showEvent(event)
        if self._may_draw:
            self._make()

    def _make(self) -> None:
        if self._plot is not None:
            return
        import pyqtgraph

        plot = pyqtgraph.PlotWidget(self)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.setAntialiasing(True)
        plot.setFrameShape(plot.Shape.NoFrame)
        self._plot = plot
        self._layout.addWidget(plot)
        self._redraw()

    def _redraw(self) -> None:
        if self._plot is None:
            return
        self._plot.clear()
        self._plot.setBackground(self._theme.colour("raised"))
        axis_pen = {"color": self._theme.colour("border"), "width": 1}
        for side, words in (("bottom", self._bottom), ("left", self._left)):
            axis = self._plot.getAxis(side)
            axis.setPen(axis_pen)
            axis.setTextPen(self._theme.colour("muted"))
            axis.setStyle(tickLength=-4, tickTextOffset=6, hideOverlappingLabels=True)
            axis.setLabel(
                words, color=self._theme.tones.muted, **{"font-size": f"{FONT_PIXELS - 1}px"}
            )
        self._plot.showGrid(x=False, y=True, alpha=0.12)
        self._draw(self._plot)

    def _draw(self, plot: Any) -> None:
        """Put the items into an empty plot."""
        raise NotImplementedError

    def _pen(self, tone: str, width: float, *, dashed: bool = False) -> Any:
        import pyqtgraph

        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        return pyqtgraph.mkPen(self._theme.colour(tone), width=width, style=style)
