"""Colours of classes that people with any colour vision can tell apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from siamdesk.errors import ProjectError

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
    # Found by search: furthest from all above and from each other, whichever cone is missing
    # (tests/gui/test_colour_vision.py); the rest of Tol's are confused with some of them.
    "#5a3c1e",
    "#8700ff",
    "#9687ff",
)
"""``#rrggbb``, in the order in which classes take them."""


_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")


def next_colour(taken: Iterable[str]) -> str:
    """The colour of a new class: the one that the fewest others have, in the order of `CYCLE`."""
    uses = Counter(taken)
    return min(CYCLE, key=lambda colour: uses[colour])


def clean_colour(colour: str) -> str:
    """``#rrggbb`` in small letters. Raises `ProjectError` for anything else."""
    cleaned = colour.strip().lower()
    if not _COLOUR.fullmatch(cleaned):
        raise ProjectError(f"'{colour}' is no colour. Write it as #rrggbb, for example #0072b2.")
    return cleaned
