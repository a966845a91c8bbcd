"""Videos that were dropped or chosen: asks which frames to take, and has them taken."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from siamdesk.gui.intake.video_dialog import VideoDialog
from siamdesk.gui.intake.video_work import AddFootage, FrameWish, VideoWork
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.images.video import VideoInfo
from siamdesk.project.values import AddReport, FileProblem, PhotoBatch

_TAKING = "taking frames"


class VideoCommands(QObject):
    """Lives in the GUI thread; one dialog at a time, and one video at a time in the background."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._work = VideoWork(self)
        self._asking: deque[PhotoBatch] = deque()
        self._dialog: VideoDialog | None = None
        self._problems: tuple[FileProblem, ...] = ()
        self._project: Path | None = None
        self._taking = False
        session.videos_found.connect(self._take_found)
        session.opened.connect(self._forget_other)
        session.closed.connect(self._forget_all)
        window.status_line.cancel_requested.connect(self._cancel)
        window.closing.connect(self._work.shut_down)
        self._work.looked.connect(self._ask)
        self._work.still.connect(self._show_still)
        self._work.progressed.connect(self._tell_progress)
        self._work.taken.connect(self._add)
        self._work.failed.connect(self._report)
        self._work.finished.connect(self._finish)

    @Slot(object)
    def _take_found(self, videos: tuple[PhotoBatch, ...]) -> None:
        self._asking += videos
        if len(self._asking) == len(videos):
            self._look_at_next()

    def _look_at_next(self) -> None:
        if self._asking:
            self._work.look(self._asking[0].paths)

    @Slot(object, object, object)
    def _ask(
        self,
        videos: tuple[Path, ...],
        infos: tuple[VideoInfo, ...],
        problems: tuple[FileProblem, ...],
    ) -> None:
        snapshot = self._session.snapshot
        if snapshot is None or not self._asking or self._asking[0].paths != videos:
            return  # they were for a project that was closed meanwhile
        self._problems = problems
        if not infos:
            self._next()
            return
        window = self._window
        class_name = self._asking[0].class_name
        dialog = VideoDialog(infos, snapshot.classes, class_name, window.theme, window)
        dialog.confirmed.connect(self._take)
        dialog.finished.connect(self._next)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _next(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        if self._asking:
            self._asking.popleft()
        # Not while the others are asked about: two dialogs at once would lie upon each other.
        self._tell_problems(self._problems)
        self._problems = ()
        self._look_at_next()

    @Slot(object, int, QImage)
    def _show_still(self, path: Path, number: int, picture: QImage) -> None:
        if self._dialog is not None:
            self._dialog.show_still(path, number, picture)

    @Slot(object)
    def _take(self, wish: FrameWish) -> None:
        if self._session.snapshot is not None:
            self._project = self._session.snapshot.path
            self._tell_progress(0.0, self.tr("Taking frames"))
            self._work.take(wish)

    @Slot(object)
    def _add(self, footage: AddFootage) -> None:
        snapshot = self._session.snapshot
        if snapshot is not None and snapshot.path == self._project:
            self._session.add(footage)

    @Slot(object)
    def _report(self, problem: FileProblem) -> None:
        self._tell_problems((problem,))

    def _tell_problems(self, problems: tuple[FileProblem, ...]) -> None:
        if problems:
            self._session.tell_added(AddReport((), (), problems))

    @Slot(float, str)
    def _tell_progress(self, fraction: float, message: str) -> None:
        self._taking = True
        self._session.show_beside(_TAKING, Activity(_TAKING, message, fraction))

    @Slot()
    def _finish(self) -> None:
        self._taking = False
        self._session.show_beside(_TAKING, None)

    @Slot(str)
    def _cancel(self, key: str) -> None:
        if key == _TAKING:
            self._work.cancel()
            self._finish()

    @Slot(object)
    def _forget_other(self) -> None:
        self._forget_all()

    @Slot()
    def _forget_all(self) -> None:
        """Frames are for the project that was open when they were asked for."""
        self._asking.clear()
        if self._dialog is not None:
            self._dialog.reject()
        stopped = self._taking
        self._work.cancel()
        self._finish()
        if stopped:
            words = self.tr("No more frames are taken, because their project was closed.")
            self._session.noticed.emit(Notice(NoticeKind.WARNING, words))
