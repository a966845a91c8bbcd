"""Photos that are nearly the same picture, by perceptual hash."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse.csgraph import connected_components

NEAR = 6
"""Differing bits of 64 up to which two photos count as nearly the same."""


def near_duplicates(hashes: Sequence[int], *, near: int = NEAR) -> list[list[int]]:
    """Sets of at least two indices whose 64-bit hashes are linked by at most `near` bits."""
    if len(hashes) < 2:
        return []
    bits = np.unpackbits(np.asarray(hashes, dtype=np.uint64)[:, None].view(np.uint8), axis=1)
    signs = bits.astype(np.float32) * 2 - 1
    distances = (64 - signs @ signs.T) / 2
    _, which = connected_components(distances <= near, directed=False)
    sets = [np.flatnonzero(which == c).tolist() for c in np.flatnonzero(np.bincount(which) > 1)]
    return sorted(sets)
