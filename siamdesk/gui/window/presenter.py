"""Shows in the window what the session holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QDialog

from siamdesk.engine.messages import LearningSummary
from siamdesk.gui.actions.action import ActionId, Needs
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.inspector.photo_presenter import PhotoPresenter
from siamdesk.gui.parts.banner import Banner, Notice, NoticeKind
from siamdesk.gui.parts.image_loader import decode_large, decode_thumbnail
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.dialogs import ProblemsDialog
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words.core_words import translated
from siamdesk.images.thumbnails import ThumbnailCache
from siamdesk.project.changes import Pair, recounted
from siamdesk.project.values import AddReport, FileProblem, ProjectSnapshot


class Presenter(QObject):
    """Follows one `Session`; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session, heatmaps: Heatmaps) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._photo = PhotoPresenter(window, session, heatmaps)
        self._examples: Counter[int] = Counter()
        """Class id to the number of its examples."""
        self._counts = (0, 0)
        self._report: tuple[str, AddReport] | None = None
        session.opened.connect(self._show_opened)
        session.closed.connect(self._show_closed)
        session.changed.connect(self._show_changed)
        session.revealed.connect(self._reveal)
        session.activity_changed.connect(window.status_line.show_activity)
        session.noticed.connect(self._show_notice)
        session.problems_found.connect(self._keep_report)
        learner = session.learner
        learner.ranked.connect(self._show_rankings)
        learner.learned.connect(self._show_learned)
        learner.device_changed.connect(window.status_line.show_device)
        learner.state_changed.connect(window.status_line.show_state)
        learner.unreadable.connect(self._show_unreadable)
        window.thumbnails.arrived.connect(window.photo_page.grid.repaint_photos)
        window.photo_page.grid.selection_changed.connect(self._show_selection)
        for banner in (window.photo_page.banner, window.start_page.banner):
            banner.details_requested.connect(self._act_on_notice)
        window.filter_changed.connect(self._show_filtered)
        window.side_bar.class_list.selectionModel().selectionChanged.connect(self._update_actions)
        learner.tell_state()
        window.show_start()
        self._update_actions()

    # ---- projects ----

    @Slot(object)
    def _show_opened(self, snapshot: ProjectSnapshot) -> None:
        window = self._window
        self._close_dialogs()
        cache = ThumbnailCache(snapshot.path / "cache" / "thumbnails")
        window.thumbnails.use(decode_thumbnail(cache))
        window.large_photos.use(decode_large)
        for banner in (window.photo_page.banner, window.start_page.banner):
            banner.dismiss()
        window.photo_model.set_snapshot(None)
        window.photo_model.set_filter(Show.INBOX)
        window.photo_page.show_filter(Show.INBOX, None)
        window.side_bar.show_summary(None, "")
        self._photo.hint = ""
        self._show_snapshot(snapshot, None)
        window.show_work(snapshot.path.stem)
        window.photo_page.grid.select_row(0)
        # What has the keys lies in the work area, or Ctrl+V would do nothing there.
        page = window.photo_page
        (page.grid if snapshot.photos else page.empty).setFocus()

    @Slot()
    def _show_closed(self) -> None:
        window = self._window
        window.thumbnails.use(None)
        window.large_photos.use(None)
        window.photo_model.set_snapshot(None)
        window.class_model.set_classes((), {})
        self._photo.set_snapshot(None)
        window.show_start()
        self._update_actions()

    def _close_dialogs(self) -> None:
        """What was asked about the photos of one project must not be answered for another one."""
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()

    @Slot(object, object)
    def _show_changed(self, snapshot: ProjectSnapshot, changed: Sequence[Pair]) -> None:
        window = self._window
        was_empty = not window.photo_model.has_photos
        self._show_snapshot(snapshot, changed)
        if was_empty and snapshot.photos:
            # The first photos of a project: show them, wherever they went.
            if all(photo.class_id is not None for photo in snapshot.photos):
                window.photo_page.show_requested.emit(Show.EXAMPLES.value)
            window.photo_page.grid.select_row(0)
            window.photo_page.grid.setFocus()
        self._photo.refresh()

    def _show_snapshot(self, snapshot: ProjectSnapshot, changed: Sequence[Pair] | None) -> None:
        window = self._window
        if changed is None:
            self._examples = snapshot.examples_per_class()
        else:
            self._examples = recounted(self._examples, changed)
        window.class_model.set_classes(snapshot.classes, dict(self._examples))
        self._photo.set_snapshot(snapshot)
        window.photo_model.set_snapshot(snapshot, changed)
        examples = self._examples.total()
        window.side_bar.show_project(snapshot, examples)
        self._counts = (len(snapshot.photos) - examples, examples)
        self._show_counts()
        self._show_filtered()
        for action, done, plain, words in (
            (ActionId.UNDO, snapshot.undo_text, self.tr("Undo"), self.tr("Undo: {0}")),
            (ActionId.REDO, snapshot.redo_text, self.tr("Redo"), self.tr("Redo: {0}")),
        ):
            tip = words.format(translated(done)) if done else plain
            window.actions_by_id[action].setToolTip(tip)

    def _show_counts(self) -> None:
        self._window.photo_page.show_counts(*self._counts, self._window.photo_model.doubtful)

    @Slot(object, str)
    def _reveal(self, photo_ids: list[int], words: str) -> None:
        self._window.photo_page.grid.select_ids(photo_ids)
        self._window.photo_page.show_hint(words)

    @Slot()
    def _show_filtered(self) -> None:
        page, model = self._window.photo_page, self._window.photo_model
        if model.rowCount():
            page.show_grid()
        elif model.in_view:
            page.show_empty(
                self.tr("No photo matches the filter"),
                self.tr("Photos of this view are hidden by what you have typed or chosen above."),
                icon="filter",
                button=self.tr("Show all photos again"),
            )
        elif not model.has_photos:
            page.show_empty(
                self.tr("Drop photos here"),
                self.tr(
                    "They go to the inbox. A folder with one sub-folder per class brings its "
                    "classes along."
                ),
                icon="drop",
                button=self.tr("Add photos…"),
            )
        elif model.show is Show.CHECK and self._session.learner.summary is None:
            page.show_empty(
                self.tr("Nothing to check yet"),
                self.tr("Examples are checked once the model has learned from them."),
                icon="warning",
                button=None,
            )
        elif model.show is Show.CHECK:
            page.show_empty(
                self.tr("Nothing to check"),
                self.tr("No example looks as if it belonged to another class."),
                icon="success",
                button=None,
            )
        elif model.show is Show.INBOX:
            page.show_empty(
                self.tr("Inbox done"),
                self.tr("Every photo is an example now. Drop new photos to have them guessed."),
                icon="success",
                button=self.tr("Add photos…"),
            )
        else:
            page.show_empty(
                self.tr("No examples yet"),
                self.tr(
                    "Select photos in the inbox, then press the number key of a class or drag "
                    "them onto it."
                ),
                icon="photo",
                button=None,
            )
        self._update_actions()

    # ---- learning ----

    @Slot()
    def _show_rankings(self) -> None:
        self._window.photo_model.rankings_changed()
        self._show_counts()
        self._photo.refresh()
        self._update_actions()

    @Slot(object, str)
    def _show_learned(self, summary: LearningSummary | None, hint: str) -> None:
        self._photo.hint = hint
        self._window.side_bar.show_summary(summary, hint)
        self._show_filtered()  # an empty list to check says something else once it was learned

    # ---- messages ----

    @property
    def _banner(self) -> Banner:
        """The one that can be seen."""
        window = self._window
        return window.photo_page.banner if window.shows_work else window.start_page.banner

    @Slot(object)
    def _show_notice(self, notice: Notice) -> None:
        shown = self._banner.notice
        if (
            shown is not None
            and shown.kind is NoticeKind.ERROR
            and notice.kind in (NoticeKind.INFO, NoticeKind.SUCCESS)
        ):
            return  # good news must not hide an error that may not have been read
        self._banner.show_notice(notice)

    @Slot(str, object)
    def _keep_report(self, title: str, report: AddReport) -> None:
        self._report = (title, report)
        if report.failed:
            self._open_report()

    @Slot(object)
    def _show_unreadable(self, problems: tuple[FileProblem, ...]) -> None:
        report = AddReport((), (), problems)
        if self._report is not None and self._report[1] == report:
            return  # told already; learning finds them again after every change
        self._report = (self.tr("Photos that can't be read"), report)
        words = self.tr("%Ln photos of the project can't be read any more.", "", len(problems))
        self._show_notice(Notice(NoticeKind.WARNING, words, self.tr("Show list")))

    @Slot()
    def _act_on_notice(self) -> None:
        notice = self._banner.notice
        self._banner.dismiss()
        if notice is not None and notice.go_back is not None:
            self._session.learner.use_version(notice.go_back.version_id)
        elif notice is not None and notice.kind is NoticeKind.ERROR:
            self._session.learner.restart_worker()
        elif notice is not None and notice.compares:
            self._window.actions_by_id[ActionId.SAME_PICTURE].trigger()
        else:
            self._open_report()

    def _open_report(self) -> None:
        if self._report is not None:
            ProblemsDialog(self._window, *self._report).open()

    # ---- selection and actions ----

    @Slot(object)
    def _show_selection(self, photo_ids: list[int]) -> None:
        number = len(photo_ids)
        words = ""
        if number > 1:
            words = self.tr("%Ln photos selected", "", number)
        elif number and self._window.photo_model.show is Show.INBOX:
            words = self.tr("Enter accepts, 1–9 correct")
        elif number and self._window.photo_model.show is Show.CHECK:
            words = self.tr("Enter changes, K keeps the class")
        self._window.photo_page.show_hint(words)
        self._update_actions()

    @Slot()
    def _update_actions(self) -> None:
        window, snapshot = self._window, self._session.snapshot
        met = set()
        if snapshot is not None:
            met.add(Needs.PROJECT)
            if snapshot.undo_text is not None:
                met.add(Needs.UNDO)
            if snapshot.redo_text is not None:
                met.add(Needs.REDO)
            if self._session.learner.summary is not None:
                met.add(Needs.MODEL)
            if window.side_bar.class_list.current_class() is not None:
                met.add(Needs.CLASS)
            if window.photo_model.show is Show.INBOX and len(self._session.rankings):
                met.add(Needs.GUESSES)
            if window.photo_model.likeness is not None or window.photo_page.shows_map:
                met.add(Needs.WAY_BACK)
            met |= self._met_by_selection()
        window.actions_by_id.enable(frozenset(met))

    def _met_by_selection(self) -> set[Needs]:
        grid, show = self._window.photo_page.grid, self._window.photo_model.show
        photo = self._photo.current()
        if photo is None or not grid.selectionModel().hasSelection():
            return set()
        met = {Needs.SELECTION}
        if photo.class_id is not None:
            met.add(Needs.EXAMPLE)
        asked = photo.class_id is None or show is Show.CHECK
        if asked and photo.id in self._session.rankings:
            met.add(Needs.GUESS)
        return met
