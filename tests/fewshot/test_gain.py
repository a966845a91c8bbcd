from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from siamdesk.fewshot.gain import FEWEST_MISTAKES, is_credible_gain, mistakes


@pytest.mark.parametrize(("better", "worse"), list(product(range(9), range(5))))
def test_a_gain_is_credible_when_fair_coins_would_seldom_do_as_well(better, worse) -> None:
    n = better + worse
    as_good = sum(sum(tosses) >= better for tosses in product((0, 1), repeat=n))
    before = np.array([False] * better + [True] * worse + [True] * 3 + [False] * 3)
    after = np.array([True] * better + [False] * worse + [True] * 3 + [False] * 3)
    expected = n > 0 and as_good / 2**n < 0.05
    assert is_credible_gain(before, after, np.arange(len(before))) == expected


def test_fewer_mistakes_than_the_least_could_never_be_mended_credibly() -> None:
    for wrong in range(8):
        right = np.arange(20) >= wrong
        perfect = is_credible_gain(right, np.full(20, True), np.arange(20))
        assert perfect == (mistakes(right, np.arange(20)) >= FEWEST_MISTAKES)


def test_photos_of_one_part_count_once() -> None:
    before, after = np.full(8, False), np.full(8, True)
    assert is_credible_gain(before, after, np.arange(8))
    assert not is_credible_gain(before, after, np.arange(8) // 2)
    assert mistakes(before, np.arange(8) // 2) == 4
