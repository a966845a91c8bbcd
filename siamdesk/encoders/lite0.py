"""EfficientNet-Lite0 as a Keras graph, in two parts so that its tail can be tuned alone.

Tan & Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", ICML 2019; the
Lite variants (Google, 2020) drop squeeze-and-excitation, use ReLU6 and leave the stem and the head
unscaled. Padding is TensorFlow's "same" (more at the bottom and right), as in their training.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keras
from keras import layers

from siamdesk.encoders.registry import ENCODERS

_EPSILON = 1e-3
_STEM = 32
TRUNK_SHAPE = (14, 14, 112)
"""Height, width and channels of the map between trunk and tail."""


@dataclass(frozen=True, slots=True)
class _Stage:
    repeats: int
    kernel: int
    stride: int
    expansion: int
    channels: int


_TRUNK_STAGES = (
    _Stage(1, 3, 1, 1, 16),
    _Stage(2, 3, 2, 6, 24),
    _Stage(2, 5, 2, 6, 40),
    _Stage(3, 3, 2, 6, 80),
    _Stage(3, 5, 1, 6, 112),
)
_TAIL_STAGES = (
    _Stage(4, 5, 2, 6, 192),
    _Stage(1, 3, 1, 6, 320),
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


def _image_input() -> Any:
    size = ENCODERS["lite0"].input_size
    return keras.Input((size, size, 3), dtype="float32", name="image")


def _trunk(image: Any) -> Any:
    x = layers.Rescaling(1 / 128, offset=-127 / 128, name="preprocess")(image)
    x = layers.Conv2D(_STEM, 3, 2, padding="same", use_bias=False, name="stem_conv")(x)
    x = _activate(_normalize(x, "stem"), "stem")
    return _stages(x, _TRUNK_STAGES, first_block=0)


def _tail(features: Any) -> dict[str, Any]:
    x = _stages(features, _TAIL_STAGES, first_block=_TRUNK_BLOCKS)
    x = layers.Conv2D(ENCODERS["lite0"].dimension, 1, use_bias=False, name="head_conv")(x)
    spatial = _activate(_normalize(x, "head"), "head")
    pooled = layers.GlobalAveragePooling2D(name="pooled")(spatial)
    return {"pooled": pooled, "spatial": spatial}


def _stages(x: Any, stages: tuple[_Stage, ...], *, first_block: int) -> Any:
    index = first_block
    for stage in stages:
        for repeat in range(stage.repeats):
            stride = stage.stride if repeat == 0 else 1
            x = _block(x, stage, stride=stride, name=f"block{index:02d}")
            index += 1
    return x


def _block(x: Any, stage: _Stage, *, stride: int, name: str) -> Any:
    """Inverted residual: widen, filter each channel, narrow; add the input where shapes allow."""
    channels = int(x.shape[-1])
    inner = x
    if stage.expansion != 1:
        expanded = channels * stage.expansion
        inner = layers.Conv2D(expanded, 1, use_bias=False, name=f"{name}_expand_conv")(inner)
        inner = _activate(_normalize(inner, f"{name}_expand"), f"{name}_expand")
    inner = layers.DepthwiseConv2D(
        stage.kernel, stride, padding="same", use_bias=False, name=f"{name}_depthwise_conv"
    )(inner)
    inner = _activate(_normalize(inner, f"{name}_depthwise"), f"{name}_depthwise")
    inner = layers.Conv2D(stage.channels, 1, use_bias=False, name=f"{name}_project_conv")(inner)
    inner = _normalize(inner, f"{name}_project")
    if stride == 1 and channels == stage.channels:
        return layers.Add(name=f"{name}_add")([x, inner])
    return inner


def _normalize(x: Any, name: str) -> Any:
    return layers.BatchNormalization(epsilon=_EPSILON, name=f"{name}_norm")(x)


def _activate(x: Any, name: str) -> Any:
    return layers.ReLU(max_value=6.0, name=f"{name}_relu6")(x)
