from __future__ import annotations

import numpy as np
import pytest

from siamdesk.fewshot.calibration import (
    calibration_error,
    chance_error,
    fit_temperature,
    prior_temperature,
    probabilities,
)


def test_the_temperature_that_made_the_labels_is_found_again() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(20_000, 3)).astype(np.float32)
    true_temperature = 2.5
    p = np.exp(scores * true_temperature)
    p /= p.sum(axis=1, keepdims=True)
    labels = np.array([rng.choice(3, p=row) for row in p])
    assert fit_temperature(scores, labels) == pytest.approx(true_temperature, rel=0.05)


@pytest.mark.parametrize(("classes", "by_hand"), [(10, 12.0), (160, 24.0), (2, 8.0249)])
def test_without_out_of_fold_scores_the_prior_of_so_many_classes_is_used(
    classes: int, by_hand: float
) -> None:
    empty = np.zeros((0, classes), dtype=np.float32)
    found = fit_temperature(empty, np.zeros(0, dtype=np.int64))
    assert found == pytest.approx(by_hand, rel=1e-4)


def test_three_lucky_examples_do_not_claim_certainty() -> None:
    scores = np.eye(3, dtype=np.float32)
    temperature = fit_temperature(scores, np.arange(3))
    assert temperature < 3 * prior_temperature(3)


def test_photos_of_one_part_weigh_as_one_photo() -> None:
    rng = np.random.default_rng(5)
    scores = rng.normal(scale=0.3, size=(12, 3)).astype(np.float32)
    labels = rng.integers(3, size=12)
    rows = np.repeat(np.arange(12), rng.integers(1, 9, size=12))
    once = fit_temperature(scores, labels)
    assert fit_temperature(scores[rows], labels[rows], rows) == pytest.approx(once, rel=1e-3)
    assert fit_temperature(scores[rows], labels[rows]) != pytest.approx(once, rel=0.02)


def test_rows_sum_to_one_and_keep_their_order() -> None:
    scores = np.array([[300.0, -5.0, 299.9], [0.0, 0.0, 0.0]], dtype=np.float32)
    p = probabilities(scores, 1.0)
    np.testing.assert_allclose(p.sum(axis=1), 1.0, atol=1e-6)
    assert p[0, 0] > p[0, 2] > p[0, 1]
    np.testing.assert_allclose(p[1], 1 / 3, atol=1e-6)


def test_calibration_error_by_hand() -> None:
    p = np.array([[0.95, 0.05], [0.95, 0.05], [0.65, 0.35], [0.35, 0.65]], dtype=np.float32)
    labels = np.array([0, 1, 0, 1])
    # Bin 0.9–1.0: confidence 0.95 twice, one right: gap |1.9 − 1|. Bin 0.6–0.7: 1.3 against 2.
    assert calibration_error(p, labels) == pytest.approx((0.9 + 0.7) / 4, abs=1e-6)


def test_the_error_by_chance_is_that_of_labels_drawn_from_the_probabilities() -> None:
    rng = np.random.default_rng(2)
    p = rng.dirichlet([3.0, 1.0, 0.5], size=150).astype(np.float32)
    odds = p.astype(np.float64) / p.sum(axis=1, keepdims=True, dtype=np.float64)
    drawn = [
        calibration_error(p, np.array([rng.choice(3, p=row) for row in odds])) for _ in range(200)
    ]
    assert chance_error(p) == pytest.approx(float(np.mean(drawn)), rel=0.05)
