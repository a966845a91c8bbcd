"""Photos with more than 8 bits: every expected pixel was computed by hand."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from handmade_images import png, tiff
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from siamdesk.errors import ImageError
from siamdesk.images.decode import decode_image, decode_pixels
from siamdesk.images.deep import DeepPixels, default_window, suggested_window, to_8_bit
from siamdesk.images.framing import Window

PATH = Path("weld.tif")


def grey(*rows, dtype):
    return np.array(rows, dtype)[:, :, None]


def shown(data, window=None):
    rgb = decode_image(data, PATH, window)
    assert (rgb[..., :1] == rgb).all()
    return rgb[..., 0].tolist()


@pytest.mark.parametrize("write", [png, tiff, lambda v: tiff(v, byte_order=">")])
def test_a_window_makes_its_ends_black_and_white_and_clips_beyond(write):
    # (1500 - 1000) / 1000 * 255 = 127.5, which is rounded up; 1002 gives 0.51
    values = grey([0, 1000, 1001], [1002, 1500, 2000], [2001, 4000, 65535], dtype=np.uint16)
    assert shown(write(values), Window(1000, 2000)) == [[0, 0, 0], [1, 128, 255], [255, 255, 255]]


def test_a_window_leaves_8_bit_photos_as_they_are():
    values = grey([0, 100], [200, 255], dtype=np.uint8)
    for data in (png(values), tiff(values)):
        assert shown(data, Window(100, 200)) == [[0, 100], [200, 255]]


def test_a_window_scales_all_channels_of_16_bit_colour_alike():
    pixels = np.array([[[100, 150, 200], [0, 125, 65535]]], np.uint16)
    for write in (png, tiff):
        rgb = decode_image(write(pixels), PATH, Window(100, 200))
        assert rgb.tolist() == [[[0, 128, 255], [0, 64, 255]]]  # 25 * 2.55 = 63.75


@pytest.mark.parametrize("top", [4095, 65535])
def test_the_default_of_16_bits_rounds_exactly(top):
    values = np.arange(top + 1, dtype=np.uint16).reshape(-1, 16, 1)
    rounded = [int(Fraction(v * 255, top) + Fraction(1, 2)) for v in range(top + 1)]
    assert to_8_bit(DeepPixels(values))[..., 0].ravel().tolist() == rounded


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([[0.0, 0.5], [1.0, 0.2]], [[0, 128], [255, 51]]),
        ([[0.0, 51.0], [255.0, 102.0]], [[0, 51], [255, 102]]),
        # the usual range above 1000 is -4095 to 4095: (-1000 + 4095) / 8190 * 255 = 96.4
        ([[-1000.0, 0.0], [1000.0, 500.0]], [[96, 128], [159, 143]]),
        ([[0.0, 2e6], [1e7, 5e6]], [[0, 51], [255, 128]]),
    ],
    ids=["up to 1", "up to 255", "negative", "ten million"],
)
def test_floating_point_tiffs_are_shown_in_a_usual_range(values, expected):
    assert shown(tiff(grey(*values, dtype=np.float32), sample_format=3)) == expected


def test_numbers_that_are_none_are_as_low_as_infinitely_low_ones():
    values = grey([np.nan, -np.inf, np.inf, 0.4], dtype=np.float32)
    assert shown(tiff(values, sample_format=3)) == [[0, 0, 255, 102]]
    assert shown(tiff(values, sample_format=3), Window(0.2, 0.6)) == [[0, 0, 255, 128]]


def test_a_photo_without_any_number_is_black():
    values = np.full((3, 4, 1), np.nan, np.float32)
    assert shown(tiff(values, sample_format=3)) == [[0] * 4] * 3
    assert suggested_window(DeepPixels(values)) is None


@pytest.mark.parametrize(
    ("dtype", "sample_format", "value", "level"),
    # 3000 of 4095, 3e9 of 1e10, -3000 between -4095 and 4095
    [(np.uint32, 1, 3000, 187), (np.uint32, 1, 3_000_000_000, 77), (np.int32, 2, -3000, 34)],
)
def test_32_bit_numbers_are_read_with_their_sign(dtype, sample_format, value, level):
    data = tiff(np.full((4, 4, 1), value, dtype), sample_format=sample_format)
    assert shown(data) == [[level] * 4] * 4


def test_signed_16_bit_numbers_are_read():
    data = tiff(grey([-100, 0], [100, 50], dtype=np.int16), sample_format=2)
    assert shown(data, Window(-100, 100)) == [[0, 128], [255, 191]]


def test_one_hot_pixel_does_not_darken_a_floating_point_photo():
    values = np.full((100, 100, 1), 0.5, np.float32)
    values[0, 0] = 1e30
    assert default_window(DeepPixels(values)) == Window(0, 1)


def test_low_values_of_an_inverted_photo_are_bright():
    data = tiff(grey([0, 1000, 2000], dtype=np.uint16), white_is_zero=True)
    assert shown(data, Window(0, 2000)) == [[255, 127, 0]]


def test_photos_of_one_source_get_the_same_default_window():
    rng = np.random.default_rng(0)
    windows = {
        default_window(DeepPixels(rng.uniform(0, top, (50, 50, 1)).astype(np.float32)))
        for top in (0.05, 0.4, 1.0)
    }
    assert windows == {Window(0, 1)}


def test_a_suggestion_leaves_out_hot_and_dead_pixels():
    values = np.linspace(10_000, 20_000, 10_000).astype(np.uint16).reshape(100, 100, 1)
    values[0, :3], values[50, :3] = 65535, 0
    low, high = suggested_window(DeepPixels(values)).low, suggested_window(DeepPixels(values)).high
    assert 10_000 <= low <= 10_100
    assert 19_900 <= high <= 20_000


@pytest.mark.parametrize("dtype", [np.uint16, np.float32])
def test_nothing_is_suggested_for_a_plain_photo(dtype):
    assert suggested_window(DeepPixels(np.full((9, 9, 1), 7, dtype))) is None


def test_the_first_page_of_a_deep_tiff_counts():
    first, second = (np.full((4, 6), value, np.uint16) for value in (1000, 3000))
    buffer = io.BytesIO()
    pages = [Image.fromarray(page) for page in (first, second)]
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    assert shown(buffer.getvalue(), Window(0, 2000)) == [[128] * 6] * 4


def test_deep_photos_are_turned_upright_before_they_are_shown():
    values = grey([0.0, 1.0], dtype=np.float32)
    data = tiff(values, sample_format=3, orientation=6)  # turned clockwise: the left is the top
    assert shown(data) == [[0], [255]]
    pixels = decode_pixels(data, PATH)
    assert pixels.values.tolist() == [[[0.0]], [[1.0]]]


@settings(deadline=None)
@given(part=st.floats(0, 1), kind=st.sampled_from([np.uint16, np.float32, np.int32]))
def test_a_deep_tiff_that_is_cut_off_in_its_pixels_is_an_error(part, kind):
    buffer = io.BytesIO()
    Image.fromarray(np.ones((8, 8), kind)).save(buffer, "TIFF")  # Pillow writes the pixels last
    data = buffer.getvalue()
    with pytest.raises(ImageError):
        decode_image(data[: len(data) - 1 - int(part * (len(data) - 1))], PATH)


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False))
def test_a_window_is_only_ever_one_with_grey_in_between(low, high):
    if np.isfinite(high) and low < high:
        assert Window(low, high).low < Window(low, high).high
    else:
        with pytest.raises(ValueError, match="no grey"):
            Window(low, high)
