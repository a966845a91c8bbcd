"""The protocol of every learning figure: draw examples and queries by seed, score in balance.

For seed e, with ``rng = numpy.random.default_rng(e)``: per class, in sorted order, the photos are
permuted; the first k are examples (at most n − 5), the next 20 are queries. NumPy only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

QUERIES = 20
"""Queries per class, at most."""
RESERVED = 5
"""Photos of each class that are never examples."""

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Episode:
    """Rows of one draw: k examples per class and up to 20 queries per class."""

    examples: IntArray
    queries: IntArray


def draw_episode(labels: IntArray, k: int, seed: int) -> Episode:
    """The episode of that seed from class numbers [n]; each class has at least 6 photos."""
    rng = np.random.default_rng(seed)
    examples, queries = [], []
    for c in np.unique(labels):
        rows = np.flatnonzero(labels == c)
        order = rng.permutation(len(rows))
        n_examples = min(k, len(rows) - RESERVED)
        examples.append(rows[order[:n_examples]])
        queries.append(rows[order[n_examples : n_examples + QUERIES]])
    return Episode(np.concatenate(examples), np.concatenate(queries))


def episodes(labels: IntArray, k: int, seeds: int) -> Iterator[Episode]:
    """The episodes of seeds 0 to `seeds` − 1."""
    for seed in range(seeds):
        yield draw_episode(labels, k, seed)


def balanced_accuracy(guessed: IntArray, labels: IntArray) -> float:
    """The mean over classes of the share of their photos that were guessed right."""
    return float(np.mean([(guessed[labels == c] == c).mean() for c in np.unique(labels)]))
