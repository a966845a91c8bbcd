"""The question that a heatmap answers, why this class and not that one, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from siamdesk.gui import icons
from siamdesk.gui.labels import ElidedComboBox, label
from siamdesk.gui.photo_view import HeatmapLegend, Swatch
from siamdesk.gui.theme import Theme
from siamdesk.images import heatmap
from siamdesk.project.values import DefectClass

_LIST_WIDTH = 250
_OPACITY = 70
"""Percent, to begin with."""


class WhyBar(QWidget):
    """Two classes to choose, the colour scale, and the heatmap's switch and opacity."""

    pair_chosen = Signal(int, int)
    """Ids of the class and of the one that it is compared with, chosen by the inspector."""
    heatmap_toggled = Signal(bool)
    opacity_changed = Signal(float)
    """In [0, 1]."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._by_hand = False
        self._why = self._box(self.tr("Why this class"))
        self._against = self._box(self.tr("And not that class"))
        self._swap = self._button(self.tr("Swap the two classes"))
        self._swap.clicked.connect(self._swap_classes)
        self._heatmap = self._button(self.tr("Show heatmap"))
        self._heatmap.setToolTip(self.tr("Show heatmap (H)"))
        self._heatmap.setCheckable(True)
        self._heatmap.setChecked(True)
        self._heatmap.toggled.connect(self._toggle)
        self._opacity = QSlider(Qt.Orientation.Horizontal, self)
        self._opacity.setRange(0, 100)
        self._opacity.setValue(_OPACITY)
        self._opacity.setFixedWidth(90)
        self._opacity.setAccessibleName(self.tr("Opacity of the heatmap"))
        self._opacity.setToolTip(self.tr("Opacity of the heatmap"))
        self._opacity.valueChanged.connect(self._change_opacity)
        self._lay_out()
        theme.changed.connect(self._tint)
        self._tint()

    def _box(self, name: str) -> QComboBox:
        box = ElidedComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(5)
        box.view().setMinimumWidth(_LIST_WIDTH)
        box.activated.connect(self._take_choice)
        return box

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setIconSize(QSize(18, 18))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(6)
        choice.addWidget(label(self.tr("Why"), "small"))
        choice.addWidget(Swatch(heatmap.FOR))
        choice.addWidget(self._why, 1)
        choice.addWidget(label(self.tr("not"), "small"))
        choice.addWidget(Swatch(heatmap.AGAINST))
        choice.addWidget(self._against, 1)
        choice.addWidget(self._swap)
        scale = QHBoxLayout()
        scale.setSpacing(8)
        scale.addWidget(self._heatmap)
        scale.addWidget(self._opacity)
        scale.addSpacing(6)
        scale.addWidget(label(self.tr("speaks against"), "small"))
        scale.addWidget(HeatmapLegend(self._theme, self), 1)
        scale.addWidget(label(self.tr("speaks for"), "small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(choice)
        layout.addLayout(scale)

    # ---- what is shown ----

    @property
    def pair(self) -> tuple[int, int] | None:
        """Ids of the two classes, when there are two."""
        why, against = self._why.currentData(), self._against.currentData()
        return None if why is None or against is None or why == against else (why, against)

    @property
    def opacity(self) -> float:
        """Opacity of the heatmap in [0, 1]."""
        return self._opacity.value() / 100

    def offer(self, classes: Sequence[DefectClass], *, keep_choice: bool) -> None:
        """Offer these classes, best guess first.

        The first is compared with the second, unless `keep_choice` and the inspector chose others.
        """
        ids = [c.id for c in classes]
        pair = self.pair
        if not (keep_choice and self._by_hand and pair is not None and set(pair) <= set(ids)):
            self._by_hand = False
            pair = (ids[0], ids[1]) if len(ids) > 1 else None
        for box, place in ((self._why, 0), (self._against, 1)):
            with QSignalBlocker(box):
                self._fill(box, classes)
                box.setCurrentIndex(ids.index(pair[place]) if pair else -1)

    def choose(self, why: int, against: int) -> None:
        """Compare these two, as if they had been chosen in the boxes."""
        self._by_hand = True
        for box, chosen in ((self._why, why), (self._against, against)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(chosen))
        self.pair_chosen.emit(why, against)

    def set_heatmap_shown(self, shown: bool) -> None:
        """Switch heatmaps on or off."""
        self._heatmap.setChecked(shown)

    # ---- inside ----

    @staticmethod
    def _fill(box: QComboBox, classes: Sequence[DefectClass]) -> None:
        wanted = [(c.name, c.id) for c in classes]
        # An open list must not be taken away because a re-ranking came in.
        if wanted != [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
            box.clear()
            for name, class_id in wanted:
                box.addItem(name, class_id)

    @Slot()
    def _take_choice(self) -> None:
        why, against = self._why.currentData(), self._against.currentData()
        if why == against:
            # A class has no reason against itself: the box that was not touched gives way.
            ids = [self._why.itemData(i) for i in range(self._why.count())]
            other = next((i for i in ids if i != why), None)
            if other is None:
                return
            why, against = (why, other) if self.sender() is self._why else (other, against)
        self.choose(why, against)

    @Slot()
    def _swap_classes(self) -> None:
        if self.pair is not None:
            self.choose(self.pair[1], self.pair[0])

    @Slot(bool)
    def _toggle(self, shown: bool) -> None:
        self._opacity.setEnabled(shown)
        self.heatmap_toggled.emit(shown)

    @Slot(int)
    def _change_opacity(self, percent: int) -> None:
        self.opacity_changed.emit(percent / 100)

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        self._swap.setIcon(icons.icon("swap", tones.text, tones.strong_border))
        self._heatmap.setIcon(icons.icon("heatmap", tones.text, tones.strong_border))
