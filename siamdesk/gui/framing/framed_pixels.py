"""A photo as the framing dialog needs it: small, with all its grey values counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from siamdesk.errors import ImageError
from siamdesk.images.decode import decode_pixels
from siamdesk.images.deep import DeepPixels, DeepValues, default_window, suggested_window, to_8_bit
from siamdesk.images.framing import Window
from siamdesk.images.reading import read_file
from siamdesk.images.resize import fit_within

LONGEST: Final = 900
"""Pixels of the longest side."""
_BINS: Final = 256
_COUNTED: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class GreyValues:
    """What there is to choose of a photo with more than 8 bits."""

    pixels: DeepPixels
    """Small."""
    counts: NDArray[np.int64]
    """[256]"""
    edges: NDArray[np.float64]
    """[257]"""
    default: Window
    suggested: Window | None
    whole_numbers: bool


@dataclass(frozen=True, slots=True)
class FramedPixels:
    """A small picture of a whole photo."""

    picture: NDArray[np.uint8] | GreyValues
    """RGB [h, w, 3] of a photo of 8 bits, or the values of one of more."""

    @property
    def grey(self) -> GreyValues | None:
        """The values of a photo with more than 8 bits."""
        return self.picture if isinstance(self.picture, GreyValues) else None

    def shown(self, window: Window | None) -> NDArray[np.uint8]:
        """RGB [h, w, 3] with these grey values; None: the default."""
        if isinstance(self.picture, GreyValues):
            return to_8_bit(self.picture.pixels, window or self.picture.default)
        return self.picture


def read_pixels(path: Path) -> FramedPixels:
    """Read a photo. Raises `ImageError`."""
    pixels = decode_pixels(read_file(path), path)
    if not isinstance(pixels, DeepPixels):
        return FramedPixels(fit_within(pixels, LONGEST))
    flat = pixels.values.reshape(-1)[:: max(1, pixels.values.size // _COUNTED)]
    finite = flat[np.isfinite(flat)].astype(np.float64)
    suggested = suggested_window(pixels)
    counts, edges = np.histogram(finite, _BINS, _range(finite, suggested))
    grey = GreyValues(
        replace(pixels, values=_small(pixels)),
        counts.astype(np.int64),
        edges,
        default_window(pixels),
        suggested,
        whole_numbers=pixels.values.dtype == np.uint16,
    )
    return FramedPixels(grey)


def _range(values: NDArray[np.float64], suggested: Window | None) -> tuple[float, float]:
    """What the histogram shows: not as far as a hot pixel, but a good way beyond the rest."""
    if suggested is None:
        return (float(values.min()), float(values.min()) + 1) if values.size else (0.0, 1.0)
    beyond = (suggested.high - suggested.low) / 2
    low = max(float(values.min()), suggested.low - beyond)
    high = min(float(values.max()), suggested.high + beyond)
    return low, high


def _small(pixels: DeepPixels) -> DeepValues:
    height, width, channels = pixels.values.shape
    scale = min(1.0, LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels.values, size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(small, pixels.values.dtype).reshape(size[1], size[0], channels)


class PixelReader(QObject):
    """Reads photos in a thread of its own; lives in the GUI thread."""

    read = Signal(object, object)
    """The path, and its `FramedPixels`."""
    failed = Signal(object, str)
    """The path, and why it can't be read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def start(self, path: Path) -> None:
        """Announce the photo at `path`, or why it can't be read."""
        self._pool.clear()
        self._pool.start(_Job(self, path))

    @Slot()
    def shut_down(self) -> None:
        """Wait for the photo that is just being read, and read no more."""
        self._pool.clear()
        self._pool.waitForDone()


class _Job(QRunnable):
    def __init__(self, reader: PixelReader, path: Path) -> None:
        super().__init__()
        self._reader = reader
        self._path = path

    def run(self) -> None:
        try:
            pixels = read_pixels(self._path)
        except ImageError as error:
            self._reader.failed.emit(self._path, error.reason)
        except Exception as error:  # noqa: BLE001 - thread boundary: Qt would abort the process
            self._reader.failed.emit(self._path, f"{type(error).__name__}: {error}")
        else:
            self._reader.read.emit(self._path, pixels)
