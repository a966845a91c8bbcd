"""How well an encoder tells classes apart, for tests of fine-tuning."""

from __future__ import annotations

import numpy as np


def separation(pooled, labels) -> float:
    """Mean cosine within classes minus between classes, after the root and centring."""
    z = np.sqrt(pooled) - np.sqrt(pooled).mean(axis=0)
    z /= np.linalg.norm(z, axis=1, keepdims=True)
    same = labels[:, None] == labels[None]
    cosine = z @ z.T
    return float(cosine[same & ~np.eye(len(z), dtype=bool)].mean() - cosine[~same].mean())
