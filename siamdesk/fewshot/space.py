"""From what the encoders give to the unit vectors that photos are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siamdesk.fewshot.heads.base import FloatArray

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
    """Per encoder [d_e]: what s is centred on."""
    roots: tuple[bool, ...]
    turns: int = 1
    """Into how many equal parts an encoder's d_e features fall: one for each turn of the photo."""

    @classmethod
    def fit(
        cls,
        pooled: Sequence[FloatArray],
        roots: Sequence[bool],
        *,
        others: Sequence[FloatArray] | None = None,
        turns: int = 1,
    ) -> EmbeddingSpace:
        """Centre on the examples, and as much again on the other photos if there are any.

        Args:
            pooled: per encoder the features [n, d_e] float32 of the examples.
            roots: per encoder, whether its features get a square root.
            others: per encoder the features [m, d_e] of the inbox. Half the weight is theirs,
                however many they are: the mean of an inbox that is nearly all of one class would
                put that class in the centre, where no direction is left to tell it by
                (docs/learning.md has the figures).
            turns: how many turns of a photo the features stand for.

        """
        means = [_mean(z, root) for z, root in zip(pooled, roots, strict=True)]
        if others is not None:
            theirs = [_mean(z, root) for z, root in zip(others, roots, strict=True)]
            means = [0.5 * (a + b) for a, b in zip(means, theirs, strict=True)]
        return cls(tuple(m.astype(np.float32) for m in means), tuple(roots), turns)

    def embed(self, pooled: Sequence[FloatArray]) -> FloatArray:
        """Embeddings [n, d] float32 of unit length from one [n, d_e] array per encoder."""
        blocks = [
            self._unit_turns(_spread(z, root) - mean)
            for z, root, mean in zip(pooled, self.roots, self.means, strict=True)
        ]
        return np.asarray(np.concatenate(blocks, axis=1) / np.sqrt(self.parts), dtype=np.float32)

    def _unit_turns(self, rows: FloatArray) -> FloatArray:
        n, d = rows.shape
        return _unit(rows.reshape(n, self.turns, d // self.turns)).reshape(n, d)

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


def _spread(z: FloatArray, root: bool) -> FloatArray:
    return np.sqrt(np.maximum(z, 0.0)) if root else z


def _mean(z: FloatArray, root: bool) -> FloatArray:
    return np.asarray(_spread(z, root).mean(axis=0, dtype=np.float64), dtype=np.float32)


def _unit(rows: FloatArray) -> FloatArray:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, _TINY), dtype=np.float32)
