"""Heatmaps as pictures: pure functions from contributions to colours.

Positive contributions have one colour, negative ones another, and all common kinds of colour
blindness keep the two apart. Nothing is stretched to the photo at hand: the same contribution has
the same colour on every photo of a model.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from siamdesk.images.framing import WHOLE, Region

RGB = tuple[int, int, int]


class Palette(StrEnum):
    """Pairs of colours to choose from: what is brown in the photos may drown an orange."""

    ORANGE_BLUE = "orange and blue"
    RED_CYAN = "red and cyan"
    YELLOW_VIOLET = "yellow and violet"

    @property
    def speaks_for(self) -> RGB:
        """The colour of what is positive."""
        return _PAIRS[self][0]

    @property
    def speaks_against(self) -> RGB:
        """The colour of what is negative."""
        return _PAIRS[self][1]


FOR = (230, 97, 0)
"""RGB of what speaks for the class, unless another palette is chosen."""
AGAINST = (33, 94, 199)
"""RGB of what speaks for the other class."""
_PAIRS: dict[Palette, tuple[RGB, RGB]] = {
    Palette.ORANGE_BLUE: (FOR, AGAINST),
    Palette.RED_CYAN: ((230, 20, 20), (0, 200, 220)),
    Palette.YELLOW_VIOLET: ((240, 190, 0), (94, 50, 160)),
}

_MAX_ALPHA = 230
_OUTSIDE = 0.4
"""Brightness of what was not looked at."""


def colourise(
    values: NDArray[np.float32], scale: float, palette: Palette = Palette.ORANGE_BLUE
) -> NDArray[np.uint8]:
    """Contributions ``[h, w]`` as ``[h, w, 4] uint8`` RGBA; saturated at plus and minus `scale`.

    Zero is transparent; opacity grows with the size of the contribution.
    """
    if scale <= 0:
        raise ValueError("The scale of a heatmap must be positive")
    level = np.clip(np.nan_to_num(values) / scale, -1.0, 1.0)
    out = np.empty((*level.shape, 4), np.uint8)
    positive, negative = np.array(palette.speaks_for), np.array(palette.speaks_against)
    out[..., :3] = np.where(level[..., None] >= 0, positive, negative)
    out[..., 3] = np.round(_MAX_ALPHA * np.abs(level))
    return out


def upsample(values: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """``[h, w]`` enlarged to ``[height, width]`` by bilinear interpolation between cell centres.

    It never leaves the range of `values`, as a cubic one would around strong cells.
    """
    rows = _weights(values.shape[0], height)
    columns = _weights(values.shape[1], width)
    return np.asarray(rows @ np.nan_to_num(values).astype(np.float32) @ columns.T, np.float32)


def render(
    contributions: NDArray[np.float32],
    *,
    scale: float,
    height: int,
    width: int,
    palette: Palette = Palette.ORANGE_BLUE,
) -> NDArray[np.uint8]:
    """A heatmap as large as its photo: ``[height, width, 4] uint8`` RGBA."""
    return colourise(upsample(contributions, height, width), scale, palette)


def legend(
    width: int, palette: Palette = Palette.ORANGE_BLUE, *, from_zero: bool = False
) -> NDArray[np.uint8]:
    """The colour scale up to ``+scale`` (right), from ``-scale`` or else from zero (left).

    ``[1, width, 4] uint8``
    """
    start = 0.0 if from_zero else -1.0
    return colourise(np.linspace(start, 1.0, width, dtype=np.float32)[None], 1.0, palette)


def overlay(
    rgb: NDArray[np.uint8],
    contributions: NDArray[np.float32],
    *,
    scale: float,
    opacity: float = 1.0,
    region: Region | None = None,
) -> NDArray[np.uint8]:
    """A heatmap drawn over its photo ``[h, w, 3] uint8``: RGB of the same size.

    The photo is shown in grey, so that the heatmap's colours are the only ones. The heatmap lies
    over `region`, None being the whole photo; what is around it is darkened.
    """
    grey = rgb.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    mixed = np.repeat(grey[..., None], 3, axis=2)
    rows, columns = (region or WHOLE).pixels(*rgb.shape[:2])
    inside = mixed[rows, columns]
    height, width = inside.shape[:2]
    heat = render(contributions, scale=scale, height=height, width=width).astype(np.float32)
    alpha = heat[..., 3:] / 255 * opacity
    drawn = inside * (1 - alpha) + heat[..., :3] * alpha
    mixed *= _OUTSIDE
    counts = (region or WHOLE).mask(*rgb.shape[:2])
    shown = slice(None) if counts is None else counts
    mixed[rows, columns][shown] = drawn[shown]
    return np.asarray(np.round(mixed), dtype=np.uint8)


def _weights(cells: int, pixels: int) -> NDArray[np.float32]:
    """``[pixels, cells]`` interpolation weights; each row adds up to one."""
    centres = (np.arange(pixels, dtype=np.float32) + 0.5) * cells / pixels - 0.5
    centres = np.clip(centres, 0, cells - 1)
    lower = np.floor(centres).astype(np.intp)
    upper = np.minimum(lower + 1, cells - 1)
    share = centres - lower
    weights = np.zeros((pixels, cells), np.float32)
    pixel = np.arange(pixels)
    weights[pixel, lower] += 1 - share
    weights[pixel, upper] += share
    return weights
