"""DICOM and DICONDE files, with the extra ``siamdesk[dicom]``.

They name patients, parts and inspectors. None of that gets into SiamDesk's messages, logs or
database: only the pixels are taken, and what is needed to show them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import UnreadableImageError
from siamdesk.images.deep import DeepPixels, DeepValues
from siamdesk.images.framing import Window

_GREY: Final = {"MONOCHROME1", "MONOCHROME2"}
_COLOURS: Final = {"RGB", "YBR_FULL", "YBR_FULL_422"}


class DicomFile:
    """The header of a file; its pixels are unpacked by `decode`."""

    def __init__(self, data: bytes, path: Path) -> None:
        """Raises `UnreadableImageError` without the extra, and for what is no single picture."""
        library = _library()
        if library is None:
            raise UnreadableImageError(
                path,
                "it is a DICOM file, which takes an extra to read: install siamdesk[dicom], or "
                "export the picture as 16-bit TIFF or PNG and add that file.",
            )
        self._path = path
        with self._parsing():
            self._found: Any = library.dcmread(io.BytesIO(data))
            self.height, self.width = int(self._found.Rows), int(self._found.Columns)
            self._frames = int(self._found.get("NumberOfFrames") or 1)
            self._kind = str(self._found.PhotometricInterpretation)
            self._bits = int(self._found.BitsAllocated)
            self._refuse_others()

    @property
    def unpacked_bytes(self) -> int:
        """Size of its pixels in memory."""
        samples = 1 if self._kind in _GREY else 3
        return self.height * self.width * samples * max(1, self._bits // 8)

    def decode(self) -> NDArray[np.uint8] | DeepPixels:
        """``[h, w, 3]`` RGB, or grey values after rescaling with the window that the file states.

        Raises `UnreadableImageError` for damaged pixels.
        """
        with self._parsing():
            pixels = np.asarray(self._found.pixel_array)
            if self._kind not in _GREY:
                return np.ascontiguousarray(pixels, np.uint8).reshape(self.height, self.width, 3)
            values = self._rescaled(pixels.reshape(self.height, self.width, 1))
            inverted = self._kind == "MONOCHROME1"
            return DeepPixels(values, inverted=inverted, stated=self._window())

    def _rescaled(self, pixels: NDArray[Any]) -> DeepValues:
        slope = float(self._found.get("RescaleSlope") or 1)
        intercept = float(self._found.get("RescaleIntercept") or 0)
        plain = slope == 1 and intercept == 0
        if plain and pixels.dtype.kind == "u" and pixels.dtype.itemsize <= 2:
            return pixels.astype(np.uint16)
        return np.asarray(pixels.astype(np.float64) * slope + intercept, np.float32)

    def _window(self) -> Window | None:
        """Of several windows the first (DICOM PS3.3 C.11.2.1.2)."""
        centre, width = (_first(self._found.get(name)) for name in ("WindowCenter", "WindowWidth"))
        if centre is None or width is None:
            return Window(0, 255) if self._bits == 8 else None
        if self._found.get("VOILUTFunction") != "LINEAR_EXACT":
            # Whole numbers: a window of n grey values reaches from its first to its last.
            centre, width = centre - 0.5, max(width - 1, 1.0)
        try:
            return Window(centre - width / 2, centre + width / 2)
        except ValueError:
            return None  # a window that shows nothing: as if there were none

    def _refuse_others(self) -> None:
        if self._frames > 1:
            raise UnreadableImageError(
                self._path,
                f"it holds {self._frames} pictures. Export the one that counts as a file of its "
                "own and add that.",
            )
        colours = self._kind in _COLOURS and self._bits == 8
        if self.height < 1 or self.width < 1 or not (self._kind in _GREY or colours):
            raise UnreadableImageError(
                self._path,
                "its pixels are of a kind that SiamDesk can't show. Export the picture as 16-bit "
                "TIFF or PNG and add that file.",
            )
        syntax = self._found.file_meta.get("TransferSyntaxUID")
        if syntax is not None and syntax.is_compressed and not _can_unpack(syntax):
            raise UnreadableImageError(
                self._path,
                f"its pixels are compressed as {syntax.name}, which SiamDesk can't unpack. Export "
                "it uncompressed, or as 16-bit TIFF or PNG.",
            )

    @contextmanager
    def _parsing(self) -> Iterator[None]:
        try:
            yield
        except (MemoryError, UnreadableImageError):
            raise
        except Exception:  # noqa: BLE001 - pydicom raises all kinds of errors for damaged bytes
            # Without its own words: these may quote the file, and so whoever it is about.
            raise UnreadableImageError(
                self._path, "it begins like a DICOM file but is damaged. Export it again."
            ) from None


@cache
def _library() -> ModuleType | None:
    try:
        import pydicom
        from pydicom import config
    except ImportError:
        return None
    # Its warnings quote what is wrong in the file, which may be a name.
    config.settings.reading_validation_mode = config.IGNORE
    config.logger.disabled = True
    return pydicom


def _can_unpack(syntax: Any) -> bool:
    from pydicom.pixels.decoders.base import get_decoder

    try:
        return bool(get_decoder(syntax).is_available)
    except NotImplementedError:
        return False


def _first(value: Any) -> float | None:
    if value is None or value == "":
        return None
    try:
        return float(value)
    except TypeError:  # several
        return float(value[0]) if len(value) else None
