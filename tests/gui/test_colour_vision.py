"""Nobody has to tell by a colour what they can't see."""

from itertools import combinations

import pytest
from colour_vision import KINDS, distance

from siamdesk.gui.look.theme import DARK, LIGHT, Tones, seen_on
from siamdesk.images import heatmap
from siamdesk.project.colours import CYCLE

SCHEMES = pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
EYES = pytest.mark.parametrize("kind", KINDS)
FAR = 13.0
"""Several times what can just be noticed, so that dots of 9 pixels are told apart."""


def test_distances_are_those_of_the_standard() -> None:
    assert distance("#000000", "#ffffff", "all cones") == pytest.approx(100, abs=0.1)
    # CIE L*a*b* of sRGB's primaries: (53.24, 80.09, 67.20) and (87.73, -86.18, 83.18).
    assert distance("#ff0000", "#00ff00", "all cones") == pytest.approx(170.6, abs=0.2)


def test_red_and_green_are_nearly_one_without_green_cones() -> None:
    """The simulation must fail what is known to be confused."""
    kind = "no green (deuteranopia)"
    assert distance("#b04632", "#6e6e28", kind) < 0.5 * distance("#b04632", "#6e6e28", "all cones")


@SCHEMES
@EYES
def test_class_colours_are_told_apart(tones: Tones, kind: str) -> None:
    shown = [seen_on(colour, tones.raised) for colour in CYCLE]
    for one, other in combinations(shown, 2):
        assert distance(one, other, kind) >= FAR, (one, other)


@pytest.mark.parametrize("palette", heatmap.Palette)
@EYES
def test_for_and_against_of_a_heatmap_are_told_apart(kind: str, palette: heatmap.Palette) -> None:
    speaks_for, against = (
        "#{:02x}{:02x}{:02x}".format(*colour)
        for colour in (palette.speaks_for, palette.speaks_against)
    )
    assert distance(speaks_for, against, kind) >= 4 * FAR
    # The photos themselves are often grey.
    assert min(distance(colour, "#808080", kind) for colour in (speaks_for, against)) >= 1.5 * FAR


@SCHEMES
@EYES
def test_what_is_selected_is_told_from_what_is_not(tones: Tones, kind: str) -> None:
    assert distance(tones.accent, tones.border, kind) >= 2 * FAR
