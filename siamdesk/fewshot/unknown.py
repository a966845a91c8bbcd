"""Tell photos that are like nothing the project has shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from siamdesk.fewshot.heads.base import FloatArray, IntArray, one_hot

THRESHOLD = 0.5
"""A photo is unknown when its score is at or above this."""
FALSE_ALARMS = 0.05
"""The share of photos of known classes that may be called unknown."""


@dataclass(frozen=True, slots=True)
class UnknownScorer:
    """Scores how far a photo is from its nearest class, in [0, 1]; high is far.

    ``score = sigmoid((limit − similarity) / softness)`` with the cosine similarity to the nearest
    class centroid. `limit` is the similarity below which only `FALSE_ALARMS` of the photos of known
    classes are expected, so the verdict's threshold is always `THRESHOLD`.
    """

    centroids: FloatArray
    """[C, d], unit length"""
    limit: float
    softness: float
    has_verdict: bool
    """False with one example per class: nothing tells how far apart photos of one class lie."""

    def score(self, G: FloatArray) -> FloatArray:
        """Unknown scores [n] float32 of embeddings [n, d]."""
        return self.score_of((G @ self.centroids.T).max(axis=1))

    def score_of(self, similarities: FloatArray) -> FloatArray:
        """Unknown scores [n] float32 from cosines [n] to the nearest class centroid."""
        exponent = np.clip((similarities - self.limit) / self.softness, -50.0, 50.0)
        return np.asarray(1.0 / (1.0 + np.exp(exponent)), dtype=np.float32)


def class_centroids(G: FloatArray, labels: IntArray, n_classes: int) -> FloatArray:
    """Unit mean embedding of every class: [n, d] and [n] to [C, d]."""
    sums = one_hot(labels, n_classes).T @ G
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(lengths, 1e-8), dtype=np.float32)


def fit_unknown(
    G: FloatArray, labels: IntArray, n_classes: int, out_of_fold: FloatArray
) -> UnknownScorer:
    """Fit to examples and to the similarities [m] of left-out examples to their nearest class.

    The limit is a one-sided prediction bound for one more photo (Student's t), so that few examples
    mean a careful limit.
    """
    centroids = class_centroids(G, labels, n_classes)
    m = len(out_of_fold)
    if m < 3:
        return UnknownScorer(centroids, limit=0.0, softness=0.15, has_verdict=False)
    spread = max(float(np.std(out_of_fold, ddof=1)), 0.02)
    reach = float(stdtrit(m - 1, 1.0 - FALSE_ALARMS)) * np.sqrt(1.0 + 1.0 / m)
    limit = float(np.mean(out_of_fold)) - reach * spread
    return UnknownScorer(centroids, limit=limit, softness=0.5 * spread, has_verdict=True)
