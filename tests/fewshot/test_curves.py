"""Reliability, risk–coverage and coverage of sets, worked out photo by photo."""

from __future__ import annotations

import numpy as np
import pytest
from judged_photos import made_up, with_probabilities

from siamdesk.fewshot.conformal import ConformalSets
from siamdesk.fewshot.coverage import coverage
from siamdesk.fewshot.reliability import reliability
from siamdesk.fewshot.selective import risk_coverage


def test_a_bin_of_the_diagram_holds_the_guesses_of_that_probability() -> None:
    photos = made_up()
    found = reliability(photos)
    sure, right = photos.probabilities.max(axis=1), photos.guesses == photos.labels
    gap = 0.0
    for b in range(10):
        inside = (sure >= b / 10) & (sure < (b + 1) / 10)
        assert found.counts[b] == inside.sum()
        if inside.any():
            assert found.confidence[b] == pytest.approx(sure[inside].mean())
            assert found.accuracy[b] == pytest.approx(right[inside].mean())
            assert found.low[b] <= found.accuracy[b] <= found.high[b]
            gap += inside.sum() * abs(sure[inside].mean() - right[inside].mean())
        else:
            assert np.isnan(found.accuracy[b])
    assert found.error == pytest.approx(gap / len(photos))


def test_the_sure_guesses_of_a_good_model_are_right_more_often() -> None:
    photos = made_up(400, strength=2.0)
    found = risk_coverage(photos)
    sure, right = photos.probabilities.max(axis=1), photos.guesses == photos.labels
    assert found.left[0] == 0
    assert found.accuracy[0] == pytest.approx(right.mean())
    for left in (0.25, 0.5, 0.75):
        point = found.at(left)
        kept = sure >= found.thresholds[point]
        assert found.accuracy[point] == pytest.approx(right[kept].mean())
        assert found.left[point] == pytest.approx(1 - kept.mean())
        assert found.left[point] >= left
    assert found.accuracy[found.at(0.5)] > found.accuracy[0] + 0.1


def test_the_area_is_the_mean_risk_over_all_numbers_of_kept_photos() -> None:
    photos = made_up(50)
    order = np.argsort(-photos.probabilities.max(axis=1))
    wrong = (photos.guesses != photos.labels)[order]
    risks = [wrong[:k].mean() for k in range(1, 51)]
    assert risk_coverage(photos).area == pytest.approx(np.mean(risks))


def test_photos_that_are_equally_sure_go_together() -> None:
    photos = with_probabilities([0, 1, 0, 0], [[0.9, 0.1], [0.6, 0.4], [0.6, 0.4], [0.6, 0.4]])
    found = risk_coverage(photos)
    assert found.left.tolist() == [0.0, 0.75]
    assert found.accuracy.tolist() == [0.75, 1.0]
    # One, two, three, four kept, the wrong one being each of the three with the same chance.
    assert found.area == pytest.approx((0 + 1 / 3 / 2 + 2 / 3 / 3 + 1 / 4) / 4)


def test_sets_hold_the_true_class_as_often_as_promised() -> None:
    held = np.array(
        [[row.held.value for row in coverage(made_up(100, seed=seed))] for seed in range(30)]
    )
    means = held.mean(axis=0)
    for promised, mean in zip((0.8, 0.9, 0.95), means, strict=True):
        # The top guess is always in the set, so a little more is held than was promised.
        assert promised - 0.01 <= mean <= promised + 0.05


def test_photos_of_one_part_do_not_vouch_for_each_other() -> None:
    photos = made_up(40, 3, seed=1, per_part=4, strength=0.5)
    found = coverage(photos)[0]
    held, sizes = [], []
    for part in np.unique(photos.parts):
        own = photos.parts == part
        rest = ConformalSets.fit(
            photos.probabilities[~own], photos.labels[~own], photos.parts[~own]
        )
        sets = rest.sets(photos.probabilities[own], coverage=0.8)
        held += sets[np.arange(4), photos.labels[own]].tolist()
        sizes += sets.sum(axis=1).tolist()
    assert found.held.value == pytest.approx(np.mean(held))
    assert found.mean_size == pytest.approx(np.mean(sizes))
    # Ten parts, not forty photos.
    assert found.held.high - found.held.low > 0.3


def test_too_few_photos_to_promise_anything_are_told() -> None:
    photos = made_up(6, 2)
    assert not coverage(photos)[1].is_possible
    assert coverage(photos)[1].mean_size == 2
    fitted = ConformalSets.fit(photos.probabilities, photos.labels)
    assert not coverage(made_up(100, 2), fitted)[1].is_possible
