"""What `siamdesk benchmark` compares: SiamDesk's heads, and what people would use otherwise.

All learn from the same embeddings [n, d] of unit length and their class numbers [n]. scikit-learn
is imported when something is fitted, so that listing the contenders costs nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from siamdesk.fewshot.heads.base import FitHead

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

Guess = Callable[[FloatArray], IntArray]
"""Names the class number of each of m embeddings [m, d]."""
Fit = Callable[[FloatArray, IntArray, int], Guess]
"""Learns from embeddings [n, d], class numbers [n] and the number of classes."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to learn from embeddings."""

    name: str
    title: str
    """For tables."""
    fit: Fit
    shipped: bool
    """Whether it is a head of SiamDesk; else it is a peer."""


def heads() -> list[Contender]:
    """SiamDesk's heads, in the order of their registry; the first is the one that is used."""
    from siamdesk.fewshot.heads.registry import HEADS

    return [_head(name, fit) for name, fit in HEADS.items()]


def peers() -> list[Contender]:
    """What is usually taken instead, with its library's settings."""
    return [
        Contender("logistic", "logistic regression (scikit-learn)", _fit_logistic, shipped=False),
        Contender("nearest", "nearest neighbours (scikit-learn)", _fit_nearest, shipped=False),
        Contender("simpleshot", "SimpleShot / Prototypical", _fit_prototypes, shipped=False),
    ]


def contenders() -> list[Contender]:
    """All, heads first."""
    return heads() + peers()


def _head(name: str, fit_head: FitHead) -> Contender:
    def fit(G: FloatArray, labels: IntArray, n_classes: int) -> Guess:
        head = fit_head(G, labels, n_classes)
        return lambda Q: np.asarray(head.scores(Q).argmax(axis=1), dtype=np.int64)

    return Contender(name, f"SiamDesk {name}", fit, shipped=True)


def _fit_logistic(G: FloatArray, labels: IntArray, n_classes: int) -> Guess:
    """Multinomial, with scikit-learn's strength of 1 and enough iterations to converge."""
    from sklearn.linear_model import LogisticRegression

    del n_classes  # scikit-learn counts them itself
    return _from_sklearn(LogisticRegression(max_iter=1000), G, labels)


def _fit_nearest(G: FloatArray, labels: IntArray, n_classes: int) -> Guess:
    """Up to five neighbours, never more than a class has examples, the nearer the heavier."""
    from sklearn.neighbors import KNeighborsClassifier

    fewest = int(np.bincount(labels, minlength=n_classes).min())
    neighbours = max(1, min(5, fewest))
    return _from_sklearn(KNeighborsClassifier(neighbours, weights="distance"), G, labels)


def _fit_prototypes(G: FloatArray, labels: IntArray, n_classes: int) -> Guess:
    """The nearest class mean by Euclidean distance.

    On centred embeddings of unit length this is SimpleShot with CL2N (Wang, Chao, Weinberger and
    van der Maaten, 2019), and Prototypical Networks (Snell, Swersky and Zemel, 2017) with a frozen
    encoder.
    """
    means = np.stack([G[labels == c].mean(axis=0) for c in range(n_classes)])

    def guess(Q: FloatArray) -> IntArray:
        squared = np.sum(means**2, axis=1) - 2 * (Q @ means.T)
        return np.asarray(squared.argmin(axis=1), dtype=np.int64)

    return guess


def _from_sklearn(model: Any, G: FloatArray, labels: IntArray) -> Guess:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of iterations that ran out: what is reached is judged
        model.fit(G, labels)
    return lambda Q: np.asarray(model.predict(Q), dtype=np.int64)
