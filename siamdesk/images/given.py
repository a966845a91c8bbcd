"""Photos as the Python API is given them: paths, or arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import SiamDeskError
from siamdesk.images.decode import read_image
from siamdesk.images.resize import to_square
from siamdesk.images.squares import read_square

GivenPhoto = Path | str | NDArray[np.uint8]
"""A photo: the path of an image file, or RGB [h, w, 3] uint8."""
GivenPhotos = Sequence[GivenPhoto] | NDArray[np.uint8]


def read_given(x: GivenPhoto) -> NDArray[np.uint8]:
    """The photo as RGB [h, w, 3] uint8.

    Raises:
        ImageError: the file can't be used.
        SiamDeskError: the array is no photo.

    """
    if not isinstance(x, np.ndarray):
        return read_image(Path(str(x)))
    if x.dtype != np.uint8 or x.ndim != 3 or x.shape[2] != 3 or x.size == 0:
        raise SiamDeskError(f"A photo must be RGB [h, w, 3] uint8, not {x.shape} {x.dtype}.")
    return x


def square_of_given(x: GivenPhoto, size: int) -> NDArray[np.uint8]:
    """The photo prepared for an encoder, [size, size, 3]. Raises as `read_given` does."""
    if isinstance(x, np.ndarray):
        return to_square(read_given(x), size)
    return read_square(Path(str(x)), size)


def squares_of(X: GivenPhotos, size: int, *, batch: int = 64) -> Iterator[NDArray[np.uint8]]:
    """Photos prepared for an encoder, a batch [n, size, size, 3] at a time; one empty if none."""
    refuse_path(X)
    for start in range(0, max(len(X), 1), batch):
        squares = [square_of_given(x, size) for x in X[start : start + batch]]
        yield np.stack(squares) if squares else np.empty((0, size, size, 3), np.uint8)


def refuse_path(X: GivenPhotos) -> None:
    """Raise `SiamDeskError` for one path where a list of photos is wanted."""
    if isinstance(X, str | Path):
        raise SiamDeskError(f"Give a list of photos, not the one path '{X}'.")


def name_of(x: GivenPhoto, index: int) -> Path | int:
    """What a photo is known by: its path, or its index."""
    return index if isinstance(x, np.ndarray) else Path(str(x))
