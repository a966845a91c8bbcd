"""Photos varied at random while the whole encoder is tuned.

Every change is one that could befall the same part under the same camera, and none can lose a
small defect: a photo is only ever shrunk and moved within its frame, never cropped. What tells a
photo from its mirror image must not be unlearnt either (docs/decisions/0007), so a batch is
mirrored as a whole, just as it is turned as a whole (docs/decisions/0008).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_WHITE = 255.0


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How much photos are varied; every amount is the most, and 0 leaves that alone."""

    mirror: bool = True
    """Whether half of the batches are mirrored."""
    shrink: float = 0.1
    """Share of its side that a photo loses; the margin shows the photo reflected."""
    brightness: float = 0.1
    contrast: float = 0.1
    tint: float = 0.02
    """Change of each colour against the others."""

    def of(self, photos: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
        """A batch `[n, size, size, 3] uint8`, varied: float32 within 0..255."""
        if self.mirror and rng.random() < 0.5:
            photos = photos[:, :, ::-1]
        shown = [_recoloured(_moved(photo, self, rng), self, rng) for photo in photos]
        return np.stack(shown)


NONE = Augmentation(mirror=False, shrink=0.0, brightness=0.0, contrast=0.0, tint=0.0)
"""Photos as they are."""


def _moved(
    photo: NDArray[np.uint8], by: Augmentation, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Shrunk, and put anywhere in the frame where all of it is to be seen."""
    size = len(photo)
    scale = 1.0 - by.shrink * rng.random()
    right, down = (1.0 - scale) * size * rng.random(2)
    if scale == 1.0:
        return photo.astype(np.float32)
    half = 0.5 * (scale - 1.0)  # OpenCV counts from the middle of the first pixel
    matrix = np.array([[scale, 0.0, right + half], [0.0, scale, down + half]])
    moved = cv2.warpAffine(
        np.ascontiguousarray(photo, dtype=np.float32),
        matrix,
        (size, size),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    return np.asarray(moved, dtype=np.float32)


def _recoloured(
    photo: NDArray[np.float32], by: Augmentation, rng: np.random.Generator
) -> NDArray[np.float32]:
    brighter, contrast = 1.0 + np.array([by.brightness, by.contrast]) * rng.uniform(-1, 1, 2)
    tint = 1.0 + by.tint * rng.uniform(-1, 1, 3)
    mean = photo.mean()
    varied = (mean + contrast * (photo - mean)) * brighter * tint
    return np.asarray(np.clip(varied, 0.0, _WHITE), dtype=np.float32)
