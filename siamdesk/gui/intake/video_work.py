"""Videos looked at and taken apart beside the GUI thread."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage

from siamdesk.errors import Cancelled, ImageError
from siamdesk.gui.session.throttled import Throttled
from siamdesk.images.footage import Footage, write_frames
from siamdesk.images.resize import fit_within
from siamdesk.images.video import Sampling, Video, VideoInfo
from siamdesk.progress import Progress
from siamdesk.project.filming import add_footage
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, FileProblem

STILLS = 4
STILL_PIXELS = 320
"""Longest side of a still."""
_END_S = 0.2
"""The last still is from a little before the end, which some files promise too late."""


@dataclass(frozen=True, slots=True)
class FrameWish:
    """Which frames of some videos are to be added, and where."""

    videos: tuple[Path, ...]
    sampling: Sampling
    class_name: str | None
    grouped: bool
    """Whether the frames of each video show one part."""


@dataclass(frozen=True, slots=True)
class AddFootage:
    """Frames that lie in a folder of their own, which goes away with this value; an `Addition`."""

    footage: Footage
    folder: tempfile.TemporaryDirectory[str] = field(repr=False)
    class_name: str | None
    group: str | None

    def add_to(self, project: Project, *, progress: Progress) -> AddReport:
        """Add them, in the project's thread."""
        try:
            return add_footage(
                project, self.footage, self.class_name, group=self.group, progress=progress
            )
        finally:
            self.folder.cleanup()


class VideoWork(QObject):
    """Lives in the GUI thread; pool threads emit its signals."""

    looked = Signal(object, object, object)
    """The videos, the `VideoInfo` of each that can be read, a `FileProblem` for each other one."""
    still = Signal(object, int, QImage)
    """Path of a video, number of the still from 0 to `STILLS` - 1, and the still."""
    progressed = Signal(float, str)
    taken = Signal(object)
    """The `AddFootage` of one video."""
    failed = Signal(object)
    """The `FileProblem` of a video that gave no frames."""
    finished = Signal()
    """All videos of a wish were gone through, or it was cancelled."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looking, self._taking = QThreadPool(self), QThreadPool(self)
        for pool in (self._looking, self._taking):
            pool.setMaxThreadCount(1)
        self._cancelled = threading.Event()

    def look(self, videos: Sequence[Path]) -> None:
        """Have `looked` tell what the videos are, and `still` show the first that can be read."""
        self._looking.start(partial(self._look, tuple(videos)))

    def take(self, wish: FrameWish) -> None:
        """Have `taken` bring the frames, once the videos before are done."""
        self._taking.start(partial(self._take, wish, self._cancelled))

    def cancel(self) -> None:
        """Take no more frames."""
        self._taking.clear()
        self._cancelled.set()
        self._cancelled = threading.Event()

    def shut_down(self, deadline_ms: int = 2000) -> None:
        """Stop; waits up to the deadline."""
        self.cancel()
        self._looking.clear()
        for pool in (self._looking, self._taking):
            pool.waitForDone(deadline_ms)

    # ---- in pool threads ----

    def _look(self, videos: tuple[Path, ...]) -> None:
        infos, problems = [], []
        for path in videos:
            try:
                with Video(path) as video:
                    infos.append(video.info)
            except ImageError as error:
                problems.append(FileProblem(error.path, error.reason))
        self.looked.emit(videos, tuple(infos), tuple(problems))
        if infos:
            self._make_stills(infos[0])

    def _make_stills(self, info: VideoInfo) -> None:
        try:
            with Video(info.path) as video:
                last = max(0.0, (info.seconds or 0.0) - _END_S)
                # Of a file that tells no length, the first picture alone.
                for number in range(STILLS if info.seconds else 1):
                    pixels = video.still(last * number / (STILLS - 1))
                    if pixels is not None:
                        self.still.emit(info.path, number, _image(pixels))
        except ImageError:
            pass  # it went away meanwhile; taking its frames will say so

    def _take(self, wish: FrameWish, cancelled: threading.Event) -> None:
        try:
            for path in wish.videos:
                self._take_one(path, wish, cancelled)
        except Cancelled:
            pass
        self.finished.emit()

    def _take_one(self, path: Path, wish: FrameWish, cancelled: threading.Event) -> None:
        folder = tempfile.TemporaryDirectory(prefix="siamdesk-", ignore_cleanup_errors=True)
        try:
            footage = write_frames(
                path, wish.sampling, Path(folder.name), Throttled(self.progressed.emit, cancelled)
            )
        except ImageError as error:
            folder.cleanup()
            self.failed.emit(FileProblem(error.path, error.reason))
        except BaseException:  # a cancel too: nobody else would clear the frames away
            folder.cleanup()
            raise
        else:
            group = path.stem if wish.grouped else None
            self.taken.emit(AddFootage(footage, folder, wish.class_name, group))


def _image(pixels: NDArray[np.uint8]) -> QImage:
    small = cv2.cvtColor(fit_within(pixels, STILL_PIXELS), cv2.COLOR_BGR2RGB)
    height, width = small.shape[:2]
    return QImage(small.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
