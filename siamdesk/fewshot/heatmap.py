"""Split a difference of scores over the photo: "why A and not B", summing exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heads.base import FloatArray
from siamdesk.fewshot.model import FewShotModel


@dataclass(frozen=True, slots=True)
class Contributions:
    """Per region, how much it speaks for class A against class B."""

    values: FloatArray
    """[h, w]; they add up to `difference`"""
    difference: float
    """Score of A less the score of B"""


FULL_SCALE = 4.0
"""A heatmap's colours saturate where a region speaks this many times the mean region's share of a
score difference of 1, which is that between a sure class and any other."""


def colour_scale(values: FloatArray) -> float:
    """The contribution at which the colours saturate: the same for all photos of one map size."""
    return FULL_SCALE / values.size


def why(
    model: FewShotModel, spatial: Sequence[FloatArray], class_: int, against: int | None
) -> Contributions:
    """Contributions to the score of `class_` less that of `against` (or of the mean class).

    Args:
        model: the fitted model.
        spatial: per encoder the map [h, w, d_e] of one photo, whose mean over positions is the
            pooled feature vector; all encoders share h and w.
        class_: index of class A.
        against: index of class B, or None for the mean of all the other classes.

    The score is linear in the embedding, and the embedding in the pooled features but for the
    square root and the length. The length is a constant of the photo; the root is replaced by its
    secant ``s = z / sqrt(z)``, so that a channel's share of s follows its share of z. What belongs
    to no region (the mean and the bias) is spread evenly. Class activation mapping: Zhou et al.,
    2016.

    """
    direction, bias = _difference(model, class_, against)
    total = np.zeros(spatial[0].shape[:2])
    for part, h, mean, root in zip(
        model.space.blocks(), spatial, model.space.means, model.space.roots, strict=True
    ):
        of_turns = zip(
            *(np.split(a, model.space.turns, axis=-1) for a in (h, mean, direction[part])),
            strict=True,
        )
        for h_turn, mean_turn, direction_turn in of_turns:
            total += _block(h_turn.astype(np.float64), mean_turn, root, direction_turn)
    values = total / np.sqrt(model.space.parts) + bias / total.size
    return Contributions(
        values=np.asarray(values, dtype=np.float32), difference=float(values.sum())
    )


def activation_strength(spatial: Sequence[FloatArray]) -> FloatArray:
    """How strongly each region excites the encoders, [h, w]: the control beside every heatmap."""
    maps = [np.linalg.norm(h, axis=2) for h in spatial]
    return np.asarray(sum(m / max(float(m.sum()), 1e-8) for m in maps), dtype=np.float32)


def _difference(
    model: FewShotModel, class_: int, against: int | None
) -> tuple[NDArray[np.float64], float]:
    weights = model.head.weights.astype(np.float64)
    bias = model.head.bias.astype(np.float64)
    if against is not None:
        return weights[:, class_] - weights[:, against], float(bias[class_] - bias[against])
    rest = [c for c in range(weights.shape[1]) if c != class_]
    return (
        weights[:, class_] - weights[:, rest].mean(axis=1),
        float(bias[class_] - bias[rest].mean()),
    )


def _block(
    h: NDArray[np.float64], mean: FloatArray, root: bool, direction: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Contributions [h, w] of one encoder and turn, before the factor that all of them share."""
    z = h.mean(axis=(0, 1))
    if root:
        s = np.sqrt(np.maximum(z, 0.0))
        h = h / np.where(s > 0, s, 1.0)
    else:
        s = z
    length = max(float(np.linalg.norm(s - mean)), 1e-8)
    positions = h.shape[0] * h.shape[1]
    return np.asarray((h - mean) @ direction / (positions * length))
