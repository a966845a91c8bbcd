"""The open project as the window sees it: turns intentions into edits, and edits into learning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QThread, Signal, Slot
from PySide6.QtGui import QImage

from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session import notices, project_notices
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.additions import AddFiles, Addition, AddPicture
from siamdesk.gui.session.edit_requests import (
    EditRequest,
    GoTo,
    Redo,
    RemovePhotos,
    SetClasses,
    Undo,
)
from siamdesk.gui.session.learner import Learner
from siamdesk.gui.session.project_link import ProjectLink
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.gui.session.worker_link import WorkerLink
from siamdesk.gui.settings import Settings
from siamdesk.gui.words.core_words import translated
from siamdesk.project.changes import Pair
from siamdesk.project.importing import ImportPlan
from siamdesk.project.names import folder_name
from siamdesk.project.values import AddReport, ProjectSnapshot, SimilarPair
from siamdesk.resources import resource_path

_ADDING = "adding"
_THREADS_DEADLINE_MS = 10_000


class Session(QObject):
    """Holds what the window shows and the two links; lives in the GUI thread."""

    opened = Signal(object)
    """The `ProjectSnapshot` of another project."""
    closed = Signal()
    leaving = Signal()
    """Another project, or none, comes next: what is just being written is to be handed in now."""
    changed = Signal(object, object)
    """The `ProjectSnapshot` after a change, and the `changed_photos` since the one before."""
    revealed = Signal(object, str)
    """Ids of the photos that an undo or redo has changed, and what it did."""
    history_read = Signal(object)
    """A `HistoryPage` that was asked for."""
    activity_changed = Signal(object)
    noticed = Signal(object)
    watching = Signal(object)
    """The folder that feeds the inbox, or None."""
    import_planned = Signal(object)
    """The `ImportPlan` of what was dropped; waits for `carry_out` or `forget_import`."""
    problems_found = Signal(str, object)
    """A title, and the `AddReport` that lists what was left out."""

    videos_found = Signal(object)
    """A `PhotoBatch` of videos for each class: which frames to take is to be asked."""

    # To the project's thread; its slots are the only receivers.
    _create = Signal(object, object)
    _open = Signal(object)
    _open_sample = Signal(object, object)
    _close = Signal()
    # With the path of the project that is meant: another one may open before their turn comes.
    _plan_import = Signal(object, object)
    _add = Signal(object, object)
    _edit = Signal(object, str, object)
    _watch = Signal(object, object)
    _export_trail = Signal(object, object)
    _forget_import = Signal()
    _read_history = Signal(object, int)
    _stop = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.snapshot: ProjectSnapshot | None = None
        self.watched: Path | None = None
        self.similar: tuple[SimilarPair, ...] = ()
        """Photos added since the inspector last looked which look like other ones."""
        self.rankings = RankingStore()
        self._adding: Activity | None = None
        self._beside: dict[str, Activity] = {}
        self._working: Activity | None = None
        self._worker = WorkerLink(self)
        self.learner = Learner(
            self._worker,
            self.rankings,
            quiet_ms=round(settings.quiet_seconds * 1000),
            parent=self,
        )
        self._thread = QThread(self)
        self._thread.setObjectName("project link")
        self._project = ProjectLink(settings.watch_seconds)
        self._project.moveToThread(self._thread)
        self._connect()
        self._thread.start()

    def start_worker(self) -> None:
        """Start the worker process; all but guesses works without it."""
        self._worker.start()

    def _connect(self) -> None:
        link = self._project
        for request, slot in (
            (self._create, link.create),
            (self._open, link.open),
            (self._open_sample, link.open_sample),
            (self._close, link.close),
            (self._plan_import, link.plan_import),
            (self._forget_import, link.forget_import),
            (self._add, link.add),
            (self._watch, link.watch),
            (self._edit, link.edit),
            (self._read_history, link.read_history),
            (self._export_trail, link.export_trail),
            (self._stop, link.stop),
        ):
            request.connect(slot)
        link.opened.connect(self._take_opened)
        link.changed.connect(self._take_changed)
        link.added.connect(self.tell_added)
        link.import_planned.connect(self.import_planned)
        link.watching.connect(self._take_watching)
        link.arrived.connect(self._take_arrived)
        link.watch_disturbed.connect(self._take_disturbed)
        link.progressed.connect(self._take_progress)
        link.finished.connect(self._take_finished)
        link.failed.connect(self._take_failure)
        link.open_failed.connect(self._take_failure)
        link.history_read.connect(self.history_read)
        link.trail_exported.connect(self._take_trail)
        self.learner.noticed.connect(self.noticed)
        self.learner.activity_changed.connect(self._take_activity)

    # ---- projects ----

    @property
    def worker_process_id(self) -> int | None:
        """Process id of the worker, when there is one."""
        return self._worker.process_id

    def create_project(self, path: Path, content: Sequence[Path] = ()) -> None:
        """Make a project and add files and folders to it."""
        self.leaving.emit()
        self._create.emit(path, list(content))

    def open_project(self, path: Path) -> None:
        """Open a project."""
        self.leaving.emit()
        self._open.emit(path)

    def open_sample(self, place: Path | None = None) -> None:
        """Open the sample: the inspector's own copy of it, which keeps what was done to it."""
        self.leaving.emit()
        data = QStandardPaths.StandardLocation.AppDataLocation
        folder = Path(QStandardPaths.writableLocation(data))
        self._open_sample.emit(resource_path("sample"), place or folder / "Sample.siam")

    def close_project(self) -> None:
        """Go back to the start."""
        if self.snapshot is not None:
            self.leaving.emit()
            self.snapshot = None
            self._take_watching(None)
            self._close.emit()
            stopped = self.learner.at_stake
            self.learner.close()
            self.closed.emit()
            self._tell_stopped(stopped)

    # ---- photos ----

    def add(self, addition: Addition) -> None:
        """Add photos in whatever way."""
        self._start_adding()
        self._add.emit(addition, self._path)

    def add_to(self, paths: Sequence[Path], class_id: int | None) -> None:
        """Add files to one class, or to the inbox (None)."""
        self.add(AddFiles(tuple(paths), self._class_name(class_id)))

    def add_found(self, paths: Sequence[Path]) -> None:
        """Add files to the inbox, and folders with one class per sub-folder, if that is wanted."""
        self._start_adding()
        self._plan_import.emit(list(paths), self._path)

    @Slot(object)
    def carry_out(self, plan: ImportPlan) -> None:
        """Add what `import_planned` announced, or a part of it."""
        self.add(plan)
        self._forget_import.emit()

    @Slot()
    def forget_import(self) -> None:
        """Add nothing of what `import_planned` announced."""
        self._forget_import.emit()

    def add_picture(
        self, picture: QImage, class_id: int | None = None, origin: str | None = None
    ) -> None:
        """Add a picture that is no file to one class, or to the inbox (None).

        It is called after its origin, e.g. the camera, and the time.
        """
        origin = folder_name(origin or self.tr("Picture"))  # a camera's name may hold a slash
        name = f"{origin} {datetime.now():%Y-%m-%d %H.%M.%S}.png"
        self.add(AddPicture(picture, name, origin, self._class_name(class_id)))

    def watch(self, folder: Path | None) -> None:
        """Let a folder feed the inbox from now on; None: no folder."""
        self._watch.emit(folder, self._path)

    # ---- edits ----

    def edit(self, request: EditRequest, *, reveals: str = "") -> None:
        """Have the project edited; `changed` follows, and with words `revealed` as well."""
        self._edit.emit(request, reveals, self._path)

    def correct(self, photo_ids: Sequence[int], class_id: int | None) -> None:
        """Make photos examples of a class, or send them back to the inbox (None)."""
        self.assign(dict.fromkeys(photo_ids, class_id))

    def accept(self, photo_ids: Sequence[int]) -> None:
        """Make each photo an example of the class that is guessed first."""
        present = {c.id for c in self.snapshot.classes} if self.snapshot else set()
        tops = {photo_id: self.rankings.top(photo_id) for photo_id in photo_ids}
        # A class may have gone since the photo was ranked.
        self.assign({photo_id: top for photo_id, top in tops.items() if top in present})

    def assign(self, class_ids: Mapping[int, int | None]) -> None:
        """Give each photo, by id, a class of its own; one undo takes all back."""
        if class_ids:
            self.edit(SetClasses(dict(class_ids)))

    def remove(self, photo_ids: Sequence[int]) -> None:
        """Take photos out of the project."""
        if photo_ids:
            self.edit(RemovePhotos(tuple(photo_ids)))

    def undo(self) -> None:
        """Take back the last edit."""
        if self.snapshot is not None and self.snapshot.undo_text is not None:
            words = self.tr("Undone: {0}").format(translated(self.snapshot.undo_text))
            self.edit(Undo(), reveals=words)

    def redo(self) -> None:
        """Make the edit again that was undone last."""
        if self.snapshot is not None and self.snapshot.redo_text is not None:
            words = self.tr("Done again: {0}").format(translated(self.snapshot.redo_text))
            self.edit(Redo(), reveals=words)

    def go_to(self, edit_id: int) -> None:
        """Undo or redo until this edit is the last that is done; 0 is before the first."""
        self.edit(GoTo(edit_id), reveals=self.tr("Went to another point of the history"))

    # ---- history ----

    def read_history(self, before: int | None, limit: int) -> None:
        """Have `history_read` bring a page: the newest edits, or those older than `before`."""
        self._read_history.emit(before, limit)

    def export_trail(self, path: Path) -> None:
        """Write the audit trail as CSV or JSON, after the file's name."""
        self._export_trail.emit(path, self._path)

    @Slot(str)
    def cancel(self, key: str) -> None:
        """Stop the activity with this key."""
        if key == _ADDING:
            self._project.request_cancel()
        elif key.isdigit():
            self.learner.cancel(int(key))

    def shut_down(self) -> None:
        """End both threads and the worker, once the edits that are under way are on disk."""
        self.leaving.emit()
        self._project.request_stop()
        # In line behind the edits: `QThread.quit` would pass them by, and they would be lost.
        self._stop.emit()
        self._worker.request_stop()
        # Both are quick; only a huge photo that is just being added can take the whole deadline,
        # and the window is out of sight by now.
        self._thread.wait(_THREADS_DEADLINE_MS)
        self._worker.wait(_THREADS_DEADLINE_MS)

    # ---- what the links say ----

    @property
    def at_stake(self) -> str | None:
        """What runs, in words, if an end now would lose it; what is done later anyway is not."""
        beside = next(iter(self._beside.values()), None)
        activity = self._adding or beside
        return activity.text if activity is not None else self.learner.at_stake

    @property
    def _path(self) -> Path | None:
        return self.snapshot.path if self.snapshot is not None else None

    def _class_name(self, class_id: int | None) -> str | None:
        classes = self.snapshot.classes if self.snapshot else ()
        return next((c.name for c in classes if c.id == class_id), None)

    def show_beside(self, key: str, activity: Activity | None) -> None:
        """Tell how far other work in the window's process is, or that it is over (None)."""
        self._beside.pop(key, None)
        if activity is not None:
            self._beside[key] = activity
        self._tell_activity()

    def _start_adding(self) -> None:
        self._adding = Activity(_ADDING, self.tr("Adding photos"))
        self._tell_activity()

    @Slot(object)
    def _take_opened(self, snapshot: ProjectSnapshot) -> None:
        self.similar = ()
        self.snapshot = snapshot
        self._settings.add_recent(snapshot.path)
        stopped = self.learner.at_stake
        self.learner.open(snapshot)
        self.opened.emit(snapshot)
        self._tell_stopped(stopped)

    def _tell_stopped(self, work: str | None) -> None:
        """After the new state is shown, which takes away what was said about the one before."""
        if work is not None:
            self.noticed.emit(notices.stopped(work))

    @Slot(object, object, str)
    def _take_changed(
        self, snapshot: ProjectSnapshot, changed: Sequence[Pair], reveals: str
    ) -> None:
        known = self.snapshot
        if known is None or known.path != snapshot.path:
            return  # an edit of a project that was closed meanwhile
        self.snapshot = snapshot
        self.changed.emit(snapshot, changed)
        self.learner.follow(snapshot, changed)
        if reveals:
            self.revealed.emit([now.id for _, now in changed if now is not None], reveals)

    @Slot(object)
    def tell_added(self, report: AddReport) -> None:
        """Say what became of files that were to be added."""
        self.similar += report.similar
        if (notice := project_notices.added(report)) is not None:
            self.noticed.emit(notice)
        if report.failed or report.duplicates:
            self.problems_found.emit(self.tr("Files that were not added"), report)
        if report.videos:
            self.videos_found.emit(report.videos)

    @Slot()
    def forget_similar(self) -> None:
        """The inspector has seen which added photos look like other ones."""
        self.similar = ()

    @Slot(object)
    def _take_watching(self, folder: Path | None) -> None:
        self.watched = folder
        self.watching.emit(folder)

    @Slot(object)
    def _take_arrived(self, report: AddReport) -> None:
        # The same photo under another name is nothing to interrupt an inspector for.
        if report.failed:
            self.tell_added(replace(report, duplicates=()))
            return
        self.similar += report.similar
        if report.added and self.watched is not None:
            self.noticed.emit(project_notices.arrived(report, self.watched))

    @Slot(str)
    def _take_disturbed(self, reason: str) -> None:
        if self.watched is not None:
            self.noticed.emit(project_notices.watch_disturbed(self.watched, reason))

    @Slot(object, int)
    def _take_trail(self, path: Path, lines: int) -> None:
        self.noticed.emit(project_notices.trail_written(path, lines))

    @Slot(float, str)
    def _take_progress(self, fraction: float, message: str) -> None:
        self._adding = Activity(_ADDING, translated(message), fraction)
        self._tell_activity()

    @Slot()
    def _take_finished(self) -> None:
        self._adding = None
        self._tell_activity()

    @Slot(str)
    def _take_failure(self, message: str) -> None:
        self._adding = None
        self._tell_activity()
        self.noticed.emit(Notice(NoticeKind.ERROR, translated(message)))

    @Slot(object)
    def _take_activity(self, activity: Activity | None) -> None:
        self._working = activity
        self._tell_activity()

    def _tell_activity(self) -> None:
        beside = next(iter(self._beside.values()), None)
        self.activity_changed.emit(self._adding or beside or self._working)
