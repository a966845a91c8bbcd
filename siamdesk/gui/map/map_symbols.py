"""Shapes of the points on the map: a class is told by its shape where its colour is not enough."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

SYMBOLS = ("circle", "square", "triangle", "diamond", "star", "pentagon", "cross", "down")
"""In the order of the classes, again from the first when there are more."""


def symbol_of(position: int) -> str:
    """The shape of the class at this place of the list."""
    return SYMBOLS[position % len(SYMBOLS)]


@lru_cache
def unit_path(symbol: str) -> QPainterPath:
    """A shape within the square of side 1 around the origin."""
    path = QPainterPath()
    if symbol == "circle":
        path.addEllipse(QRectF(-0.45, -0.45, 0.9, 0.9))
    elif symbol == "square":
        path.addRect(QRectF(-0.4, -0.4, 0.8, 0.8))
    elif symbol == "cross":
        arms = [(-0.16, -0.5), (0.16, -0.5), (0.16, -0.16), (0.5, -0.16), (0.5, 0.16)]
        arms += [(0.16, 0.16), (0.16, 0.5), (-0.16, 0.5), (-0.16, 0.16), (-0.5, 0.16)]
        arms += [(-0.5, -0.16), (-0.16, -0.16)]
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in arms]))
    elif symbol == "star":
        radii = [0.55, 0.23] * 5
        path.addPolygon(_ring(radii, start=-90))
    else:
        corners, start = {
            "triangle": (3, -90),
            "down": (3, 90),
            "diamond": (4, -90),
            "pentagon": (5, -90),
        }[symbol]
        path.addPolygon(_ring([0.52] * corners, start=start))
    path.closeSubpath()
    return path


def _ring(radii: list[float], *, start: float) -> QPolygonF:
    turns = [math.radians(start + 360 * corner / len(radii)) for corner in range(len(radii))]
    return QPolygonF(
        [QPointF(r * math.cos(a), r * math.sin(a)) for r, a in zip(radii, turns, strict=True)]
    )
