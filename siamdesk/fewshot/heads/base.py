"""What every head can do after fitting, and what most of them are: one linear map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


class Head(Protocol):
    """A fitted head: it scores embeddings, higher for a likelier class."""

    def scores(self, G: FloatArray) -> FloatArray:
        """Class scores of embeddings: [n, d] float32 to [n, C] float32."""
        ...


@dataclass(frozen=True, slots=True)
class LinearHead:
    """Scores are ``G @ weights + bias``; linear, so that a heatmap can split them exactly."""

    weights: FloatArray
    """[d, C]"""
    bias: FloatArray
    """[C]"""

    def scores(self, G: FloatArray) -> FloatArray:
        """Class scores of embeddings: [n, d] float32 to [n, C] float32."""
        return np.asarray(G @ self.weights + self.bias, dtype=np.float32)


FitHead = Callable[[FloatArray, IntArray, int], Head]
"""Fits a head: embeddings [n, d], class indices [n] and the number of classes C."""


def one_hot(labels: IntArray, n_classes: int) -> NDArray[np.float64]:
    """Class indices [n] to indicators [n, C]."""
    return np.eye(n_classes)[labels]


def balanced_weights(labels: IntArray, n_classes: int) -> NDArray[np.float64]:
    """Weights [n] of mean 1 that give each class that has examples the same total weight."""
    counts = np.bincount(labels, minlength=n_classes)
    present = np.count_nonzero(counts)
    return np.asarray(len(labels) / (present * counts[labels]), dtype=np.float64)


def class_means(X: NDArray[np.float64], labels: IntArray, n_classes: int) -> NDArray[np.float64]:
    """Mean [C, d] of the rows [n, d] of every class; zeros for a class without examples."""
    indicators = one_hot(labels, n_classes)
    counts = np.maximum(indicators.sum(axis=0), 1.0)
    return np.asarray((indicators.T @ X) / counts[:, None])
