"""What is unusual: how far each patch of a photo is from every patch that is known to be OK."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from siamdesk.fewshot.heads.base import FloatArray

SATURATION = 2.0
"""The value of `OkPatches.unusual` at which colours saturate, on all photos; they begin at 1."""
_COMMON = 0.99
"""The share of OK patches that are within the limit."""
_APART = 3
"""With a single OK photo, patches so many cells apart stand for patches of another photo."""
_STEADY = 0.1
"""What hardly varies on OK photos must not count without bound: added to each channel's deviation,
times their mean."""


@dataclass(frozen=True, slots=True)
class OkPatches:
    """The patches of the OK class's examples, scaled so that all channels count alike."""

    scaled: FloatArray
    """[m, c]"""
    means: tuple[FloatArray, ...]
    """Per encoder [c_e], subtracted from patches first"""
    factors: tuple[FloatArray, ...]
    """Per encoder [c_e], multiplied with them then"""
    limit: float
    """Of the OK patches, one in a hundred is farther than this from those of the other photos."""

    @classmethod
    def fit(cls, maps: Sequence[FloatArray]) -> Self:
        """Learn what is usual from the OK class's examples.

        Args:
            maps: per encoder the maps [n, h, w, c_e] of n ≥ 1 photos; all share n, h and w.

        Channels are divided by their deviation on OK photos, and encoders by the root of their
        number of channels, so that both have the same say. The distance to the nearest neighbour
        among patches is that of PatchCore (Roth et al., CVPR 2022), without thinning them out.

        """
        means = tuple(m.mean(axis=(0, 1, 2)) for m in maps)
        factors = tuple(_factors(m) for m in maps)
        scaled = _scaled(maps, means, factors)
        usual = np.concatenate(_to_others(scaled))
        limit = max(float(np.quantile(usual, _COMMON)), 1e-6)
        return cls(scaled.reshape(-1, scaled.shape[-1]), means, factors, limit)

    def unusual(self, photo: Sequence[FloatArray]) -> FloatArray:
        """How unusual each patch of a photo is: per encoder its map [h, w, c_e] to [h, w].

        0 is a patch that an OK example has too, 1 the limit that one in a hundred OK patches
        exceeds. It is the same scale for all photos, and depends on no class but the OK class.
        """
        patches = _scaled(photo, self.means, self.factors)
        distances = _nearest(patches.reshape(-1, patches.shape[-1]), self.scaled)
        return (distances / np.float32(self.limit)).reshape(patches.shape[:2])


def _factors(maps: FloatArray) -> FloatArray:
    """[n, h, w, c] to [c]."""
    deviations = maps.std(axis=(0, 1, 2))
    floor = max(_STEADY * float(deviations.mean()), 1e-6)
    return np.asarray(1.0 / ((deviations + floor) * np.sqrt(maps.shape[-1])), dtype=np.float32)


def _scaled(
    maps: Sequence[FloatArray], means: Sequence[FloatArray], factors: Sequence[FloatArray]
) -> FloatArray:
    """Per encoder [..., c_e] to [..., c], side by side."""
    parts = [(m - mean) * factor for m, mean, factor in zip(maps, means, factors, strict=True)]
    return np.concatenate(parts, axis=-1, dtype=np.float32)


def _to_others(scaled: FloatArray) -> list[FloatArray]:
    """For each photo of [n, h, w, c] how far its patches are from those of the other photos."""
    n, height, width, channels = scaled.shape
    photos = scaled.reshape(n, height * width, channels)
    if n > 1:
        return [
            _nearest(photos[i], np.delete(photos, i, axis=0).reshape(-1, channels))
            for i in range(n)
        ]
    rows, columns = np.divmod(np.arange(height * width), width)
    apart = np.maximum(np.abs(rows[:, None] - rows[None]), np.abs(columns[:, None] - columns[None]))
    far = apart >= min(_APART, max(height, width) - 1)
    return [np.where(far, _distances(photos[0], photos[0]), np.inf).min(axis=1)[far.any(axis=1)]]


def _nearest(patches: FloatArray, others: FloatArray) -> FloatArray:
    """[n, c] and [m, c] to [n]."""
    return np.asarray(_distances(patches, others).min(axis=1))


def _distances(a: FloatArray, b: FloatArray) -> FloatArray:
    """Euclidean, [n, c] and [m, c] to [n, m]."""
    squares = np.einsum("nc,nc->n", a, a)[:, None] + np.einsum("mc,mc->m", b, b) - 2 * (a @ b.T)
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)), dtype=np.float32)
