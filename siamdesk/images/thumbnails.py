"""Small JPEGs for lists and grids, kept on disk."""

from __future__ import annotations

import logging
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from siamdesk.atomic import write_atomic
from siamdesk.images.decode import read_framed
from siamdesk.images.framing import PLAIN, Framing
from siamdesk.images.reducing import ROOM
from siamdesk.images.resize import fit_within

_log = logging.getLogger(__name__)

THUMBNAIL_SIZE = 256
"""Longest side of a thumbnail, in pixels."""

_START, _END = b"\xff\xd8", b"\xff\xd9"


def enough_for(longest: int) -> int:
    """The `side` to decode a photo with: a square one then keeps twice the pixels of `longest`."""
    return longest * 2 // ROOM


def thumbnail_jpeg(rgb: NDArray[np.uint8], *, longest: int = THUMBNAIL_SIZE) -> bytes:
    """The photo as a JPEG whose longest side is at most `longest` pixels."""
    bgr = cv2.cvtColor(fit_within(rgb, longest), cv2.COLOR_RGB2BGR)
    _, jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 88])
    return bytes(jpeg.tobytes())


class ThumbnailCache:
    """Thumbnails in a folder, by `Photo.look`. May be deleted at any time; threads may share it.

    A damaged entry is made again. When the disk is full, thumbnails are made but not kept.
    """

    def __init__(self, folder: Path, *, longest: int = THUMBNAIL_SIZE) -> None:
        self._folder = folder / str(longest)
        self._longest = longest
        self._keeps = True

    def get(self, look: str) -> bytes | None:
        """The JPEG of the photo with this look, or None when it is not there or damaged."""
        try:
            jpeg = self._file(look).read_bytes()
        except OSError:
            return None
        # Both marks: a file cut off by a full disk or a power cut lacks the second.
        return jpeg if jpeg.startswith(_START) and jpeg.endswith(_END) else None

    def put(self, look: str, rgb: NDArray[np.uint8]) -> bytes:
        """Make and keep the thumbnail of a photo that is already decoded; returns the JPEG."""
        jpeg = thumbnail_jpeg(rgb, longest=self._longest)
        if self._keeps:
            try:
                write_atomic(self._file(look), jpeg, durable=False)
            except OSError as error:
                self._keeps = False
                _log.warning("Thumbnails are not kept any more: %s", error)
        return jpeg

    def get_or_make(self, look: str, photo: Path, framing: Framing = PLAIN) -> bytes:
        """The JPEG of what counts of `photo`, from the cache or else made from the file.

        Raises `ImageError` when it has to be made and the photo can't be read.
        """
        jpeg = self.get(look)
        side = enough_for(self._longest)
        return jpeg or self.put(look, read_framed(photo, framing, side=side))

    def _file(self, look: str) -> Path:
        if not look.isalnum():
            raise ValueError(f"{look!r} names no photo")
        return self._folder / look[:2] / f"{look}.jpg"
