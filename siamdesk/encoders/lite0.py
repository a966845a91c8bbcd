"""EfficientNet-Lite0 as a Keras graph, in two parts so that its tail can be tuned alone."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

import keras
from keras import layers

from siamdesk.encoders.efficientnet import LITE, Stage, head, stages, stem
from siamdesk.encoders.registry import ENCODERS

_STEM = 32
TRUNK_SHAPE = (14, 14, 112)
"""Height, width and channels of the map between trunk and tail."""
_TRUNK_STAGES = (
    Stage(1, 3, 1, 1, 16),
    Stage(2, 3, 2, 6, 24),
    Stage(2, 5, 2, 6, 40),
    Stage(3, 3, 2, 6, 80),
    Stage(3, 5, 1, 6, 112),
)
_TAIL_STAGES = (
    Stage(4, 5, 2, 6, 192),
    Stage(1, 3, 1, 6, 320),
)
_TRUNK_BLOCKS = sum(stage.repeats for stage in _TRUNK_STAGES)


def build_lite0() -> keras.Model:
    """The whole encoder, with random weights.

    Input: RGB in 0..255, `[n, 224, 224, 3] float32`. Outputs: ``pooled`` `[n, 1280] float32` (not
    negative) and ``spatial`` `[n, 7, 7, 1280] float32`, whose mean is ``pooled``.
    """
    image = _image_input()
    return keras.Model(image, _tail(_trunk(image)), name="lite0")


def build_lite0_trunk() -> keras.Model:
    """From the photo, as for `build_lite0`, to the map `[n, 14, 14, 112] float32`."""
    image = _image_input()
    return keras.Model(image, _trunk(image), name="lite0_trunk")


def build_lite0_tail() -> keras.Model:
    """From the map `[n, 14, 14, 112] float32` to the outputs of `build_lite0`.

    Its weights have the same paths as in the whole encoder.
    """
    features = keras.Input(TRUNK_SHAPE, dtype="float32", name="features")
    return keras.Model(features, _tail(features), name="lite0_tail")


def stages_before_tail(path: str) -> int:
    """How many stages lie between a weight and the tail: 0 in the tail, 1 just before it.

    `path` is the path of a Keras weight. The stem is a stage, and what is none of Lite0's counts
    as of the tail.
    """
    if path.startswith("stem"):
        return len(_TRUNK_STAGES) + 1
    if (found := re.match(r"block(\d+)", path)) is None:
        return 0
    ends = accumulate(stage.repeats for stage in _TRUNK_STAGES)
    return sum(int(found[1]) < end for end in ends)


def _image_input() -> Any:
    size = ENCODERS["lite0"].input_size
    return keras.Input((size, size, 3), dtype="float32", name="image")


def _trunk(image: Any) -> Any:
    x = layers.Rescaling(1 / 128, offset=-127 / 128, name="preprocess")(image)
    return stages(stem(x, _STEM, LITE), _TRUNK_STAGES, LITE)


def _tail(features: Any) -> dict[str, Any]:
    x = stages(features, _TAIL_STAGES, LITE, first_block=_TRUNK_BLOCKS)
    return head(x, ENCODERS["lite0"].dimension, LITE)
