"""EfficientNet-B3 as a Keras graph, with the padding and batch norm of PyTorch's version."""

from __future__ import annotations

import keras

from siamdesk.encoders.efficientnet import Stage, Style, head, stages, stem, swish
from siamdesk.encoders.imagenet import normalised
from siamdesk.encoders.registry import ENCODERS

_STEM = 40
_STAGES = (
    Stage(2, 3, 1, 1, 24),
    Stage(3, 3, 2, 6, 32),
    Stage(3, 5, 2, 6, 48),
    Stage(5, 3, 2, 6, 96),
    Stage(5, 5, 1, 6, 136),
    Stage(6, 5, 2, 6, 232),
    Stage(2, 3, 1, 6, 384),
)
_STYLE = Style(activate=swish, epsilon=1e-5, squeeze=4, even=True)


def build_efficientnet_b3() -> keras.Model:
    """The encoder, with random weights.

    Input: RGB in 0..255, `[n, 300, 300, 3] float32`. Outputs: ``pooled`` `[n, 1536] float32` (at
    least −0.28, the least of swish) and ``spatial`` `[n, 10, 10, 1536] float32`, whose mean is
    ``pooled``.
    """
    spec = ENCODERS["efficientnet_b3"]
    image = keras.Input((spec.input_size, spec.input_size, 3), dtype="float32", name="image")
    x = stages(stem(normalised(image), _STEM, _STYLE), _STAGES, _STYLE)
    return keras.Model(image, head(x, spec.dimension, _STYLE), name="efficientnet_b3")
