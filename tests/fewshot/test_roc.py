"""One class against the rest, beside scikit-learn and thresholds tried one by one."""

from __future__ import annotations

import numpy as np
import pytest
from judged_photos import made_up, with_probabilities
from sklearn.metrics import roc_auc_score, roc_curve

from siamdesk.fewshot.roc import area_interval, roc_curves
from siamdesk.fewshot.roc import roc_curve as curve_of
from siamdesk.figures.threshold import Costs, Role, unseen_cost


def cost_by_hand(photos, class_, role, costs, threshold) -> float:
    """Of one threshold, photo by photo."""
    is_class = photos.probabilities[:, class_].astype(float) >= threshold
    defect = (photos.labels == class_) != (role is Role.OK)
    called = is_class != (role is Role.OK)
    rate = defect.mean() if costs.defect_rate is None else costs.defect_rate
    missed, alarms = (~called[defect]).mean(), called[~defect].mean()
    return float(rate * costs.miss * missed + (1 - rate) * costs.false_alarm * alarms)


def test_curve_and_area_are_those_of_scikit_learn() -> None:
    photos = made_up()
    for c, roc in enumerate(roc_curves(photos)):
        is_member, p = photos.labels == c, photos.probabilities[:, c]
        wrong, hits, _ = roc_curve(is_member, p, drop_intermediate=False)
        np.testing.assert_allclose(roc.hit_rate, hits)
        np.testing.assert_allclose(roc.wrong_rate, wrong)
        assert roc.area.value == pytest.approx(roc_auc_score(is_member, p))
        assert roc.area.low < roc.area.value < roc.area.high


def test_equal_probabilities_are_one_step_of_the_curve() -> None:
    photos = with_probabilities([0, 0, 1, 1], [[0.5, 0.5], [0.9, 0.1], [0.5, 0.5], [0.1, 0.9]])
    roc = curve_of(photos, 0)
    assert roc.hits.tolist() == [0, 1, 2, 2]
    assert roc.wrong.tolist() == [0, 0, 1, 2]
    assert roc.area.value == pytest.approx((3 + 0.5) / 4)  # three pairs in order, one tie


def test_a_class_without_photos_has_no_curve() -> None:
    photos = with_probabilities([0, 1], [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1]])
    assert [roc.class_name for roc in roc_curves(photos)] == ["a", "b"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("costs", [Costs(), Costs(20, 1), Costs(1, 5, 0.02), Costs(0, 1)])
def test_no_threshold_costs_less_than_the_cheapest(role: Role, costs: Costs) -> None:
    photos = made_up(90, 3, seed=4)
    point = curve_of(photos, 1).cheapest(role, costs)
    tried = [cost_by_hand(photos, 1, role, costs, t) for t in np.linspace(0, 1.001, 2003)]
    assert point.cost == pytest.approx(cost_by_hand(photos, 1, role, costs, point.threshold))
    assert point.cost <= min(tried) + 1e-12
    assert point.defects + point.sound == 90
    assert point.miss_rate.low <= point.misses / point.defects <= point.miss_rate.high


def test_dear_misses_lower_the_threshold_for_calling_and_raise_it_for_letting_pass() -> None:
    roc = curve_of(made_up(), 0)
    calling = [roc.cheapest(Role.DEFECT, Costs(miss, 1)).threshold for miss in (0.1, 1, 50)]
    passing = [roc.cheapest(Role.OK, Costs(miss, 1)).threshold for miss in (0.1, 1, 50)]
    assert calling == sorted(calling, reverse=True)
    assert calling[0] > calling[-1]
    assert passing == sorted(passing)
    assert passing[0] < passing[-1]


def test_the_unseen_cost_is_that_of_leaving_out_each_part_in_turn() -> None:
    photos = made_up(60, 3, seed=2, per_part=3)
    costs = Costs(4, 1)
    defect = photos.labels == 2
    missed = alarms = 0
    for part in np.unique(photos.parts):
        rest = photos.parts != part
        others = with_probabilities(photos.labels[rest], photos.probabilities[rest])
        # The mix of all photos, as if it were known: leaving out a part does not change the plant.
        fixed = Costs(4, 1, float(defect.mean()))
        threshold = curve_of(others, 2).cheapest(Role.DEFECT, fixed).threshold
        called = photos.probabilities[~rest, 2].astype(float) >= threshold
        missed += int((defect[~rest] & ~called).sum())
        alarms += int((~defect[~rest] & called).sum())
    found = unseen_cost(photos, 2, Role.DEFECT, costs)
    assert found == pytest.approx((4 * missed + alarms) / 60)
    assert found >= curve_of(photos, 2).cheapest(Role.DEFECT, costs).cost


def test_with_one_part_of_the_class_nothing_is_left_to_choose_a_threshold_by() -> None:
    photos = with_probabilities([0, 0, 1, 1], np.eye(2)[[0, 0, 1, 1]], parts=[0, 0, 1, 2])
    assert unseen_cost(photos, 0, Role.DEFECT, Costs()) is None


def test_impossible_costs_are_refused() -> None:
    for wrong in ((-1.0, 1.0, None), (0.0, 0.0, None), (1.0, 1.0, 0.0), (1.0, 1.0, 1.0)):
        with pytest.raises(ValueError, match="must"):
            Costs(*wrong)


def test_the_interval_of_the_area_holds_the_true_one_as_often_as_it_says() -> None:
    # Normal scores a distance d apart: the true area is the normal distribution at d / √2.
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(400):
        high, low = rng.normal(1.4, size=8), rng.normal(size=30)
        area = float((high[:, None] > low[None]).mean())
        ends = area_interval(area, 8, 30)
        held += ends[0] <= 0.8389 <= ends[1]
    assert 0.91 <= held / 400 <= 0.99
    low, high = area_interval(1.0, 5, 30)
    assert 0.6 < low < 0.9
    assert high == 1.0
