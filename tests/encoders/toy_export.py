"""A small encoder with all that converters have stumbled over, and an export graph around it."""

from __future__ import annotations

import math

import keras
import numpy as np
from keras import layers, ops

from siamdesk.encoders.export_graph import EncoderPart, HeadPart, build_export_graph

SIZE = 32
DIMENSION = 32
HIDDEN = 32
TURNS = 4
CLASSES = 3


def toy_encoder() -> keras.Model:
    """Made from another model's tensors, with a layer ``_hidden``, batch norm and exact GELU."""
    keras.utils.set_random_seed(0)
    photo = keras.Input((SIZE, SIZE, 3), name="photo")
    x = layers.Rescaling(1 / 128, offset=-1.0, name="scaled")(photo)
    x = layers.Conv2D(HIDDEN, 3, strides=2, padding="same", use_bias=False, name="_hidden")(x)
    x = layers.BatchNormalization(name="norm")(x)
    half = ops.multiply(x, 0.5)
    x = ops.multiply(half, ops.add(ops.erf(ops.divide(x, math.sqrt(2.0))), 1.0))
    x = layers.Conv2D(DIMENSION, 3, strides=2, padding="same", name="narrow")(x)
    x = layers.Activation("gelu", name="last")(x)  # TensorFlow makes it of erfc
    whole = keras.Model(photo, layers.Dense(5, name="unused")(layers.Flatten()(x)))
    rng = np.random.default_rng(0)
    # Statistics that a fold of the batch norm must not lose.
    whole.get_layer("norm").set_weights(
        [
            rng.uniform(0.5, 2.0, HIDDEN),
            rng.normal(0, 0.5, HIDDEN),
            rng.normal(0, 0.5, HIDDEN),
            rng.uniform(0.2, 3.0, HIDDEN),
        ]
    )
    spatial = whole.get_layer("last").output
    pooled = layers.GlobalAveragePooling2D(name="pooled")(spatial)
    return keras.Model(whole.input, {"pooled": pooled, "spatial": spatial}, name="toy")


def toy_graph(*, prepared: bool) -> keras.Model:
    """One encoder in four turns; a root is taken, as for Lite0."""
    rng = np.random.default_rng(1)
    d = TURNS * DIMENSION
    centroids = rng.normal(size=(CLASSES, d)).astype(np.float32)
    head = HeadPart(
        weights=rng.normal(size=(d, CLASSES)).astype(np.float32),
        bias=rng.normal(size=CLASSES).astype(np.float32),
        temperature=2.0,
        centroids=centroids / np.linalg.norm(centroids, axis=1, keepdims=True),
        unknown_mean=0.3,
        unknown_scale=0.2,
    )
    mean = rng.normal(0, 0.1, d).astype(np.float32)
    return build_export_graph([EncoderPart(toy_encoder(), True, mean)], head, prepared=prepared)
