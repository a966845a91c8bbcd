"""What of a photo is looked at: a region of it, and which grey values are black and white.

A photo is framed in the same way wherever it is used: shown, embedded and explained. What is kept
of a framed photo (its embedding, its thumbnail) goes by its digest and the framing's key.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the upright photo, as fractions of its width and height from the top left.

    Fractions, so that one region serves photos of several sizes. Raises ValueError for an empty
    rectangle, or one that reaches beyond the photo.
    """

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1):
            raise ValueError(f"{self} is no rectangle inside a photo")

    def pixels(self, height: int, width: int) -> tuple[slice, slice]:
        """Rows and columns of a photo of this size: the nearest whole pixels, and at least one."""
        return _span(self.top, self.bottom, height), _span(self.left, self.right, width)


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
    sides = region and tuple(map(float, astuple(region)))
    ends = window and tuple(map(float, astuple(window)))
    return hashlib.sha256(f"{sides} {ends}".encode()).hexdigest()[:16]


PLAIN = Framing()


def crop(pixels: NDArray[T], region: Region | None) -> NDArray[T]:
    """The part of ``[h, w, ...]`` that lies in the region; all of it for None."""
    if region is None or region == WHOLE:
        return pixels
    rows, columns = region.pixels(*pixels.shape[:2])
    return np.ascontiguousarray(pixels[rows, columns])
