"""The closed-form heads against scikit-learn's solutions of the same problems."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import Ridge

from siamdesk.fewshot.heads.lda import fit_lda
from siamdesk.fewshot.heads.ridge import fit_ridge

C = 4


@pytest.fixture
def examples() -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    rng = np.random.default_rng(3)
    labels = np.repeat(np.arange(C), [3, 9, 4, 6])
    G = rng.normal(size=(len(labels), 30)) + 2 * rng.normal(size=(C, 30))[labels]
    return (G / np.linalg.norm(G, axis=1, keepdims=True)).astype(np.float32), labels


def test_ridge_equals_primal_weighted_ridge_with_a_constant_feature(examples) -> None:
    G, labels = examples
    head = fit_ridge(G, labels, C, strength=0.1, levelled=False)
    counts = np.bincount(labels)
    peer = Ridge(alpha=0.1 * float(np.sum(G**2)) / len(G), fit_intercept=False, tol=1e-10)
    X = np.c_[G.astype(np.float64), np.ones(len(G))]
    peer.fit(X, np.eye(C)[labels], sample_weight=len(G) / (C * counts[labels]))
    np.testing.assert_allclose(head.scores(G), peer.predict(X), atol=1e-5)


def test_lda_equals_scikit_learns_shrinkage_lda(examples) -> None:
    G, labels = examples
    head = fit_lda(G, labels, C, shrinkage=0.2, levelled=False)
    peer = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.2, priors=np.full(C, 1 / C))
    peer.fit(G.astype(np.float64), labels)
    ours, theirs = head.scores(G), peer.decision_function(G.astype(np.float64))
    # The solutions may differ by a term that is the same for all classes.
    shift = (ours - theirs).mean(axis=1, keepdims=True)
    np.testing.assert_allclose(ours - shift, theirs, rtol=1e-4, atol=1e-4)


def test_lda_from_one_example_per_class_is_the_nearest_centroid() -> None:
    rng = np.random.default_rng(0)
    G = rng.normal(size=(C, 12)).astype(np.float32)
    queries = rng.normal(size=(50, 12)).astype(np.float32)
    scores = fit_lda(G, np.arange(C), C).scores(queries)
    distances = np.linalg.norm(queries[:, None] - G[None], axis=2)
    np.testing.assert_array_equal(scores.argmax(axis=1), distances.argmin(axis=1))


def test_a_large_class_does_not_swallow_a_small_one() -> None:
    rng = np.random.default_rng(1)
    labels = np.repeat([0, 1], [100, 2])
    means = np.array([[1.0, 0.2, 0.0, 0.0], [0.2, 1.0, 0.0, 0.0]])
    G = (means[labels] + 0.3 * rng.normal(size=(102, 4))).astype(np.float32)
    queries = (means[[0, 1]].repeat(200, axis=0) + 0.3 * rng.normal(size=(400, 4))).astype(
        np.float32
    )
    guessed = fit_ridge(G, labels, 2).scores(queries).argmax(axis=1)
    unweighted = Ridge(alpha=10.0).fit(G, np.eye(2)[labels]).predict(queries).argmax(axis=1)
    assert (guessed[200:] == 1).mean() > 0.7 > 0.1 > (unweighted[200:] == 1).mean()
