"""The window's line to the project on disk: all edits happen in one thread beside the GUI's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from siamdesk.errors import Cancelled, SiamDeskError
from siamdesk.gui.session.additions import AddByFolder, Addition
from siamdesk.gui.session.edit_requests import EditRequest
from siamdesk.gui.session.folder_watcher import FolderWatcher
from siamdesk.project.changes import changed_photos
from siamdesk.project.history import write_trail
from siamdesk.project.importing import planned
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, Photo

_PROGRESS_EVERY_S = 0.05
_WATCHED = "watched folder"
"""Key of the project's setting."""


class ProjectLink(QObject):
    """Owns the open `Project`. Moved to a thread of its own; all slots are called by signals."""

    opened = Signal(object)
    """The `ProjectSnapshot` of a project that was just opened."""
    changed = Signal(object, object, str)
    """The `ProjectSnapshot` after an edit, the `changed_photos` since the last one that was told,
    and what to say of them, if so."""
    added = Signal(object)
    """The `AddReport` of an addition, after `changed`."""
    import_planned = Signal(object)
    """The `ImportPlan` of what was dropped; waits for `add` or `forget_import`."""
    progressed = Signal(float, str)
    finished = Signal()
    """Work that reported progress is over."""
    failed = Signal(str)
    """A sentence for the inspector; nothing was changed."""
    open_failed = Signal(str)
    watching = Signal(object)
    """The folder that feeds the inbox from now on, or None."""
    arrived = Signal(object)
    """The `AddReport` of photos that came from the watched folder, after `changed`."""
    watch_disturbed = Signal(str)
    """A sentence: why no photos can be had from the watched folder; empty when they can again."""
    history_read = Signal(object)
    """A `HistoryPage`."""
    trail_exported = Signal(object, int)
    """The file's path and the number of its lines."""

    def __init__(self, watch_seconds: float) -> None:
        super().__init__()
        self._project: Project | None = None
        self._told: tuple[Photo, ...] = ()
        """The photos that the window knows."""
        self._cancelled = threading.Event()
        self._stopping = threading.Event()
        self._opened_plan = ExitStack()
        """Keeps archives unpacked while the inspector is asked."""
        self._watch_seconds = watch_seconds
        self._watcher: FolderWatcher | None = None
        self._disturbed = False

    def request_cancel(self) -> None:
        """Stop the addition that runs; may be called from any thread."""
        self._cancelled.set()

    def request_stop(self) -> None:
        """Stop the addition that runs, and let none begin; may be called from any thread."""
        self._stopping.set()

    @Slot()
    def stop(self) -> None:
        """Let go of the project and end the thread, after all edits that were asked for before."""
        self.close()
        QThread.currentThread().quit()

    # ---- projects ----

    @Slot(object, object)
    def create(self, path: Path, content: Sequence[Path]) -> None:
        """Make a project, open it and add `content` to it."""
        if self._open(lambda: Project.create(path)) and content:
            self.plan_import(content, path)

    @Slot(object)
    def open(self, path: Path) -> None:
        """Open a project."""
        self._open(lambda: Project.open(path))

    @Slot(object, object)
    def open_sample(self, sample: Path, path: Path) -> None:
        """Open the sample project at `path`; it is made from the photos in `sample` at first."""
        if path.exists():
            self.open(path)
            return
        if self._open(lambda: Project.create(path)):
            self.add(AddByFolder((sample / "examples", sample / "inbox")), path)

    @Slot()
    def close(self) -> None:
        """Let go of the project."""
        self._stop_watching()
        self.forget_import()
        if self._project is not None:
            self._project.close()
            self._project, self._told = None, ()

    # ---- the watched folder ----

    @Slot(object, object)
    def watch(self, folder: Path | None, path: Path | None) -> None:
        """Let a folder feed the inbox of the project at `path`, whenever it is open; None: none."""
        if self._project is None or self._project.path != path:
            return
        try:
            self._project.set_setting(_WATCHED, None if folder is None else str(folder))
            self._start_watching(folder)
        except SiamDeskError as error:
            self.failed.emit(str(error))

    def _start_watching(self, folder: Path | None) -> None:
        self._stop_watching()
        if folder is not None and self._project is not None:
            known = self._project.sources(below=folder)
            self._watcher = FolderWatcher(folder, known, self._watch_seconds)
            self._watcher.looked.connect(self._take_look)
            self._watcher.start()
        self.watching.emit(folder)

    def _stop_watching(self) -> None:
        self._disturbed = False
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None

    @Slot(object, object, str)
    def _take_look(self, watcher: FolderWatcher, found: Sequence[Path], problem: str) -> None:
        if watcher is not self._watcher or self._project is None:
            return  # what was watched before
        again: Sequence[Path] = ()
        try:
            if found:
                self._take_in(self._project, found)
        except SiamDeskError as error:
            again, problem = found, str(error)
        self._tell_disturbed(problem)
        if found:
            watcher.answer(again)

    def _take_in(self, project: Project, found: Sequence[Path]) -> None:
        self._cancelled.clear()
        try:
            report = project.add_photos(found, progress=_Throttled(self))
        except Cancelled:
            if not self._stopping.is_set():
                self.watch(None, project.path)  # else the same photos would come again
            return
        finally:
            self.finished.emit()
        self._tell()
        self.arrived.emit(report)

    def _tell_disturbed(self, reason: str) -> None:
        """Only when it changes: the folder is looked at every few seconds."""
        if self._disturbed != bool(reason):
            self._disturbed = bool(reason)
            self.watch_disturbed.emit(reason)

    # ---- edits ----

    @Slot(object, object)
    def add(self, addition: Addition, path: Path | None) -> None:
        """Add photos to the project at `path`: `added` tells what became of them."""
        if self._project is None or self._project.path != path:
            self.finished.emit()
            return
        self._cancelled.clear()
        report = AddReport((), (), ())
        try:
            report = addition.add_to(self._project, progress=_Throttled(self))
        except SiamDeskError as error:
            self.failed.emit(str(error))
        except Cancelled:
            pass  # nothing was added
        self._tell()
        self.finished.emit()
        self.added.emit(report)

    @Slot(object, object)
    def plan_import(self, paths: Sequence[Path], path: Path | None) -> None:
        """As adding by folder, but where classes would come along the inspector is asked first."""
        self.forget_import()
        if self._project is None or self._project.path != path:
            self.finished.emit()
            return
        self._cancelled.clear()
        try:
            plan = self._opened_plan.enter_context(planned(self._project, paths, _Throttled(self)))
        except SiamDeskError as error:
            self.failed.emit(str(error))
            return
        except Cancelled:
            return
        finally:
            self.finished.emit()
        if plan.classes:
            self.import_planned.emit(plan)
        else:
            self.add(plan, path)
            self.forget_import()

    @Slot()
    def forget_import(self) -> None:
        """Add nothing of what was planned."""
        self._opened_plan.close()

    @Slot(object, str, object)
    def edit(self, request: EditRequest, reveals: str, path: Path | None) -> None:
        """Edit the project at `path`; `reveals` goes with `changed` when it was made.

        Another project numbers other photos and classes the same: it must not be edited instead.
        """
        if self._project is None or self._project.path != path:
            return
        try:
            request.carry_out(self._project)
        except SiamDeskError as error:
            self.failed.emit(str(error))
            reveals = ""
        self._tell(reveals)

    # ---- history ----

    @Slot(object, int)
    def read_history(self, before: int | None, limit: int) -> None:
        """Send a page of the history, of edits older than `before` or the newest."""
        try:
            if self._project is not None:
                self.history_read.emit(self._project.history_page(before, limit))
        except SiamDeskError as error:
            self.failed.emit(str(error))

    @Slot(object, object)
    def export_trail(self, file: Path, path: Path | None) -> None:
        """Write the audit trail of the project at `path` to a file."""
        if self._project is None or self._project.path != path:
            return
        try:
            lines = self._project.trail()
            write_trail(lines, file)
            self.trail_exported.emit(file, len(lines))
        except SiamDeskError as error:
            self.failed.emit(str(error))

    # ---- inside ----

    def _open(self, open_it: Callable[[], Project]) -> bool:
        """Whether it is open; if not, the project that was open before still is."""
        try:
            project = open_it()
            snapshot = project.snapshot()
        except SiamDeskError as error:
            self.open_failed.emit(str(error))
            return False
        self.close()
        self._project, self._told = project, snapshot.photos
        self.opened.emit(snapshot)
        folder = project.setting(_WATCHED)
        self._start_watching(None if folder is None else Path(folder))
        return True

    def _tell(self, reveals: str = "") -> None:
        if self._project is None:
            return
        try:
            snapshot = self._project.snapshot()
        except SiamDeskError as error:
            self.failed.emit(str(error))
            return
        # Here, and once: the GUI's thread must not look at 100,000 photos after each edit.
        changed = changed_photos(self._told, snapshot.photos)
        self._told = snapshot.photos
        self.changed.emit(snapshot, changed, reveals)

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` once a cancel or the end was requested."""
        if self._cancelled.is_set() or self._stopping.is_set():
            raise Cancelled


class _Throttled:
    """A progress callable that emits a few times a second only."""

    def __init__(self, link: ProjectLink) -> None:
        self._link = link
        self._last = float("-inf")

    def __call__(self, fraction: float, message: str) -> None:
        self._link.raise_if_cancelled()
        now = time.monotonic()
        if now - self._last >= _PROGRESS_EVERY_S:
            self._last = now
            self._link.progressed.emit(fraction, message)
