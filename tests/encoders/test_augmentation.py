"""How photos are varied: within bounds, by the seed, and never so that something is lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from siamdesk.encoders.augmentation import NONE, Augmentation

SIZE = 64


def batch(count: int = 8) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (count, SIZE, SIZE, 3), dtype=np.uint8)


def test_nothing_asked_for_changes_nothing():
    np.testing.assert_array_equal(NONE.of(batch(), np.random.default_rng(0)), batch())


@pytest.mark.parametrize("corner", [(0, 0), (0, SIZE - 4), (SIZE - 4, 0), (SIZE - 4, SIZE - 4)])
def test_a_speck_in_a_corner_is_never_cut_off(corner):
    photos = np.zeros((40, SIZE, SIZE, 3), np.uint8)
    y, x = corner
    photos[:, y : y + 4, x : x + 4] = 255
    moved = replace(NONE, shrink=0.2).of(photos, np.random.default_rng(0))
    # It keeps the light of its 16 pixels, less what shrinking by 0.8 in both directions takes.
    light = moved[..., 0].sum(axis=(1, 2)) / 255
    assert light.min() > 0.8**2 * 16 * 0.9
    places = [np.unravel_index(m[..., 0].argmax(), (SIZE, SIZE)) for m in moved]
    assert len(set(places)) > 5  # and it did move


def test_a_shrunk_photo_is_where_its_corners_say():
    """A ramp from 0 to 63 stays a ramp: its slope is one over the scale."""
    ramp = np.repeat(np.arange(SIZE, dtype=np.uint8)[None, :, None], SIZE, axis=0)
    photos = np.repeat(ramp[None], 3, axis=-1)
    moved = replace(NONE, shrink=0.2).of(photos, np.random.default_rng(4))[0, SIZE // 2, :, 0]
    scale = 1 - 0.2 * np.random.default_rng(4).random()
    inner = moved[16:-16]
    np.testing.assert_allclose(np.diff(inner), 1 / scale, atol=0.05)


def test_a_batch_is_mirrored_as_one():
    photos = batch()
    rng = np.random.default_rng(0)
    seen = [replace(NONE, mirror=True).of(photos, rng) for _ in range(20)]
    mirrored = [np.array_equal(found, photos[:, :, ::-1]) for found in seen]
    kept = [np.array_equal(found, photos) for found in seen]
    assert all(m != k for m, k in zip(mirrored, kept, strict=True))
    assert 4 < sum(mirrored) < 16


def test_light_changes_within_bounds_and_grey_stays_nearly_grey():
    grey = np.full((200, 4, 4, 3), 100, np.uint8)
    seen = replace(NONE, brightness=0.1, tint=0.02).of(grey, np.random.default_rng(0))[:, 0, 0]
    assert 100 * 0.9 * 0.98 <= seen.min() < 92
    assert 108 < seen.max() <= 100 * 1.1 * 1.02
    apart = seen.max(axis=1) / seen.min(axis=1)
    assert 1.02 < apart.max() <= 1.02 / 0.98


def test_contrast_leaves_the_mean():
    # Between 64 and 192, so that nothing is clipped.
    photos = (64 + batch() // 2).astype(np.uint8)
    seen = replace(NONE, contrast=0.3).of(photos, np.random.default_rng(0))
    np.testing.assert_allclose(seen.mean(axis=(1, 2, 3)), photos.mean(axis=(1, 2, 3)), rtol=1e-4)
    ratios = seen.std(axis=(1, 2, 3)) / photos.std(axis=(1, 2, 3))
    assert ratios.min() < 0.9
    assert ratios.max() > 1.1


def test_pixels_stay_pixels_and_the_seed_repeats_them():
    first, again = (Augmentation().of(batch(), np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert (first.shape, first.dtype) == ((8, SIZE, SIZE, 3), np.float32)
    assert 0.0 <= first.min() <= first.max() <= 255.0
    assert not np.array_equal(Augmentation().of(batch(), np.random.default_rng(6)), first)
