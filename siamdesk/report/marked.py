"""Figures that a reader sees rounded and a program can read with all digits.

In the web page each stands in ``<data value="…" data-figure="…">``: whoever wants to check a report
finds every figure of it by name, and works it out again from the exported tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Self

from siamdesk.figures.shares import Share

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report."""

    name: str
    """Its place, parts divided by ``/``, e.g. ``class/scratch/recall``."""
    value: float
    text: str
    """What people read."""

    def __html__(self) -> str:
        """The figure for a template, which must not escape it again."""
        name, value = escape(self.name, quote=True), repr(float(self.value))
        return f'<data value="{value}" data-figure="{name}">{escape(self.text)}</data>'

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Range:
    """A share with its 95 % interval."""

    value: Figure
    low: Figure
    high: Figure

    @classmethod
    def of(cls, name: str, share: Share, *, digits: int = 1) -> Self:
        """The figures ``name``, ``name/low`` and ``name/high``."""
        return cls(
            percent(name, share.value, digits=digits),
            percent(f"{name}/low", share.low, digits=digits),
            percent(f"{name}/high", share.high, digits=digits),
        )


def percent(name: str, share: float, *, digits: int = 1) -> Figure:
    """A share, e.g. ``94.6%``."""
    return Figure(name, share, f"{share:.{digits}%}")


def number(name: str, value: float, *, digits: int = 2) -> Figure:
    """A number with so many decimals."""
    return Figure(name, value, f"{value:.{digits}f}")


def whole(name: str, value: int) -> Figure:
    """A count, e.g. ``1,204``."""
    return Figure(name, value, f"{value:,}")


def or_dash(figure: Figure | None) -> Figure | str:
    """The figure, or a dash where there is nothing to tell."""
    return _NOTHING if figure is None else figure
