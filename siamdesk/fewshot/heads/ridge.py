"""Ridge regression on class indicators, solved in the dual."""

from __future__ import annotations

import numpy as np

from siamdesk.fewshot.heads.base import (
    FloatArray,
    IntArray,
    LinearHead,
    balanced_weights,
    one_hot,
)

STRENGTH = 0.1
"""Regularisation relative to the mean squared length of the embeddings."""

_LEAST_RIDGE = 1e-6


def fit_ridge(
    G: FloatArray, labels: IntArray, n_classes: int, *, strength: float = STRENGTH
) -> LinearHead:
    """Fit a ridge head; each class weighs the same, however many examples it has.

    The dual system is n×n, so a fit takes milliseconds whatever the dimension. The bias is a
    constant 1 in the kernel. Regularised least-squares classification: Rifkin, Yeo and Poggio,
    "Regularized least-squares classification", 2003.
    """
    gram = G.astype(np.float64) @ G.T
    # Photos that are all alike have no length once they are centred; the system stays solvable.
    ridge = max(strength * float(np.trace(gram)) / len(G), _LEAST_RIDGE)
    weights = balanced_weights(labels, n_classes)
    # Weighted least squares in the dual: the penalty of an example shrinks as its weight grows.
    system = gram + 1.0 + np.diag(ridge / weights)
    dual = np.linalg.solve(system, one_hot(labels, n_classes))
    return LinearHead(
        weights=np.asarray(G.T @ dual, dtype=np.float32),
        bias=np.asarray(dual.sum(axis=0), dtype=np.float32),
    )
