"""An outline on its way: corners one after the other, or a line drawn by hand; arithmetic only."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from siamdesk.images.framing import Corner, Region

_CLOSE_ENOUGH: Final = 0.003
"""How far a line with fewer corners may be from the one that was drawn, as a share of the photo."""
_LEAST: Final = 3


class OutlineDrawing:
    """Places in fractions of the photo; what lies outside of it is moved to its edge."""

    def __init__(self) -> None:
        self.corners: list[Corner] = []
        self.pen: Corner = (0.5, 0.5)
        """Where the keys set the next corner."""

    def show(self, region: Region) -> None:
        """Go on from the outline of a region, if it has one."""
        self.corners = list(region.corners)

    def begin(self, x: float, y: float) -> None:
        """Begin another line at this place."""
        self.corners = [_inside(x, y)]

    def add(self, x: float, y: float) -> None:
        """Go on to this place."""
        place = _inside(x, y)
        self.pen = place
        if not self.corners or self.corners[-1] != place:
            self.corners.append(place)

    def take_back(self) -> None:
        """Forget the last corner."""
        del self.corners[-1:]

    def move_pen(self, across: float, down: float) -> None:
        """Move the place of the next corner."""
        x, y = self.pen
        self.pen = _inside(x + across, y + down)

    def simplify(self) -> None:
        """Leave out corners that hardly change the line: a hand makes hundreds."""
        if len(self.corners) > _LEAST:
            line = np.array(self.corners, np.float32)[:, None]
            fewer = cv2.approxPolyDP(line, _CLOSE_ENOUGH, True)[:, 0]
            if len(fewer) >= _LEAST:
                self.corners = [(float(x), float(y)) for x, y in fewer]

    def region(self) -> Region | None:
        """What lies within the closed line; None while it encloses nothing."""
        try:
            return Region.around(self.corners)
        except ValueError:
            return None


def _inside(x: float, y: float) -> Corner:
    return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
