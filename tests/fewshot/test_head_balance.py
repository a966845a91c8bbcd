"""No head lets a class of many examples take the photos of a class of few."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from siamdesk.fewshot.heads.lda import fit_lda
from siamdesk.fewshot.heads.registry import HEADS
from siamdesk.fewshot.heads.ridge import fit_ridge

D = 400
SPREAD = 1.0 / np.sqrt(np.arange(1, D + 1))
"""Embeddings vary much in a few directions and a little in all the others, as real ones do."""


def draw(
    rng: np.random.Generator, means: NDArray[np.float64], labels: NDArray[np.int64]
) -> NDArray[np.float32]:
    X = means[labels] + SPREAD * rng.normal(size=(len(labels), D))
    return (X / np.linalg.norm(X, axis=1, keepdims=True)).astype(np.float32)


def recalls(fit, sizes: tuple[int, ...], n_draws: int = 10) -> NDArray[np.float64]:
    """Recall of each class over some draws, when the classes have these many examples."""
    found = []
    for seed in range(n_draws):
        rng = np.random.default_rng(seed)
        means = 0.05 * rng.normal(size=(len(sizes), D))
        truth = np.arange(len(sizes)).repeat(60)
        queries = draw(rng, means, truth)
        labels = np.arange(len(sizes)).repeat(sizes)
        guessed = fit(draw(rng, means, labels), labels, len(sizes)).scores(queries).argmax(axis=1)
        found.append([(guessed[truth == c] == c).mean() for c in range(len(sizes))])
    return np.mean(found, axis=0)


@pytest.mark.parametrize("sizes", [(250, 5), (150, 3)])
@pytest.mark.parametrize("name", HEADS)
def test_with_one_to_fifty_examples_the_small_class_is_found_as_if_both_were_small(
    name, sizes
) -> None:
    balanced = recalls(HEADS[name], (sizes[1], sizes[1])).mean()
    assert recalls(HEADS[name], sizes).min() > balanced - 0.1


@pytest.mark.parametrize("name", ["ridge", "lda", "centroid", "koch"])
def test_a_single_example_stands_against_fifty(name) -> None:
    balanced = recalls(HEADS[name], (1, 1)).mean()
    assert recalls(HEADS[name], (50, 1)).min() > balanced - 0.1


@pytest.mark.parametrize("fit", [fit_ridge, fit_lda])
def test_weights_alone_would_give_all_photos_to_the_fifty(fit) -> None:
    assert recalls(partial(fit, levelled=False), (50, 1))[1] < 0.1


@pytest.mark.parametrize("fit", [fit_ridge, fit_lda])
@pytest.mark.parametrize("per_class", [1, 4])
def test_classes_of_equal_size_are_level_as_they_are(fit, per_class) -> None:
    rng = np.random.default_rng(0)
    labels = np.arange(3).repeat(per_class)
    G = draw(rng, 0.05 * rng.normal(size=(3, D)), labels)
    level, plain = fit(G, labels, 3, levelled=True), fit(G, labels, 3, levelled=False)
    np.testing.assert_allclose(level.bias, plain.bias, rtol=1e-6)
    np.testing.assert_array_equal(level.weights, plain.weights)


def test_ridge_levels_are_half_the_margins_that_leaving_out_would_cost() -> None:
    """Two classes; what the others leave unexplained is found by leaving out one by one."""
    rng = np.random.default_rng(7)
    labels = np.repeat([0, 1], [6, 2])
    G = draw(rng, 0.05 * rng.normal(size=(2, D)), labels).astype(np.float64)
    penalties = 0.1 * np.where(labels == 0, 12.0, 4.0) / 8.0
    X = np.c_[G, np.ones(8)]
    peer = Ridge(alpha=1.0, fit_intercept=False, tol=1e-12)
    peer.fit(X, np.eye(2)[labels], sample_weight=1 / penalties)
    dual = (np.eye(2)[labels] - peer.predict(X)) / penalties[:, None]
    unexplained = []
    for i in range(8):
        rest = np.delete(np.arange(8), i)
        inner = X[rest] @ X[rest].T + np.diag(penalties[rest])
        across = X[rest] @ X[i]
        unexplained.append(X[i] @ X[i] - across @ np.linalg.solve(inner, across))
    pooled = np.mean(np.array(unexplained) * np.where(labels == 0, 5 / 6, 1 / 2))
    lost = [pooled * np.mean(dual[labels == c, c] - dual[labels == c, 1 - c]) for c in range(2)]
    small = G.astype(np.float32)
    shift = fit_ridge(small, labels, 2).bias - fit_ridge(small, labels, 2, levelled=False).bias
    # Between the classes the boundary moves by half the difference of what each has lost.
    assert shift[1] - shift[0] == pytest.approx(0.5 * (lost[1] - lost[0]), rel=1e-3)
    assert shift[1] - shift[0] > 0.05


def test_lda_levels_measure_each_deviation_without_its_own_share_of_the_covariance() -> None:
    """In the d×d form, with the covariance downdated for every example."""
    rng = np.random.default_rng(7)
    labels = np.repeat([0, 1, 2], [6, 2, 1])
    n, d = len(labels), 12
    G = rng.normal(size=(n, d)).astype(np.float32)
    counts = np.bincount(labels)
    weights = n / (3 * counts[labels])
    U = G - np.array([G[labels == c].mean(axis=0, dtype=np.float64) for c in range(3)])[labels]
    scatter = (U * weights[:, None]).T @ U / n
    sphere = 0.2 * np.trace(scatter) / d * np.eye(d)
    lengths = []
    for i in np.flatnonzero(labels < 2):
        grown = counts[labels[i]] / (counts[labels[i]] - 1)
        without = 0.8 * (scatter - weights[i] / n * grown * np.outer(U[i], U[i])) + sphere
        lengths.append(grown * U[i] @ np.linalg.solve(without, U[i]))
    expected = 0.5 * np.mean(lengths) / counts
    shift = fit_lda(G, labels, 3).bias - fit_lda(G, labels, 3, levelled=False).bias
    np.testing.assert_allclose(shift, expected - expected.mean(), rtol=1e-3)
