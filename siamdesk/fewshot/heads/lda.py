"""Linear discriminant analysis with a covariance shrunk towards a sphere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heads.base import (
    FloatArray,
    IntArray,
    LinearHead,
    balanced_weights,
    one_hot,
)

SHRINKAGE = 0.2


def fit_lda(
    G: FloatArray, labels: IntArray, n_classes: int, *, shrinkage: float = SHRINKAGE
) -> LinearHead:
    """Fit a shrinkage LDA head with equal priors.

    With one example per class the covariance is zero and the head is the nearest centroid. The
    inverse is taken through the n×n Gram matrix (Woodbury), never through d×d. Shrinkage as in
    Friedman, "Regularized discriminant analysis", 1989.
    """
    X = G.astype(np.float64)
    centroids = _centroids(X, labels, n_classes)
    weights = balanced_weights(labels, n_classes)
    deviations = (X - centroids[labels]) * np.sqrt(weights / len(X))[:, None]
    variance = float(np.sum(deviations**2)) / X.shape[1]
    if variance < 1e-12:
        directions = centroids
    else:
        directions = _apply_inverse(centroids, deviations, shrinkage, variance)
    bias = -0.5 * np.sum(directions * centroids, axis=1)
    # A class without examples has no centroid: it must never win.
    bias[np.bincount(labels, minlength=n_classes) == 0] = -np.inf
    return LinearHead(
        weights=np.asarray(directions.T, dtype=np.float32), bias=np.asarray(bias, dtype=np.float32)
    )


def _centroids(X: NDArray[np.float64], labels: IntArray, n_classes: int) -> NDArray[np.float64]:
    indicators = one_hot(labels, n_classes)
    counts = np.maximum(indicators.sum(axis=0), 1.0)
    return np.asarray((indicators.T @ X) / counts[:, None])


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
