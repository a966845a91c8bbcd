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


def build_export_graph(encoders: list[EncoderPart], head: HeadPart) -> keras.Model:
    """Join encoders, embedding arithmetic and head into one graph.

    Input: ``[n, h, w, 3]`` uint8 RGB; the photos of one batch have one size, which may be any.
    Outputs, float32: ``{"probabilities": [n, C], "unknown": [n], "embedding": [n, d]}``.
    """
    photo = keras.Input((None, None, 3), dtype="uint8", name="photo")
    squares = {
        size: resized(photo, size)
        for size in {part.encoder.inputs[0].shape[1] for part in encoders}
    }
    blocks = [
        _unit_block(part, squares[part.encoder.inputs[0].shape[1]], turn)
        for part in encoders
        for turn in range(_turns(part))
    ]
    joined = layers.Concatenate(name="joined")(blocks) if len(blocks) > 1 else blocks[0]
    embedding = layers.Rescaling(1.0 / math.sqrt(len(blocks)), name="embedding")(joined)
    model = keras.Model(photo, _head_outputs(embedding, head), name="siamdesk_classifier")
    _fill(model, "scores", [head.weights, head.bias])
    _fill(model, "similarities", [head.centroids.T])
    return model


def _turns(part: EncoderPart) -> int:
    return len(part.mean) // int(part.encoder.output["pooled"].shape[-1])


def _unit_block(part: EncoderPart, square: keras.KerasTensor, turn: int) -> keras.KerasTensor:
    name = f"{part.encoder.name}_embedding_{turn * 90}"
    seen = ops.rot90(square, k=turn, axes=(1, 2)) if turn else square
    pooled = part.encoder(seen)["pooled"]
    spread = ops.sqrt(ops.maximum(pooled, 0.0)) if part.root else pooled
    mean = np.split(part.mean, _turns(part))[turn]
    # Not `ops.subtract`: this layer says in the saved file what the numbers are.
    centred = layers.Normalization(
        mean=mean.astype(float).tolist(),
        variance=[1.0] * len(mean),
        name=f"{name}_centring",
    )(spread)
    return layers.UnitNormalization(name=name)(centred)


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
