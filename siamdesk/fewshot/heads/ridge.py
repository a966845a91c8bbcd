"""Ridge regression on class indicators, solved in the dual."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heads.base import (
    FloatArray,
    IntArray,
    LinearHead,
    balanced_weights,
    class_means,
    one_hot,
)

STRENGTH = 0.1
"""Regularisation relative to the mean squared length of the embeddings."""

_LEAST_RIDGE = 1e-6


def fit_ridge(
    G: FloatArray,
    labels: IntArray,
    n_classes: int,
    *,
    strength: float = STRENGTH,
    levelled: bool = True,
) -> LinearHead:
    """Fit a ridge head; each class weighs the same, however many examples it has.

    The dual system is n×n, so a fit takes milliseconds whatever the dimension. The bias is a
    constant 1 in the kernel. Regularised least-squares classification: Rifkin, Yeo and Poggio,
    "Regularized least-squares classification", 2003.

    Args:
        G: embeddings [n, d] float32 of the examples.
        labels: [n], their class indices.
        n_classes: C, the number of classes.
        strength: the regularisation, relative to the mean squared length of the embeddings.
        levelled: also undo what weights can't: new photos of a class with few examples score
            lower than its examples do, so a large class would take them (`_levels`). Changes
            nothing when all classes have equally many examples.

    """
    return solve_ridge(gram_matrix(G), G, labels, n_classes, strength=strength, levelled=levelled)


def gram_matrix(G: FloatArray) -> NDArray[np.float64]:
    """The inner products [n, n] of embeddings [n, d], in double precision."""
    exact = G.astype(np.float64)
    return np.asarray(exact @ exact.T)


def solve_ridge(
    gram: NDArray[np.float64],
    G: FloatArray,
    labels: IntArray,
    n_classes: int,
    *,
    strength: float = STRENGTH,
    levelled: bool = True,
) -> LinearHead:
    """`fit_ridge` for examples whose Gram matrix [n, n] is known."""
    dual, bias = solve_dual(gram, labels, n_classes, strength=strength, levelled=levelled)
    return LinearHead(
        weights=np.asarray(G.T @ dual, dtype=np.float32),
        bias=np.asarray(bias, dtype=np.float32),
    )


def solve_dual(
    gram: NDArray[np.float64],
    labels: IntArray,
    n_classes: int,
    *,
    strength: float = STRENGTH,
    levelled: bool = True,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The head of `fit_ridge` from the Gram matrix [n, n] of its examples alone.

    Returns dual [n, C] and bias [C]: a photo whose inner products with the examples are k [n] has
    the scores ``k @ dual + bias``.
    """
    # Photos that are all alike have no length once they are centred; the system stays solvable.
    ridge = max(strength * float(np.trace(gram)) / len(gram), _LEAST_RIDGE)
    # Weighted least squares in the dual: the penalty of an example shrinks as its weight grows.
    penalties = ridge / balanced_weights(labels, n_classes)
    system = gram + 1.0 + np.diag(penalties)
    dual = np.asarray(np.linalg.solve(system, one_hot(labels, n_classes)), dtype=np.float64)
    bias = np.asarray(dual.sum(axis=0), dtype=np.float64)
    if levelled:
        bias += _levels(system, penalties, dual, labels)
    return dual, bias


def _levels(
    system: NDArray[np.float64],
    penalties: NDArray[np.float64],
    dual: NDArray[np.float64],
    labels: IntArray,
) -> NDArray[np.float64]:
    """What to add to the scores [C] so that few examples cost a class nothing.

    The score of an example is its score if it were left out plus ``V · dual``, with V the part of
    its embedding that the other examples can't explain (its leave-one-out variance as a Gaussian
    process, ``1/(system⁻¹)ᵢᵢ − penaltyᵢ``; Rasmussen and Williams, "Gaussian Processes for Machine
    Learning", 2006, section 5.4.2). New photos miss that part, and it is large where the dual is:
    in small classes. V is pooled over the classes, so that one with a single example has it too.
    Each pair of classes then meets half-way between the scores that new photos of both will get.
    """
    counts = np.bincount(labels, minlength=dual.shape[1])
    present = np.flatnonzero(counts)
    levels = np.zeros(len(counts))
    if counts.max() == 1 or np.ptp(counts[present]) == 0:
        return levels
    unexplained = 1.0 / np.diag(np.linalg.inv(system)) - penalties
    # n examples have 1/n more of it than new photos, as they were left out of n, not of n + 1.
    share = 1.0 - 1.0 / counts[labels]
    pooled = float(np.sum(unexplained * share)) / np.count_nonzero(share)
    losses = -pooled * class_means(dual, labels, len(counts))[np.ix_(present, present)]
    own = np.diag(losses)
    margins = 0.5 * ((own[:, None] - losses) - (own - losses.T))
    # Classes of one size get one level: what tells them apart here is chance.
    same = counts[present][:, None] == counts[present]
    levels[present] = -(same @ margins.mean(axis=1)) / same.sum(axis=1)
    return levels
