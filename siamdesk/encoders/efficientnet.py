"""What the EfficientNets are made of; one small module per network says which and how many.

Tan & Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", ICML 2019; the
Lite variants (Google, 2020) drop squeeze-and-excitation, use ReLU6 and leave the stem and the head
unscaled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from keras import layers


@dataclass(frozen=True, slots=True)
class Stage:
    """Blocks of one width; the first of them takes the stride."""

    repeats: int
    kernel: int
    stride: int
    expansion: int
    channels: int


@dataclass(frozen=True, slots=True)
class Style:
    """What the networks of one origin have in common."""

    activate: Callable[[Any, str], Any]
    """Called with a tensor and the name of its part."""
    epsilon: float
    """Added to the variances of batch norm."""
    squeeze: int = 0
    """Squeeze-and-excitation narrows a block's input channels by this; 0 for none."""
    even: bool = False
    """Pad strided convolutions alike on all sides, as PyTorch does, and not as TensorFlow's "same"
    (more at the bottom and right)."""


def relu6(x: Any, name: str) -> Any:
    """The activation of the Lite variants."""
    return layers.ReLU(max_value=6.0, name=f"{name}_relu6")(x)


def swish(x: Any, name: str) -> Any:
    """The activation of the others."""
    return layers.Activation("silu", name=f"{name}_swish")(x)


LITE = Style(activate=relu6, epsilon=1e-3)
"""The Lite variants, as Google trained them."""


def stem(image: Any, channels: int, style: Style) -> Any:
    """Halve the normalised photo: `[n, size, size, 3]` to `[n, size/2, size/2, channels]`."""
    x, padding = _padded(image, 3, 2, style, "stem_conv")
    x = layers.Conv2D(channels, 3, 2, padding=padding, use_bias=False, name="stem_conv")(x)
    return style.activate(_normalize(x, "stem", style), "stem")


def stages(x: Any, table: tuple[Stage, ...], style: Style, *, first_block: int = 0) -> Any:
    """The blocks of `table` one after the other, numbered from `first_block`."""
    index = first_block
    for stage in table:
        for repeat in range(stage.repeats):
            stride = stage.stride if repeat == 0 else 1
            x = _block(x, stage, style, stride=stride, name=f"block{index:02d}")
            index += 1
    return x


def head(x: Any, dimension: int, style: Style) -> dict[str, Any]:
    """The outputs of an encoder: ``spatial`` `[n, h, w, dimension]` and its mean ``pooled``."""
    x = layers.Conv2D(dimension, 1, use_bias=False, name="head_conv")(x)
    spatial = style.activate(_normalize(x, "head", style), "head")
    pooled = layers.GlobalAveragePooling2D(name="pooled")(spatial)
    return {"pooled": pooled, "spatial": spatial}


def _block(x: Any, stage: Stage, style: Style, *, stride: int, name: str) -> Any:
    """Inverted residual: widen, filter each channel, narrow; add the input where shapes allow."""
    channels = int(x.shape[-1])
    inner = x
    if stage.expansion != 1:
        expanded = channels * stage.expansion
        inner = layers.Conv2D(expanded, 1, use_bias=False, name=f"{name}_expand_conv")(inner)
        inner = style.activate(_normalize(inner, f"{name}_expand", style), f"{name}_expand")
    layer = f"{name}_depthwise_conv"
    inner, padding = _padded(inner, stage.kernel, stride, style, layer)
    inner = layers.DepthwiseConv2D(
        stage.kernel, stride, padding=padding, use_bias=False, name=layer
    )(inner)
    inner = style.activate(_normalize(inner, f"{name}_depthwise", style), f"{name}_depthwise")
    if style.squeeze:
        inner = _excited(inner, channels // style.squeeze, style, name)
    inner = layers.Conv2D(stage.channels, 1, use_bias=False, name=f"{name}_project_conv")(inner)
    inner = _normalize(inner, f"{name}_project", style)
    if stride == 1 and channels == stage.channels:
        return layers.Add(name=f"{name}_add")([x, inner])
    return inner


def _excited(x: Any, squeezed: int, style: Style, name: str) -> Any:
    """Weigh each channel by what the whole map says (Hu et al., CVPR 2018)."""
    weights = layers.GlobalAveragePooling2D(keepdims=True, name=f"{name}_squeeze_pool")(x)
    weights = layers.Conv2D(squeezed, 1, name=f"{name}_squeeze_conv")(weights)
    weights = style.activate(weights, f"{name}_squeeze")
    weights = layers.Conv2D(int(x.shape[-1]), 1, activation="sigmoid", name=f"{name}_excite_conv")(
        weights
    )
    return layers.Multiply(name=f"{name}_excite")([x, weights])


def _padded(x: Any, kernel: int, stride: int, style: Style, name: str) -> tuple[Any, str]:
    """The map to convolve, and the padding that is left to the convolution."""
    if stride == 1 or not style.even:
        return x, "same"  # both origins mean the same by it where nothing is skipped
    return layers.ZeroPadding2D(kernel // 2, name=f"{name}_pad")(x), "valid"


def _normalize(x: Any, name: str, style: Style) -> Any:
    return layers.BatchNormalization(epsilon=style.epsilon, name=f"{name}_norm")(x)
