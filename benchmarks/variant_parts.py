"""What a variant of the embedding is made of, and the heads that learn on it.

Everything is done on inner products, which are computed once for each encoder and episode, so that
another weight or head costs milliseconds. Each encoder has a space of its own
(`siamdesk.fewshot.space.EmbeddingSpace`); the mean of their inner products is that of the embedding
that is shipped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.cli.protocol import Episode
from siamdesk.encoders.turns import TURNS
from siamdesk.fewshot.heads.lda import fit_lda
from siamdesk.fewshot.heads.ridge import STRENGTH, solve_dual
from siamdesk.fewshot.space import CENTRING, EmbeddingSpace, mean_features

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

_THIN = 1e-4
_TINY = 1e-7
"""Shares of the longest axis that are rounding."""


@dataclass(frozen=True, slots=True)
class Part:
    """One encoder's share of an embedding."""

    source: str
    """An id of the registry, or ``dinov2_s-SIZE``"""
    turns: int = TURNS
    weight: float = 1.0
    """What its turns together weigh in the similarity of two photos, beside the other parts."""
    power: float = 1.0
    """What its features are raised to, their signs kept, before anything else is done to them."""
    centre: float = CENTRING
    """How far its space is centred: the share of the mean that is taken off."""


@dataclass(frozen=True, slots=True)
class Source:
    """The features of one encoder."""

    pooled: FloatArray
    """[n, turns·d]"""
    turns: int
    root: bool


@dataclass(frozen=True, slots=True)
class Kernel:
    """How alike the photos of one episode are: the inner products of their embeddings."""

    examples: FloatArray
    """[n, n]"""
    queries: FloatArray
    """[m, n], of each query with the examples"""


Learn = Callable[[Kernel, IntArray, int], NDArray[np.float64]]
"""Gives the scores [m, C] of the queries from the examples' classes [n] and C."""


def ridge(strength: float = STRENGTH) -> Learn:
    """SiamDesk's ridge head."""

    def scores(kernel: Kernel, labels: IntArray, n_classes: int) -> NDArray[np.float64]:
        gram = kernel.examples.astype(np.float64)
        dual, bias = solve_dual(gram, labels, n_classes, strength=strength)
        return np.asarray(kernel.queries @ dual + bias)

    return scores


def lda(shrinkage: float) -> Learn:
    """LDA with a covariance shrunk towards a sphere in the span of the examples.

    SiamDesk's own has its sphere in all the thousands of dimensions of an embedding. That is so
    thin a one that its `SHRINKAGE` can be any number; ``lda(0.0)`` comes to the same guesses.
    """

    def scores(kernel: Kernel, labels: IntArray, n_classes: int) -> NDArray[np.float64]:
        X, Z = coordinates(kernel)
        head = fit_lda(X, labels, n_classes, shrinkage=max(shrinkage, _THIN))
        return np.asarray(head.scores(Z), dtype=np.float64)

    return scores


def both_heads(share: float, shrinkage: float) -> Learn:
    """The scores of `lda`, by that share, and of ridge, each measured by its own spread."""

    def scores(kernel: Kernel, labels: IntArray, n_classes: int) -> NDArray[np.float64]:
        found = (learn(kernel, labels, n_classes) for learn in (ridge(), lda(shrinkage)))
        of_ridge, of_lda = (s - s.mean(axis=1, keepdims=True) for s in found)
        return np.asarray((1.0 - share) * of_ridge / of_ridge.std() + share * of_lda / of_lda.std())

    return scores


def curved_ridge(width: float) -> Learn:
    """Ridge with the kernel ``exp(width·(cosine − 1))``, which no heatmap adds up for."""

    def scores(kernel: Kernel, labels: IntArray, n_classes: int) -> NDArray[np.float64]:
        curved = (
            np.asarray(np.exp(width * (K - 1.0)), dtype=np.float32)
            for K in (kernel.examples, kernel.queries)
        )
        return ridge()(Kernel(*curved), labels, n_classes)

    return scores


def coordinates(kernel: Kernel) -> tuple[FloatArray, FloatArray]:
    """Examples [n, r] and queries [m, r] with these inner products, in the examples' span."""
    lengths, directions = np.linalg.eigh(kernel.examples.astype(np.float64))
    kept = lengths > _TINY * lengths.max()
    roots, directions = np.sqrt(lengths[kept]), directions[:, kept]
    X, Z = directions * roots, kernel.queries @ directions / roots
    return X.astype(np.float32), np.asarray(Z, dtype=np.float32)


def kernel_of(part: Part, source: Source, episode: Episode, inbox: IntArray) -> Kernel:
    """What one encoder says, in a space of its own; `inbox` are rows of the episode's queries."""
    width = source.pooled.shape[1] * part.turns // source.turns
    taught, asked = (
        _powered(source.pooled[rows, :width], part.power)
        for rows in (episode.examples, episode.queries)
    )
    roots = [source.root]
    others = mean_features([asked[inbox]], roots)
    space = EmbeddingSpace.fit(
        [taught], roots, others=others, turns=part.turns, centring=part.centre
    )
    G, Q = space.embed([taught]), space.embed([asked])
    return Kernel(G @ G.T, Q @ G.T)


def _powered(z: FloatArray, power: float) -> FloatArray:
    return z if power == 1.0 else np.asarray(np.sign(z) * np.abs(z) ** power, dtype=np.float32)


def mixed(kernels: Sequence[Kernel], weights: Sequence[float]) -> Kernel:
    """Their weighted mean: the embeddings side by side, so scaled that they weigh so much."""
    total = sum(weights)
    return Kernel(
        *(
            np.asarray(sum(w / total * K for w, K in zip(weights, found, strict=True)), np.float32)
            for found in ([k.examples for k in kernels], [k.queries for k in kernels])
        )
    )
