"""The whole trained model as one Keras graph: photo of any size in, probabilities out.

Only layers and operations that come with Keras are used, so that the saved graph loads, with
``safe_mode`` on, where SiamDesk is not installed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray

from siamdesk.encoders.export_resize import resized

LoadEncoder = Callable[[], keras.Model]


@dataclass(frozen=True, slots=True)
class EncoderPart:
    """One encoder and what becomes of its embedding."""

    encoder: keras.Model
    """Maps RGB in 0..255 ``[n, size, size, 3]`` to a dictionary with ``pooled`` ``[n, d]``."""
    root: bool
    """Whether the square root is taken before centring."""
    mean: NDArray[np.float32]
    """``[turns·d]``, subtracted: d for each turn of the photo."""


@dataclass(frozen=True, slots=True)
class HeadPart:
    """What is computed from the embedding ``[n, d]`` of unit length."""

    weights: NDArray[np.float32]
    """``[d, C]``"""
    bias: NDArray[np.float32]
    """``[C]``"""
    temperature: float
    centroids: NDArray[np.float32]
    """``[C, d]``"""
    unknown_mean: float
    unknown_scale: float


def build_export_graph(
    encoders: list[EncoderPart], head: HeadPart, *, prepared: bool = False
) -> keras.Model:
    """Join encoders, embedding arithmetic and head into one graph.

    Input: ``[n, h, w, 3]`` uint8 RGB; the photos of one batch have one size, which may be any. If
    `prepared`, photos are squares of the encoders' size already (they all have one).
    Outputs, float32: ``{"probabilities": [n, C], "unknown": [n], "embedding": [n, d]}``.
    """
    sizes = {_size(part) for part in encoders}
    if prepared:
        (size,) = sizes
        photo = keras.Input((size, size, 3), dtype="uint8", name="photo")
        squares = {size: ops.cast(photo, "float32")}
    else:
        photo = keras.Input((None, None, 3), dtype="uint8", name="photo")
        squares = {size: resized(photo, size) for size in sizes}
    blocks = [_unit_blocks(part, squares[_size(part)]) for part in encoders]
    joined = layers.Concatenate(name="joined")(blocks) if len(blocks) > 1 else blocks[0]
    count = sum(_turns(part) for part in encoders)
    embedding = layers.Rescaling(1.0 / math.sqrt(count), name="embedding")(joined)
    model = keras.Model(photo, _head_outputs(embedding, head), name="siamdesk_classifier")
    _fill(model, "scores", [head.weights, head.bias])
    _fill(model, "similarities", [head.centroids.T])
    return model


def _size(part: EncoderPart) -> int:
    return int(part.encoder.inputs[0].shape[1])


def _dimension(part: EncoderPart) -> int:
    return int(part.encoder.output["pooled"].shape[-1])


def _turns(part: EncoderPart) -> int:
    return len(part.mean) // _dimension(part)


def _unit_blocks(part: EncoderPart, square: keras.KerasTensor) -> keras.KerasTensor:
    """``[n, turns·d]``: what the encoder says of each turn, of unit length, side by side."""
    name, turns, size = part.encoder.name, _turns(part), _size(part)
    # The turns go through the encoder as one batch, so that a file holds its layers once.
    views = [ops.rot90(square, k=turn, axes=(1, 2)) if turn else square for turn in range(turns)]
    seen = ops.reshape(ops.stack(views, axis=1), (-1, size, size, 3))
    pooled = ops.reshape(part.encoder(seen)["pooled"], (-1, len(part.mean)))
    spread = ops.sqrt(ops.maximum(pooled, 0.0)) if part.root else pooled
    # Not `ops.subtract`: this layer says in the saved file what the numbers are. Nor is it a
    # `Normalization`: tf2onnx makes inputs of the model from the numbers that this one keeps.
    offset = (-part.mean.astype(float)).tolist()
    centred = layers.Rescaling(1.0, offset=offset, name=f"{name}_centring")(spread)
    each = ops.reshape(centred, (-1, turns, _dimension(part)))
    units = layers.UnitNormalization(name=f"{name}_embedding")(each)
    return ops.reshape(units, (-1, len(part.mean)))


def _head_outputs(embedding: keras.KerasTensor, head: HeadPart) -> dict[str, keras.KerasTensor]:
    classes = len(head.bias)
    scores = layers.Dense(classes, name="scores")(embedding)
    logits = layers.Rescaling(head.temperature, name="tempered")(scores)
    similarities = layers.Dense(classes, use_bias=False, name="similarities")(embedding)
    nearest = ops.max(similarities, axis=-1)
    distance = ops.divide(ops.subtract(head.unknown_mean, nearest), head.unknown_scale)
    return {
        "probabilities": layers.Softmax(name="probabilities")(logits),
        "unknown": ops.sigmoid(distance),
        "embedding": embedding,
    }


def _fill(model: keras.Model, layer: str, weights: list[NDArray[np.float32]]) -> None:
    model.get_layer(layer).set_weights(weights)
