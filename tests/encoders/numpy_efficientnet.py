"""EfficientNets spelled out in NumPy, from the papers' tables: the oracle for the Keras graphs.

Shares nothing with the code under test but the names of the weights. Slow and float64 on purpose.
"""

from __future__ import annotations

import numpy as np

FRESH = "fresh"
"""A mark among random weights: the first photo sets the moving statistics of batch norm, so that
the numbers of a deep network neither vanish nor grow."""

# kernel, stride, expansion, output channels of every block
LITE0 = [
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
LITE2 = [
    (3, 1, 1, 16),
    *[(3, 2, 6, 24), (3, 1, 6, 24), (3, 1, 6, 24)],
    *[(5, 2, 6, 48), (5, 1, 6, 48), (5, 1, 6, 48)],
    *[(3, 2, 6, 88), (3, 1, 6, 88), (3, 1, 6, 88), (3, 1, 6, 88)],
    *[(5, 1, 6, 120)] * 4,
    *[(5, 2, 6, 208), *[(5, 1, 6, 208)] * 4],
    (3, 1, 6, 352),
]
B3 = [
    *[(3, 1, 1, 24)] * 2,
    *[(3, 2, 6, 32), *[(3, 1, 6, 32)] * 2],
    *[(5, 2, 6, 48), *[(5, 1, 6, 48)] * 2],
    *[(3, 2, 6, 96), *[(3, 1, 6, 96)] * 4],
    *[(5, 1, 6, 136)] * 5,
    *[(5, 2, 6, 232), *[(5, 1, 6, 232)] * 5],
    *[(3, 1, 6, 384)] * 2,
]


def lite(photo: np.ndarray, weights: dict[str, np.ndarray], blocks: list) -> np.ndarray:
    """One photo `[size, size, 3]` in 0..255 to its map `[h, w, 1280]`: Lite."""

    def relu6(x):
        return np.minimum(np.maximum(x, 0), 6)

    x = (photo.astype(np.float64) - 127) / 128
    return _forward(x, weights, blocks, relu6, epsilon=1e-3, even=False)


def b3(photo: np.ndarray, weights: dict[str, np.ndarray]) -> np.ndarray:
    """One photo `[300, 300, 3]` in 0..255 to its map `[10, 10, 1536]`: PyTorch."""

    def swish(x):
        return x * _sigmoid(x)

    x = (photo / 255.0 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
    return _forward(x, weights, B3, swish, epsilon=1e-5, even=True)


def random_weights(shapes: dict[str, tuple[int, ...]], seed: int) -> dict[str, np.ndarray]:
    """Random weights; `_forward` fits the moving statistics where `FRESH` is among them."""
    rng = np.random.default_rng(seed)
    weights = {FRESH: np.ones(1)}
    for name, shape in shapes.items():
        value = rng.normal(size=shape)
        if name.endswith("kernel"):
            fan_in = shape[0] * shape[1] * (1 if "depthwise" in name else shape[2])
            value = value * np.sqrt(2 / fan_in)
        elif name.endswith(("gamma", "variance")):
            value = rng.uniform(0.5, 1.5, shape)
        else:
            value = 0.3 * value
        weights[name] = value.astype(np.float32)
    return weights


def _forward(x, weights, blocks, activate, *, epsilon, even):
    def norm(x, name):
        if FRESH in weights:
            weights[f"{name}/moving_mean"] = x.mean((0, 1)).astype(np.float32)
            weights[f"{name}/moving_variance"] = x.var((0, 1)).astype(np.float32)
        mean, variance = weights[f"{name}/moving_mean"], weights[f"{name}/moving_variance"]
        scale = weights[f"{name}/gamma"] / np.sqrt(variance.astype(np.float64) + epsilon)
        return (x - mean) * scale + weights[f"{name}/beta"]

    taps = _taps(x, 3, 2, even)
    kernel = weights["stem_conv/kernel"]
    x = np.einsum("thwc,tco->hwo", taps, kernel.reshape(9, 3, -1), optimize=True)
    x = activate(norm(x, "stem_norm"))
    for index, (kernel, stride, expansion, channels) in enumerate(blocks):
        block, inner = f"block{index:02d}", x
        if expansion != 1:
            inner = inner @ weights[f"{block}_expand_conv/kernel"][0, 0]
            inner = activate(norm(inner, f"{block}_expand_norm"))
        filters = weights[f"{block}_depthwise_conv/kernel"].reshape(kernel * kernel, -1)
        taps = _taps(inner, kernel, stride, even)
        inner = sum(tap * each for tap, each in zip(taps, filters, strict=True))
        inner = activate(norm(inner, f"{block}_depthwise_norm"))
        if f"{block}_squeeze_conv/kernel" in weights:
            said = inner.mean((0, 1)) @ weights[f"{block}_squeeze_conv/kernel"][0, 0]
            said = activate(said + weights[f"{block}_squeeze_conv/bias"])
            said = said @ weights[f"{block}_excite_conv/kernel"][0, 0]
            inner = inner * _sigmoid(said + weights[f"{block}_excite_conv/bias"])
        inner = inner @ weights[f"{block}_project_conv/kernel"][0, 0]
        inner = norm(inner, f"{block}_project_norm")
        assert inner.shape[-1] == channels
        x = x + inner if inner.shape == x.shape else inner
    x = activate(norm(x @ weights["head_conv/kernel"][0, 0], "head_norm"))
    weights.pop(FRESH, None)
    return x


def _sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


def _taps(x: np.ndarray, kernel: int, stride: int, even: bool) -> np.ndarray:
    """What each of the kernel's positions sees, padded as TensorFlow's "same" pads, or evenly."""
    size = x.shape[0]
    out = -(-size // stride)
    padding = max((out - 1) * stride + kernel - size, 0)
    before, after = padding // 2, padding - padding // 2
    if even:
        before = after = (kernel - 1) // 2
    x = np.pad(x, ((before, after), (before, after), (0, 0)))
    last = (out - 1) * stride + 1
    return np.stack(
        [
            x[i : i + last : stride, j : j + last : stride]
            for i in range(kernel)
            for j in range(kernel)
        ]
    )
