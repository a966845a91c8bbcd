"""Tell photos that are like nothing the project has shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from siamdesk.fewshot.calibration import part_weights
from siamdesk.fewshot.heads.base import FloatArray, IntArray, one_hot

THRESHOLD = 0.5
"""A photo is unknown when its score is at or above this."""
FALSE_ALARMS = 0.05
"""The share of photos of known classes that may be called unknown."""
LEAST_LENGTH = 1e-8
"""Of a class centroid before it is scaled to unit length: one of nothing stays nothing."""
_LEAST_SPREAD = 0.02


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
    return np.asarray(sums / np.maximum(lengths, LEAST_LENGTH), dtype=np.float32)


def fit_unknown(
    G: FloatArray,
    labels: IntArray,
    n_classes: int,
    out_of_fold: FloatArray,
    parts: IntArray | None = None,
) -> UnknownScorer:
    """Fit to examples and to the similarities [m] of left-out examples to their nearest class.

    The similarities are first raised to what they would be with centroids of all the examples
    (`centroid_growth`). `parts` [m] numbers the physical parts that the left-out examples show;
    photos of one part count once. Fewer than three parts give no verdict.
    """
    centroids = class_centroids(G, labels, n_classes)
    weights = part_weights(np.arange(len(out_of_fold)) if parts is None else parts)
    if round(weights.sum()) < 3:
        return UnknownScorer(centroids, limit=0.0, softness=0.15, has_verdict=False)
    values = out_of_fold.astype(np.float64) * centroid_growth(G, labels, n_classes)
    limit, spread = _limit(values, weights)
    return UnknownScorer(centroids, limit=limit, softness=0.5 * spread, has_verdict=True)


def centroid_growth(G: FloatArray, labels: IntArray, n_classes: int) -> float:
    """By what factor a cosine to a class centroid grows when the left-out example joins it.

    A photo whose mean cosine to the k examples of its class is ρ, as theirs to each other, has the
    cosine ``ρ / √((1 + (k − 1)ρ) / k)`` to their centroid: averaging takes away noise. ρ is the
    mean over all pairs of one class; the factor is the mean over the examples that can be left out.
    """
    counts = np.bincount(labels, minlength=n_classes).astype(np.float64)
    lengths = np.sum((one_hot(labels, n_classes).T @ G) ** 2, axis=1)
    k = counts[counts > 1]
    pairs = float(np.sum(k * (k - 1.0)))
    if pairs == 0.0:
        return 1.0
    cosine = max(float(np.sum(lengths[counts > 1] - k)) / pairs, 0.0)
    with_it = (1.0 + (k - 1.0) * cosine) / k
    without = (1.0 + (k - 2.0) * cosine) / (k - 1.0)
    return float(np.average(np.sqrt(without / with_it), weights=k))


def _limit(values: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float]:
    """The similarity below which `FALSE_ALARMS` of new photos are expected, and the spread.

    From 19 parts on it is the conformal quantile, at rank ``FALSE_ALARMS * (parts + 1)``, which
    assumes no distribution (Vovk, Gammerman and Shafer, "Algorithmic learning in a random world",
    2005). Fewer cannot show one in twenty: then it is a prediction bound for one more photo
    (Student's t), so that few examples mean a careful limit.
    """
    parts = float(round(weights.sum()))
    mean = float(np.average(values, weights=weights))
    # With one photo per part this is the usual n − 1; photos of one part are no further evidence.
    variance = float(np.average((values - mean) ** 2, weights=weights)) * parts / (parts - 1.0)
    spread = max(float(np.sqrt(variance)), _LEAST_SPREAD)
    rank = FALSE_ALARMS * (parts + 1.0)
    if rank >= 1.0 - 1e-9:
        order = np.argsort(values)
        return float(np.interp(rank, np.cumsum(weights[order]), values[order])), spread
    reach = float(stdtrit(parts - 1.0, 1.0 - FALSE_ALARMS)) * np.sqrt(1.0 + 1.0 / parts)
    return mean - float(reach) * spread, spread
