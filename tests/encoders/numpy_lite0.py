"""EfficientNet-Lite0 spelled out in NumPy, from the paper's table: the oracle for the Keras graph.

Shares nothing with the code under test but the names of the weights. Slow and float64 on purpose.
"""

from __future__ import annotations

import numpy as np

# kernel, stride, expansion, output channels of all 16 blocks
BLOCKS = [
    (3, 1, 1, 16),
    (3, 2, 6, 24),
    (3, 1, 6, 24),
    (5, 2, 6, 40),
    (5, 1, 6, 40),
    (3, 2, 6, 80),
    (3, 1, 6, 80),
    (3, 1, 6, 80),
    (5, 1, 6, 112),
    (5, 1, 6, 112),
    (5, 1, 6, 112),
    (5, 2, 6, 192),
    (5, 1, 6, 192),
    (5, 1, 6, 192),
    (5, 1, 6, 192),
    (3, 1, 6, 320),
]


def forward(photo: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """One photo `[224, 224, 3]` in 0..255 to its map `[7, 7, 1280]`."""

    def norm(x, name):
        mean, variance = weights[f"{name}/moving_mean"], weights[f"{name}/moving_variance"]
        scale = weights[f"{name}/gamma"] / np.sqrt(variance.astype(np.float64) + 1e-3)
        return (x - mean) * scale + weights[f"{name}/beta"]

    def relu6(x):
        return np.minimum(np.maximum(x, 0), 6)

    x = (photo.astype(np.float64) - 127) / 128
    taps = _taps(x, 3, 2)  # [9, 112, 112, 3]
    x = np.einsum("thwc,tco->hwo", taps, weights["stem_conv/kernel"].reshape(9, 3, 32))
    x = relu6(norm(x, "stem_norm"))
    for index, (kernel, stride, expansion, channels) in enumerate(BLOCKS):
        block, inner = f"block{index:02d}", x
        if expansion != 1:
            inner = inner @ weights[f"{block}_expand_conv/kernel"][0, 0]
            inner = relu6(norm(inner, f"{block}_expand_norm"))
        filters = weights[f"{block}_depthwise_conv/kernel"].reshape(kernel * kernel, -1)
        inner = sum(
            tap * each for tap, each in zip(_taps(inner, kernel, stride), filters, strict=True)
        )
        inner = relu6(norm(inner, f"{block}_depthwise_norm"))
        inner = inner @ weights[f"{block}_project_conv/kernel"][0, 0]
        inner = norm(inner, f"{block}_project_norm")
        assert inner.shape[-1] == channels
        x = x + inner if inner.shape == x.shape else inner
    return relu6(norm(x @ weights["head_conv/kernel"][0, 0], "head_norm"))


def _taps(x: np.ndarray, kernel: int, stride: int) -> np.ndarray:
    """What each of the kernel's positions sees, padded as TensorFlow's "same" pads."""
    size = x.shape[0]
    out = -(-size // stride)
    padding = max((out - 1) * stride + kernel - size, 0)
    before = padding // 2
    x = np.pad(x, ((before, padding - before), (before, padding - before), (0, 0)))
    last = (out - 1) * stride + 1
    return np.stack(
        [
            x[i : i + last : stride, j : j + last : stride]
            for i in range(kernel)
            for j in range(kernel)
        ]
    )
