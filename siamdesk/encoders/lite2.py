"""EfficientNet-Lite2 as a Keras graph: Lite0, 1.1 times as wide and 1.2 times as deep."""

from __future__ import annotations

import keras
from keras import layers

from siamdesk.encoders.efficientnet import LITE, Stage, head, stages, stem
from siamdesk.encoders.registry import ENCODERS

_STEM = 32
_STAGES = (
    Stage(1, 3, 1, 1, 16),
    Stage(3, 3, 2, 6, 24),
    Stage(3, 5, 2, 6, 48),
    Stage(4, 3, 2, 6, 88),
    Stage(4, 5, 1, 6, 120),
    Stage(5, 5, 2, 6, 208),
    Stage(1, 3, 1, 6, 352),
)


def build_lite2() -> keras.Model:
    """The encoder, with random weights.

    Input: RGB in 0..255, `[n, 260, 260, 3] float32`. Outputs: ``pooled`` `[n, 1280] float32` (not
    negative) and ``spatial`` `[n, 9, 9, 1280] float32`, whose mean is ``pooled``.
    """
    spec = ENCODERS["lite2"]
    image = keras.Input((spec.input_size, spec.input_size, 3), dtype="float32", name="image")
    x = layers.Rescaling(1 / 128, offset=-127 / 128, name="preprocess")(image)
    x = stages(stem(x, _STEM, LITE), _STAGES, LITE)
    return keras.Model(image, head(x, spec.dimension, LITE), name="lite2")
