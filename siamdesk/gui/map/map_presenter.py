"""Shows the photos of the grid on a map, whose selection is that of the grid."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QThreadPool, QTimer, Signal, Slot

from siamdesk.engine.messages import MapPhotos, PhotosMapped, RefineMap
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.map.map_symbols import symbol_of
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import Photo, ProjectSnapshot

if TYPE_CHECKING:
    from siamdesk.gui.map.map_page import MapPage
    from siamdesk.gui.map.map_view import Dots

_REDRAW_MS = 30


class MapPresenter(QObject):
    """Lives in the GUI thread. Points change their looks at once and their places when asked to."""

    _loaded = Signal()
    """pyqtgraph can be imported without a wait."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._page = window.photo_page
        self._grid = window.photo_page.grid
        self._model = window.photo_model
        self._map: MapPage | None = None
        self._refined = False
        self._hovered: tuple[int, QPoint] | None = None
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._redraw.timeout.connect(self._show_dots)
        self._toggle = window.actions_by_id[ActionId.MAP]
        self._toggle.toggled.connect(self._show)
        self._loaded.connect(self._build)
        window.actions_by_id[ActionId.GO_BACK].triggered.connect(self._leave)
        window.actions_by_id[ActionId.SORT_AGAIN].triggered.connect(self._update)
        session.learner.found.connect(self._take)
        session.learner.learned.connect(self._follow_learning)
        session.learner.state_changed.connect(self._tell)
        session.leaving.connect(self._leave)
        session.opened.connect(self._forget)
        session.closed.connect(self._forget)
        session.changed.connect(self._plan)
        session.learner.ranked.connect(self._plan)
        window.filter_changed.connect(self._plan)
        self._model.modelReset.connect(self._plan)
        self._marking = QTimer(self, singleShot=True, interval=0)
        self._marking.timeout.connect(self._mark)
        self._grid.selection_changed.connect(self._plan_marks)
        self._grid.current_changed.connect(self._plan_marks)
        window.thumbnails.arrived.connect(self._show_hovered)

    # ---- coming and going ----

    @Slot(bool)
    def _show(self, wanted: bool) -> None:
        if not wanted:
            self._page.show_map(None)
            self._window.filter_changed.emit()
            self._grid.scrollTo(self._grid.currentIndex())
            self._grid.setFocus()
        elif self._map is not None:
            self._build()
        else:
            # Importing takes a second on a slow disk: not here.
            QThreadPool.globalInstance().start(self._load)

    def _load(self) -> None:
        importlib.import_module("siamdesk.gui.map.map_page")
        # The window may have been closed meanwhile.
        with contextlib.suppress(RuntimeError):
            self._loaded.emit()

    @Slot()
    def _build(self) -> None:
        if not self._toggle.isChecked():
            return
        if self._map is None:
            from siamdesk.gui.map.map_page import MapPage

            self._map = self._page.map_page = MapPage(self._window.theme, self._page)
            self._map.left.connect(self._leave)
            self._map.refining_requested.connect(self._refine)
            self._map.updating_requested.connect(self._ask)
            self._map.view.picked.connect(self._pick)
            self._map.view.hovered.connect(self._hover)
            self._map.view.addActions(self._grid.actions())
            self._map.view.setContextMenuPolicy(self._grid.contextMenuPolicy())
        self._page.show_map(self._map, self._map.view)
        if len(self._map.view.ids):
            self._show_dots()
        else:
            self._map.show_empty(
                self.tr("No map yet"),
                self.tr("It comes as soon as the photos were looked at. Add at least two photos."),
            )
            self._ask()
        self._window.filter_changed.emit()
        self._grid.setFocus()

    @Slot()
    def _leave(self) -> None:
        self._toggle.setChecked(False)

    @Slot()
    def _forget(self) -> None:
        """Another project is open, or none; until then, a map may still have come of that one."""
        self._refined = False
        if self._map is not None:
            self._map.view.set_places(np.empty(0, np.int64), np.empty((0, 2), np.float32))

    # ---- places ----

    @Slot()
    def _ask(self) -> None:
        if self._refined:
            self._refine()
        else:
            self._session.learner.look_for(MapPhotos)

    @Slot()
    def _refine(self) -> None:
        if self._session.learner.running(RefineMap) is None:
            self._session.learner.look_for(RefineMap, self.tr("Arranging the map"))

    @Slot()
    def _update(self) -> None:
        if self._page.shows_map:
            self._ask()

    @Slot(object)
    def _take(self, event: object) -> None:
        if self._map is None or not isinstance(event, PhotosMapped) or len(event.photo_ids) < 2:
            return
        refining = self._session.learner.running(RefineMap)
        self._refined = refining is not None and refining.task == event.task
        self._map.view.set_places(event.photo_ids, event.places)
        self._redraw.start()
        self._tell()

    @Slot(object, str)
    def _follow_learning(self, _summary: object, _hint: str) -> None:
        if self._page.shows_map and self._map is not None and not len(self._map.view.ids):
            self._ask()
        self._plan()

    # ---- looks ----

    @Slot()
    def _plan(self) -> None:
        if self._page.shows_map:
            self._redraw.start()

    @Slot()
    def _show_dots(self) -> None:
        snapshot = self._session.snapshot
        if self._map is None or snapshot is None or not len(self._map.view.ids):
            return
        self._map.legend.set_classes(snapshot.classes)
        self._map.view.set_dots(self._dots(snapshot, self._map.view.ids))
        known = set(self._map.view.ids.tolist())
        self._map.show_missing(sum(photo.id not in known for photo in snapshot.photos))
        self._map.show_map()
        self._mark()

    def _dots(self, snapshot: ProjectSnapshot, ids: NDArray[np.int64]) -> tuple[Dots, ...]:
        from siamdesk.gui.map.map_view import Dots

        given = _given_classes(snapshot.photos, ids)
        inbox = given == 0
        guessed = self._session.rankings.first_guesses(ids)["class_id"]
        classes = np.where(inbox, guessed, given)
        shown = np.isin(ids, self._model.ids(0, self._model.rowCount() - 1))
        looks: list[tuple[int, str | None, str]] = [
            (c.id, c.colour, symbol_of(c.position)) for c in snapshot.classes
        ]
        looks.append((-1, None, "circle"))
        groups = []
        for class_id, colour, symbol in looks:
            for hollow in (False, True):
                for visible in (False, True):
                    rows = (classes == class_id) & (inbox == hollow) & (shown == visible)
                    groups.append(
                        Dots(np.flatnonzero(rows), colour, symbol, hollow=hollow, shown=visible)
                    )
        return tuple(groups)

    @Slot()
    def _plan_marks(self) -> None:
        if self._page.shows_map and self._map is not None:
            self._map.view.current = self._grid.current_id()
            self._marking.start()

    @Slot()
    def _mark(self) -> None:
        if self._map is not None and self._page.shows_map:
            self._map.view.current = self._grid.current_id()
            self._map.view.mark(frozenset(self._grid.selected_ids()))

    @Slot()
    def _tell(self) -> None:
        if self._map is not None:
            refining = self._session.learner.running(RefineMap) is not None
            self._map.show_method(refined=self._refined, refining=refining)

    # ---- what the inspector points at ----

    @Slot(object, object, bool)
    def _pick(self, ids: list[int], current: int | None, adding: bool) -> None:
        wanted = [*self._grid.selected_ids(), *ids] if adding else ids
        self._grid.select_ids(wanted, current)

    @Slot(object, object)
    def _hover(self, photo_id: int | None, place: QPoint | None) -> None:
        self._hovered = None if photo_id is None or place is None else (photo_id, place)
        self._show_hovered()

    @Slot()
    def _show_hovered(self) -> None:
        snapshot = self._session.snapshot
        if self._map is None or snapshot is None:
            return
        photo = snapshot.photo(self._hovered[0]) if self._hovered else None
        if photo is None or self._hovered is None:
            self._map.hide_photo()
            return
        pixmap = self._window.thumbnails.pixmap(photo)
        self._map.show_photo(photo.name, self._about(photo, snapshot), pixmap, self._hovered[1])

    def _about(self, photo: Photo, snapshot: ProjectSnapshot) -> str:
        names = {c.id: c.name for c in snapshot.classes}
        if photo.class_id is not None:
            return self.tr("Example of {0}").format(names.get(photo.class_id, "?"))
        top = self._session.rankings.top(photo.id)
        if top not in names:
            return self.tr("In the inbox")
        return self.tr("In the inbox, guessed {0}").format(names[top])


def _given_classes(photos: Sequence[Photo], ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Class ids [n] of photos by their ids [n]; 0 in the inbox, -2 when they are gone."""
    classes = np.full(max(int(ids.max(initial=0)), photos[-1].id if photos else 0) + 1, -2)
    classes[[photo.id for photo in photos]] = [photo.class_id or 0 for photo in photos]
    return classes[ids]
