"""Nearest centroid, nearest neighbours and the Siamese head against brute force and peers."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.neighbors import KNeighborsClassifier

from siamdesk.fewshot.heads import koch
from siamdesk.fewshot.heads.centroid import fit_centroid
from siamdesk.fewshot.heads.knn import fit_knn
from siamdesk.fewshot.heads.koch import fit_koch
from siamdesk.fewshot.heads.registry import HEADS

C = 4
SIZES = (3, 9, 4, 6)


def units(X: NDArray[np.float64]) -> NDArray[np.float32]:
    return (X / np.linalg.norm(X, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def examples() -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    rng = np.random.default_rng(3)
    labels = np.repeat(np.arange(C), SIZES)
    return units(rng.normal(size=(len(labels), 30)) + rng.normal(size=(C, 30))[labels]), labels


@pytest.fixture
def queries() -> NDArray[np.float32]:
    return units(np.random.default_rng(8).normal(size=(40, 30)))


def test_a_centroid_score_is_the_cosine_to_the_class_mean(examples, queries) -> None:
    G, labels = examples
    scores = fit_centroid(G, labels, C).scores(queries)
    for i, c in itertools.product(range(len(queries)), range(C)):
        total = [math.fsum(column) for column in zip(*G[labels == c].tolist(), strict=True)]
        dot = math.fsum(a * b for a, b in zip(queries[i].tolist(), total, strict=True))
        assert scores[i, c] == pytest.approx(dot / math.hypot(*total), abs=1e-6)


def test_a_neighbour_score_is_the_mean_of_the_nearest_third(examples, queries) -> None:
    G, labels = examples
    scores = fit_knn(G, labels, C).scores(queries)
    for i, (c, k) in itertools.product(range(len(queries)), enumerate((1, 3, 1, 2))):
        cosines = sorted(float(np.dot(queries[i], g)) for g in G[labels == c])
        assert scores[i, c] == pytest.approx(sum(cosines[-k:]) / k, abs=1e-6)


def test_with_small_classes_neighbours_guess_as_scikit_learns_nearest_neighbour(queries) -> None:
    G = units(np.random.default_rng(1).normal(size=(12, 30)))
    labels = np.repeat(np.arange(C), 3)
    peer = KNeighborsClassifier(n_neighbors=1, metric="cosine").fit(G, labels)
    guessed = fit_knn(G, labels, C).scores(queries).argmax(axis=1)
    np.testing.assert_array_equal(guessed, peer.predict(queries))


def test_siamese_weights_minimise_the_weighted_pair_loss(examples) -> None:
    """Against a loss written out pair by pair and minimised by another solver."""
    G, labels = examples
    rows = list(itertools.combinations(range(len(labels)), 2))
    kinds = [tuple(sorted((int(labels[i]), int(labels[j])))) for i, j in rows]
    same = np.array([a == b for a, b in kinds])
    # Half of the weight is for the same pairs, shared by 4 classes; half for 6 pairs of classes.
    weights = np.array([0.5 / (4 if a == b else 6) / kinds.count((a, b)) for a, b in kinds])
    distances = np.array([np.abs(G[i].astype(np.float64) - G[j]) for i, j in rows])

    def loss(theta: NDArray[np.float64]) -> float:
        logits = np.where(same, 1, -1) * (distances @ theta[:-1] + theta[-1])
        penalty = 0.5 * np.sum(theta[:-1] ** 2) / koch.INVERSE_PENALTY
        return float(weights @ np.logaddexp(0, -logits) + penalty)

    found = minimize(loss, np.zeros(31), options={"gtol": 1e-7})
    head = fit_koch(G, labels, C)
    ours = loss(np.r_[head.alpha.astype(np.float64), head.bias])
    assert ours == pytest.approx(found.fun, rel=1e-4)
    np.testing.assert_allclose(head.alpha, found.x[:-1], atol=0.05 * np.abs(found.x).max())


def test_a_siamese_score_averages_the_probabilities_of_the_likest_third(examples, queries) -> None:
    G, labels = examples
    head = fit_koch(G, labels, C)
    scores = head.scores(queries[:8])
    for i, (c, k) in itertools.product(range(8), enumerate((1, 3, 1, 2))):
        logits = [
            math.fsum((head.alpha * np.abs(queries[i] - g)).tolist()) + head.bias
            for g in G[labels == c]
        ]
        chances = sorted(1 / (1 + math.exp(-logit)) for logit in logits)
        assert scores[i, c] == pytest.approx(sum(chances[-k:]) / k, abs=1e-5)


def test_siamese_weights_are_the_same_every_time_also_from_drawn_pairs() -> None:
    rng = np.random.default_rng(2)
    labels = np.repeat([0, 1], [90, 30])
    G = units(rng.normal(size=(120, 6)) + 2 * rng.normal(size=(2, 6))[labels])
    first, second, weights = koch._pairs(labels, 2)
    same = labels[first] == labels[second]
    # 4005 same pairs of the first class are cut to 1000, 435 of the second stay; 2700 become 2000.
    assert np.bincount(labels[first[same]]).tolist() == [1000, 435]
    assert np.count_nonzero(~same) == 2000
    assert len(set(zip(first.tolist(), second.tolist(), strict=True))) == len(first)
    assert weights[same].sum() == pytest.approx(0.5)
    assert weights[~same].sum() == pytest.approx(0.5)
    once, again = fit_koch(G, labels, 2), fit_koch(G, labels, 2)
    np.testing.assert_array_equal(once.alpha, again.alpha)


def test_from_one_example_per_class_the_siamese_head_takes_the_least_l1_distance(queries) -> None:
    G = units(np.random.default_rng(6).normal(size=(C, 30)))
    guessed = fit_koch(G, np.arange(C), C).scores(queries).argmax(axis=1)
    for query, guess in zip(queries, guessed, strict=True):
        distances = [math.fsum(abs(a - b) for a, b in zip(query, g, strict=True)) for g in G]
        assert guess == distances.index(min(distances))


def test_a_class_with_a_single_example_teaches_the_siamese_head_nothing(examples) -> None:
    G, labels = examples
    one_more = units(np.random.default_rng(4).normal(size=(1, 30)))
    alone = fit_koch(G, labels, C)
    beside = fit_koch(np.concatenate([one_more, G]), np.r_[C, labels], C + 1)
    # The pairs come in another order, so the solver stops elsewhere within its tolerance.
    np.testing.assert_allclose(beside.alpha, alone.alpha, atol=0.02 * np.abs(alone.alpha).max())


def test_two_photos_of_one_class_and_one_of_another_leave_the_siamese_head_untrained() -> None:
    G = units(np.random.default_rng(6).normal(size=(3, 16)))
    head = fit_koch(G, np.array([0, 0, 1]), 2)
    np.testing.assert_array_equal(head.alpha, np.full(16, -0.25, np.float32))


def test_the_registry_has_the_five_heads() -> None:
    assert list(HEADS) == ["ridge", "lda", "centroid", "knn", "koch"]


@pytest.mark.parametrize("name", HEADS)
def test_every_head_learns_well_separated_classes(name) -> None:
    rng = np.random.default_rng(5)
    means = 4 * rng.normal(size=(C, 20))
    labels = np.repeat(np.arange(C), SIZES)
    truth = np.arange(C).repeat(25)
    G = units(means[labels] + rng.normal(size=(len(labels), 20)))
    queries = units(means[truth] + rng.normal(size=(len(truth), 20)))
    scores = HEADS[name](G, labels, C).scores(queries)
    assert scores.shape == (100, C)
    assert scores.dtype == np.float32
    np.testing.assert_array_equal(scores.argmax(axis=1), truth)


@pytest.mark.parametrize("name", ["lda", "centroid", "knn", "koch"])
def test_a_class_without_examples_never_wins(name, examples, queries) -> None:
    G, labels = examples
    scores = HEADS[name](G, labels, C + 1).scores(queries)
    assert (scores[:, C] == -np.inf).all()
    np.testing.assert_allclose(scores[:, :C], HEADS[name](G, labels, C).scores(queries), atol=1e-4)
