"""Shows the current photo in the inspector: pixels, guesses, nearest example."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.engine.ranking_table import Guess
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.values import Photo, ProjectSnapshot


class PhotoPresenter(QObject):
    """Follows the grid's current photo."""

    def __init__(self, window: MainWindow, session: Session, heatmaps: Heatmaps) -> None:
        super().__init__(window)
        self._inspector = window.inspector
        self._grid = window.photo_page.grid
        self._model = window.photo_model
        self._thumbnails = window.thumbnails
        self._large = window.large_photos
        self._session = session
        self._heatmaps = heatmaps
        self._snapshot: ProjectSnapshot | None = None
        self.hint = ""
        """Why there are no guesses, in the engine's words."""
        self._thumbnails.arrived.connect(self._show_example)
        self._large.arrived.connect(self._show_pixels)
        self._grid.current_changed.connect(self._follow)
        self._grid.selection_changed.connect(self._follow)
        self._inspector.explanation_requested.connect(self._explain)
        session.learner.state_changed.connect(self._say_why_no_guess)

    def set_snapshot(self, snapshot: ProjectSnapshot | None) -> None:
        """Know the photos and classes of this revision."""
        self._snapshot = snapshot
        self._inspector.set_classes(snapshot.classes if snapshot else ())

    def photo(self, photo_id: int) -> Photo | None:
        """A photo of the project by its id."""
        return None if self._snapshot is None else self._snapshot.photo(photo_id)

    def current(self) -> Photo | None:
        """The photo that is shown."""
        photo_id = self._grid.current_id()
        return None if photo_id is None else self.photo(photo_id)

    @Slot()
    def refresh(self) -> None:
        """Show the current photo as things are now."""
        photo = self.current()
        selected = len(self._grid.selected_ids())
        if photo is None or not selected:
            self._inspector.show_nothing()
            self._heatmaps.show(None)
            return
        ranking = self._session.rankings.get(photo.id)
        self._inspector.show_message(self._why_no_guess())
        checking = self._model.show is Show.CHECK
        self._inspector.show_photo(photo, ranking, selected=selected, checking=checking)
        self._show_pixels()
        self._show_example()
        self._show_heatmap(photo)

    @Slot(object)
    def _follow(self, ids: object) -> None:
        del ids
        self.refresh()

    @Slot()
    def _say_why_no_guess(self) -> None:
        """What guesses wait for is another thing now."""
        if self.current() is not None:
            self._inspector.show_message(self._why_no_guess())

    def _why_no_guess(self) -> str:
        classes = self._session.snapshot.classes if self._session.snapshot else ()
        if len(classes) < 2:
            return self.tr("Add at least two classes, and a photo to each. Then guesses come here.")
        if not self._session.learner.ready:
            return self.tr("Guesses come as soon as the engine has started.")
        if self._session.learner.summary is None:
            return self.hint or self.tr("Looking at the photos…")
        return self.tr("Looking at this photo…")

    @Slot()
    def _show_pixels(self) -> None:
        photo = self.current()
        if photo is not None:
            region = photo.framing.shown_region
            pixmap = self._large.pixmap(photo)
            if pixmap is None and region is None:
                # The thumbnail stands in until the photo is decoded; of a region it shows no more.
                pixmap = self._thumbnails.pixmap(photo)
            self._inspector.show_large(pixmap, self._large.problem(photo), region)

    @Slot()
    def _show_example(self) -> None:
        guess = self._compared()
        if guess is None:
            self._inspector.show_example(None, None, None)
            return
        photo = self.photo(guess.example_id)
        pixmap = self._thumbnails.pixmap(photo) if photo else None
        self._inspector.show_example(guess, photo, pixmap)

    def _compared(self) -> Guess | None:
        """The guess whose example stands beside the photo."""
        ranking, pair = self._inspector.ranking, self._inspector.explained_pair
        if ranking is None or not ranking.guesses:
            return None
        wanted = pair[0] if pair else ranking.guesses[0].class_id
        return next((g for g in ranking.guesses if g.class_id == wanted), ranking.guesses[0])

    @Slot(int, int)
    def _explain(self, class_id: int, against_id: int) -> None:
        del class_id, against_id
        photo = self.current()
        if photo is not None:
            self._show_example()
            self._show_heatmap(photo)

    def _show_heatmap(self, photo: Photo) -> None:
        guess = self._compared()
        example = self.photo(guess.example_id) if guess is not None else None
        self._heatmaps.show(photo, pair=self._inspector.explained_pair, example=example)
