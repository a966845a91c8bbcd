"""Large JPEGs, decoded smaller, beside the same photos decoded in full."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from siamdesk.errors import ImageTooLargeError, UnreadableImageError
from siamdesk.images.decode import decode_framed, decode_image, decode_sized
from siamdesk.images.framing import PLAIN, Framing, Region
from siamdesk.images.given import square_of_given
from siamdesk.images.hashes import ENOUGH, hamming, perceptual_hash
from siamdesk.images.resize import to_square
from siamdesk.images.squares import read_square
from siamdesk.images.thumbnails import ThumbnailCache

PATH = Path("photo.jpg")
SIDE = 16


def picture(height: int = 400, width: int = 560) -> np.ndarray:
    """Something else in every corner, and smooth: what JPEG itself changes is then little."""
    coarse = np.random.default_rng(3).integers(0, 256, (5, 7, 3), np.uint8)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)


def jpeg(rgb: np.ndarray, *, kind: str = "JPEG", orientation: int = 1, **options: object) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    into = io.BytesIO()
    Image.fromarray(rgb).save(into, kind, exif=exif, quality=92, **options)
    return into.getvalue()


def largest_difference(a: np.ndarray, b: np.ndarray) -> int:
    return int(np.abs(a.astype(int) - b).max())


@pytest.mark.parametrize(
    ("shorter", "expected"),
    [(8 * 3 * SIDE, 3 * SIDE), (8 * 3 * SIDE - 1, 6 * SIDE), (4 * 3 * SIDE - 1, 6 * SIDE)],
)
def test_as_little_is_decoded_as_leaves_thrice_what_is_needed(shorter, expected):
    data = jpeg(picture(shorter, 2 * shorter))
    assert decode_framed(data, PATH, PLAIN, side=SIDE).shape[0] == expected


def test_a_photo_that_is_not_large_is_decoded_in_full():
    data = jpeg(picture(6 * SIDE - 1, 300))
    smaller = decode_framed(data, PATH, PLAIN, side=SIDE)
    np.testing.assert_array_equal(smaller, decode_image(data, PATH))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_and_has_its_size_in_full(orientation):
    data = jpeg(picture(), orientation=orientation)
    full = decode_image(data, PATH)
    found = decode_sized(data, PATH, side=SIDE)
    assert (found.height, found.width) == full.shape[:2]
    assert found.pixels.shape == (full.shape[0] // 8, full.shape[1] // 8, 3)
    assert largest_difference(to_square(found.pixels, SIDE), to_square(full, SIDE)) <= 3


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_region_is_cut_where_it_lies_and_keeps_enough(orientation):
    region = Region.around([(0.5, 0.1), (0.9, 0.2), (0.8, 0.9), (0.55, 0.7)])
    framing = Framing(region)
    data = jpeg(picture(), orientation=orientation)
    smaller = decode_framed(data, PATH, framing, side=12)
    full = decode_framed(data, PATH, framing)
    assert 3 * 12 <= min(smaller.shape[:2]) < min(full.shape[:2]) // 2
    # The outline falls on other pixels, and what lies outside of it is the mean.
    difference = np.abs(to_square(smaller, SIDE).astype(int) - to_square(full, SIDE))
    assert difference.mean() <= 2.5


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"subsampling": "4:4:4"}, {"kind": "MPO"}], ids=str
)
def test_every_kind_of_jpeg_is_decoded_smaller(options):
    data = jpeg(picture(), **options)
    smaller = decode_framed(data, PATH, PLAIN, side=SIDE)
    assert smaller.shape == (50, 70, 3)
    expected = to_square(decode_image(data, PATH), SIDE)
    assert largest_difference(to_square(smaller, SIDE), expected) <= 3


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_printers_colours_are_decoded_smaller(mode):
    into = io.BytesIO()
    Image.fromarray(picture()).convert(mode).save(into, "JPEG", quality=92)
    smaller = decode_framed(into.getvalue(), PATH, PLAIN, side=SIDE)
    assert smaller.shape == (50, 70, 3)
    expected = to_square(decode_image(into.getvalue(), PATH), SIDE)
    assert largest_difference(to_square(smaller, SIDE), expected) <= 3


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "WEBP"])
def test_other_formats_are_decoded_in_full(kind):
    into = io.BytesIO()
    Image.fromarray(picture()).save(into, kind)
    assert decode_framed(into.getvalue(), PATH, PLAIN, side=SIDE).shape == (400, 560, 3)


def test_a_file_that_is_cut_off_is_refused_as_in_full():
    data = jpeg(picture())
    for cut in range(len(data) // 3, len(data), len(data) // 40):
        with pytest.raises(UnreadableImageError, match="cut off"):
            decode_framed(data[:cut], PATH, PLAIN, side=SIDE)


def test_the_limit_is_of_the_pixels_in_the_file():
    data = jpeg(picture())
    with pytest.raises(ImageTooLargeError):
        decode_framed(data, PATH, PLAIN, side=SIDE, max_pixels=400 * 560 - 1)


def test_what_the_picture_looks_like_is_found_from_less():
    data = jpeg(cv2.resize(picture(), (2800, 2000)))
    smaller = decode_framed(data, PATH, PLAIN, side=ENOUGH)
    assert smaller.shape == (500, 700, 3)
    full = perceptual_hash(decode_image(data, PATH))
    assert hamming(perceptual_hash(smaller), full) <= 2


def test_a_thumbnail_looks_as_if_made_in_full(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(jpeg(picture(), orientation=6))
    made = ThumbnailCache(tmp_path / "cache", longest=56).get_or_make("a1", file)
    from_full = ThumbnailCache(tmp_path / "other", longest=56).put("a1", decode_image(*read(file)))
    found, expected = (decode_image(data, PATH) for data in (made, from_full))
    assert found.shape == expected.shape == (56, 40, 3)
    assert np.abs(found.astype(int) - expected).mean() <= 2


def test_a_given_path_is_prepared_like_a_projects_photo(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(jpeg(picture()))
    given = square_of_given(str(file), SIDE)
    np.testing.assert_array_equal(given, read_square(file, SIDE))
    assert largest_difference(given, square_of_given(picture(), SIDE)) <= 4


def read(file: Path) -> tuple[bytes, Path]:
    return file.read_bytes(), file
