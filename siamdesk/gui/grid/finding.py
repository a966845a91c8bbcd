"""Looks for photos like one, and for photos of a class that might be a class of their own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.engine.messages import FindSimilar, ProposeSplit, SimilarFound, SplitProposed
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.classes.split_dialog import SplitDialog
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.grid.photo_order import Likeness
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.edit_requests import SplitClass
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow


class Finding(QObject):
    """Lives in the GUI thread. While photos are compared with one, all views are sorted by it."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._page = window.photo_page
        self._grid = window.photo_page.grid
        self._model = window.photo_model
        self._wanted: int | None = None
        """Id of the photo that others are to be compared with."""
        self._way_back: tuple[Show, int | None] = (Show.INBOX, None)
        self._page.likeness_bar.left.connect(self.leave)
        session.learner.found.connect(self._take)
        session.leaving.connect(self._forget)
        for action, slot in (
            (ActionId.FIND_SIMILAR, self._find_similar),
            (ActionId.GO_BACK, self._go_back),
            (ActionId.SPLIT_CLASS, self._ask_split),
            (ActionId.PROPOSE_SPLIT, self._propose_split),
        ):
            window.actions_by_id[action].triggered.connect(slot)

    # ---- photos like one ----

    @Slot()
    def _find_similar(self) -> None:
        wanted = self._wanted = self._grid.current_id()
        if wanted is not None:
            self._page.show_hint(self.tr("Comparing photos…"))
            self._session.learner.look_for(lambda task: FindSimilar(task, wanted))

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, SimilarFound) and event.photo_id == self._wanted:
            self._wanted = None
            self._show_similar(event)
        elif isinstance(event, SplitProposed):
            self._show_split(event)

    def _show_similar(self, event: SimilarFound) -> None:
        snapshot = self._session.snapshot
        photo = snapshot.photo(event.photo_id) if snapshot else None
        if photo is None:
            return  # it was taken out meanwhile
        if self._model.likeness is None:
            self._way_back = (self._model.show, self._model.class_id)
            self._page.show_requested.emit(Show.ALL.value)
        self._model.set_likeness(Likeness.of(photo, event.photo_ids, event.similarities))
        # A map knows no order.
        self._window.actions_by_id[ActionId.MAP].setChecked(False)
        self._page.likeness_bar.show_photo(photo.name, self._window.thumbnails.pixmap(photo))
        self._page.filter_bar.offer_sorting(offered=False)
        self._grid.select_ids([photo.id])
        self._grid.scrollToTop()
        self._grid.setFocus()
        self._window.filter_changed.emit()

    @Slot()
    def _go_back(self) -> None:
        if not self._page.shows_map:  # else one leaves the map first
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Sort photos as before, and show the view in which they were compared."""
        if self._model.likeness is None:
            return
        self._forget()
        show, class_id = self._way_back
        present = {c.id for c in self._session.snapshot.classes} if self._session.snapshot else ()
        if class_id in present:
            self._window.side_bar.class_list.class_chosen.emit(class_id)
        else:
            self._page.show_requested.emit(show.value)
        self._window.filter_changed.emit()
        self._grid.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._wanted = None
        self._page.likeness_bar.hide()
        self._page.filter_bar.offer_sorting(offered=True)
        if self._model.likeness is not None:
            self._model.set_likeness(None)

    # ---- one class becomes two ----

    @Slot()
    def _ask_split(self) -> None:
        photo_ids = tuple(self._grid.selected_ids())
        snapshot = self._session.snapshot
        if snapshot is not None and photo_ids:
            photos = [photo for i in photo_ids if (photo := snapshot.photo(i)) is not None]
            dialog = SplitDialog(photos, snapshot.classes, self._window)
            dialog.confirmed.connect(self._split)
            dialog.open()

    @Slot(object, str)
    def _split(self, photo_ids: tuple[int, ...], name: str) -> None:
        self._session.edit(SplitClass(photo_ids, name))

    @Slot()
    def _propose_split(self) -> None:
        known = self._window.side_bar.class_list.current_class()
        if known is not None:
            self._session.learner.look_for(lambda task: ProposeSplit(task, known))

    def _show_split(self, event: SplitProposed) -> None:
        self._window.side_bar.class_list.class_chosen.emit(event.class_id)
        if any(self._model.row(photo_id) is None for photo_id in event.photo_ids):
            self._window.actions_by_id[ActionId.CLEAR_FILTER].trigger()
        self._grid.select_ids(event.photo_ids)
        self._grid.setFocus()
        count = len(event.photo_ids)
        words = self.tr("%Ln photos may be a class of their own: Ctrl+D splits them off", "", count)
        self._session.noticed.emit(Notice(NoticeKind.INFO, words))
