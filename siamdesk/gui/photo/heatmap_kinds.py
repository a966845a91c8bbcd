"""What heatmaps there are in the window, and how they are drawn: values that the views share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.heatmap_messages import UnusualShown
from siamdesk.engine.messages import Explained
from siamdesk.images.heatmap import Palette

Levels = NDArray[np.float32]
"""[h, w] in [-1, 1] over what counts of a photo: the ends of the colour scale, which is one for all
photos."""
Place = tuple[float, float]
"""Fractions of the width and height of what counts of a photo, from its top left corner."""
MIDDLE: Place = (0.5, 0.5)


class HeatmapKind(StrEnum):
    """The questions that a heatmap answers."""

    WHY = "why"
    UNUSUAL = "unusual"
    MATCH = "match"


class Side(StrEnum):
    """The photo, or the example beside it."""

    PHOTO = "photo"
    EXAMPLE = "example"

    @property
    def other(self) -> Side:
        """The one beside it."""
        return Side.EXAMPLE if self is Side.PHOTO else Side.PHOTO


@dataclass(frozen=True, slots=True)
class HeatmapStyle:
    """How every heatmap is drawn."""

    shown: bool = True
    opacity: float = 0.7
    """In [0, 1]"""
    palette: Palette = Palette.ORANGE_BLUE


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What lies over one photo."""

    levels: Levels | None = None
    point: Place | None = None
    """The point that was asked about."""
    best: Place | None = None
    """Where the map is highest."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What stands beside the colour scale, for one kind of heatmap."""

    low: str
    high: str
    sums: str = ""
    """What the map comes to, in words."""
    from_zero: bool = True
    """Whether nothing is negative."""

    @property
    def words(self) -> str:
        """All of it in one line."""
        return ", ".join(part for part in (self.low, self.high, self.sums) if part)


def why_levels(event: Explained) -> Levels:
    """Contributions, up to where the colours saturate."""
    return np.asarray(np.clip(event.contributions / np.float32(event.scale), -1, 1), np.float32)


def unusual_levels(event: UnusualShown) -> Levels:
    """How far beyond what is usual; 0 up to the limit that one in a hundred OK patches exceeds."""
    beyond = (event.values - 1) / np.float32(event.saturation - 1)
    return np.asarray(np.clip(beyond, 0, 1), np.float32)


def match_levels(similarities: NDArray[np.float32], side: Side, point: Place) -> Levels:
    """How alike the patches of the other photo are to a point on `side`, [h, w].

    `similarities` are those of `PartsMatched`.
    """
    grid = similarities.shape[:2] if side is Side.PHOTO else similarities.shape[2:]
    row, column = cell_at(point, grid)
    found = similarities[row, column] if side is Side.PHOTO else similarities[:, :, row, column]
    return np.asarray(np.clip(found, 0, 1), np.float32)


def cell_at(place: Place, grid: tuple[int, ...]) -> tuple[int, int]:
    """Row and column of the cell of a grid [h, w] that a place lies in."""
    rows, columns = grid
    return min(max(int(place[1] * rows), 0), rows - 1), min(
        max(int(place[0] * columns), 0), columns - 1
    )


def highest(levels: Levels) -> Place:
    """The middle of the cell that is highest."""
    row, column = np.unravel_index(int(levels.argmax()), levels.shape)
    return (float(column) + 0.5) / levels.shape[1], (float(row) + 0.5) / levels.shape[0]
