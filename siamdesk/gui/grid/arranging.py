"""Sorting and filtering of the grid: from the bar above it to the model, and back.

Photos never change places under the inspector's hands: docs/decisions/0010.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.grid.photo_order import PhotoQuery, SortBy
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import ProjectSnapshot

_FIRST_SORT = dict.fromkeys(Show, SortBy.ADDED) | {Show.CHECK: SortBy.USEFUL}
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Arranging(QObject):
    """Lives in the GUI thread. Sorts by itself only what nobody has touched since it was sorted."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._bar = window.photo_page.filter_bar
        self._grid = window.photo_page.grid
        self._model = window.photo_model
        self._touched = False
        self._sorting = False
        self._bar.query_changed.connect(self._arrange)
        self._bar.sort_again_requested.connect(self.sort_again)
        self._bar.clearing_requested.connect(self.show_all)
        self._bar.left.connect(self._grid.setFocus)
        self._bar.filters_requested.connect(self._open_filters)
        for action, slot in (
            (ActionId.FIND_PHOTOS, self._bar.type_name),
            (ActionId.FILTER_PHOTOS, self._open_filters),
            (ActionId.CLEAR_FILTER, self.show_all),
            (ActionId.SORT_AGAIN, self.sort_again),
        ):
            window.actions_by_id[action].triggered.connect(slot)
        session.opened.connect(self._take_opened)
        session.changed.connect(self._take_changed)
        session.learner.ranked.connect(self._tell)
        session.learner.learned.connect(self._take_learned)
        window.filter_changed.connect(self._tell)
        self._grid.current_changed.connect(self._touch)
        for widget in (self._grid, self._grid.viewport(), self._grid.verticalScrollBar()):
            widget.installEventFilter(self)

    # ---- what the inspector wants ----

    @Slot(object)
    def _arrange(self, query: PhotoQuery) -> None:
        other_order = query.sort is not self._model.query.sort
        current = self._grid.current_id()
        with self._sorted():
            self._model.set_query(query)
        several = len(self._grid.selected_ids()) > 1
        stays = current is not None and self._grid.current_id() == current
        if (other_order and not several) or not stays:
            self._go_to_top()
        if other_order and self._session.snapshot is not None:
            path = self._session.snapshot.path
            self._window.settings.keep_sort_order(path, self._model.show.value, query.sort.value)
        self._window.filter_changed.emit()
        if other_order:
            self._grid.setFocus()

    @Slot()
    def _open_filters(self) -> None:
        snapshot = self._session.snapshot
        if snapshot is not None:
            days = {addition.at.astimezone().date() for addition in snapshot.additions}
            folders = {photo.folder for photo in snapshot.photos}
            self._bar.open_filters(sorted(days, reverse=True), sorted(folders))

    @Slot()
    def show_all(self) -> None:
        """Take the filter away."""
        self._arrange(PhotoQuery(sort=self._model.query.sort))
        self._grid.setFocus()

    @Slot()
    def sort_again(self) -> None:
        """Sort by the guesses as they are now; the current photo stays where it is seen."""
        with self._sorted():
            self._model.sort_again()
        self._window.filter_changed.emit()

    @contextmanager
    def _sorted(self) -> Iterator[None]:
        self._sorting = True
        try:
            yield
        finally:
            self._sorting = self._touched = False

    def _go_to_top(self) -> None:
        with self._sorted():
            self._grid.select_row(0)

    # ---- what happens ----

    @Slot(object)
    def _take_opened(self, snapshot: ProjectSnapshot) -> None:
        self._bar.set_classes(snapshot.classes)
        for show in Show:
            kept = self._window.settings.sort_order(snapshot.path, show.value)
            known = kept in [sort.value for sort in SortBy]
            with self._sorted():
                self._model.set_query(
                    PhotoQuery(SortBy(kept) if known else _FIRST_SORT[show]), show
                )
        self._go_to_top()
        # What was typed and chosen for the project before hides nothing of this one.
        self._window.filter_changed.emit()

    @Slot(object)
    def _take_changed(self, snapshot: ProjectSnapshot) -> None:
        self._touched = True
        self._bar.set_classes(snapshot.classes)
        self._tell()

    @Slot(object, str)
    def _take_learned(self, _summary: object, _hint: str) -> None:
        if not self._touched and self._model.is_stale:
            with self._sorted():
                self._model.sort_again()
            self._go_to_top()
            self._window.filter_changed.emit()

    @Slot()
    def _tell(self) -> None:
        model = self._model
        self._bar.show_query(model.query, examples=model.show in (Show.EXAMPLES, Show.CHECK))
        self._bar.show_state(model.rowCount(), model.in_view, stale=model.is_stale)

    @Slot()
    def _touch(self) -> None:
        if not self._sorting:
            self._touched = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know when the inspector works in the grid."""
        if event.type() in _TOUCHES:
            self._touched = True
        return super().eventFilter(watched, event)
