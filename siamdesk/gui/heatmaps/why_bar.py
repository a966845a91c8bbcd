"""The question "why this class and not that one": two classes to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedComboBox, label
from siamdesk.gui.photo.photo_view import Swatch
from siamdesk.images.heatmap import Palette
from siamdesk.project.values import DefectClass

_LIST_WIDTH = 250


class WhyBar(QWidget):
    """Two classes to choose, each with its colour in the heatmap."""

    pair_chosen = Signal(int, int)
    """Ids of the class and of the one that it is compared with, chosen by the inspector."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._by_hand = False
        self._why = self._box(self.tr("Why this class"))
        self._against = self._box(self.tr("And not that class"))
        self._swatches = tuple(
            Swatch(colour, self)
            for colour in (Palette.ORANGE_BLUE.speaks_for, Palette.ORANGE_BLUE.speaks_against)
        )
        self._swap = QToolButton(self)
        self._swap.setProperty("role", "icon")
        self._swap.setIconSize(QSize(18, 18))
        self._swap.setToolTip(self.tr("Swap the two classes"))
        self._swap.setAccessibleName(self.tr("Swap the two classes"))
        self._swap.clicked.connect(self._swap_classes)
        choice = QHBoxLayout(self)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(6)
        choice.addWidget(self._swatches[0])
        choice.addWidget(self._why, 1)
        choice.addWidget(label(self.tr("not"), "small"))
        choice.addWidget(self._swatches[1])
        choice.addWidget(self._against, 1)
        choice.addWidget(self._swap)
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

    # ---- what is shown ----

    @property
    def pair(self) -> tuple[int, int] | None:
        """Ids of the two classes, when there are two."""
        why, against = self._why.currentData(), self._against.currentData()
        return None if why is None or against is None or why == against else (why, against)

    def show_palette(self, palette: Palette) -> None:
        """Show which class has which colour."""
        self._swatches[0].show_colour(palette.speaks_for)
        self._swatches[1].show_colour(palette.speaks_against)

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

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        self._swap.setIcon(icons.icon("swap", tones.text, tones.strong_border))
