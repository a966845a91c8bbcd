from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from siamdesk.fewshot.evaluation import evaluate, wilson_interval


def test_figures_of_a_small_confusion_by_hand() -> None:
    guessed = np.array([0, 0, 1, 1, 1, 0])
    labels = np.array([0, 0, 0, 1, 1, 1])
    p = np.eye(3, dtype=np.float32)[guessed]
    result = evaluate(p, labels, ["a", "b", "c"])
    assert result.accuracy == pytest.approx(4 / 6)
    assert result.balanced_accuracy == pytest.approx(2 / 3)
    assert result.confusion.tolist() == [[2, 1, 0], [1, 2, 0], [0, 0, 0]]
    assert result.per_class[0].precision == pytest.approx(2 / 3)
    assert result.not_judged == ("c",)


@pytest.mark.parametrize(("right", "total"), [(0, 3), (3, 3), (9, 10), (38, 42)])
def test_the_interval_is_wilsons(right: int, total: int) -> None:
    peer = binomtest(right, total).proportion_ci(0.95, method="wilson")
    assert wilson_interval(right, total) == pytest.approx((peer.low, peer.high), abs=1e-9)
