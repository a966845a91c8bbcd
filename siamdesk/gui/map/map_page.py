"""The map with what belongs to it: how it was made, its legend, the photo below the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.look.theme import Theme
from siamdesk.gui.map.map_legend import MapLegend
from siamdesk.gui.map.map_view import MapView
from siamdesk.gui.parts.empty_state import EmptyState
from siamdesk.gui.parts.labels import ElidedLabel

_PICTURE = 128
_BESIDE = 16


class MapPage(QFrame):
    """Stands where the grid does; announces what its buttons are for."""

    refining_requested = Signal()
    updating_requested = Signal()
    left = Signal()
    """The grid is wanted again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = MapView(theme, self)
        self.legend = MapLegend(theme, self)
        self._empty = EmptyState(theme, "map", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self._said = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        self.update_button = self._button("")
        self.update_button.setToolTip(self.tr("Place all photos anew (F5)"))
        self.update_button.clicked.connect(self.updating_requested)
        self.refine_button = self._button(self.tr("Arrange better"))
        self.refine_button.setToolTip(
            self.tr("Keep neighbours together with t-SNE; takes a while, in the background")
        )
        self.refine_button.clicked.connect(self.refining_requested)
        back = self._button(self.tr("Grid"))
        back.setToolTip(self.tr("Back to the grid (Esc)"))
        back.clicked.connect(self.left)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._said, 1)
        for button in (self.update_button, self.refine_button, back):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.legend)
        self._card = self._make_card()
        self.show_missing(0)
        self.show_method(refined=False, refining=False)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "link")
        button.setText(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _make_card(self) -> QFrame:
        card = QFrame(self.view)
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QLabel(card)
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = ElidedLabel("", "heading")
        self._class = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.setSpacing(2)
        for part in (self._picture, self._name, self._class):
            inside.addWidget(part)
        card.hide()
        return card

    # ---- what is shown ----

    @property
    def has_places(self) -> bool:
        """Whether the map is shown, and not what to do instead."""
        return self._stack.currentWidget() is self.view

    @property
    def card_words(self) -> str:
        """What is said of the photo below the mouse; empty when there is none."""
        return f"{self._name.text()}, {self._class.text()}" if not self._card.isHidden() else ""

    def show_empty(self, title: str, words: str) -> None:
        """Say why there is no map, and what to do."""
        self._empty.show_words(title, words)
        self._stack.setCurrentWidget(self._empty)
        self.legend.hide()
        self.refine_button.hide()

    def show_map(self) -> None:
        """Show the points."""
        self._stack.setCurrentWidget(self.view)
        self.legend.show()
        self.refine_button.show()

    def show_method(self, *, refined: bool, refining: bool) -> None:
        """Say how places were found, and whether better ones are on their way."""
        if refining:
            words = self.tr("Arranging the map better. You can go on meanwhile.")
        elif refined:
            words = self.tr("Neighbours are alike; distances between groups say little.")
        else:
            words = self.tr("What lies together is alike. Drag around photos to select them.")
        self._said.setText(words)
        self.refine_button.setEnabled(not refining)

    def show_missing(self, photos: int) -> None:
        """Tell how many photos have no place yet."""
        self.update_button.setText(self.tr("Add %Ln new photos", "", photos))
        self.update_button.setVisible(bool(photos))

    def show_photo(self, name: str, about: str, pixmap: QPixmap | None, place: QPoint) -> None:
        """Show a photo beside the mouse."""
        self._name.setText(name)
        self._class.setText(about)
        if pixmap is None:
            self._picture.clear()
        else:
            ratio = self.devicePixelRatioF()
            side = QSize(_PICTURE, _PICTURE) * ratio
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = pixmap.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            shown.setDevicePixelRatio(ratio)
            self._picture.setPixmap(shown)
        size = self._card.sizeHint()
        self._card.resize(size)
        room = self.view.size() - size
        corner = place + QPoint(_BESIDE, _BESIDE)
        if corner.x() > room.width():
            corner.setX(place.x() - _BESIDE - size.width())
        corner.setY(min(corner.y(), room.height()))
        self._card.move(max(0, corner.x()), max(0, corner.y()))
        self._card.show()
        self._card.raise_()

    @Slot()
    def hide_photo(self) -> None:
        """No photo is below the mouse."""
        self._card.hide()
