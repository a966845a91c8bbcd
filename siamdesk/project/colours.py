"""Colours of classes that people with any colour vision can tell apart."""

from __future__ import annotations

from typing import Final

CYCLE: Final = (
    # Okabe & Ito, Color Universal Design (2008), without black and its palest yellow.
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#d55e00",
    "#56b4e9",
    "#cc79a7",
    # Paul Tol, Colour schemes (2021), "muted": the ones furthest from those above.
    "#332288",
    "#999933",
    "#882255",
    "#44aa99",
    "#ddcc77",
    "#aa4499",
)
"""``#rrggbb``, in the order in which classes take them."""


def colour_of(position: int) -> str:
    """Colour of the class at this place in the list; starts over after the last."""
    return CYCLE[position % len(CYCLE)]
