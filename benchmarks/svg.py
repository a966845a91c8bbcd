"""Vector plots by hand: few shapes, no plotting library, the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from siamdesk.cli.intervals import Interval

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#7F7F7F")
"""Okabe and Ito's, which people who can't tell red from green can tell apart."""
_FONT = 'font-family="sans-serif" font-size="12"'


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: a value with its interval at each x."""

    title: str
    values: Mapping[int, Interval]


def line_panels(panels: Mapping[str, Sequence[Line]], *, title: str, x_title: str) -> str:
    """Panels side by side, two in a row, each with its own axis of percents."""
    width, height, legend = 400, 260, 20 * len(next(iter(panels.values()))) + 10
    rows = -(-len(panels) // 2)
    shapes = []
    for i, (name, lines) in enumerate(panels.items()):
        x, y = 20 + (i % 2) * width, 60 + (i // 2) * height
        shapes += _panel(name, lines, x, y, width - 40, height - 70, x_title)
    for i, line in enumerate(next(iter(panels.values()))):
        y = 65 + rows * height + 20 * i
        shapes.append(_segment(30, y, 60, y, COLOURS[i % len(COLOURS)], 3))
        shapes.append(_text(70, y + 4, line.title))
    return _drawing(2 * width + 20, 70 + rows * height + legend, title, shapes)


def _panel(
    name: str, lines: Sequence[Line], x: float, y: float, width: float, height: float, x_title: str
) -> list[str]:
    left, plot = x + 35, width - 35
    ks = sorted({k for line in lines for k in line.values})
    low = min(_low(v) for line in lines for v in line.values.values())
    bottom = max(0.0, int(low * 10) / 10)

    def place(k: int, value: float) -> tuple[float, float]:
        along = ks.index(k) / max(len(ks) - 1, 1)
        return left + plot * along, y + height * (1 - (value - bottom) / (1 - bottom))

    shapes = [_text(left, y - 8, name, bold=True)]
    for tick in range(round(bottom * 10), 11):
        _, at = place(ks[0], tick / 10)
        shapes.append(_segment(left, at, left + plot, at, "#DDDDDD", 1))
        shapes.append(_text(left - 6, at + 4, f"{tick * 10}", anchor="end"))
    for k in ks:
        at, _ = place(k, bottom)
        shapes.append(_text(at, y + height + 16, str(k), anchor="middle"))
    shapes.append(_text(left + plot / 2, y + height + 32, x_title, anchor="middle"))
    for i, line in enumerate(lines):
        shapes += _curve(line, place, COLOURS[i % len(COLOURS)])
    return shapes


def _curve(
    line: Line, place: Callable[[int, float], tuple[float, float]], colour: str
) -> list[str]:
    points = [place(k, v.mean) for k, v in sorted(line.values.items())]
    path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
    shapes = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
    for k, v in line.values.items():
        (px, top), (_, end) = place(k, _high(v)), place(k, _low(v))
        shapes.append(_segment(px, top, px, end, colour, 1.5))
        shapes.append(_dot(*place(k, v.mean), 3, colour))
    return shapes


def difference_chart(rows: Mapping[str, Interval], *, title: str, x_title: str) -> str:
    """One bar of uncertainty per row, about a line at 0; values are shares, shown as points."""
    left, plot, step = 330, 430, 26
    ends = [e for v in rows.values() for e in (_low(v), _high(v), 0.0)]
    low, high = min(ends) - 0.005, max(ends) + 0.005

    def place(value: float) -> float:
        return left + plot * (value - low) / (high - low)

    bottom = 45 + step * len(rows)
    shapes = [_segment(place(0), 35, place(0), bottom, "#999999", 1)]
    every = 5 if high - low > 0.12 else 1
    ticks = [t for t in range(int(low * 100), int(high * 100) + 1) if t % every == 0]
    shapes += [
        _text(place(t / 100), bottom + 16, f"{t:+d}" if t else "0", anchor="middle") for t in ticks
    ]
    for i, (name, v) in enumerate(rows.items()):
        y = 50 + step * i
        shapes.append(_text(left - 12, y + 4, name, anchor="end"))
        shapes.append(_segment(place(_low(v)), y, place(_high(v)), y, COLOURS[0], 3))
        shapes.append(_dot(place(v.mean), y, 5, COLOURS[0]))
    shapes.append(_text(left + plot / 2, bottom + 34, x_title, anchor="middle"))
    return _drawing(left + plot + 30, bottom + 45, title, shapes)


def scatter(points: Sequence[Sequence[float]], labels: Sequence[int], *, title: str) -> str:
    """Points of the plane, each written as its class number."""
    size, edge = 560, 40
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    spread = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0

    def along(value: float, least: float) -> float:
        return edge + (size - 2 * edge) * (value - least) / spread

    shapes = [
        f'<text x="{along(x, min(xs)):.1f}" y="{edge + along(y, min(ys)):.1f}" '
        f'fill="{COLOURS[label % len(COLOURS)]}">{label}</text>'
        for x, y, label in zip(xs, ys, labels, strict=True)
    ]
    return _drawing(size, size + edge, title, shapes)


def _low(v: Interval) -> float:
    return v.low if v.is_known else v.mean


def _high(v: Interval) -> float:
    return v.high if v.is_known else v.mean


def _segment(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _dot(x: float, y: float, radius: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _drawing(width: float, height: float, title: str, shapes: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" {_FONT}>'
    )
    ground = f'<rect width="{width:.0f}" height="{height:.0f}" fill="white"/>'
    name = f"<title>{escape(title)}</title>"
    heading = _text(20, 20, title, bold=True)
    return "\n".join([head, name, ground, heading, *shapes, "</svg>", ""])
