"""JPEG's own way to decode a photo smaller: at a half, a quarter or an eighth of each side.

It leaves out what makes up most of the work on a camera's photo, and every byte is still unpacked,
so that a damaged file is found as before. No other format can do it.
See docs/decisions/0036-large-jpegs-are-decoded-smaller.md.
"""

from __future__ import annotations

from typing import Final

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from siamdesk.images.framing import WHOLE, Region

ROOM: Final = 3
"""How many times the pixels that are needed are kept, so that areas are still averaged over."""
_STEPS: Final = (8, 4, 2)


def reduction(height: int, width: int, side: int) -> int:
    """What a photo's sides may be divided by, so that both keep `ROOM` times `side`: 8, 4, 2, 1."""
    shorter = min(height, width)
    return next((step for step in _STEPS if shorter // step >= ROOM * side), 1)


def reduce_jpeg(
    image: Image.Image, side: int, region: Region | None, *, on_side: bool
) -> tuple[int, int] | None:
    """Have an opened JPEG decoded smaller, if its region needs no more than `side` pixels each way.

    `on_side` says that the photo stands upright after a quarter turn. Returns the height and width
    that the upright photo has in full; None for photos that are left alone: those of other formats,
    and those that are not large enough.
    """
    if not isinstance(image, JpegImageFile):
        return None
    stored_width, stored_height = image.size
    height, width = image.size if on_side else image.size[::-1]
    rows, columns = (region or WHOLE).pixels(height, width)
    step = reduction(rows.stop - rows.start, columns.stop - columns.start, side)
    if step == 1:
        return None
    image.draft(None, (stored_width // step, stored_height // step))
    return height, width
