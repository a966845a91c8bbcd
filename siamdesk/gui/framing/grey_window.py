"""The histogram of a photo with more than 8 bits, and which of its values are black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from siamdesk.gui.framing.framed_pixels import GreyValues
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import label
from siamdesk.images.framing import Window

if TYPE_CHECKING:
    import pyqtgraph as pg

    _Histogram = tuple[pg.PlotWidget, pg.PlotDataItem, pg.LinearRegionItem]
    """The plot, its bars, and the range in it that can be dragged."""

_LIMIT: Final = 1e12
_PLOT_HEIGHT: Final = 120


class GreyWindow(QWidget):
    """Announces the window that is chosen; None is the default."""

    window_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: GreyValues | None = None
        self._histogram: _Histogram | None = None
        self.low = self._spin_box(self.tr("Grey value that is shown as black"))
        self.high = self._spin_box(self.tr("Grey value that is shown as white"))
        self.fit = QPushButton(self.tr("Fit this photo"))
        self.fit.setToolTip(self.tr("Black and white are the darkest and brightest values here"))
        self.usual = QPushButton(self.tr("Usual values"))
        self.usual.setToolTip(self.tr("The range that photos of this kind commonly use"))
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(8)
        self._layout.setVerticalSpacing(6)
        for column, (words, box) in enumerate(
            ((self.tr("Black"), self.low), (self.tr("White"), self.high))
        ):
            self._layout.addWidget(label(words, "muted"), 1, column)
            self._layout.addWidget(box, 2, column)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.fit)
        buttons.addWidget(self.usual)
        buttons.addStretch(1)
        self._layout.addLayout(buttons, 3, 0, 1, 2)
        self.low.valueChanged.connect(self._take_numbers)
        self.high.valueChanged.connect(self._take_numbers)
        self.fit.clicked.connect(self._fit)
        self.usual.clicked.connect(self._reset)

    @property
    def chosen(self) -> Window | None:
        """The grey values in the fields; None unless black is below white."""
        low, high = self.low.value(), self.high.value()
        return Window(low, high) if low < high else None

    def show_values(self, values: GreyValues, window: Window | None) -> None:
        """Show a photo's histogram, and the window in it; None is the default."""
        self._values = values
        decimals = 0 if values.whole_numbers else 4
        step = max((values.edges[-1] - values.edges[0]) / 100, 10.0**-decimals)
        for box in (self.low, self.high):
            with QSignalBlocker(box):
                box.setDecimals(decimals)
                box.setSingleStep(round(step, decimals))
        self.fit.setEnabled(values.suggested is not None)
        self._draw(values)
        self._show(window or values.default)

    def _show(self, window: Window) -> None:
        for box, value in ((self.low, window.low), (self.high, window.high)):
            with QSignalBlocker(box):
                box.setValue(value)
        if self._histogram is not None:
            ends = self._histogram[2]
            with QSignalBlocker(ends):
                ends.setRegion((window.low, window.high))

    def _spin_box(self, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(-_LIMIT, _LIMIT)
        box.setGroupSeparatorShown(True)
        box.setKeyboardTracking(False)
        box.setMinimumWidth(110)
        box.lineEdit().setTextMargins(6, 0, 6, 0)
        box.setAccessibleName(name)
        return box

    def _draw(self, values: GreyValues) -> None:
        if self._histogram is None:
            self._histogram = self._make_histogram()
        plot, bars, _ = self._histogram
        centres = (values.edges[:-1] + values.edges[1:]) / 2
        # The square root, so that rare values are seen beside a plain background.
        bars.setData(centres, np.sqrt(values.counts), fillLevel=0, brush=self._tint(70))
        plot.setXRange(values.edges[0], values.edges[-1], padding=0.05)

    def _make_histogram(self) -> _Histogram:
        import pyqtgraph as pg  # 0.3 s that most sessions never need

        tones = self._theme.tones
        plot = pg.PlotWidget(self, background=tones.raised)
        plot.setAccessibleName(self.tr("How often each grey value occurs"))
        plot.setFixedHeight(_PLOT_HEIGHT)
        plot.hideAxis("left")
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        axis = plot.getAxis("bottom")
        axis.setPen(tones.muted)
        axis.setTextPen(tones.muted)
        bars = plot.plot([], [], pen=tones.muted)
        ends = pg.LinearRegionItem(
            brush=self._tint(60), hoverBrush=self._tint(90), pen=pg.mkPen(tones.accent, width=2)
        )
        ends.sigRegionChanged.connect(self._take_range)
        plot.addItem(ends)
        self._layout.addWidget(plot, 0, 0, 1, 2)
        return plot, bars, ends

    def _tint(self, alpha: int) -> QColor:
        colour = self._theme.colour("accent")
        colour.setAlpha(alpha)
        return colour

    @Slot()
    def _take_numbers(self) -> None:
        window = self.chosen
        if window is not None:
            self._show(window)
            self.window_changed.emit(window)

    @Slot(object)
    def _take_range(self, _item: object) -> None:
        if self._histogram is None:
            return
        low, high = self._histogram[2].getRegion()
        decimals = self.low.decimals()
        low, high = round(low, decimals), round(high, decimals)
        if low < high:
            window = Window(low, high)
            self._show(window)
            self.window_changed.emit(window)

    @Slot()
    def _fit(self) -> None:
        if self._values is not None and self._values.suggested is not None:
            self._show(self._values.suggested)
            self.window_changed.emit(self._values.suggested)

    @Slot()
    def _reset(self) -> None:
        if self._values is not None:
            self._show(self._values.default)
            self.window_changed.emit(None)
