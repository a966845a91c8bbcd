import pytest

from siamdesk.gui.look.theme import DARK, LIGHT, Theme, ThemeMode, Tones, contrast_ratio, seen_on
from siamdesk.project.colours import CYCLE

TEXT_ON = [
    (
        "text",
        [
            "window",
            "surface",
            "raised",
            "hover",
            "accent_soft",
            "warning_soft",
            "danger_soft",
            "photo",
        ],
    ),
    ("muted", ["window", "surface", "raised", "hover", "accent_soft", "photo", "track"]),
    ("on_accent", ["accent", "accent_hover", "danger"]),
    ("warning", ["warning_soft", "raised", "window"]),
    ("danger", ["danger_soft", "raised", "window"]),
    ("accent", ["raised", "window"]),
]


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_surface_that_it_is_used_on(tones: Tones) -> None:
    for text, surfaces in TEXT_ON:
        for surface in surfaces:
            ratio = contrast_ratio(getattr(tones, text), getattr(tones, surface))
            assert ratio >= 4.5, f"{text} on {surface}: {ratio:.2f}"


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_focus_and_field_outlines_stand_out(tones: Tones) -> None:
    for line in ("accent", "strong_border"):
        for surface in ("window", "surface", "raised"):
            assert contrast_ratio(getattr(tones, line), getattr(tones, surface)) >= 3


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_every_class_colour_is_seen_in_every_scheme(tones: Tones) -> None:
    for colour in CYCLE:
        assert contrast_ratio(seen_on(colour, tones.raised), tones.raised) >= 2.2


def test_the_theme_can_be_switched_while_the_window_is_open(theme: Theme) -> None:
    theme.set_mode(ThemeMode.DARK)
    assert theme.dark
    theme.set_mode(ThemeMode.LIGHT)
    assert not theme.dark
