"""Shrinking and squashing photos."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def to_square(rgb: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """The whole photo as ``[size, size, 3]``: squashed, not cropped, as defects lie at edges too.

    Sides that shrink are averaged over areas, so that a thin scratch fades but never vanishes
    between samples; sides that grow are interpolated linearly.
    """
    return _resize(rgb, size, size)


def fit_within(rgb: NDArray[np.uint8], longest: int) -> NDArray[np.uint8]:
    """The photo with its longest side at most `longest`; a smaller photo comes back as it is."""
    height, width = rgb.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1.0:
        return rgb
    return _resize(rgb, max(1, round(height * scale)), max(1, round(width * scale)))


def _resize(rgb: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    # Two steps: when one side shrinks and the other grows, OpenCV's INTER_AREA silently becomes
    # an interpolation on both sides, which skips rows of a long photo (1 × 20 of a weld seam).
    small = (min(width, rgb.shape[1]), min(height, rgb.shape[0]))
    if small != (rgb.shape[1], rgb.shape[0]):
        rgb = np.asarray(cv2.resize(rgb, small, interpolation=cv2.INTER_AREA), np.uint8)
    if small != (width, height):
        rgb = np.asarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    return np.ascontiguousarray(rgb)
