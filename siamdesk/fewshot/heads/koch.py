"""The classic Siamese head: how alike two photos are, learnt from pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from siamdesk.fewshot.heads.base import FloatArray, IntArray
from siamdesk.fewshot.heads.knn import mean_of_nearest

INVERSE_PENALTY = 100.0
"""scikit-learn's C: what the mean loss of all pairs weighs against half the squared α."""
MAX_PAIRS = 2000
"""About as many same pairs, and as many different ones, are learnt from."""


@dataclass(frozen=True, slots=True)
class SiameseHead:
    """Two photos are of one class with probability ``sigmoid(Σ_j α_j |g_j(x1) − g_j(x2)| + b)``."""

    alpha: FloatArray
    """[d]"""
    bias: float
    examples: FloatArray
    """[m, d]"""
    labels: IntArray
    """[m]"""
    n_classes: int

    def same(self, G: FloatArray) -> FloatArray:
        """Probability [n, m] float32 that photos [n, d] are of the class of each example."""
        logits = np.empty((len(G), len(self.examples)), dtype=np.float32)
        for i, example in enumerate(self.examples):
            logits[:, i] = np.abs(G - example) @ self.alpha
        return np.asarray(expit(logits + np.float32(self.bias)), dtype=np.float32)

    def scores(self, G: FloatArray) -> FloatArray:
        """Class scores [n, C] float32: the mean probability of a class' most alike examples.

        Koch takes the best of one example per class. The best of many would favour large classes,
        so the mean over a share of the class is taken (`mean_of_nearest`). −inf without examples.
        """
        return mean_of_nearest(self.same(G), self.labels, self.n_classes)


def fit_koch(G: FloatArray, labels: IntArray, n_classes: int) -> SiameseHead:
    """Fit α and b to same and different pairs of the examples; deterministic.

    Koch, Zemel and Salakhutdinov, "Siamese neural networks for one-shot image recognition", 2015:
    logistic loss on the weighted L1 distance, with an L2 penalty on α; the encoder stays as it is.
    Same pairs weigh as much as different ones, and among each kind all classes and all pairs of
    classes weigh alike, however many examples they have. A class with a single example gives no
    pairs: all of them would be different ones, and α would learn that nothing is of its class.
    Where no pair of classes is left (one example per class, say), α is −1/√d throughout and b = 0:
    the untrained L1 distance. For teaching and comparison: ridge is better, also where a class has
    two examples and another a hundred, which no weighting of pairs makes up for.
    """
    first, second, weights = _pairs(labels, n_classes)
    same = labels[first] == labels[second]
    if same.all():
        alpha = np.full(G.shape[1], -(G.shape[1] ** -0.5), dtype=np.float32)
        return SiameseHead(alpha, 0.0, G, labels, n_classes)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model.fit(np.abs(G[first] - G[second]).astype(np.float64), same, sample_weight=weights)
    alpha = np.asarray(model.coef_[0], dtype=np.float32)
    return SiameseHead(alpha, float(model.intercept_[0]), G, labels, n_classes)


def _pairs(labels: IntArray, n_classes: int) -> tuple[IntArray, IntArray, NDArray[np.float64]]:
    """Rows [p] and [p] of the pairs, and their weights [p], which add up to 1.

    They are of the classes with two examples or more; p = 0 if there is none. At most about
    `MAX_PAIRS` of each kind: every class gives as many same pairs at most, every pair of classes
    as many different ones, drawn with a fixed seed.
    """
    rows = np.flatnonzero(np.bincount(labels, minlength=n_classes)[labels] > 1)
    first, second = (rows[ends] for ends in np.triu_indices(len(rows), k=1))
    order = np.random.default_rng(0).permutation(len(first))
    first, second = first[order], second[order]
    low = np.minimum(labels[first], labels[second])
    high = np.maximum(labels[first], labels[second])
    kinds, which = np.unique(low * n_classes + high, return_inverse=True)
    same = kinds // n_classes == kinds % n_classes
    per_kind = np.where(same, same.sum(), (~same).sum())
    kept = _rank_within(which) < -(-MAX_PAIRS // per_kind)[which]
    sizes = np.bincount(which[kept], minlength=len(kinds))
    weights = 0.5 / (per_kind * np.maximum(sizes, 1))
    return first[kept], second[kept], np.asarray(weights[which[kept]], dtype=np.float64)


def _rank_within(which: IntArray) -> IntArray:
    """For each of [p] the number of earlier ones with the same value."""
    order = np.argsort(which, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(which))[:-1]])
    ranks = np.empty(len(which), dtype=np.int64)
    ranks[order] = np.arange(len(which)) - starts[which[order]]
    return ranks
