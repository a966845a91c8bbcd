"""What the encoders are shown of a photo: the one way from a file to a square of pixels.

Whatever embeds or explains a photo comes through here, so that its embedding is the same in the
window, in a command, over HTTP and from Python.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siamdesk.images.decode import MAX_PIXELS, decode_framed
from siamdesk.images.framing import PLAIN, Framing
from siamdesk.images.reading import read_file
from siamdesk.images.resize import to_square

PREPARATION: Final = 1
"""Numbers this way: what was computed from squares that were made in another way is of no use."""


def read_square(path: Path, size: int, framing: Framing = PLAIN) -> NDArray[np.uint8]:
    """What counts of the photo in a file, as ``[size, size, 3] uint8`` RGB.

    Raises:
        ImageError: the file can't be used.

    """
    return square_of(read_file(path), path, size, framing)


def square_of(
    data: bytes,
    path: Path,
    size: int,
    framing: Framing = PLAIN,
    *,
    max_pixels: int = MAX_PIXELS,
) -> NDArray[np.uint8]:
    """As `read_square`, of a file's bytes; `path` is only named in messages."""
    rgb = decode_framed(data, path, framing, side=size, max_pixels=max_pixels)
    return to_square(rgb, size)
