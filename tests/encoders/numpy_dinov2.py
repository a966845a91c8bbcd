"""DINOv2-S/14 spelled out in NumPy: the oracle for the Keras graph. Shares the weights' names."""

from __future__ import annotations

import math

import numpy as np

_ERF = np.vectorize(math.erf)


def dinov2_s(photo: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """One photo `[14n, 14n, 3]` in 0..255 to its tokens `[1 + n², 384]`, the class token first.

    Each channel is standardised; the scale and shift of the last norm are not applied.
    """
    x = (photo / 255.0 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    n = len(photo) // 14
    patches = x.reshape(n, 14, n, 14, 3).transpose(0, 2, 1, 3, 4).reshape(n * n, -1)
    kernel = weights["patch_embed/kernel"].reshape(-1, 384)
    tokens = np.zeros((1 + n * n, 384))
    tokens[1:] = patches @ kernel + weights["patch_embed/bias"]
    tokens += weights["positions/embeddings"]
    for block in range(12):

        def dense(x, name, block=block):
            layer = f"block{block:02d}_{name}"
            return x @ weights[f"{layer}/kernel"].astype(float) + weights[f"{layer}/bias"]

        normal = _norm(tokens)
        query, key, value = (dense(normal, f"attn_{part}") for part in ("query", "key", "value"))
        mixed = []
        for head in range(6):
            part = slice(64 * head, 64 * head + 64)
            scores = np.exp(query[:, part] @ key[:, part].T / 8)
            mixed.append(scores / scores.sum(axis=1, keepdims=True) @ value[:, part])
        tokens = tokens + dense(np.concatenate(mixed, axis=1), "attn_proj")
        inner = dense(_norm(tokens), "mlp_fc1")
        tokens = tokens + dense(inner * (1 + _ERF(inner / math.sqrt(2))) / 2, "mlp_fc2")
    return _norm(tokens)


def _norm(x: np.ndarray) -> np.ndarray:
    return (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + 1e-6)
