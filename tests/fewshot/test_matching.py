import numpy as np
import pytest

from siamdesk.fewshot.matching import match


def maps(seed: int, height: int = 4, width: int = 5):
    rng = np.random.default_rng(seed)
    return [
        rng.normal(3.0, size=(height, width, 9)).astype(np.float32),
        rng.normal(size=(height, width, 6)).astype(np.float32),
    ]


def test_similarities_are_mean_cosines_of_centred_and_scaled_patches() -> None:
    photo, example = maps(0), maps(1, 3, 2)
    found = match(photo, example).similarities
    assert found.shape == (4, 5, 3, 2)
    expected = 0.0
    for a, b in zip(photo, example, strict=True):
        every = [a[y, x].astype(np.float64) for y in range(4) for x in range(5)]
        every += [b[y, x].astype(np.float64) for y in range(3) for x in range(2)]
        mean, deviation = np.mean(every, axis=0), np.std(every, axis=0)
        deviation += 0.1 * deviation.mean()
        p, q = ((v - mean) / deviation for v in (a[2, 1], b[0, 1]))
        expected += float(p @ q / np.linalg.norm(p) / np.linalg.norm(q)) / 2
    assert found[2, 1, 0, 1] == pytest.approx(expected, abs=1e-4)


def test_every_part_of_a_photo_matches_itself_best() -> None:
    photo = maps(0)
    found = match(photo, photo)
    for row in range(4):
        for column in range(5):
            seen = found.in_example((column + 0.5) / 5, (row + 0.5) / 4)
            assert np.unravel_index(seen.argmax(), seen.shape) == (row, column)
            assert seen.max() == pytest.approx(1.0, abs=1e-4)


def test_swapping_the_photos_swaps_the_directions() -> None:
    forth, back = match(maps(0), maps(1, 3, 2)), match(maps(1, 3, 2), maps(0))
    np.testing.assert_allclose(forth.in_example(0.3, 0.9), back.in_photo(0.3, 0.9), atol=1e-6)
    np.testing.assert_allclose(forth.in_photo(0.7, 0.1), back.in_example(0.7, 0.1), atol=1e-6)


def test_what_two_photos_share_everywhere_is_no_likeness() -> None:
    photo, example = maps(0), maps(1)
    expected = match(photo, example).similarities
    shifted = match([m + 500 for m in photo], [m + 500 for m in example]).similarities
    np.testing.assert_allclose(shifted, expected, atol=1e-3)


@pytest.mark.parametrize(("x", "y", "cell"), [(0, 0, (0, 0)), (1, 1, (3, 4)), (0.99, 0.26, (1, 4))])
def test_points_are_fractions_from_the_top_left(x: float, y: float, cell) -> None:
    found = match(maps(0), maps(1))
    np.testing.assert_array_equal(found.in_example(x, y), found.similarities[cell])
