"""Fills the loupe with the grid's current photo, and fetches all its pixels when they are seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.loupe.loupe import Loupe
from siamdesk.gui.parts.image_loader import LARGE_PIXELS, ImageLoader, decode_full
from siamdesk.gui.photo.heatmap_kinds import HeatmapKind, Side
from siamdesk.gui.photo.photo_view import moved
from siamdesk.gui.photo.zoom_view import ZoomView
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words import text
from siamdesk.project.values import DefectClass, Photo

_LABELLING = (
    ActionId.ACCEPT,
    ActionId.CORRECT,
    ActionId.CONFIRM,
    ActionId.TO_INBOX,
    ActionId.REMOVE,
    ActionId.NEXT_UNSURE,
    ActionId.TOGGLE_HEATMAP,
    ActionId.HEATMAP_WHY,
    ActionId.HEATMAP_UNUSUAL,
    ActionId.HEATMAP_MATCH,
)
"""Actions whose keys work in the loupe as in the grid."""


class LoupePresenter(QObject):
    """Lives in the GUI thread; what the loupe shows is the grid's current photo, alone selected."""

    def __init__(self, window: MainWindow, session: Session, heatmaps: Heatmaps) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._heatmaps = heatmaps
        self._grid = window.photo_page.grid
        self._shown: dict[ZoomView, Photo] = {}
        # All pixels of the photo and of its example; 50 megapixels take 200 MB each.
        self._full = ImageLoader(self, kept=2, waiting=2, threads=1)
        self._full.use(decode_full)
        self.loupe = Loupe(window.theme, window)
        self.loupe.addActions([window.actions_by_id[action] for action in _LABELLING])
        self.loupe.step_requested.connect(self._step)
        self.loupe.compare_toggled.connect(self._refresh)
        self.loupe.zoomed.connect(self._fetch)
        self.loupe.closed.connect(self._take_leave)
        self._connect_heatmaps()
        action = window.actions_by_id[ActionId.LOUPE]
        # Only in the grid: elsewhere Space presses what has the focus.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._grid.addAction(action)
        action.triggered.connect(self.open)
        self._grid.current_changed.connect(self._follow)
        for arrived in (window.thumbnails, window.large_photos, self._full):
            arrived.arrived.connect(self._refresh)
        session.learner.ranked.connect(self._refresh)
        session.changed.connect(self._follow)
        session.opened.connect(self._leave)
        session.closed.connect(self._leave)
        window.closing.connect(self._shut_down)

    def _connect_heatmaps(self) -> None:
        loupe, heatmaps = self.loupe, self._heatmaps
        heatmaps.changed.connect(self._refresh)
        for view in (loupe.view, loupe.example_view):
            heatmaps.style_changed.connect(view.set_heatmap_style)
            view.set_heatmap_style(heatmaps.style)
        loupe.view.point_chosen.connect(self._point_at_photo)
        loupe.example_view.point_chosen.connect(self._point_at_example)
        loupe.point_moved.connect(self._move_point)
        loupe.point_swapped.connect(self._swap_point)

    @property
    def _matching(self) -> bool:
        return self._heatmaps.kind is HeatmapKind.MATCH

    @Slot(float, float)
    def _point_at_photo(self, x: float, y: float) -> None:
        if self._matching:
            self._heatmaps.point_at(Side.PHOTO, (x, y))

    @Slot(float, float)
    def _point_at_example(self, x: float, y: float) -> None:
        if self._matching:
            self._heatmaps.point_at(Side.EXAMPLE, (x, y))

    @Slot(int, int)
    def _move_point(self, across: int, down: int) -> None:
        if self._matching:
            side, (x, y) = self._heatmaps.point
            self._heatmaps.point_at(side, (moved(x, across), moved(y, down)))

    @Slot()
    def _swap_point(self) -> None:
        """Ask the other way round: what in this photo is like the place that was found there."""
        if self._matching:
            side, place = self._heatmaps.point
            best = self._heatmaps.overlay(side.other).best
            self._heatmaps.point_at(side.other, best or place)

    @Slot()
    def open(self) -> None:
        """Look closer at the current photo."""
        current = self._grid.current_id()
        if current is not None:
            # What is not seen must not be labelled along.
            self._grid.select_ids([current], current)
            self.loupe.enter()
            self._refresh()

    @Slot()
    def _leave(self) -> None:
        self.loupe.leave()

    @Slot()
    def _take_leave(self) -> None:
        self._full.forget()
        self._grid.setFocus()

    @Slot()
    def _shut_down(self) -> None:
        self._full.shut_down()

    @Slot(int)
    def _step(self, step: int) -> None:
        self._grid.select_row(self._grid.currentIndex().row() + step)

    @Slot(object)
    def _follow(self, _what: object) -> None:
        self._refresh()

    # ---- what is shown ----

    @Slot()
    def _refresh(self) -> None:
        if self.loupe.isHidden():
            return
        photo = self._current()
        if photo is None:
            self.loupe.leave()
            return
        self._shown.clear()
        self._prefetch()
        self._show_words(photo)
        self._show_example(photo)
        self._show(self.loupe.view, photo)
        self.loupe.show_zoom()

    def _current(self) -> Photo | None:
        row = self._grid.currentIndex().row()
        if row < 0 or not self._grid.selected_ids():
            return None
        return self._window.photo_model.photo(row)

    def _prefetch(self) -> None:
        """Have the next photo ready; asked for before the current one, which is served first."""
        row = self._grid.currentIndex().row() + 1
        if row < self._window.photo_model.rowCount():
            self._window.large_photos.pixmap(self._window.photo_model.photo(row))

    def _show(self, view: ZoomView, photo: Photo) -> None:
        window, region = self._window, photo.framing.shown_region
        preview = window.large_photos.pixmap(photo)
        if preview is None and region is None:
            preview = window.thumbnails.pixmap(photo)
        view.show_photo(
            QSize(photo.width, photo.height),
            preview=preview,
            full=self._full.kept(photo),
            problem=window.large_photos.problem(photo),
            region=region,
        )
        self._shown[view] = photo
        view.setAccessibleName(f"{photo.name}. {self.loupe.guesses.words}")

    def _show_words(self, photo: Photo) -> None:
        loupe, classes = self.loupe, self._classes()
        row, rows = self._grid.currentIndex().row() + 1, self._window.photo_model.rowCount()
        loupe.name.setText(photo.name)
        facts = [
            self.tr("{0} of {1}  ·  {2} × {3}").format(
                text.number(row), text.number(rows), photo.width, photo.height
            )
        ]
        scale = self._heatmaps.scale
        if scale is not None and self._heatmaps.style.shown:
            facts.append(self.tr("heatmap: {0}").format(scale.words))
        loupe.facts.setText("  ·  ".join(facts))
        ranking = self._session.rankings.get(photo.id)
        if photo.class_id in classes:
            given = classes[photo.class_id].name
            loupe.guesses.show_words(self.tr("Example of {0}").format(given))
        elif ranking is None or not ranking.guesses:
            loupe.guesses.show_words(self.tr("No guess yet"))
        else:
            note = self.tr("Unlike every example") if ranking.is_unknown else ""
            loupe.guesses.show_guesses(ranking.guesses, classes, note=note)

    def _show_example(self, photo: Photo) -> None:
        loupe = self.loupe
        ranking = self._session.rankings.get(photo.id)
        first = ranking.guesses[0] if ranking is not None and ranking.guesses else None
        if self._heatmaps.photo is not None and self._heatmaps.photo.id == photo.id:
            # The class that the inspector has chosen to explain, if another one.
            wanted = self._heatmaps.example
            guesses = ranking.guesses if ranking is not None else ()
            chosen = (g for g in guesses if wanted is not None and g.example_id == wanted.id)
            first = next(chosen, first)
        example = self._photo(first.example_id) if first is not None else None
        comparing = loupe.comparing or self._matching
        loupe.compare.setEnabled(example is not None)
        loupe.show_example(shown=comparing and example is not None)
        loupe.view.show_overlay(self._heatmaps.overlay(Side.PHOTO))
        loupe.example_view.show_overlay(self._heatmaps.overlay(Side.EXAMPLE))
        if first is not None and example is not None and comparing:
            known = self._classes().get(first.class_id)
            words = self.tr("Nearest example of {0}  ·  similarity {1}").format(
                known.name if known else "?", text.decimal(first.similarity, 2)
            )
            loupe.example.setText(words)
            self._show(loupe.example_view, example)

    def _photo(self, photo_id: int) -> Photo | None:
        snapshot = self._session.snapshot
        return snapshot.photo(photo_id) if snapshot is not None else None

    def _classes(self) -> dict[int, DefectClass]:
        classes = self._session.snapshot.classes if self._session.snapshot is not None else ()
        return {known.id: known for known in classes}

    @Slot()
    def _fetch(self) -> None:
        """Have all pixels decoded where fewer would look coarse."""
        for view, photo in self._shown.items():
            if max(photo.width, photo.height) > LARGE_PIXELS and view.needs_full:
                self._full.pixmap(photo)
