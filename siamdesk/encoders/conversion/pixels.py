"""The ranges that encoders want their photos in."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.imagenet import MEAN, STD


class PixelRange(StrEnum):
    """What an own encoder takes for black and white."""

    BYTES = "0..255"
    UNIT = "0..1"
    SIGNED = "-1..1"
    IMAGENET = "imagenet"
    """Zero mean and unit variance per channel over ImageNet, as most of PyTorch's networks."""


def offset_and_scale(pixels: PixelRange) -> tuple[NDArray[Any], NDArray[Any]]:
    """Per channel what 0 becomes, and by how much a step of 1 out of 255 changes it: `[3]` each."""
    if pixels is PixelRange.IMAGENET:
        mean, deviation = np.array(MEAN), np.array(STD)
        return -mean / deviation, 1.0 / (255.0 * deviation)
    low, high = {
        PixelRange.BYTES: (0.0, 255.0),
        PixelRange.UNIT: (0.0, 1.0),
        PixelRange.SIGNED: (-1.0, 1.0),
    }[pixels]
    return np.full(3, low), np.full(3, (high - low) / 255.0)
