import cv2
import numpy as np
import pytest

from benchmarks.defects import KINDS, SIZE, calm_square, draw_defect, surfaces


@pytest.mark.parametrize("kind", KINDS)
def test_a_mask_is_where_the_photo_was_changed(kind: str) -> None:
    surface = np.full((SIZE, SIZE, 3), 128, np.uint8)
    for seed in range(5):
        drawn = draw_defect(surface, kind, np.random.default_rng(seed))
        change = np.abs(drawn.photo.astype(int) - 128).max(axis=2)
        around = cv2.dilate(drawn.mask.astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
        assert (change[~around] == 0).all()
        # An inclusion's texture passes through its surface's grey here and there.
        assert (change[drawn.mask] >= 3).mean() > 0.9
        assert 150 <= drawn.mask.sum() <= 0.12 * SIZE**2


def test_the_same_seed_draws_the_same_photos() -> None:
    twice = [
        draw_defect(surfaces("weave", 1, rng)[0], "crack", rng)
        for rng in (np.random.default_rng(3), np.random.default_rng(3))
    ]
    np.testing.assert_array_equal(twice[0].photo, twice[1].photo)
    np.testing.assert_array_equal(twice[0].mask, twice[1].mask)


def test_a_calm_region_holds_nothing_that_stands_out() -> None:
    photo = np.random.default_rng(0).integers(120, 130, (128, 128, 3), dtype=np.uint8)
    photo[:50] = 0  # a dark edge, and a bright mark at the lower left
    photo[100:110, 10:20] = 255
    calm = calm_square(photo, 64)
    assert calm.shape == (64, 64, 3)
    assert 120 <= calm.min() <= calm.max() < 130
