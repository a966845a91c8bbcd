"""The encoders that SiamDesk ships, as values: importing this imports no Keras."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True, slots=True)
class EncoderSpec:
    """What the rest of the app needs to know about one encoder.

    The graph that `build` returns takes RGB in 0..255, `[n, input_size, input_size, 3]`, and does
    its own preprocessing. Its outputs are a mapping: ``pooled`` `[n, dimension]` and ``spatial``
    `[n, h, w, dimension]`, the mean of which over h and w is ``pooled`` (heatmaps add up because
    of that).
    """

    id: str
    title: str
    """For people, e.g. ``TinyViT``."""
    input_size: int
    """Height and width of the photo, in pixels."""
    dimension: int
    """Length of the embedding."""
    root: bool
    """Whether to take the square root of the (non-negative) embedding before centring it."""
    licence: str
    """SPDX identifier of the weights' licence."""
    build: Callable[[], keras.Model]
    """Build the Keras graph, with random weights; imports Keras only when called."""


def _build_lite0() -> keras.Model:
    from siamdesk.encoders.lite0 import build_lite0

    return build_lite0()


def _build_tiny_vit() -> keras.Model:
    from siamdesk.encoders.tiny_vit import build_tiny_vit

    return build_tiny_vit()


_SPECS = (
    EncoderSpec(
        id="lite0",
        title="Lite0",
        input_size=224,
        dimension=1280,
        root=True,
        licence="Apache-2.0",
        build=_build_lite0,
    ),
    EncoderSpec(
        id="tiny_vit",
        title="TinyViT",
        input_size=224,
        dimension=320,
        root=False,
        licence="MIT",
        build=_build_tiny_vit,
    ),
)

ENCODERS: Mapping[str, EncoderSpec] = MappingProxyType({spec.id: spec for spec in _SPECS})
"""Every encoder by its id."""

DEFAULT_ENCODERS: tuple[str, ...] = ("lite0", "tiny_vit")
"""The encoders whose embeddings are concatenated unless the user chooses otherwise."""


def encoder_spec(encoder_id: str) -> EncoderSpec:
    """The encoder of that id, or `EncoderError` naming those there are."""
    try:
        return ENCODERS[encoder_id]
    except KeyError:
        known = ", ".join(ENCODERS)
        message = f"There is no encoder {encoder_id!r}. Choose one of: {known}."
        raise EncoderError(message) from None
