import numpy as np
import pytest

from siamdesk.images.heatmap import AGAINST, FOR, colourise, legend, render, upsample


def test_zero_is_transparent_and_both_ends_of_the_scale_are_equally_opaque() -> None:
    rgba = colourise(np.array([[0.0, 2.0, -2.0]], np.float32), 2.0)
    assert rgba[0, 0, 3] == 0
    assert rgba[0, 1, 3] == rgba[0, 2, 3] > 200


def test_what_speaks_for_is_orange_and_what_speaks_against_is_blue() -> None:
    rgba = colourise(np.array([[1.0, -1.0]], np.float32), 2.0)
    assert tuple(rgba[0, 0, :3]) == FOR
    assert tuple(rgba[0, 1, :3]) == AGAINST


def test_opacity_grows_with_the_contribution_and_saturates_at_the_scale() -> None:
    alpha = colourise(np.array([[0.1, 0.5, 0.9, 1.0, 7.0]], np.float32), 1.0)[0, :, 3].astype(int)
    assert (np.diff(alpha) >= 0).all()
    assert alpha[0] < alpha[1] < alpha[2] < alpha[3] == alpha[4]


def test_a_photo_is_not_stretched_to_its_own_range() -> None:
    weak = np.full((3, 3), 0.1, np.float32)
    strong = np.full((3, 3), 1.0, np.float32)
    assert (
        render(weak, scale=1.0, height=9, width=9)[..., 3].max()
        < render(strong, scale=1.0, height=9, width=9)[..., 3].min()
    )


def test_upsampling_agrees_with_a_loop_over_pixels() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(7, 5)).astype(np.float32)
    made = upsample(values, 23, 31)
    for y in range(23):
        for x in range(31):
            # Bilinear interpolation written out for one pixel, with the edges repeated.
            v = min(max((y + 0.5) * 7 / 23 - 0.5, 0), 6)
            u = min(max((x + 0.5) * 5 / 31 - 0.5, 0), 4)
            top, left = int(v), int(u)
            bottom, right = min(top + 1, 6), min(left + 1, 4)
            a, b = v - top, u - left
            expected = (
                values[top, left] * (1 - a) * (1 - b)
                + values[top, right] * (1 - a) * b
                + values[bottom, left] * a * (1 - b)
                + values[bottom, right] * a * b
            )
            assert made[y, x] == pytest.approx(expected, abs=1e-5)


def test_numbers_that_are_none_are_drawn_as_nothing() -> None:
    values = np.array([[np.nan, 1.0], [1.0, 1.0]], np.float32)
    assert render(values, scale=1.0, height=2, width=2)[0, 0, 3] == 0


def test_a_scale_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        colourise(np.zeros((2, 2), np.float32), 0.0)


def test_the_legend_runs_from_against_to_for() -> None:
    bar = legend(65)
    assert tuple(bar[0, 0, :3]) == AGAINST
    assert tuple(bar[0, -1, :3]) == FOR
    assert bar[0, 32, 3] == 0
