"""What `FewShotClassifier` answers with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heatmap import colour_scale
from siamdesk.fewshot.unusual import SATURATION
from siamdesk.images.heatmap import overlay

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RankedClass:
    """One guess for one photo."""

    class_name: str
    probability: float
    example: Path | int
    """The nearest example of the class: its path, or its index among the examples."""
    similarity: float
    """Cosine to that example, in [-1, 1]."""


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Why a photo was taken for one class and not for another."""

    contributions: FloatArray
    """[h, w]; positive speaks for the class; they add up to `score`."""
    score: float
    """Score of the class less the score of `against`."""
    class_name: str
    against: str | None
    """The other class; None for the mean of all others."""
    photo: NDArray[np.uint8]
    """[H, W, 3], the photo."""

    def overlay(self, *, opacity: float = 1.0) -> NDArray[np.uint8]:
        """The heatmap over the grey photo: RGB [H, W, 3] uint8; orange for, blue against."""
        scale = colour_scale(self.contributions)
        return overlay(self.photo, self.contributions, scale=scale, opacity=opacity)


@dataclass(frozen=True, slots=True)
class UnusualMap:
    """Which parts of a photo are unlike photos that are OK."""

    values: FloatArray
    """[h, w], not negative; up to 1 is usual, and one in a hundred patches of OK photos is above"""
    photo: NDArray[np.uint8]
    """[H, W, 3], the photo."""

    def overlay(self, *, opacity: float = 1.0) -> NDArray[np.uint8]:
        """What is unusual in orange over the grey photo: RGB [H, W, 3] uint8."""
        beyond = np.maximum(self.values - 1, 0)
        return overlay(self.photo, beyond, scale=SATURATION - 1, opacity=opacity)
