"""From what the encoders give to the unit vectors that photos are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
        others: Iterable[Sequence[FloatArray]] = (),
        turns: int = 1,
    ) -> EmbeddingSpace:
        """Centre on the examples, and as much again on the other photos if there are any.

        Args:
            pooled: per encoder the features [n, d_e] float32 of the examples.
            roots: per encoder, whether its features get a square root.
            others: the inbox in batches, each of them per encoder the features [m, d_e]. Half the
                weight is theirs, however many they are: the mean of an inbox that is nearly all of
                one class would put that class in the centre, where no direction is left to tell it
                by (docs/learning.md has the figures).
            turns: how many turns of a photo the features stand for.

        """
        means = _means([pooled], roots)
        theirs = _means(others, roots)
        if theirs:
            means = [0.5 * (a + b) for a, b in zip(means, theirs, strict=True)]
        return cls(tuple(m.astype(np.float32) for m in means), tuple(roots), turns)

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


def _rooted(z: FloatArray, out: FloatArray | None = None) -> FloatArray:
    found = np.maximum(z, 0.0, out=out)
    return np.sqrt(found, out=found)


def _means(
    batches: Iterable[Sequence[FloatArray]], roots: Sequence[bool]
) -> list[NDArray[np.float64]]:
    """Per encoder the mean [d_e] of the features of all batches, rooted; none without a photo."""
    sums: list[NDArray[np.float64]] = [np.zeros(1) for _ in roots]
    n = 0
    for batch in batches:
        ones = np.ones(len(batch[0]), dtype=np.float32)
        n += len(ones)
        for e, (z, root) in enumerate(zip(batch, roots, strict=True)):
            sums[e] = sums[e] + ones @ (_rooted(z) if root else z)
    return [total / n for total in sums] if n else []
