"""Plots as SVG: the web page holds them as they are, the PDF paints them as vectors.

Colours are attributes for Qt, which knows no style sheets here, and classes by which the web page
overrides them in the dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siamdesk.figures.curves import Reliability, RiskCoverage
from siamdesk.figures.threshold import OperatingPoint, Roc

_FEWEST_KEPT: Final = 5
WIDTH: Final = 440
HEIGHT: Final = 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 24, 14, 50
_BLUE, _ORANGE, _INK, _GRID = "#1f5fd0", "#d66014", "#565f6d", "#dcdfe5"
_FONT: Final = 'font-family="Inter, Segoe UI, Liberation Sans, DejaVu Sans, sans-serif"'

Exact = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where data lie in the drawing."""

    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, value: float) -> float:
        low, high = self.x
        return _LEFT + (value - low) / (high - low) * (WIDTH - _LEFT - _RIGHT)

    def up(self, value: float) -> float:
        low, high = self.y
        return HEIGHT - _BOTTOM - (value - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM)

    def points(self, xs: Sequence[float] | Exact, ys: Sequence[float] | Exact) -> str:
        """The points of a line; those that are no number are left out."""
        pairs = [(x, y) for x, y in zip(xs, ys, strict=True) if x == x and y == y]
        return " ".join(f"{self.across(x):.2f},{self.up(y):.2f}" for x, y in pairs)


def reliability_plot(found: Reliability) -> str:
    """How often guesses came true, over the probability that they were given."""
    axes = _Axes((0.0, 1.0), (0.0, 1.0))
    shapes = _frame(axes, "probability of the guess", "share that was right", _FIFTHS, _FIFTHS)
    for b in np.flatnonzero(found.counts).tolist():
        left, right = axes.across(found.edges[b]) + 1.5, axes.across(found.edges[b + 1]) - 1.5
        top, foot = axes.up(float(found.accuracy[b])), axes.up(0.0)
        shapes.append(_rect(left, top, right - left, foot - top))
    shapes.append(_line(axes.points([0, 1], [0, 1]), "p-ideal", _INK, 1.2, dash="5 4"))
    for b in np.flatnonzero(found.counts).tolist():
        x = float(found.confidence[b])
        ends = axes.points([x, x], [float(found.low[b]), float(found.high[b])])
        shapes.append(_line(ends, "p-line", _BLUE, 1.6))
        shapes.append(_dot(axes, x, float(found.accuracy[b])))
    return _drawing(shapes, "How often guesses came true, over the probability they were given")


def risk_plot(found: RiskCoverage, photos: int) -> str:
    """Accuracy of the kept guesses over the share of photos that is left to the inspector.

    It ends where fewer than `_FEWEST_KEPT` photos are kept: the rest is chance.
    """
    shown = max(int(np.count_nonzero(found.left <= 1.0 - _FEWEST_KEPT / photos + 1e-9)), 1)
    shares, kept = found.left[:shown], found.accuracy[:shown]
    low, high = found.low[:shown], found.high[:shown]
    lowest = float(np.floor(10 * low.min()) / 10)
    axes = _Axes((0.0, 1.0), (min(lowest, 0.9), 1.0))
    shapes = _frame(
        axes,
        "photos left to the inspector",
        "accuracy of the others",
        _FIFTHS,
        _ticks(*axes.y),
    )
    left, accuracy = _steps(shares, kept)
    shapes.append(_band(axes, left, _steps(shares, low)[1], _steps(shares, high)[1]))
    shapes.append(_line(axes.points(left, accuracy), "p-line", _BLUE, 2.0))
    return _drawing(shapes, "Accuracy over the share of photos left to the inspector")


def roc_plot(roc: Roc, point: OperatingPoint | None, at: int | None) -> str:
    """How often the class is found over how often others are taken for it; `at` marks a point."""
    axes = _Axes((0.0, 1.0), (0.0, 1.0))
    shapes = _frame(
        axes,
        f"other photos taken for {_short(roc.class_name)}",
        f"{_short(roc.class_name)} found",
        _FIFTHS,
        _FIFTHS,
    )
    shapes.append(_line(axes.points([0, 1], [0, 1]), "p-ideal", _INK, 1.2, dash="5 4"))
    shapes.append(_line(axes.points(roc.wrong_rate, roc.hit_rate), "p-line", _BLUE, 2.0))
    if point is not None and at is not None:
        x, y = float(roc.wrong_rate[at]), float(roc.hit_rate[at])
        shapes.append(_dot(axes, x, y, "p-mark", _ORANGE, 5.0))
    return _drawing(shapes, f"ROC of {roc.class_name} against all other classes")


def learning_plot(levels: Sequence[int], accuracy: Exact, low: Exact, high: Exact) -> str:
    """Balanced accuracy over the number of examples per class."""
    lowest = float(np.floor(10 * low.min()) / 10)
    last = float(max(levels[-1], 2))
    axes = _Axes((0.0, last * 1.04), (lowest, 1.0))
    ticks = [(float(k), str(k)) for k in _thinned(levels)]
    shapes = _frame(axes, "examples per class", "balanced accuracy", ticks, _ticks(*axes.y))
    xs = [float(k) for k in levels]
    shapes.append(_band(axes, np.array(xs), low, high))
    shapes.append(_line(axes.points(xs, accuracy), "p-line", _BLUE, 2.0))
    shapes += [_dot(axes, x, float(y)) for x, y in zip(xs, accuracy, strict=True)]
    return _drawing(shapes, "Balanced accuracy over the number of examples per class")


_FIFTHS: Final = [(i / 5, f"{i * 20}%") for i in range(6)]


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    step = 0.02 if high - low <= 0.11 else 0.05 if high - low <= 0.31 else 0.1
    if high - low > 0.61:
        step = 0.2
    count = round((high - low) / step)
    return [(high - i * step, f"{round(100 * (high - i * step))}%") for i in range(count + 1)]


def _thinned(levels: Sequence[int]) -> list[int]:
    """Levels whose numbers do not run into each other."""
    kept: list[int] = []
    for level in reversed(levels):
        if not kept or kept[-1] - level >= 0.045 * levels[-1]:
            kept.append(level)
    return kept


def _steps(xs: Exact, ys: Exact) -> tuple[Exact, Exact]:
    """A curve that stays until the next point: between two points nothing was measured."""
    return np.append(np.repeat(xs, 2)[1:], xs[-1]), np.repeat(ys, 2)


def _frame(
    axes: _Axes,
    x_title: str,
    y_title: str,
    x_ticks: Sequence[tuple[float, str]],
    y_ticks: Sequence[tuple[float, str]],
) -> list[str]:
    shapes = []
    for value, text in y_ticks:
        y = axes.up(value)
        shapes.append(_line(f"{_LEFT},{y:.2f} {WIDTH - _RIGHT},{y:.2f}", "p-grid", _GRID, 1.0))
        shapes.append(_text(_LEFT - 7, y + 4, text, "end"))
    for value, text in x_ticks:
        shapes.append(_text(axes.across(value), HEIGHT - _BOTTOM + 17, text, "middle"))
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    shapes.append(_text(middle, HEIGHT - 10, x_title, "middle"))
    height = (_TOP + HEIGHT - _BOTTOM) / 2
    title = _text(0, 0, y_title, "middle")
    return [*shapes, f'<g transform="translate(13 {height:.1f}) rotate(-90)">{title}</g>']


def _drawing(shapes: Sequence[str], title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title, quote=True)}">{"".join(shapes)}</svg>'
    )


def _line(points: str, name: str, colour: str, width: float, *, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline class="{name}" points="{points}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}" stroke-linejoin="round"{dashes}/>'
    )


def _band(axes: _Axes, xs: Exact, low: Exact, high: Exact) -> str:
    outline = f"{axes.points(xs, low)} {axes.points(xs[::-1], high[::-1])}"
    return f'<polygon class="p-band" points="{outline}" fill="{_BLUE}" fill-opacity="0.16"/>'


def _rect(x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="p-band" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" '
        f'height="{max(height, 0.0):.2f}" fill="{_BLUE}" fill-opacity="0.16"/>'
    )


def _dot(
    axes: _Axes,
    x: float,
    y: float,
    name: str = "p-dot",
    colour: str = _BLUE,
    radius: float = 3.5,
) -> str:
    place = f'cx="{axes.across(x):.2f}" cy="{axes.up(y):.2f}"'
    return f'<circle class="{name}" {place} r="{radius}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text class="p-text" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}" '
        f'font-size="12" {_FONT}>{escape(text)}</text>'
    )


def _short(name: str) -> str:
    return name if len(name) <= 28 else f"{name[:27]}…"
