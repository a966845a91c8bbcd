import numpy as np
import pytest

from siamdesk.fewshot.unusual import OkPatches


def ok_maps(n: int = 4, seed: int = 0):
    """Two encoders' maps [n, 5, 6, c] of OK photos, the second a hundred times as strong."""
    rng = np.random.default_rng(seed)
    return [
        rng.normal(size=(n, 5, 6, 7)).astype(np.float32),
        (100 * rng.normal(size=(n, 5, 6, 3)) + 50).astype(np.float32),
    ]


def test_distances_are_those_of_a_loop_over_all_ok_patches() -> None:
    maps, photo = ok_maps(), [m[0] for m in ok_maps(1, seed=1)]
    ok = OkPatches.fit(maps)
    found = ok.unusual(photo)
    deviations = [m.reshape(-1, m.shape[-1]).astype(np.float64).std(axis=0) for m in maps]
    for row in range(5):
        for column in range(6):
            nearest = min(
                sum(
                    float(np.mean(((p[row, column] - m[i, y, x]) / (d + 0.1 * d.mean())) ** 2))
                    for p, m, d in zip(photo, maps, deviations, strict=True)
                )
                ** 0.5
                for i in range(4)
                for y in range(5)
                for x in range(6)
            )
            assert found[row, column] * ok.limit == pytest.approx(nearest, rel=1e-3)


def test_a_patch_of_an_ok_photo_is_not_unusual_at_all() -> None:
    maps = ok_maps()
    assert OkPatches.fit(maps).unusual([m[2] for m in maps]).max() < 1e-2


def test_of_ok_photos_that_were_left_out_one_patch_in_a_hundred_is_above_the_limit() -> None:
    maps = ok_maps(30)
    ok = OkPatches.fit(maps)
    fresh = ok_maps(20, seed=9)
    above = [ok.unusual([m[i] for m in fresh]) > 1 for i in range(20)]
    # 600 patches at 1 %: fewer than 3 % in all but one of a million draws.
    assert 0 < np.mean(above) < 0.03


def test_what_no_ok_photo_has_is_unusual_there_and_nowhere_else() -> None:
    maps, photo = ok_maps(12), [m[0].copy() for m in ok_maps(1, seed=1)]
    before = OkPatches.fit(maps).unusual(photo)
    photo[1][3, 2] += 2000
    after = OkPatches.fit(maps).unusual(photo)
    assert after[3, 2] > 5
    after[3, 2] = before[3, 2]
    np.testing.assert_array_equal(after, before)


def test_units_of_an_encoder_do_not_matter() -> None:
    maps, photo = ok_maps(), [m[0] for m in ok_maps(1, seed=1)]
    expected = OkPatches.fit(maps).unusual(photo)
    found = OkPatches.fit([maps[0] * 50, maps[1]]).unusual([photo[0] * 50, photo[1]])
    np.testing.assert_allclose(found, expected, rtol=1e-3)


def test_one_ok_photo_is_enough() -> None:
    ok = OkPatches.fit(ok_maps(1))
    fresh = ok.unusual([m[0] for m in ok_maps(1, seed=1)])
    # Drawn from the same numbers, so as far away as the limit at most, give or take.
    assert 0.2 < np.median(fresh) < 1.0


def test_wholly_plain_ok_photos_give_numbers() -> None:
    plain = [np.ones((2, 3, 3, 4), np.float32)]
    ok = OkPatches.fit(plain)
    assert ok.unusual([plain[0][0]]).max() == 0
    assert np.isfinite(ok.unusual([plain[0][0] + 1])).all()
