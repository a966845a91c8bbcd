"""Linear discriminant analysis with a covariance shrunk towards a sphere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heads.base import (
    FloatArray,
    IntArray,
    LinearHead,
    balanced_weights,
    class_means,
)

SHRINKAGE = 0.2


def fit_lda(
    G: FloatArray,
    labels: IntArray,
    n_classes: int,
    *,
    shrinkage: float = SHRINKAGE,
    levelled: bool = True,
) -> LinearHead:
    """Fit a shrinkage LDA head with equal priors.

    With one example per class the covariance is zero and the head is the nearest centroid. The
    inverse is taken through the n×n Gram matrix (Woodbury), never through d×d. Shrinkage as in
    Friedman, "Regularized discriminant analysis", 1989. `levelled` is what it is in `fit_ridge`.
    """
    X = G.astype(np.float64)
    centroids = class_means(X, labels, n_classes)
    weights = balanced_weights(labels, n_classes)
    deviations = (X - centroids[labels]) * np.sqrt(weights / len(X))[:, None]
    variance = float(np.sum(deviations**2)) / X.shape[1]
    if variance < 1e-12:
        directions = centroids
    else:
        directions = _apply_inverse(centroids, deviations, shrinkage, variance)
    bias = -0.5 * np.sum(directions * centroids, axis=1)
    if levelled and variance >= 1e-12:
        mapped = _apply_inverse(deviations, deviations, shrinkage, variance)
        lengths = (1.0 - shrinkage) * np.sum(mapped * deviations, axis=1)
        bias += _levels(lengths, weights / len(X) * (1.0 - shrinkage), labels, n_classes)
    # A class without examples has no centroid: it must never win.
    bias[np.bincount(labels, minlength=n_classes) == 0] = -np.inf
    return LinearHead(
        weights=np.asarray(directions.T, dtype=np.float32), bias=np.asarray(bias, dtype=np.float32)
    )


def _levels(
    lengths: NDArray[np.float64], factors: NDArray[np.float64], labels: IntArray, n_classes: int
) -> NDArray[np.float64]:
    """What to add to the scores [C] so that few examples cost a class nothing.

    The mean of n examples lies off the class by a draw whose squared length, in the metric of the
    inverse covariance, is 1/n of that of a deviation; half of it is missing from the score. Bias
    correction as in Huang, Tong and Zhao, "Bias-corrected diagonal discriminant rules for
    high-dimensional classification", 2010. In many dimensions the covariance fits its own
    deviations far too well, so each is measured without it (Sherman and Morrison, 1950).

    Args:
        lengths: [n], `factors` times the squared lengths of the deviations.
        factors: [n], what the squared deviations weigh in the covariance.
        labels: [n], the classes.
        n_classes: C.

    """
    counts = np.bincount(labels, minlength=n_classes)
    several = counts[labels] > 1
    n = counts[labels][several]
    grown = lengths[several] * n / (n - 1)
    squared = np.mean(grown / (1.0 - grown) / factors[several])
    levels = 0.5 * squared / np.maximum(counts, 1)
    return np.asarray(levels - levels[counts > 0].mean())


def _apply_inverse(
    rows: NDArray[np.float64],
    deviations: NDArray[np.float64],
    shrinkage: float,
    variance: float,
) -> NDArray[np.float64]:
    """Multiply rows [C, d] by the inverse of (1−γ)·AᵀA + γ·variance·I, with A the deviations."""
    sphere = shrinkage * variance
    small = deviations @ deviations.T + np.eye(len(deviations)) * sphere / (1.0 - shrinkage)
    correction = np.linalg.solve(small, deviations @ rows.T)
    return np.asarray((rows - correction.T @ deviations) / sphere)
