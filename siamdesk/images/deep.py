"""Photos with more than 8 bits per value: which of their values are black and white.

The default never goes by the photo's own darkest and brightest values. Such a stretch would take
away what tells a thick part from a thin one in an X-ray, and would show two photos of one part
differently because of one hot pixel. So the default is what the file itself states, or one of a few
fixed ranges, which photos of one source share; any other window is somebody's choice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siamdesk.images.framing import Window

DeepValues = NDArray[np.uint16 | np.float32]

_TWELVE_BITS: Final = 4095
_SIXTEEN_BITS: Final = 65535
_USUAL_TOPS: Final = (1.0, 255.0, 4095.0, 65535.0)
"""Largest values by which programs scale the floating-point numbers that they write."""
_NOISE: Final = 0.05
"""Share of the range by which values may be negative without meaning it."""
_ROBUST: Final = (0.5, 99.5)
"""Percentiles of a photo between which its values lie, but for hot and dead pixels."""
_LOOKED_AT: Final = 1_000_000
"""Values from which the percentiles are taken; more of them tell nothing new."""
_STRIP: Final = 4_000_000
"""Floating-point values that are scaled at a time, to save memory."""


@dataclass(frozen=True, slots=True)
class DeepPixels:
    """A photo before its values become those of a screen, upright."""

    values: DeepValues
    """[h, w, 1] grey or [h, w, 3] RGB; floating-point values may be infinite or no number."""
    inverted: bool = False
    """Whether low values are bright."""
    stated: Window | None = None
    """The window that the file itself asks for."""

    @property
    def is_grey(self) -> bool:
        """Whether it has one channel."""
        return bool(self.values.shape[2] == 1)


def default_window(pixels: DeepPixels) -> Window:
    """The window of a photo for which nobody has chosen one.

    What the file states; else for whole numbers of 16 bits 0 to 4095 when the largest fits 12 bits,
    as industrial cameras store them, and 0 to 65535 when not; for other numbers the smallest of the
    ranges 0 to 1, 255, 4095, 65535 and the powers of ten above that holds all but the most extreme
    values. It begins as far below zero where values are negative.
    """
    if pixels.stated is not None:
        return pixels.stated
    if pixels.values.dtype == np.uint16:
        fits = int(pixels.values.max()) <= _TWELVE_BITS
        return Window(0, _TWELVE_BITS if fits else _SIXTEEN_BITS)
    low, high = _robust_range(pixels.values) or (0.0, 0.0)
    largest = max(high, -low)
    top = next((t for t in _USUAL_TOPS if largest <= t), None)
    if top is None:
        top = 10.0 ** math.ceil(math.log10(largest))
    return Window(-top if low < -_NOISE * top else 0.0, top)


def suggested_window(pixels: DeepPixels) -> Window | None:
    """The window that shows this one photo best; None for a plain one.

    It is only ever suggested: see the head of this module.
    """
    found = _robust_range(pixels.values)
    if found is None or not found[0] < found[1]:
        return None
    low, high = found
    if pixels.values.dtype == np.uint16:
        return Window(math.floor(low), math.ceil(high))
    return Window(low, high)


def shared_window(suggested: Sequence[Window]) -> Window:
    """A window that suits photos like those that these were suggested for.

    It reaches a tenth further to both sides: later photos are a little darker or brighter.
    """
    low, high = min(w.low for w in suggested), max(w.high for w in suggested)
    more = (high - low) / 10
    if float(low).is_integer() and float(high).is_integer():
        more = math.ceil(more)
    return Window(max(low - more, 0) if low >= 0 else low - more, high + more)


def to_8_bit(pixels: DeepPixels, window: Window | None = None) -> NDArray[np.uint8]:
    """``[h, w, 3]`` RGB: `window.low` and less is 0, `window.high` and more is 255.

    In between values are linear and rounded to the nearest. What is no number is as low.
    """
    window = window or default_window(pixels)
    values = pixels.values
    if values.dtype == np.uint16:
        table = _scaled(np.arange(_SIXTEEN_BITS + 1, dtype=np.float64), window)
        shown = table[values]
    else:
        shown = np.empty(values.shape, np.uint8)
        rows = max(1, _STRIP // (values.shape[1] * values.shape[2]))
        for start in range(0, len(values), rows):
            strip = values[start : start + rows]
            shown[start : start + rows] = _scaled(strip.astype(np.float64), window)
    if pixels.inverted:
        shown = 255 - shown
    return np.repeat(shown, 3, axis=2) if pixels.is_grey else shown


def _scaled(values: NDArray[np.float64], window: Window) -> NDArray[np.uint8]:
    known = np.nan_to_num(values, copy=False, nan=window.low, posinf=np.inf, neginf=-np.inf)
    # Clipped first: the difference of an infinite value would be no number again.
    known = np.clip(known, window.low, window.high)
    return np.asarray((known - window.low) * 255 / (window.high - window.low) + 0.5, np.uint8)


def _robust_range(values: DeepValues) -> tuple[float, float] | None:
    flat = values.reshape(-1)
    some = flat[:: max(1, flat.size // _LOOKED_AT)]
    finite = some[np.isfinite(some)]
    if not finite.size:
        return None
    low, high = np.percentile(finite.astype(np.float64), _ROBUST)
    return float(low), float(high)
