from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
from handmade_images import bmp, chunk, exif, palette_png, png, tiff
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from PIL import Image

from siamdesk.images.decode import decode_image, read_image

PATH = Path("photo")
Pixels = NDArray[np.uint8]


@pytest.fixture
def rgb() -> Pixels:
    return np.random.default_rng(3).integers(0, 256, (5, 7, 3), np.uint8)


@pytest.fixture
def rgb16() -> NDArray[np.uint16]:
    values = np.random.default_rng(4).integers(0, 65536, (5, 7, 3)).astype(np.uint16)
    values[0, 0] = 65535
    return values


def to_8_bit(values: NDArray[np.uint16], top: int) -> Pixels:
    return np.floor(values.astype(np.float64) * 255 / top + 0.5).astype(np.uint8)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def decoded(data: bytes) -> Pixels:
    pixels = decode_image(data, PATH)
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
    assert pixels.flags.c_contiguous
    assert pixels.flags.writeable
    return pixels


@pytest.mark.parametrize("write", [png, bmp, tiff], ids=["png", "bmp", "tiff"])
def test_8_bit_colours_come_out_as_they_went_in(write, rgb):
    assert_array_equal(decoded(write(rgb)), rgb)


@pytest.mark.parametrize("write", [png, tiff], ids=["png", "tiff"])
def test_grey_becomes_three_equal_channels(write, rgb):
    grey = rgb[:, :, :1]
    assert_array_equal(decoded(write(grey)), np.repeat(grey, 3, axis=2))


def test_lossless_webp_comes_out_as_it_went_in(rgb):
    assert_array_equal(decoded(saved(Image.fromarray(rgb), "WEBP", lossless=True)), rgb)


def test_jpeg_comes_out_in_rgb_order():
    red = Image.new("RGB", (16, 16), (250, 10, 20))
    assert np.abs(decoded(saved(red, "JPEG", quality=95)) - np.array([250, 10, 20])).max() <= 3


def test_cmyk_jpeg_keeps_its_colours():
    cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    assert np.abs(decoded(saved(cyan, "JPEG")).astype(int) - [0, 255, 255]).max() <= 8


def test_one_bit_images_are_black_and_white():
    bits = np.eye(9, dtype=bool)
    for kind in ("PNG", "TIFF", "BMP"):
        pixels = decoded(saved(Image.fromarray(bits), kind))
        assert_array_equal(pixels[:, :, 1], bits * np.uint8(255))


def test_palette_colours_are_looked_up():
    indices = np.array([[0, 1], [2, 0]], np.uint8)
    colours = [(1, 2, 3), (40, 50, 60), (200, 100, 0)]
    assert_array_equal(decoded(palette_png(indices, colours)), np.array(colours, np.uint8)[indices])


def test_a_transparent_palette_colour_becomes_white():
    indices = np.array([[0, 1]], np.uint8)
    pixels = decoded(palette_png(indices, [(1, 2, 3), (40, 50, 60)], alphas=b"\x00\xff"))
    assert_array_equal(pixels, [[[255, 255, 255], [40, 50, 60]]])


def test_transparency_is_laid_on_white(rgb):
    alpha = np.full((5, 7, 1), 255, np.uint8)
    alpha[0, 0], alpha[0, 1] = 0, 51
    pixels = decoded(png(np.dstack([rgb, alpha])))
    assert_array_equal(pixels[0, 0], [255, 255, 255])
    expected = rgb[0, 1] * 0.2 + 255 * 0.8
    assert np.abs(pixels[0, 1] - expected).max() <= 1
    assert_array_equal(pixels[1:], rgb[1:])


def test_grey_with_transparency_is_laid_on_white(rgb):
    grey_alpha = rgb[:, :, :2].copy()
    grey_alpha[:, :, 1] = 255
    grey_alpha[2, 3, 1] = 0
    pixels = decoded(png(grey_alpha))
    assert_array_equal(pixels[2, 3], [255, 255, 255])
    assert_array_equal(pixels[0], np.repeat(rgb[0, :, :1], 3, axis=1))


def test_an_alpha_channel_that_is_zero_everywhere_is_ignored(rgb):
    assert_array_equal(decoded(png(np.dstack([rgb, np.zeros((5, 7), np.uint8)]))), rgb)


def test_a_transparent_colour_key_becomes_white(rgb):
    rgb[1, 1] = (9, 8, 7)
    key = chunk(b"tRNS", bytes([0, 9, 0, 8, 0, 7]))
    pixels = decoded(png(rgb, extra=key))
    assert_array_equal(pixels[1, 1], [255, 255, 255])
    assert_array_equal(pixels[0], rgb[0])


# --- 16 bits --------------------------------------------------------------------------------------


def big_endian_tiff(pixels: NDArray[np.generic]) -> bytes:
    return tiff(pixels, byte_order=">")


@pytest.mark.parametrize(
    "write", [png, tiff, big_endian_tiff], ids=["png", "tiff", "big-endian tiff"]
)
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(("largest", "top"), [(65535, 65535), (4096, 65535), (4095, 4095)])
def test_16_bit_values_are_scaled_by_the_range_that_they_use(write, channels, largest, top, rgb16):
    values = (rgb16[:, :, :channels] // (65536 // (largest + 1)) if largest < 65535 else rgb16)[
        :, :, :channels
    ]
    values = np.minimum(values, largest).astype(np.uint16)
    values[0, 0, 0] = largest
    expected = to_8_bit(values, top)
    if channels == 1:
        expected = np.repeat(expected, 3, axis=2)
    assert_array_equal(decoded(write(values)), expected)


@pytest.mark.parametrize("write", [png, tiff], ids=["png", "tiff"])
def test_all_channels_of_16_bits_are_scaled_alike(write, rgb16):
    values = rgb16.copy()
    values[:, :, 1:] //= 100  # green and blue alone would fit 12 bits
    assert_array_equal(decoded(write(values)), to_8_bit(values, 65535))


@pytest.mark.parametrize("write", [png, tiff], ids=["png", "tiff"])
def test_16_bit_transparency_is_laid_on_white(write, rgb16):
    alpha = np.full((5, 7), 65535, np.uint16)
    alpha[2, 2] = 0
    pixels = decoded(write(np.dstack([rgb16, alpha])))
    assert_array_equal(pixels[2, 2], [255, 255, 255])
    assert_array_equal(pixels[0], to_8_bit(rgb16, 65535)[0])


def test_16_bit_grey_with_transparency_is_laid_on_white(rgb16):
    values = rgb16[:, :, :2].copy()
    values[:, :, 1] = 65535
    values[2, 2, 1] = 0
    pixels = decoded(png(values))
    assert_array_equal(pixels[2, 2], [255, 255, 255])
    assert_array_equal(pixels[0, :, 2], to_8_bit(rgb16, 65535)[0, :, 0])


@pytest.mark.parametrize(("kind", "step"), [(np.uint8, 1), (np.uint16, 257)])
def test_a_tiff_whose_zero_is_white_is_inverted(kind, step):
    ink = np.array([[0, 10, 20], [100, 200, 255]])
    pixels = decoded(tiff((ink * step).astype(kind)[:, :, None], white_is_zero=True))
    assert_array_equal(pixels[:, :, 0], 255 - ink)


# --- orientation ----------------------------------------------------------------------------------

# Where EXIF says that the stored first row and first column belong in the upright photo.
UPRIGHT = {
    1: lambda a: a,
    2: lambda a: np.fliplr(a),
    3: lambda a: np.rot90(a, 2),
    4: lambda a: np.flipud(a),
    5: lambda a: np.transpose(a, (1, 0, 2)),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(np.transpose(a, (1, 0, 2)), 2),
    8: lambda a: np.rot90(a, 1),
}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_are_turned_upright(orientation, rgb, rgb16):
    turned = UPRIGHT[orientation](rgb)
    block = exif(orientation)
    assert_array_equal(decoded(png(rgb, extra=chunk(b"eXIf", block))), turned)
    assert_array_equal(decoded(tiff(rgb, orientation=orientation)), turned)
    webp = saved(Image.fromarray(rgb), "WEBP", lossless=True, exif=block)
    assert_array_equal(decoded(webp), turned)
    jpeg = saved(
        Image.fromarray(np.kron(rgb, np.ones((8, 8, 1), np.uint8))),
        "JPEG",
        exif=b"Exif\x00\x00" + block,
    )
    assert decoded(jpeg).shape == (turned.shape[0] * 8, turned.shape[1] * 8, 3)
    assert_array_equal(
        decoded(tiff(rgb16, orientation=orientation)),
        to_8_bit(UPRIGHT[orientation](rgb16), 65535),
    )
    assert_array_equal(
        decoded(png(rgb16, extra=chunk(b"eXIf", block))),
        to_8_bit(UPRIGHT[orientation](rgb16), 65535),
    )
    assert_array_equal(
        decoded(tiff(rgb16[:, :, :1], orientation=orientation)),
        to_8_bit(UPRIGHT[orientation](np.repeat(rgb16[:, :, :1], 3, axis=2)), 65535),
    )


@pytest.mark.parametrize("block", [b"", b"Exif\x00\x00garbage", exif(9), exif(6)[:14]])
def test_a_damaged_exif_block_is_passed_over(block, rgb):
    assert_array_equal(decoded(png(rgb, extra=chunk(b"eXIf", block))), rgb)


# --- several pictures in one file -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["TIFF", "PNG", "WEBP"])
def test_the_first_page_or_frame_counts(kind, rgb):
    options = {"lossless": True} if kind == "WEBP" else {}
    data = saved(
        Image.fromarray(rgb),
        kind,
        save_all=True,
        append_images=[Image.fromarray(255 - rgb)],
        **options,
    )
    assert_array_equal(decoded(data), rgb)


def test_the_first_picture_of_a_phones_multi_picture_jpeg_counts():
    first, second = Image.new("RGB", (32, 16), (200, 0, 0)), Image.new("RGB", (8, 8))
    pixels = decoded(saved(first, "MPO", save_all=True, append_images=[second]))
    assert pixels.shape == (16, 32, 3)
    assert np.abs(pixels.astype(int) - [200, 0, 0]).max() <= 3


def test_a_wrong_file_ending_does_not_matter(rgb, tmp_path):
    path = tmp_path / "really-a-png.jpg"
    path.write_bytes(png(rgb))
    assert_array_equal(read_image(path), rgb)


def test_file_names_of_any_script_and_bytes_work(rgb, tmp_path):
    for name in ("ตำหนิ é 😀.png", os.fsdecode(b"latin-\xe9.png")):
        path = tmp_path / name
        path.write_bytes(png(rgb))
        assert_array_equal(read_image(path), rgb)
