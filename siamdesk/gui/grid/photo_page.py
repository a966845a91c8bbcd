"""The centre: which photos are shown, messages, and the grid or what to do when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.grid.filter_bar import FilterBar
from siamdesk.gui.grid.likeness_bar import LikenessBar
from siamdesk.gui.grid.photo_grid import PhotoGrid
from siamdesk.gui.grid.photo_model import PhotoModel, Show
from siamdesk.gui.grid.show_segments import ShowSegments
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.banner import Banner
from siamdesk.gui.parts.empty_state import EmptyState
from siamdesk.gui.parts.labels import ElidedLabel

if TYPE_CHECKING:
    from siamdesk.gui.map.map_page import MapPage

_HEADER_MARGINS = 44
"""Beside the segments, at least."""
_HINT_GAP = 12
_HINT_SHARE = 0.6


class PhotoPage(QFrame):
    """Announces which photos are to be shown; the grid announces the rest itself."""

    show_requested = Signal(str)
    """A `Show`."""
    class_filter_removed = Signal()

    def __init__(self, model: PhotoModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self.setMinimumWidth(330)
        self._theme = theme
        self.banner = Banner(theme, self)
        self.likeness_bar = LikenessBar(theme, self)
        self.filter_bar = FilterBar(theme, self)
        self.grid = PhotoGrid(model, theme, self)
        self.empty = EmptyState(theme, "inbox", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.empty)
        self._map: QWidget | None = None
        self.map_page: MapPage | None = None
        """Made when it is first wanted."""
        self._segments = ShowSegments(self)
        self._segments.requested.connect(self.show_requested)
        self._filter = QPushButton(self)
        self._filter.setProperty("role", "quiet")
        self._filter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._filter.setToolTip(self.tr("Show the examples of all classes"))
        self._filter.clicked.connect(self.class_filter_removed)
        self._hint = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        place = self._hint.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # or the segments would grow
        self._hint.setSizePolicy(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 4, 0)
        layout.setSpacing(8)
        layout.addLayout(self._header())
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(4, 0, 12, 0)
        banner_row.addWidget(self.banner)
        layout.addLayout(banner_row)
        likeness_row = QHBoxLayout()
        likeness_row.setContentsMargins(4, 0, 12, 0)
        likeness_row.addWidget(self.likeness_bar)
        layout.addLayout(likeness_row)
        arrangement = QHBoxLayout()
        arrangement.setContentsMargins(0, 0, 12, 0)
        arrangement.addWidget(self.filter_bar)
        layout.addLayout(arrangement)
        layout.addWidget(self._stack, 1)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_counts(0, 0, 0)
        self.show_filter(Show.INBOX, None)

    def _header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(4, 0, 12, 0)
        header.addWidget(self._segments)
        header.addWidget(self._filter)
        header.addSpacing(_HINT_GAP)
        header.addWidget(self._hint, 1)
        return header

    def show_counts(self, inbox: int, examples: int, doubtful: int) -> None:
        """Tell how many photos there are, and how many examples to check."""
        self._segments.show_counts(inbox, examples, doubtful)
        self._fit_segments()

    def show_filter(self, show: Show, class_name: str | None) -> None:
        """Mark what is shown."""
        self._segments.mark(show)
        self._filter.setVisible(class_name is not None)
        short = self.fontMetrics().elidedText(class_name or "", Qt.TextElideMode.ElideRight, 150)
        self._filter.setText(short)
        self._filter.setAccessibleName(
            self.tr("Only {0}; show all examples").format(class_name or "")
        )
        self._fit_segments()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten what no longer fits."""
        super().resizeEvent(event)
        self._fit_segments()

    def _fit_segments(self) -> None:
        chip = self._filter.sizeHint().width() if self._filter.isVisibleTo(self) else 0
        room = self.width() - chip - _HEADER_MARGINS
        self._segments.fit(room)
        # Words of which nearly nothing can be read are worse than none.
        left = room - self._segments.sizeHint().width() - _HINT_GAP
        self._hint.setVisible(left >= _HINT_SHARE * self._hint.sizeHint().width())

    def show_hint(self, words: str) -> None:
        """Say in the corner what the selection is, or what keys do."""
        self._hint.setText(words)
        self._fit_segments()

    def show_empty(self, title: str, words: str, *, icon: str, button: str | None) -> None:
        """Say what to do instead of showing an empty grid."""
        self.empty.show_words(title, words, icon=icon, button=button)
        self._turn(self._map or self.empty)

    def show_grid(self) -> None:
        """Show the photos."""
        self._turn(self._map or self.grid)

    def take_keys(self) -> None:
        """Give the keys to the photos, to the map, or to what stands in their place."""
        (self.empty if self._stack.currentWidget() is self.empty else self.grid).setFocus()

    def _turn(self, page: QWidget) -> None:
        """Show another page; keys that were on the one before go along."""
        keys = QApplication.focusWidget()
        before = self._stack.currentWidget() or self
        along = keys is not None and (keys is before or before.isAncestorOf(keys))
        self._stack.setCurrentWidget(page)
        if along and page is not before:
            self.take_keys()

    @property
    def shows_map(self) -> bool:
        """Whether the map stands in the place of the grid."""
        return self._map is not None

    def show_map(self, page: QWidget | None, view: QWidget | None = None) -> None:
        """Show this page in the place of the grid, or the grid again (None).

        What is meant for the grid's keyboard goes to `view` meanwhile.
        """
        self._map = page
        self.grid.setFocusProxy(view)  # type: ignore[arg-type]  # None is allowed
        if page is not None and self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._turn(self._map or self.grid)

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        self._filter.setIcon(icons.icon("close", tones.muted, tones.strong_border))
