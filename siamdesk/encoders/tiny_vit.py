"""TinyViT-5M (224, ImageNet-22k) as a Keras graph of built-in layers.

Wu et al., "TinyViT: Fast Pretraining Distillation for Small Vision Transformers", ECCV 2022.
Four stages: inverted-bottleneck convolutions, then three of window attention. Batch norm is folded
into the convolutions, as in the source of the weights (`siamdesk.encoders.conversion.tiny_vit`);
so are the scale and shift of the blocks' layer norms into the dense layers that follow.

Only layers and operations that come with Keras are used, so that an exported model loads without
SiamDesk. Some places look unusual because of that, or because OpenVINO, which runs the graph in the
app, then finds its fused kernels (a third less time than built-in GELU and layer norm):

- The attention bias of a block is an `Embedding` of relative positions. A layer wants a tensor that
  depends on the input, hence the positions are added to a zero taken from the photo; runtimes fold
  all of it to a constant.
- The scale and shift of the head's norm are a 1×1 `DepthwiseConv2D`, which is just that.
- Strided convolutions pad by hand: the source pads both sides, ``"same"`` pads one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import keras
import numpy as np
from keras import layers, ops

INPUT_SIZE = 224
"""Side of the photo in pixels."""

_MEAN = (0.485, 0.456, 0.406)
_STD = (0.229, 0.224, 0.225)
_EPSILON = 1e-5
_HEAD_SIZE = 32
"""Channels of one attention head, in every stage."""


@dataclass(frozen=True, slots=True)
class AttentionStage:
    """One stage of window attention."""

    channels: int
    grid: int
    """Side of the feature map."""
    window: int
    """Side of an attention window; divides `grid`."""
    blocks: int

    @property
    def heads(self) -> int:
        """Attention heads of a block."""
        return self.channels // _HEAD_SIZE


CONVOLUTION_CHANNELS = 64
CONVOLUTION_BLOCKS = 2
ATTENTION_STAGES = (
    AttentionStage(channels=128, grid=28, window=7, blocks=2),
    AttentionStage(channels=160, grid=14, window=14, blocks=6),
    AttentionStage(channels=320, grid=7, window=7, blocks=2),
)
"""Stages 1 to 3; stage 0 is convolutional."""


def build_tiny_vit() -> keras.Model:
    """Build the graph with random weights.

    Input: ``[n, 224, 224, 3]`` float32, RGB in 0..255; the ImageNet normalisation is inside.
    Outputs, float32: ``{"pooled": [n, 320], "spatial": [n, 7, 7, 320]}``. `pooled` is the source's
    embedding (mean over positions, then layer norm) and is the mean of `spatial` over positions.
    """
    photo = keras.Input((INPUT_SIZE, INPUT_SIZE, 3), dtype="float32", name="photo")
    zero = ops.zeros_like(photo[0, 0, 0, 0], dtype="int32")
    x = _normalised(photo)
    x = _convolution(x, CONVOLUTION_CHANNELS // 2, 3, "patch_embed_conv1", stride=2)
    x = _gelu(x)
    x = _convolution(x, CONVOLUTION_CHANNELS, 3, "patch_embed_conv2", stride=2)
    for block in range(CONVOLUTION_BLOCKS):
        x = _inverted_bottleneck(x, f"stage0_block{block}")
    for index, stage in enumerate(ATTENTION_STAGES, start=1):
        x = _downsample(x, stage.channels, f"stage{index}_downsample")
        positions = _relative_positions(zero, stage)
        tokens = _to_tokens(x, stage)
        for block in range(stage.blocks):
            tokens = _attention_block(tokens, positions, stage, f"stage{index}_block{block}")
        x = _to_map(tokens, stage)
    return keras.Model(photo, _head(x), name="tiny_vit")


def _normalised(photo: keras.KerasTensor) -> keras.KerasTensor:
    std = np.array(_STD) * 255.0
    return layers.Rescaling(
        scale=(1.0 / std).tolist(),
        offset=(-np.array(_MEAN) * 255.0 / std).tolist(),
        name="normalise",
    )(photo)


def _gelu(x: keras.KerasTensor) -> keras.KerasTensor:
    """Exact GELU, spelt out: OpenVINO does not recognise the one of TensorFlow (2.21) as such.

    Halved first, because LiteRT has no erf and finds its own GELU in this order alone.
    """
    half = ops.multiply(x, 0.5)
    return ops.multiply(half, ops.add(ops.erf(ops.divide(x, math.sqrt(2.0))), 1.0))


def _padded(x: keras.KerasTensor, stride: int, name: str) -> keras.KerasTensor:
    """Pad for a 3×3 convolution as the source does: one pixel on every side."""
    if stride == 1:
        return x
    return layers.ZeroPadding2D(1, data_format="channels_last", name=f"{name}_pad")(x)


def _convolution(
    x: keras.KerasTensor, channels: int, size: int, name: str, *, stride: int = 1
) -> keras.KerasTensor:
    return layers.Conv2D(
        channels,
        size,
        strides=stride,
        padding="same" if stride == 1 else "valid",
        data_format="channels_last",
        name=name,
    )(_padded(x, stride, name))


def _depthwise(x: keras.KerasTensor, name: str, *, stride: int = 1) -> keras.KerasTensor:
    return layers.DepthwiseConv2D(
        3,
        strides=stride,
        padding="same" if stride == 1 else "valid",
        data_format="channels_last",
        name=name,
    )(_padded(x, stride, name))


def _inverted_bottleneck(x: keras.KerasTensor, name: str) -> keras.KerasTensor:
    """Widen, filter each channel, narrow: ``[n, h, w, c] -> [n, h, w, c]``."""
    channels = x.shape[-1]
    inner = _gelu(_convolution(x, 4 * channels, 1, f"{name}_conv1"))
    inner = _gelu(_depthwise(inner, f"{name}_conv2"))
    inner = _convolution(inner, channels, 1, f"{name}_conv3")
    return _gelu(layers.Add(name=f"{name}_add")([inner, x]))


def _downsample(x: keras.KerasTensor, channels: int, name: str) -> keras.KerasTensor:
    """Halve the map and change its channels: ``[n, h, w, c] -> [n, h/2, w/2, channels]``."""
    x = _gelu(_convolution(x, channels, 1, f"{name}_conv1"))
    x = _gelu(_depthwise(x, f"{name}_conv2", stride=2))
    return _convolution(x, channels, 1, f"{name}_conv3")


def _relative_positions(zero: keras.KerasTensor, stage: AttentionStage) -> keras.KerasTensor:
    """``[heads, w*w, w*w]`` int32: which row of a bias table each head and pair of positions reads.

    The rows of one head are numbered ``|dy| * w + |dx|``.
    """
    rows, columns = np.divmod(np.arange(stage.window**2, dtype="int32"), stage.window)
    distances = []
    for axis in (rows, columns):
        position = ops.add(zero, axis)
        distances.append(
            ops.absolute(ops.subtract(ops.expand_dims(position, 1), ops.expand_dims(position, 0)))
        )
    pairs = ops.add(ops.multiply(distances[0], stage.window), distances[1])
    first = np.arange(stage.heads, dtype="int32").reshape(-1, 1, 1) * stage.window**2
    return ops.add(pairs, first)


def _attention_block(
    tokens: keras.KerasTensor, positions: keras.KerasTensor, stage: AttentionStage, name: str
) -> keras.KerasTensor:
    """Window attention, a local convolution and a two-layer network: ``[t, c] -> [t, c]``."""
    attended = _attention(_to_windows(tokens, stage), positions, stage, name)
    tokens = layers.Add(name=f"{name}_attn_add")([tokens, _from_windows(attended, stage)])
    tokens = _to_tokens(_depthwise(_to_map(tokens, stage), f"{name}_local_conv"), stage)
    inner = layers.Dense(4 * stage.channels, name=f"{name}_mlp_fc1")(_standardised(tokens))
    inner = layers.Dense(stage.channels, name=f"{name}_mlp_fc2")(_gelu(inner))
    return layers.Add(name=f"{name}_mlp_add")([tokens, inner])


def _to_tokens(x: keras.KerasTensor, stage: AttentionStage) -> keras.KerasTensor:
    """``[n, h, w, c] -> [t, c]``, t = n*h*w, row by row."""
    return ops.reshape(x, (-1, stage.channels))


def _to_map(tokens: keras.KerasTensor, stage: AttentionStage) -> keras.KerasTensor:
    """Undo `_to_tokens`."""
    return ops.reshape(tokens, (-1, stage.grid, stage.grid, stage.channels))


def _to_windows(tokens: keras.KerasTensor, stage: AttentionStage) -> keras.KerasTensor:
    """``[t, c] -> [t, c]``: from row by row to window by window."""
    if stage.window == stage.grid:
        return tokens
    count = stage.grid // stage.window
    x = ops.reshape(tokens, (-1, count, stage.window, count, stage.window, stage.channels))
    return ops.reshape(ops.transpose(x, (0, 1, 3, 2, 4, 5)), (-1, stage.channels))


def _from_windows(tokens: keras.KerasTensor, stage: AttentionStage) -> keras.KerasTensor:
    """Undo `_to_windows`."""
    if stage.window == stage.grid:
        return tokens
    count = stage.grid // stage.window
    x = ops.reshape(tokens, (-1, count, count, stage.window, stage.window, stage.channels))
    return ops.reshape(ops.transpose(x, (0, 1, 3, 2, 4, 5)), (-1, stage.channels))


def _standardised(x: keras.KerasTensor) -> keras.KerasTensor:
    """Layer norm over the last axis without its scale and shift."""
    centred = ops.subtract(x, ops.mean(x, axis=-1, keepdims=True))
    variance = ops.mean(ops.square(centred), axis=-1, keepdims=True)
    return ops.divide(centred, ops.sqrt(ops.add(variance, _EPSILON)))


def _attention(
    tokens: keras.KerasTensor, positions: keras.KerasTensor, stage: AttentionStage, name: str
) -> keras.KerasTensor:
    """Attention within windows, with a bias per head and distance: ``[t, c] -> [t, c]``."""
    count = stage.window**2
    tokens = _standardised(tokens)
    query, key, value = (
        ops.reshape(
            layers.Dense(stage.channels, name=f"{name}_attn_{part}")(tokens),
            (-1, count, stage.heads, _HEAD_SIZE),
        )
        for part in ("query", "key", "value")
    )
    table = layers.Embedding(stage.heads * count, 1, name=f"{name}_attn_bias")
    bias = ops.reshape(table(positions), (stage.heads, count, count))
    query = ops.transpose(ops.multiply(query, _HEAD_SIZE**-0.5), (0, 2, 1, 3))
    scores = ops.matmul(query, ops.transpose(key, (0, 2, 3, 1)))
    weights = ops.softmax(ops.add(scores, bias))
    mixed = ops.matmul(weights, ops.transpose(value, (0, 2, 1, 3)))
    mixed = ops.reshape(ops.transpose(mixed, (0, 2, 1, 3)), (-1, stage.channels))
    return layers.Dense(stage.channels, name=f"{name}_attn_proj")(mixed)


def _head(x: keras.KerasTensor) -> dict[str, keras.KerasTensor]:
    """Layer norm of the mean over positions, spread over the positions.

    The norm divides by the deviation of the pooled vector, one number per photo; the rest of it is
    linear and so may be done before pooling. What each position adds to the embedding is exact.
    """
    raw = ops.mean(x, axis=(1, 2), keepdims=True)
    deviation = ops.sqrt(ops.add(ops.var(raw, axis=-1, keepdims=True), _EPSILON))
    centred = ops.divide(ops.subtract(x, ops.mean(x, axis=-1, keepdims=True)), deviation)
    spatial = layers.DepthwiseConv2D(1, data_format="channels_last", name="head_norm")(centred)
    pooled = layers.GlobalAveragePooling2D(data_format="channels_last", name="pooled")(spatial)
    return {"pooled": pooled, "spatial": spatial}
