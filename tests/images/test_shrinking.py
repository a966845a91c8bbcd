from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from numpy.testing import assert_array_equal
from PIL import Image

from siamdesk.errors import UnreadableImageError
from siamdesk.images.hashes import content_digest, hamming, perceptual_hash
from siamdesk.images.resize import fit_within, to_square
from siamdesk.images.thumbnails import ThumbnailCache, thumbnail_jpeg

DIGEST = content_digest(b"a photo")


@pytest.fixture
def photo():
    coarse = np.random.default_rng(5).integers(0, 256, (6, 8, 3), np.uint8)
    return cv2.resize(coarse, (320, 240), interpolation=cv2.INTER_CUBIC)


def test_a_square_is_the_mean_over_areas():
    rgb = np.random.default_rng(0).integers(0, 256, (64, 96, 3), np.uint8)
    means = rgb.reshape(32, 2, 32, 3, 3).mean(axis=(1, 3))
    assert np.abs(to_square(rgb, 32).astype(float) - means).max() <= 0.51


def test_the_edges_of_the_photo_are_in_the_square():
    rgb = np.zeros((100, 400, 3), np.uint8)
    rgb[:, -8:] = 255
    square = to_square(rgb, 50)
    assert_array_equal(square[:, -1], 255)
    assert_array_equal(square[:, :-1], 0)


def test_a_thin_line_of_a_long_photo_survives():
    # One side grows while the other shrinks by 20: point sampling would miss most lines.
    for line in range(100, 140):
        rgb = np.zeros((20, 4000, 3), np.uint8)
        rgb[:, line] = 255
        assert to_square(rgb, 200).max() >= 255 // 20


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (64, 64), (10, 300)])
def test_a_square_of_any_photo_has_the_size_asked_for(shape):
    rgb = np.full((*shape, 3), 77, np.uint8)
    square = to_square(rgb, 64)
    assert square.dtype == np.uint8
    assert_array_equal(square, np.full((64, 64, 3), 77))


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((1000, 500), (100, 50)),
        ((500, 1000), (50, 100)),
        ((10_000, 3), (100, 1)),
        ((90, 80), (90, 80)),
    ],
)
def test_a_photo_is_fitted_and_keeps_its_proportions(shape, expected):
    assert fit_within(np.zeros((*shape, 3), np.uint8), 100).shape == (*expected, 3)


def test_a_thumbnail_is_a_small_jpeg_of_the_photo(photo):
    with Image.open(io.BytesIO(thumbnail_jpeg(photo, longest=80))) as image:
        assert image.format == "JPEG"
        assert image.size == (80, 60)
        seen = np.asarray(image).astype(float)
    assert np.abs(seen - cv2.resize(photo, (80, 60), interpolation=cv2.INTER_AREA)).mean() < 4


def test_a_thumbnail_is_made_once(photo, tmp_path):
    file = tmp_path / "photo.png"
    Image.fromarray(photo).save(file)
    cache = ThumbnailCache(tmp_path / "cache")
    assert cache.get(DIGEST) is None
    made = cache.get_or_make(DIGEST, file)
    file.unlink()
    assert cache.get_or_make(DIGEST, file) == made
    assert ThumbnailCache(tmp_path / "cache").get(DIGEST) == made


def test_thumbnails_of_another_size_are_others(photo, tmp_path):
    small, large = (ThumbnailCache(tmp_path, longest=n) for n in (32, 64))
    small.put(DIGEST, photo)
    assert large.get(DIGEST) is None


@pytest.mark.parametrize("keep", [0, 2, 300])
def test_a_damaged_thumbnail_is_made_again(photo, tmp_path, keep):
    cache = ThumbnailCache(tmp_path)
    made = cache.put(DIGEST, photo)
    (entry,) = tmp_path.rglob("*.jpg")
    entry.write_bytes(made[:keep].ljust(len(made), b"\x00"))
    assert cache.get(DIGEST) is None
    assert cache.put(DIGEST, photo) == made
    assert cache.get(DIGEST) == made


def test_no_thumbnail_of_a_photo_that_is_gone(tmp_path):
    with pytest.raises(UnreadableImageError):
        ThumbnailCache(tmp_path).get_or_make(DIGEST, tmp_path / "gone.png")


def test_thumbnails_are_still_made_where_they_cannot_be_kept(photo, tmp_path, caplog):
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    cache = ThumbnailCache(tmp_path / "cache")
    assert cache.put(DIGEST, photo) == thumbnail_jpeg(photo)
    assert cache.put(DIGEST, photo) == thumbnail_jpeg(photo)
    assert len(caplog.records) == 1


def test_digest_is_sha_256():
    assert content_digest(b"abc").startswith("ba7816bf8f01cfea414140de5dae2223")


def test_hamming_counts_bits():
    assert hamming(0b1011, 0b0010) == 2
    assert hamming(0, 2**64 - 1) == 64


def test_the_same_picture_keeps_its_perceptual_hash(photo):
    same = perceptual_hash(photo)
    assert 0 <= same < 2**64
    variants = {
        "smaller": cv2.resize(photo, (160, 120), interpolation=cv2.INTER_AREA),
        "larger": cv2.resize(photo, (640, 480)),
        "darker": (photo * 0.8).astype(np.uint8),
        "recompressed": cv2.imdecode(
            np.frombuffer(thumbnail_jpeg(photo, longest=320), np.uint8), cv2.IMREAD_COLOR_RGB
        ),
    }
    for name, variant in variants.items():
        assert hamming(perceptual_hash(variant), same) <= 6, name


def test_other_pictures_have_other_perceptual_hashes(photo):
    others = [
        photo[::-1],
        photo[:, ::-1],
        np.rot90(photo),
        np.random.default_rng(1).permutation(photo),
    ]
    for other in others:
        assert hamming(perceptual_hash(np.ascontiguousarray(other)), perceptual_hash(photo)) > 12


def test_plain_photos_share_one_perceptual_hash():
    hashes = {perceptual_hash(np.full((50, 70, 3), grey, np.uint8)) for grey in range(256)}
    assert len(hashes) == 1
