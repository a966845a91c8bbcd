"""From what the encoders give to the unit vectors that photos are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heads.base import FloatArray

CENTRING = 0.5
"""The share of the mean that is taken off, docs/decisions/0015-half-of-the-centre.md."""
_TINY = 1e-8


@dataclass(frozen=True, slots=True)
class EmbeddingSpace:
    """Centre each encoder's pooled features, scale to unit length, concatenate, scale again.

    For encoder e with pooled features z: ``s = sqrt(max(z, 0))`` if ``roots[e]`` else ``s = z``;
    ``g_e = (s − means[e]) / ‖s − means[e]‖``, each turn of the photo by itself; the embedding is
    the concatenation over the square root of the number of parts, which has unit length. The root
    evens out the few strong channels of rectified features (Hellinger distance; Arandjelović and
    Zisserman, 2012).
    """

    means: tuple[FloatArray, ...]
    """Per encoder [d_e]: what is taken off s."""
    roots: tuple[bool, ...]
    turns: int = 1
    """Into how many equal parts an encoder's d_e features fall: one for each turn of the photo."""

    @classmethod
    def fit(
        cls,
        pooled: Sequence[FloatArray],
        roots: Sequence[bool],
        *,
        others: Sequence[NDArray[np.float64]] | None = None,
        turns: int = 1,
        centring: float = CENTRING,
    ) -> EmbeddingSpace:
        """Centre on the examples, and as much again on the other photos if there are any.

        Only a share of the centre is taken off: with few examples all of it is too sure of where
        the middle lies, and the encoders' own origin is a good one, too.

        Args:
            pooled: per encoder the features [n, d_e] float32 of the examples.
            roots: per encoder, whether its features get a square root.
            others: the mean of the inbox (`mean_features`). Half the weight is its, however many
                photos it has: the mean of an inbox that is nearly all of one class would put that
                class in the centre, where no direction is left to tell it by (docs/learning.md has
                the figures).
            turns: how many turns of a photo the features stand for.
            centring: the share of the mean that is taken off, in [0, 1].

        """
        means = mean_features(pooled, roots)
        if others is not None:
            means = [0.5 * (a + b) for a, b in zip(means, others, strict=True)]
        return cls.around(means, roots, turns=turns, centring=centring)

    @classmethod
    def around(
        cls,
        means: Sequence[NDArray[np.float64]],
        roots: Sequence[bool],
        *,
        turns: int = 1,
        centring: float = CENTRING,
    ) -> EmbeddingSpace:
        """The space of photos whose features have these means, as `mean_features` gives them."""
        shares = tuple((centring * mean).astype(np.float32) for mean in means)
        return cls(shares, tuple(roots), turns)

    def embed(self, pooled: Sequence[FloatArray]) -> FloatArray:
        """Embeddings [n, d] float32 of unit length from one [n, d_e] array per encoder."""
        # In place: an inbox of a thousand photos is embedded anew on each correction.
        n = len(pooled[0])
        G = np.empty((n, sum(len(mean) for mean in self.means)), dtype=np.float32)
        for z, root, mean, part in zip(pooled, self.roots, self.means, self.blocks(), strict=True):
            block = G[:, part]
            np.subtract(_rooted(z, out=block) if root else z, mean, out=block)
            turns = block.reshape(n, self.turns, len(mean) // self.turns)
            lengths = np.sqrt(np.einsum("ntd,ntd->nt", turns, turns))
            turns /= (np.maximum(lengths, _TINY) * np.sqrt(np.float32(self.parts)))[..., None]
        return G

    @property
    def parts(self) -> int:
        """How many unit vectors an embedding is made of: one for each encoder and turn."""
        return len(self.means) * self.turns

    def blocks(self) -> list[slice]:
        """Where each encoder's part of an embedding lies."""
        ends = np.cumsum([len(mean) for mean in self.means])
        return [
            slice(int(end) - len(mean), int(end))
            for end, mean in zip(ends, self.means, strict=True)
        ]


def mean_features(pooled: Sequence[FloatArray], roots: Sequence[bool]) -> list[NDArray[np.float64]]:
    """Per encoder the mean [d_e] of features [n, d_e], rooted as in the space."""
    return [total / len(pooled[0]) for total in sum_features(pooled, roots)]


def sum_features(pooled: Sequence[FloatArray], roots: Sequence[bool]) -> list[NDArray[np.float64]]:
    """`mean_features` times n."""
    ones = np.ones(len(pooled[0]), dtype=np.float32)
    return [
        np.asarray(ones @ (_rooted(z) if root else z), dtype=np.float64)
        for z, root in zip(pooled, roots, strict=True)
    ]


def _rooted(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    found = np.maximum(z, 0.0, out=out)
    return np.sqrt(found, out=found)
