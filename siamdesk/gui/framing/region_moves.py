"""Moving and resizing a region of interest: arithmetic only, in fractions of the photo."""

from __future__ import annotations

from enum import Flag, auto
from typing import Final

from siamdesk.images.framing import Region

SMALLEST: Final = 0.01
"""Least width and height, as a share of the photo's."""


class Sides(Flag):
    """The sides of a region that follow the pointer; all of them move it."""

    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()
    ALL = LEFT | TOP | RIGHT | BOTTOM


def pulled(region: Region, sides: Sides, dx: float, dy: float) -> Region:
    """The region with some of its sides moved; it stays inside the photo, and of some size.

    When all sides are pulled, it keeps its size. An outline is moved or stretched with the sides.
    """
    if sides == Sides.ALL:
        dx = min(max(dx, -region.left), 1 - region.right)
        dy = min(max(dy, -region.top), 1 - region.bottom)
    left, right = _span(
        region.left, region.right, dx, low=Sides.LEFT in sides, high=Sides.RIGHT in sides
    )
    top, bottom = _span(
        region.top, region.bottom, dy, low=Sides.TOP in sides, high=Sides.BOTTOM in sides
    )
    return stretched(region, left, top, right, bottom)


def stretched(region: Region, left: float, top: float, right: float, bottom: float) -> Region:
    """The region between these sides, with its outline if it has one."""
    if not region.corners:
        return Region(left, top, right, bottom)
    across = (right - left) / (region.right - region.left)
    down = (bottom - top) / (region.bottom - region.top)
    return Region.around(
        (
            min(max(left + (x - region.left) * across, 0.0), 1.0),
            min(max(top + (y - region.top) * down, 0.0), 1.0),
        )
        for x, y in region.corners
    )


def spanned(x: float, y: float, other_x: float, other_y: float) -> Region:
    """The region between two places, which may lie outside the photo."""
    (left, right), (top, bottom) = (
        _apart(*sorted(min(max(place, 0.0), 1.0) for place in pair))
        for pair in ((x, other_x), (y, other_y))
    )
    return Region(left, top, right, bottom)


def _span(start: float, stop: float, by: float, *, low: bool, high: bool) -> tuple[float, float]:
    if low and high:
        return max(start + by, 0.0), min(stop + by, 1.0)
    if low:
        return min(max(start + by, 0.0), stop - SMALLEST), stop
    if high:
        return start, max(min(stop + by, 1.0), start + SMALLEST)
    return start, stop


def _apart(start: float, stop: float) -> tuple[float, float]:
    if stop - start >= SMALLEST:
        return start, stop
    start = min(start, 1.0 - SMALLEST)
    return start, start + SMALLEST
