from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

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


def test_figures_per_class_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(8)
    labels, guessed = rng.choice(5, 60, p=[0.5, 0.3, 0.1, 0.1, 0]), rng.choice([0, 1, 2, 4], 60)
    result = evaluate(np.eye(5, dtype=np.float32)[guessed], labels, list("abcde"))
    figures = [(c.precision, c.recall, c.f1, c.photos) for c in result.per_class]
    every = np.arange(5)
    expected = precision_recall_fscore_support(labels, guessed, labels=every, zero_division=0.0)
    np.testing.assert_allclose(np.array(figures).T, expected)
    np.testing.assert_array_equal(result.confusion, confusion_matrix(labels, guessed, labels=every))


@pytest.mark.parametrize(("right", "total"), [(0, 3), (3, 3), (9, 10), (38, 42)])
def test_the_interval_is_wilsons(right: int, total: int) -> None:
    peer = binomtest(right, total).proportion_ci(0.95, method="wilson")
    assert wilson_interval(right, total) == pytest.approx((peer.low, peer.high), abs=1e-9)


def test_photos_of_one_part_count_once_in_the_interval() -> None:
    """The 95 % range covers the truth, though ten exposures of a part stand or fall together."""
    rng = np.random.default_rng(0)
    truth, parts_per_class, exposures = 0.8, 6, 10
    labels = np.repeat([0, 1], parts_per_class * exposures)
    parts = np.repeat(np.arange(2 * parts_per_class), exposures)
    covered = []
    for _ in range(400):
        right = np.repeat(rng.random(2 * parts_per_class) < truth, exposures)
        guessed = np.where(right, labels, 1 - labels)
        found = evaluate(np.eye(2, dtype=np.float32)[guessed], labels, ["a", "b"], parts)
        covered.append(found.balanced_low <= truth <= found.balanced_high)
    assert np.mean(covered) > 0.93
