"""A camera in a thread of its own: previews come as fast as they are looked at, and no faster."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from siamdesk.errors import CameraError
from siamdesk.images.camera import Camera, CameraChoice, find_cameras
from siamdesk.images.resize import fit_within

_PREVIEW_PIXELS = 1280
_THREAD_DEADLINE_MS = 6000


class _Reader(QObject):
    """Lives in the camera's thread; all slots are called by signals."""

    found = Signal(object)
    opened = Signal(str, int, int)
    previewed = Signal(QImage)
    taken = Signal(QImage, str, object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._camera: Camera | None = None
        self._last: NDArray[np.uint8] | None = None
        self._looked_at = True
        self._next = QTimer(self, singleShot=True)  # a child, so that it moves to the thread too
        self._next.timeout.connect(self._read)

    @Slot()
    def find(self) -> None:
        """Have `found` list the cameras."""
        self.found.emit(find_cameras())

    @Slot(object)
    def open(self, choice: CameraChoice) -> None:
        """Let go of the camera that is open, and open another."""
        self.close()
        try:
            self._camera = Camera(choice)
            self._last = self._camera.read()
        except CameraError as error:
            self._fail(error)
            return
        self._looked_at = True
        height, width = self._last.shape[:2]
        self.opened.emit(choice.name, width, height)
        self._next.start(0)

    @Slot()
    def close(self) -> None:
        """Let go of the camera."""
        self._next.stop()
        self._last = None
        if self._camera is not None:
            self._camera.close()
            self._camera = None

    @Slot()
    def look_at_next(self) -> None:
        """The preview before has been drawn."""
        self._looked_at = True

    @Slot(object)
    def take(self, target: object) -> None:
        """Have `taken` bring the latest picture in full size."""
        if self._camera is not None and self._last is not None:
            self.taken.emit(_image(self._last), self._camera.name, target)

    @Slot()
    def stop(self) -> None:
        """Let go of the camera and end the thread."""
        self.close()
        QThread.currentThread().quit()

    @Slot()
    def _read(self) -> None:
        if self._camera is None:
            return
        try:
            self._last = self._camera.read()
        except CameraError as error:
            self._fail(error)
            return
        if self._looked_at:
            self._looked_at = False
            self.previewed.emit(_image(fit_within(self._last, _PREVIEW_PIXELS)))
        # Back through the event loop, where a request may wait.
        self._next.start(round(self._camera.pause * 1000))

    def _fail(self, error: CameraError) -> None:
        self.close()
        self.failed.emit(str(error))


class CameraFeed(QObject):
    """Lives in the GUI thread; its thread runs from the first request until `shut_down`."""

    found = Signal(object)
    """A `CameraChoice` for each camera at this machine."""
    opened = Signal(str, int, int)
    """Name of the camera, and width and height of its pictures."""
    previewed = Signal(QImage)
    """Call `look_at_next` once it is drawn: another one follows then."""
    taken = Signal(QImage, str, object)
    """A picture in full size, the camera's name, and what `take` was given."""
    failed = Signal(str)
    """A sentence: why there are no pictures; the camera is closed."""

    _find = Signal()
    _open = Signal(object)
    _close = Signal()
    _look = Signal()
    _take = Signal(object)
    _stop = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("camera")
        self._reader = reader = _Reader()
        reader.moveToThread(self._thread)
        for request, slot in (
            (self._find, reader.find),
            (self._open, reader.open),
            (self._close, reader.close),
            (self._look, reader.look_at_next),
            (self._take, reader.take),
            (self._stop, reader.stop),
        ):
            request.connect(slot)
        reader.found.connect(self.found)
        reader.opened.connect(self.opened)
        reader.previewed.connect(self.previewed)
        reader.taken.connect(self.taken)
        reader.failed.connect(self.failed)

    def find(self) -> None:
        """Have `found` list the cameras."""
        self._start()
        self._find.emit()

    def open(self, choice: CameraChoice) -> None:
        """Have `opened` or `failed` tell what became of it; previews follow."""
        self._start()
        self._open.emit(choice)

    def close(self) -> None:
        """Let go of the camera."""
        self._close.emit()

    def look_at_next(self) -> None:
        """Have another preview sent."""
        self._look.emit()

    def take(self, target: int | None) -> None:
        """Have `taken` bring what the camera sees, for a class or for the inbox (None)."""
        self._take.emit(target)

    def shut_down(self) -> None:
        """End the thread; a camera that is just being read may take a while to let go."""
        if self._thread.isRunning():
            self._stop.emit()
            self._thread.wait(_THREAD_DEADLINE_MS)

    def _start(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()


def _image(pixels: NDArray[np.uint8]) -> QImage:
    """A picture of its own, from ``[h, w, 3]`` with blue first."""
    height, width = pixels.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    drawn = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
    cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA, dst=drawn)
    return image
