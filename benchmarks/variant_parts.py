"""What a variant of the embedding is made of, and the heads that learn on it.

Each encoder has a space of its own (`siamdesk.fewshot.space.EmbeddingSpace`). Side by side with
equal weights, the embeddings in these spaces are the one that is shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.cli.contenders import Fit, Guess
from siamdesk.cli.protocol import Episode
from siamdesk.encoders.turns import TURNS
from siamdesk.fewshot.heads.lda import fit_lda
from siamdesk.fewshot.heads.ridge import STRENGTH, fit_ridge, solve_dual
from siamdesk.fewshot.space import EmbeddingSpace, mean_features

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


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


@dataclass(frozen=True, slots=True)
class Source:
    """The features of one encoder."""

    pooled: FloatArray
    """[n, turns·d]"""
    turns: int
    root: bool


def ridge(strength: float = STRENGTH) -> Fit:
    """SiamDesk's ridge head."""

    def fit(G: FloatArray, labels: IntArray, n_classes: int) -> Guess:
        head = fit_ridge(G, labels, n_classes, strength=strength)
        return lambda Q: np.asarray(head.scores(Q).argmax(axis=1), dtype=np.int64)

    return fit


def both_heads(share: float) -> Fit:
    """The scores of LDA, by that share, and of ridge, each by its spread over the examples."""

    def fit(G: FloatArray, labels: IntArray, n_classes: int) -> Guess:
        of_ridge, of_lda = fit_ridge(G, labels, n_classes), fit_lda(G, labels, n_classes)
        ridge_weight = (1.0 - share) / _centred(of_ridge.scores(G)).std()
        lda_weight = share / _centred(of_lda.scores(G)).std()

        def guess(Q: FloatArray) -> IntArray:
            scores = ridge_weight * of_ridge.scores(Q) + lda_weight * of_lda.scores(Q)
            return np.asarray(scores.argmax(axis=1), dtype=np.int64)

        return guess

    return fit


def curved_ridge(width: float) -> Fit:
    """Ridge with the kernel ``exp(width·(cosine − 1))``, which no heatmap adds up for."""

    def fit(G: FloatArray, labels: IntArray, n_classes: int) -> Guess:
        def kernel(Q: FloatArray) -> FloatArray:
            return np.asarray(np.exp(width * (Q @ G.T - 1.0)), dtype=np.float32)

        dual, bias = solve_dual(kernel(G).astype(np.float64), labels, n_classes)
        return lambda Q: np.asarray((kernel(Q) @ dual + bias).argmax(axis=1), dtype=np.int64)

    return fit


def _centred(scores: FloatArray) -> FloatArray:
    return np.asarray(scores - scores.mean(axis=1, keepdims=True), dtype=np.float32)


def embedded(part: Part, source: Source, episode: Episode) -> tuple[FloatArray, FloatArray]:
    """Unit vectors [n, t·d] and [m, t·d] of the examples and queries, in one encoder's space."""
    width = source.pooled.shape[1] * part.turns // source.turns
    z = source.pooled[:, :width]
    taught, asked = (z[rows] for rows in (episode.examples, episode.queries))
    if part.power != 1.0:
        taught, asked = (_powered(rows, part.power) for rows in (taught, asked))
    roots = [source.root]
    others = mean_features([asked], roots)
    space = EmbeddingSpace.fit([taught], roots, others=others, turns=part.turns)
    return space.embed([taught]), space.embed([asked])


def _powered(z: FloatArray, power: float) -> FloatArray:
    return np.asarray(np.sign(z) * np.abs(z) ** power, dtype=np.float32)


def side_by_side(blocks: Sequence[FloatArray], weights: Sequence[float]) -> FloatArray:
    """Unit vectors [n, d_e] each, as one unit vector [n, d] in which they weigh so much."""
    shares = np.sqrt(np.asarray(weights) / np.sum(weights)).astype(np.float32)
    return np.hstack([share * block for share, block in zip(shares, blocks, strict=True)])
