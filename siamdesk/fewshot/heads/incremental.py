"""A ridge head whose examples come, go and change class."""

from __future__ import annotations

import numpy as np

from siamdesk.fewshot.heads.base import FloatArray, IntArray, LinearHead
from siamdesk.fewshot.heads.ridge import STRENGTH, solve_ridge


class IncrementalRidge:
    """Keeps the Gram matrix of its examples, so that `head` equals `fit_ridge` on all of them.

    The Gram matrix is what a refit spends most on: n²·d operations, against n·d for the row of one
    more example. Nothing else is kept. Every edit changes the weight of every example of its class
    and with it the whole diagonal of the system, so an updated inverse or Cholesky factor would
    need as many updates as there are examples and cost more than the solve.

    All examples lie in one embedding space. When its centre moves, the embeddings change and a new
    one is needed.
    """

    def __init__(self, dimension: int, *, strength: float = STRENGTH, levelled: bool = True):
        self._strength = strength
        self._levelled = levelled
        self._examples = np.empty((0, dimension), dtype=np.float32)
        self._labels = np.empty(0, dtype=np.int64)
        self._gram = np.empty((0, 0))

    def add(self, G: FloatArray, labels: IntArray) -> None:
        """Append examples: embeddings [k, d] float32 and class indices [k]."""
        exact = G.astype(np.float64)
        across = exact @ self._examples.T
        self._gram = np.block([[self._gram, across.T], [across, exact @ exact.T]])
        self._examples = np.concatenate([self._examples, G])
        self._labels = np.concatenate([self._labels, labels])

    def remove(self, row: int) -> None:
        """Forget the example in this row; those after it move up by one."""
        self._gram = np.delete(np.delete(self._gram, row, axis=0), row, axis=1)
        self._examples = np.delete(self._examples, row, axis=0)
        self._labels = np.delete(self._labels, row)

    def relabel(self, row: int, class_: int) -> None:
        """Give the example in this row another class."""
        self._labels[row] = class_

    def head(self, n_classes: int) -> LinearHead:
        """The head of the examples that there are now, of which there is at least one."""
        return solve_ridge(
            self._gram,
            self._examples,
            self._labels,
            n_classes,
            strength=self._strength,
            levelled=self._levelled,
        )
