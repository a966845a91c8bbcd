"""Photos decoded in a thread pool and handed to the GUI thread, what is looked at first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

import cv2
import numpy as np
import qimage2ndarray
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from siamdesk.errors import ImageError
from siamdesk.gui.words.core_words import translated
from siamdesk.images.decode import read_image
from siamdesk.images.resize import fit_within
from siamdesk.images.thumbnails import ThumbnailCache
from siamdesk.project.values import Photo

Decode = Callable[[Photo], QImage]
"""Called in a pool thread; may raise `ImageError` for a photo that can't be read."""

LARGE_PIXELS = 1600
"""Longest side of a photo in the inspector."""
_ANNOUNCE_MS = 25
_NOT_DRAWN = "it could not be drawn."


def decode_thumbnail(cache: ThumbnailCache) -> Decode:
    """Decoding for the grid: small JPEGs from the project's cache, made when missing."""

    def decode(photo: Photo) -> QImage:
        return QImage.fromData(cache.get_or_make(photo.look, photo.path, photo.framing))

    return decode


def _whole(photo: Photo) -> NDArray[np.uint8]:
    """Also what lies around its region: the views show where that is."""
    return read_image(photo.path, photo.framing.window)


def decode_large(photo: Photo) -> QImage:
    """Decoding for the inspector."""
    image: QImage = qimage2ndarray.array2qimage(fit_within(_whole(photo), LARGE_PIXELS))
    return image


def decode_full(photo: Photo) -> QImage:
    """Decoding for the loupe: all pixels, in the format that is drawn without conversion.

    OpenCV writes them into the image in one pass; NumPy's three, one per channel, take thrice as
    long, which counts with 50 megapixels.
    """
    rgb = _whole(photo)
    height, width = rgb.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if not image.isNull():
        pixels = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
        cv2.cvtColor(rgb, cv2.COLOR_RGB2BGRA, dst=pixels)
    return image


class _Shelf(QObject):
    """What waits to be decoded. Lives in the GUI thread; pool threads emit `decoded`."""

    decoded = Signal(str, QImage, str)
    """Digest, image (null when it failed), reason of the failure."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._longest = longest
        self._lock = threading.Lock()
        self._waiting: OrderedDict[str, Photo] = OrderedDict()
        self._busy: set[str] = set()

    def put(self, photo: Photo) -> bool:
        """Ask for a photo; the newest is served first. False when it was already asked for."""
        with self._lock:
            if photo.look in self._busy:
                return False
            known = photo.look in self._waiting
            self._waiting[photo.look] = photo
            self._waiting.move_to_end(photo.look)
            if len(self._waiting) > self._longest:
                # Scrolled out of sight long ago; painting it again asks for it again.
                self._waiting.popitem(last=False)
            return not known

    def take(self) -> Photo | None:
        with self._lock:
            if not self._waiting:
                return None
            look, photo = self._waiting.popitem(last=True)
            self._busy.add(look)
            return photo

    def done(self, look: str) -> None:
        with self._lock:
            self._busy.discard(look)

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()


class _Job(QRunnable):
    """Serves the shelf's newest photo.

    One for all photos: Qt must not delete what Python owns as well, and may run a job that it does
    not delete in several threads at once.
    """

    def __init__(self, shelf: _Shelf) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._shelf = shelf
        self.decode: Decode | None = None

    def run(self) -> None:
        decode = self.decode
        photo = self._shelf.take() if decode is not None else None
        if photo is None or decode is None:
            return
        image, reason = QImage(), ""
        try:
            image = decode(photo)
            reason = _NOT_DRAWN if image.isNull() else ""
        except ImageError as error:
            reason = error.reason
        except Exception as error:  # noqa: BLE001 - thread boundary: Qt would abort the process
            reason = f"{type(error).__name__}: {error}"
        finally:
            self._shelf.done(photo.look)
        self._shelf.decoded.emit(photo.look, image, reason)


class ImageLoader(QObject):
    """Pixmaps by photo: at once when they are kept, else decoded and announced by `arrived`."""

    arrived = Signal()
    """Some photos that were asked for can be had now; several are announced together."""

    def __init__(
        self, parent: QObject | None = None, *, kept: int, waiting: int, threads: int
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._broken: dict[str, str] = {}
        self._shelf = _Shelf(waiting)
        self._job = _Job(self._shelf)
        self._shelf.decoded.connect(self._take_image)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._announce = QTimer(self, singleShot=True, interval=_ANNOUNCE_MS)
        self._announce.timeout.connect(self.arrived)

    def use(self, decode: Decode | None) -> None:
        """Decode this way from now on, e.g. from another project's cache; forget the failures."""
        self._shelf.clear()
        self._broken.clear()
        self._job.decode = decode

    def pixmap(self, photo: Photo) -> QPixmap | None:
        """The photo, or None when it is broken or still has to be decoded, which this starts."""
        kept = self._pixmaps.get(photo.look)
        if kept is not None:
            self._pixmaps.move_to_end(photo.look)
            return kept
        if photo.look in self._broken or self._job.decode is None:
            return None
        if self._shelf.put(photo):
            self._pool.start(self._job)
        return None

    def kept(self, photo: Photo) -> QPixmap | None:
        """The photo if it is at hand; nothing is started."""
        return self._pixmaps.get(photo.look)

    def forget(self) -> None:
        """Give the memory of all pixmaps back, and decode none of those that wait."""
        self._shelf.clear()
        self._pixmaps.clear()

    def problem(self, photo: Photo) -> str | None:
        """Why the photo can't be drawn, once that is known."""
        return self._broken.get(photo.look)

    def shut_down(self, deadline_ms: int = 1000) -> None:
        """Decode no more; waits for the photos at work, up to the deadline."""
        self._job.decode = None
        self._shelf.clear()
        self._pool.clear()
        self._pool.waitForDone(deadline_ms)

    @Slot(str, QImage, str)
    def _take_image(self, look: str, image: QImage, reason: str) -> None:
        if image.isNull():
            said = translated(reason)
            self._broken[look] = said[:1].upper() + said[1:]
        else:
            self._pixmaps[look] = QPixmap.fromImage(image)
            if len(self._pixmaps) > self._kept:
                self._pixmaps.popitem(last=False)
        if not self._announce.isActive():
            self._announce.start()
