"""The slim bar above the grid: how photos are sorted, and which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from siamdesk.gui.grid.filter_panel import DaySpan, FilterPanel, day_words, folder_words
from siamdesk.gui.grid.photo_order import PhotoQuery, SortBy
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedLabel
from siamdesk.gui.words import text
from siamdesk.project.values import DefectClass

_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
"""Keys that lead from the field for names to the grid."""


class FilterBar(QWidget):
    """One quiet line; a second one says what is filtered away, while something is."""

    query_changed = Signal(object)
    """The `PhotoQuery` that is wanted."""
    sort_again_requested = Signal()
    clearing_requested = Signal()
    filters_requested = Signal()
    """The panel with the filters is to be opened."""
    left = Signal()
    """The keyboard belongs to the grid again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._query = PhotoQuery()
        self._names: dict[int, str] = {}
        self._build_sorting()
        self._build_filtering()
        self._lay_out()
        theme.changed.connect(self._tint)
        self._tint()
        self.show_query(self._query, examples=False)
        self.show_state(0, 0, stale=False)

    def _build_sorting(self) -> None:
        self.sort_menu = QMenu(self.tr("&Sort by"), self)
        self.sort_actions = QActionGroup(self)
        for sort in SortBy:
            action = QAction(self, checkable=True)
            action.setObjectName(f"sort {sort.value}")
            action.setData(sort.value)
            self.sort_actions.addAction(action)
            self.sort_menu.addAction(action)
        self.sort_actions.triggered.connect(self._sort)
        self._sorting = self._button(self.tr("Sort photos"), "chooser")
        self._sorting.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sorting.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sorting.setMenu(self.sort_menu)
        self.again = self._button(self.tr("Sort again"), "link")
        self.again.setText(self.tr("Sort again"))
        self.again.setToolTip(
            self.tr("Guesses have changed. Photos stay where they are until you sort again (F5)")
        )
        self.again.clicked.connect(self.sort_again_requested)

    def _build_filtering(self) -> None:
        self.field = QLineEdit(self)
        self.field.setProperty("role", "inline")
        self.field.setPlaceholderText(self.tr("Part of a file name or note"))
        self.field.setAccessibleName(self.tr("Find photos by name or note"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(220)
        self.field.hide()
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self._search = self._button(self.tr("Find photos by name or note (Ctrl+F)"), "icon")
        self._search.clicked.connect(self.type_name)
        self._funnel = self._button(self.tr("Filter photos (Ctrl+Shift+F)"), "icon")
        self._funnel.setCheckable(True)
        self._funnel.clicked.connect(self._request_filters)
        self.panel = FilterPanel(self)
        self.panel.query_changed.connect(self._take_filters)
        self.panel.closed.connect(self._mark)
        self._said = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        self._clear = self._button(self.tr("Show all photos again (Ctrl+Shift+X)"), "link")
        self._clear.setText(self.tr("Show all"))
        self._clear.clicked.connect(self.clearing_requested)

    def _button(self, name: str, role: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", role)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(name)
        # A click leaves the keyboard to the grid.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._sorting)
        line.addWidget(self.again)
        line.addStretch(1)
        line.addWidget(self.field, 2)
        line.addWidget(self._search)
        line.addWidget(self._funnel)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(8, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self._said, 1)
        below.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._below)

    # ---- what is shown ----

    def set_classes(self, classes: tuple[DefectClass, ...]) -> None:
        """Know the classes by name."""
        self._names = {known.id: known.name for known in classes}
        self.panel.set_classes(classes)

    def show_query(self, query: PhotoQuery, *, examples: bool) -> None:
        """Show how the photos are sorted and filtered; `examples` are, and not the inbox."""
        self._query = query
        for action in self.sort_actions.actions():
            sort = SortBy(action.data())
            action.setText(self._sort_name(sort, examples=examples))
            action.setChecked(sort is query.sort)
        self._sorting.setText(self._sort_name(query.sort, examples=examples))
        self._sorting.setAccessibleName(self.tr("Sorted by {0}").format(self._sorting.text()))
        if self.field.text() != query.words:
            with QSignalBlocker(self.field):
                self.field.setText(query.words)
        self.field.setVisible(bool(query.words) or self.field.hasFocus())
        self._search.setVisible(self.field.isHidden())
        self.panel.show_query(query)
        self._mark()

    def offer_sorting(self, *, offered: bool) -> None:
        """Let photos be sorted, or not: something else decides about their order."""
        self._sorting.setVisible(offered)
        self.sort_actions.setEnabled(offered)

    def show_state(self, shown: int, of: int, *, stale: bool) -> None:
        """Tell how many photos pass the filter, and whether sorting again would change anything."""
        self.again.setVisible(stale)
        self._below.setVisible(self._query.filters)
        count = self.tr("{0} of %Ln photos", "", of).format(text.number(shown))
        self._said.setText("  ·  ".join([count, *self._criteria()]))

    def _criteria(self) -> list[str]:
        query, said = self._query, []
        if query.class_id is not None:
            said.append(self.tr("guessed {0}").format(self._names.get(query.class_id, "?")))
        if query.at_least is not None:
            said.append(self.tr("at least {0} % sure").format(round(query.at_least * 100)))
        if query.below is not None:
            said.append(self.tr("less than {0} % sure").format(round(query.below * 100)))
        if query.unknown_only:
            said.append(self.tr("unlike every example"))
        span = DaySpan(query.added_from, query.added_until)
        if span != DaySpan(None, None):
            said.append(self.tr("added: {0}").format(day_words(span)))
        if query.folder is not None:
            said.append(self.tr("from the folder {0}").format(folder_words(query.folder)))
        if query.noted_only:
            said.append(self.tr("with a note"))
        if query.words.strip():
            said.append(self.tr("“{0}” in name or note").format(query.words.strip()))
        return said

    def _sort_name(self, sort: SortBy, *, examples: bool) -> str:
        if sort is SortBy.USEFUL and examples:
            return self.tr("Most doubtful first")
        return {
            SortBy.ADDED: self.tr("Order added"),
            SortBy.NEWEST: self.tr("Newest first"),
            SortBy.NAME: self.tr("File name"),
            SortBy.FOLDER: self.tr("Folder it came from"),
            SortBy.NOTE: self.tr("Photos with a note first"),
            SortBy.LEAST_SURE: self.tr("Least sure first"),
            SortBy.SUREST: self.tr("Surest first"),
            SortBy.UNKNOWN: self.tr("Least like the examples first"),
            SortBy.CLASS: self.tr("Guessed class"),
            SortBy.USEFUL: self.tr("Most useful examples first"),
        }[sort]

    # ---- what the inspector does ----

    @Slot()
    def type_name(self) -> None:
        """Let a file name be typed."""
        self.field.show()
        self._search.hide()
        self.field.setFocus()
        self.field.selectAll()

    @Slot()
    def _request_filters(self) -> None:
        # Qt has checked the button by itself; it is to tell whether there is a filter.
        self._mark()
        self.filters_requested.emit()

    def open_filters(self, days: Sequence[date], folders: Sequence[str]) -> None:
        """Show the panel with the filters, below its button."""
        self.panel.offer(days, folders)
        corner = QPoint(self._funnel.width() - self.panel.width(), 0)
        below = QPoint(0, self._funnel.height() + 4)
        self.panel.open_at(self._funnel.mapToGlobal(corner + below))
        self._funnel.setChecked(True)

    @Slot(QAction)
    def _sort(self, action: QAction) -> None:
        self.query_changed.emit(replace(self._query, sort=SortBy(action.data())))

    @Slot(str)
    def _find(self, words: str) -> None:
        self.query_changed.emit(replace(self._query, words=words))

    @Slot(object)
    def _take_filters(self, query: PhotoQuery) -> None:
        self.query_changed.emit(query)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Escape forgets the name, Enter and Down go to the photos found; an empty field hides."""
        if isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _LEAVING:
            if event.type() == QEvent.Type.ShortcutOverride:
                # Enter would else accept a guess, as it does elsewhere above the grid.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self.field.clear()
                self.left.emit()
                return True
        elif event.type() == QEvent.Type.FocusOut and not self.field.text():
            self.field.hide()
            self._search.show()
        return super().eventFilter(watched, event)

    # ---- looks ----

    @Slot()
    def _mark(self) -> None:
        active = replace(self._query, words="").filters
        self._funnel.setChecked(active or self.panel.isVisible())

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        for button, name in (
            (self._sorting, "sort"),
            (self._search, "search"),
            (self._funnel, "filter"),
        ):
            button.setIcon(icons.icon(name, tones.muted, tones.strong_border))
