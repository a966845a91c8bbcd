"""What of a photo is looked at: a region of it, and which grey values are black and white.

A photo is framed in the same way wherever it is used: shown, embedded and explained. What is kept
of a framed photo (its embedding, its thumbnail) goes by its digest and the framing's key.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Self, TypeAlias, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)
Corner: TypeAlias = tuple[float, float]
"""Across from the left and down from the top, as fractions of the photo."""

_SUBPIXEL_BITS = 8


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the upright photo, as fractions of its width and height from the top left.

    With `corners` only what lies within this closed line counts, a mask; `around` makes such a
    region. Where the line crosses itself, what it goes around twice is outside. Fractions, so that
    one region serves photos of several sizes. Raises ValueError for an empty rectangle, for one
    that reaches beyond the photo, and for a line that leaves it or has fewer than three corners.
    """

    left: float
    top: float
    right: float
    bottom: float
    corners: tuple[Corner, ...] = ()

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1):
            raise ValueError(f"{self} is no rectangle inside a photo")
        if not self.corners:
            return
        inside = all(0 <= place <= 1 for corner in self.corners for place in corner)
        if len(self.corners) < 3 or not inside or self.sides != _sides(self.corners):
            raise ValueError(f"{self} is no outline inside its rectangle")

    @classmethod
    def around(cls, corners: Iterable[Corner]) -> Self:
        """What lies within this closed line, with the smallest rectangle around it."""
        line = tuple((float(x), float(y)) for x, y in corners)
        if len(line) < 3:
            raise ValueError(f"{len(line)} corners enclose nothing")
        return cls(*_sides(line), line)

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom

    def pixels(self, height: int, width: int) -> tuple[slice, slice]:
        """Rows and columns of a photo of this size: the nearest whole pixels, and at least one."""
        return _span(self.top, self.bottom, height), _span(self.left, self.right, width)

    def mask(self, height: int, width: int) -> NDArray[np.bool_] | None:
        """Which of the `pixels` of a photo of this size count, ``[h, w]``; None: all of them.

        Those that the line runs through count, so there is always one.
        """
        if not self.corners:
            return None
        rows, columns = self.pixels(height, width)
        drawn = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.uint8)
        # OpenCV's whole numbers are the middles of pixels.
        line = np.array(self.corners) * (width, height) - (columns.start + 0.5, rows.start + 0.5)
        fixed = np.rint(line * (1 << _SUBPIXEL_BITS)).astype(np.int32)
        cv2.fillPoly(drawn, [fixed], (1,), shift=_SUBPIXEL_BITS)
        return drawn.astype(np.bool_)


def _sides(corners: Sequence[Corner]) -> tuple[float, float, float, float]:
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def _span(start: float, stop: float, pixels: int) -> slice:
    first = min(round(start * pixels), pixels - 1)
    return slice(first, max(round(stop * pixels), first + 1))


WHOLE = Region(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Window:
    """The values of a photo with more than 8 bits that are shown as black and as white.

    Raises ValueError unless both are numbers and `low` is below `high`.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ValueError(f"{self} has no grey between black and white")


@dataclass(frozen=True, slots=True)
class Framing:
    """A choice of region and window; None is no choice: the project's, or else the default.

    Without any choice the whole photo counts, with the window that `siamdesk.images.deep` gives it.
    """

    region: Region | None = None
    window: Window | None = None

    def over(self, other: Framing) -> Framing:
        """These choices, and those of `other` where there is none."""
        return Framing(self.region or other.region, self.window or other.window)

    def without_window(self) -> Self:
        """The same region, with the default window."""
        return type(self)(self.region)

    @property
    def shown_region(self) -> Region | None:
        """The region; None when the whole photo counts."""
        return None if self.region == WHOLE else self.region

    @property
    def key(self) -> str:
        """Names what is looked at, in 16 hex digits; empty for the whole photo as it is."""
        return _key(self)


@lru_cache(maxsize=1024)  # thousands of photos share a few framings
def _key(framing: Framing) -> str:
    region, window = framing.shown_region, framing.window
    if region is None and window is None:
        return ""
    # Numbers as floating-point ones: 0 and 0.0 are the same window.
    sides = region and tuple(map(float, region.sides))
    ends = window and tuple(map(float, astuple(window)))
    line = region.corners if region is not None else ()
    named = f"{sides} {ends} {line}" if line else f"{sides} {ends}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


PLAIN = Framing()


def crop(pixels: NDArray[T], region: Region | None) -> NDArray[T]:
    """The part of ``[h, w, ...]`` that lies in the region; all of it for None.

    What of its rectangle lies outside an outline has the mean of what lies within: nothing to see
    there, and no edge that a black or white surface would have.
    """
    if region is None or region == WHOLE:
        return pixels
    height, width = pixels.shape[:2]
    rows, columns = region.pixels(height, width)
    cut = np.ascontiguousarray(pixels[rows, columns])
    inside = region.mask(height, width)
    if inside is not None:
        cut = cut.copy()  # it may be the photo itself
        cut[~inside] = np.rint(cut[inside].mean(axis=0)).astype(pixels.dtype)
    return cut
