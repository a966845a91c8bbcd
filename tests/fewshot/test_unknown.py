from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from siamdesk.fewshot.heads.ridge import gram_matrix
from siamdesk.fewshot.honest import out_of_fold
from siamdesk.fewshot.unknown import (
    FALSE_ALARMS,
    THRESHOLD,
    centroid_growth,
    class_centroids,
    fit_unknown,
)

D, C = 40, 5


def photos(
    rng: np.random.Generator, means: NDArray[np.float64], n: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    labels = np.repeat(np.arange(len(means)), n)
    G = means[labels] + 0.8 * rng.normal(size=(len(labels), D)) / np.sqrt(D)
    return (G / np.linalg.norm(G, axis=1, keepdims=True)).astype(np.float32), labels


def test_new_classes_score_higher_and_known_ones_are_rarely_accused() -> None:
    rng = np.random.default_rng(7)
    means = rng.normal(size=(2 * C, D)) / np.sqrt(D)
    false_alarms, separations = [], []
    for _ in range(20):
        G, labels = photos(rng, means[:C], 5)
        scorer = fit_unknown(G, labels, C, out_of_fold(gram_matrix(G), labels, C).similarities)
        known = scorer.score(photos(rng, means[:C], 30)[0])
        new = scorer.score(photos(rng, means[C:], 30)[0])
        false_alarms.append(float((known >= THRESHOLD).mean()))
        truth = np.r_[np.zeros(len(known)), np.ones(len(new))]
        separations.append(roc_auc_score(truth, np.r_[known, new]))
    assert np.mean(false_alarms) < 0.08
    assert np.mean(separations) > 0.95


def test_one_example_per_class_gives_a_score_but_no_verdict() -> None:
    rng = np.random.default_rng(1)
    G, labels = photos(rng, rng.normal(size=(C, D)), 1)
    scorer = fit_unknown(G, labels, C, out_of_fold(gram_matrix(G), labels, C).similarities)
    assert not scorer.has_verdict
    scores = scorer.score(G)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_from_19_parts_on_the_limit_is_the_conformal_quantile() -> None:
    """With orthogonal examples of one class each no centroid grows: the limit is read off."""
    rng = np.random.default_rng(3)
    G = np.eye(D, dtype=np.float32)[: 2 * C]
    labels = np.repeat(np.arange(C), 2)
    growth = centroid_growth(G, labels, C)
    similarities = rng.uniform(size=39).astype(np.float32)
    scorer = fit_unknown(G, labels, C, similarities)
    # 39 examples: the rank is 0.05 × 40 = 2, so the second lowest.
    assert scorer.limit == pytest.approx(growth * float(np.sort(similarities)[1]), abs=1e-6)
    # Skewed similarities alarm as rarely as promised, which a normal bound would not do.
    alarms = []
    for _ in range(400):
        left_out = rng.beta(0.5, 0.5, size=39).astype(np.float32)
        limit = fit_unknown(G, labels, C, left_out).limit / growth
        alarms.append(float((rng.beta(0.5, 0.5, size=100) < limit).mean()))
    assert np.mean(alarms) == pytest.approx(FALSE_ALARMS, abs=0.012)


@pytest.mark.parametrize("k", [2, 3, 5])
def test_a_centroid_of_one_more_example_is_as_much_nearer_as_foretold(k: int) -> None:
    """Against new photos themselves: their cosine to the centroids of k and of k − 1 examples."""
    rng = np.random.default_rng(k)
    means = rng.normal(size=(C, 400)) / 20
    foretold, seen = [], []
    for _ in range(30):
        labels = np.repeat(np.arange(C), k + 20)
        G = means[labels] + 1.2 * rng.normal(size=(len(labels), 400)) / 20
        G = (G / np.linalg.norm(G, axis=1, keepdims=True)).astype(np.float32)
        place = np.tile(np.arange(k + 20), C)
        cosines = []
        for size in (k - 1, k):
            kept = place < size
            centroids = class_centroids(G[kept], labels[kept], C)
            new = place >= k
            cosines.append(float(np.sum(G[new] * centroids[labels[new]], axis=1).mean()))
        foretold.append(centroid_growth(G[place < k], labels[place < k], C))
        seen.append(cosines[1] / cosines[0])
    assert np.mean(foretold) == pytest.approx(np.mean(seen), abs=0.02)
    assert np.mean(seen) > 1.02


def test_photos_of_one_part_count_once_in_the_limit() -> None:
    rng = np.random.default_rng(6)
    G, labels = photos(rng, rng.normal(size=(C, D)) / np.sqrt(D), 5)
    for m in (10, 25):
        similarities = rng.uniform(0.2, 0.8, size=m).astype(np.float32)
        rows = np.repeat(np.arange(m), 4)
        once = fit_unknown(G, labels, C, similarities)
        repeated = fit_unknown(G, labels, C, similarities[rows], rows)
        # Ranks within a part differ by a quarter of a step, and no more.
        step = float(np.diff(np.sort(similarities)).max()) if m >= 19 else 1e-6
        assert repeated.limit == pytest.approx(once.limit, abs=step)
        assert repeated.softness == pytest.approx(once.softness, rel=1e-5)
    two_parts = fit_unknown(G, labels, C, similarities[:8], np.repeat([0, 1], 4))
    assert not two_parts.has_verdict
