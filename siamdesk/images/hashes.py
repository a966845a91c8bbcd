"""Two identities of a photo: of its bytes, and of how it looks."""

from __future__ import annotations

import hashlib
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE = 32
_LOW = 8
ENOUGH: Final = 3 * _SIDE
"""Pixels each way from which the hash of a photo is taken as well as from all of them."""
_SILENCE = 1e-2
"""Below this a DCT coefficient is rounding noise; without it a plain photo's hash is random."""


def content_digest(data: bytes) -> str:
    """SHA-256 of a file's bytes: 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def perceptual_hash(rgb: NDArray[np.uint8]) -> int:
    """64-bit hash that changes little when the photo is resized, recompressed or brightened.

    The signs, about their median, of the 8×8 lowest frequencies of the 32×32 grey photo (Zauner,
    *Implementation and Benchmarking of Perceptual Image Hash Functions*, 2010); the first is 0.
    Compare with `hamming`: up to about 6 is the same picture, 32 is chance.
    """
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = np.asarray(cv2.dct(small))[:_LOW, :_LOW].ravel()
    low[np.abs(low) < _SILENCE] = 0.0
    bits = low > np.median(low[1:])
    bits[0] = False  # the mean brightness: far from the others, it says nothing
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def hamming(a: int, b: int) -> int:
    """Number of bits in which two perceptual hashes differ, 0 to 64."""
    return (a ^ b).bit_count()
