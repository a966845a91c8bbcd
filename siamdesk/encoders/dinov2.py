"""DINOv2-S/14 at 224 pixels as a Keras graph of built-in layers.

Oquab et al., "DINOv2: Learning Robust Visual Features without Supervision", TMLR 2024: a vision
transformer (Dosovitskiy et al., ICLR 2021) with layer scale. Folded into the dense layers beside
them, as `siamdesk.encoders.conversion.dinov2` does: the scale and shift of the blocks' layer norms,
and the layer scales. The position table is the one for 16×16 patches, its first row with the class
token added.

Only layers and operations that come with Keras are used, so that an exported model loads without
SiamDesk; `siamdesk.encoders.tiny_vit` tells why GELU and layer norm are spelt out.
"""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from siamdesk.encoders.imagenet import normalised
from siamdesk.encoders.registry import ENCODERS

SIZE = ENCODERS["dinov2_s"].input_size
PATCH = 14
"""Side of a patch in pixels."""
BLOCKS = 12
CHANNELS = 384
HEADS = 6
_EPSILON = 1e-6


def build_dinov2_s(size: int = SIZE) -> keras.Model:
    """The encoder, with random weights.

    Input: RGB in 0..255, `[n, size, size, 3] float32`, with `size` a multiple of 14. Outputs,
    float32: ``spatial`` `[n, size/14, size/14, 768]`, for each patch the normalised class token and
    then its own normalised token, and the mean of that, ``pooled`` `[n, 768]`. So the class token,
    which has no place on the photo, counts evenly in a heatmap, and only the patch tokens tell
    regions apart. Other sizes than 224 need another position table than what was converted.
    """
    grid = size // PATCH
    photo = keras.Input((size, size, 3), dtype="float32", name="photo")
    patches = layers.Conv2D(CHANNELS, PATCH, PATCH, name="patch_embed")(normalised(photo))
    tokens = ops.reshape(patches, (-1, grid * grid, CHANNELS))
    # An empty place for the class token, which is in the first row of the table.
    tokens = layers.ZeroPadding1D((1, 0), name="class_place")(tokens)
    tokens = layers.Add(name="positions_add")([tokens, _positions(photo, grid * grid + 1)])
    for block in range(BLOCKS):
        name = f"block{block:02d}"
        tokens = layers.Add(name=f"{name}_attn_add")([tokens, _attention(tokens, name)])
        inner = layers.Dense(4 * CHANNELS, name=f"{name}_mlp_fc1")(_standardised(tokens))
        inner = layers.Dense(CHANNELS, name=f"{name}_mlp_fc2")(_gelu(inner))
        tokens = layers.Add(name=f"{name}_mlp_add")([tokens, inner])
    tokens = _standardised(tokens)
    patches = ops.reshape(tokens[:, 1:], (-1, grid, grid, CHANNELS))
    # Without the class token the first guess at 1 example was right 2 to 10 points less often.
    everywhere = layers.UpSampling2D(grid, data_format="channels_last", name="class_everywhere")
    of_class = everywhere(ops.reshape(tokens[:, :1], (-1, 1, 1, CHANNELS)))
    both = layers.Concatenate(name="class_and_patch")([of_class, patches])
    # The scale and shift of the last norm, one number each per channel.
    spatial = layers.DepthwiseConv2D(1, data_format="channels_last", name="norm")(both)
    pooled = layers.GlobalAveragePooling2D(data_format="channels_last", name="pooled")(spatial)
    return keras.Model(photo, {"pooled": pooled, "spatial": spatial}, name="dinov2_s")


def _positions(photo: Any, count: int) -> Any:
    """The position table `[1, count, channels]`.

    A layer wants a tensor that depends on the input; runtimes fold it to a constant.
    """
    zero = ops.zeros_like(photo[:1, 0, 0, :1], dtype="int32")
    index = ops.add(zero, np.arange(count, dtype="int32")[None])
    return layers.Embedding(count, CHANNELS, name="positions")(index)


def _attention(tokens: Any, name: str) -> Any:
    """Self-attention with several heads: `[n, t, c]` to `[n, t, c]`."""
    count, size = int(tokens.shape[1]), CHANNELS // HEADS
    tokens = _standardised(tokens)
    query, key, value = (
        ops.reshape(
            layers.Dense(CHANNELS, name=f"{name}_attn_{part}")(tokens), (-1, count, HEADS, size)
        )
        for part in ("query", "key", "value")
    )
    query = ops.transpose(ops.multiply(query, size**-0.5), (0, 2, 1, 3))
    weights = ops.softmax(ops.matmul(query, ops.transpose(key, (0, 2, 3, 1))))
    mixed = ops.matmul(weights, ops.transpose(value, (0, 2, 1, 3)))
    mixed = ops.reshape(ops.transpose(mixed, (0, 2, 1, 3)), (-1, count, CHANNELS))
    return layers.Dense(CHANNELS, name=f"{name}_attn_proj")(mixed)


def _standardised(x: Any) -> Any:
    """Layer norm over the last axis without its scale and shift."""
    centred = ops.subtract(x, ops.mean(x, axis=-1, keepdims=True))
    variance = ops.mean(ops.square(centred), axis=-1, keepdims=True)
    return ops.divide(centred, ops.sqrt(ops.add(variance, _EPSILON)))


def _gelu(x: Any) -> Any:
    half = ops.multiply(x, 0.5)  # first, as in `siamdesk.encoders.tiny_vit`
    return ops.multiply(half, ops.add(ops.erf(ops.divide(x, math.sqrt(2.0))), 1.0))
