"""Nearest examples by cosine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siamdesk.fewshot.heads.base import FloatArray, IntArray

SHARE = 3
"""One in so many examples of a class, the nearest ones, counts."""


@dataclass(frozen=True, slots=True)
class NeighbourHead:
    """Scores a class by the mean cosine of its nearest examples."""

    examples: FloatArray
    """[m, d], unit length"""
    labels: IntArray
    """[m]"""
    n_classes: int

    def scores(self, G: FloatArray) -> FloatArray:
        """Class scores [n, C] float32 of unit embeddings [n, d]; −inf without examples."""
        return mean_of_nearest(G @ self.examples.T, self.labels, self.n_classes)


def fit_knn(G: FloatArray, labels: IntArray, n_classes: int) -> NeighbourHead:
    """Keep the examples; nothing is learnt (Cover and Hart, "Nearest neighbor...", 1967).

    Votes among the k nearest of all examples would go to the largest class, and so would the
    mean of the k nearest of each class: the more examples, the nearer the nearest. So k is a share
    of the class: 1 of up to 4 examples, 2 of 5, 3 of 10. Comparing how near the same share of each
    class lies is Bayes' rule with equal priors for the density estimate of Loftsgaarden and
    Quesenberry, "A nonparametric estimate of a multivariate density function", 1965. A single
    example can't be halved, so a class of one stays behind a large one.
    """
    return NeighbourHead(G, labels, n_classes)


def neighbours(count: int) -> int:
    """How many of `count` examples of a class are looked at."""
    return max(1, round(count / SHARE))


def mean_of_nearest(similarities: FloatArray, labels: IntArray, n_classes: int) -> FloatArray:
    """Mean of each class' share of highest similarities: [n, m] and [m] to [n, C] float32."""
    scores = np.full((len(similarities), n_classes), -np.inf, dtype=np.float32)
    for c in np.unique(labels):
        own = similarities[:, labels == c]
        k = neighbours(own.shape[1])
        scores[:, c] = np.partition(own, own.shape[1] - k, axis=1)[:, -k:].mean(axis=1)
    return scores
