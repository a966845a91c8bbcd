"""The encoders that SiamDesk knows, as values: importing this imports no Keras."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from siamdesk.encoders.weights import file_stem
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
    bundled: bool = False
    """Whether its files come with SiamDesk. If not, ``siamdesk encoders add ID``
    puts them into the user's folder (`siamdesk.encoders.weights.user_encoders_folder`)."""
    frozen: bool = False
    """Whether there is no Keras graph of it, so that it can neither be tuned nor exported."""

    @property
    def file_stem(self) -> str:
        """What the names of its files start with: the id, fit for any file system."""
        return file_stem(self.id)


def _build_lite0() -> keras.Model:
    from siamdesk.encoders.lite0 import build_lite0

    return build_lite0()


def _build_tiny_vit() -> keras.Model:
    from siamdesk.encoders.tiny_vit import build_tiny_vit

    return build_tiny_vit()


def _build_lite2() -> keras.Model:
    from siamdesk.encoders.lite2 import build_lite2

    return build_lite2()


def _build_efficientnet_b3() -> keras.Model:
    from siamdesk.encoders.efficientnet_b3 import build_efficientnet_b3

    return build_efficientnet_b3()


def _build_dinov2_s() -> keras.Model:
    from siamdesk.encoders.dinov2 import build_dinov2_s

    return build_dinov2_s()


_SPECS = (
    EncoderSpec(
        id="lite0",
        title="Lite0",
        input_size=224,
        dimension=1280,
        root=True,
        licence="Apache-2.0",
        build=_build_lite0,
        bundled=True,
    ),
    EncoderSpec(
        id="tiny_vit",
        title="TinyViT",
        input_size=224,
        dimension=320,
        root=False,
        licence="MIT",
        build=_build_tiny_vit,
        bundled=True,
    ),
    EncoderSpec(
        id="lite2",
        title="Lite2",
        input_size=260,
        dimension=1280,
        root=True,
        licence="Apache-2.0",
        build=_build_lite2,
    ),
    EncoderSpec(
        id="efficientnet_b3",
        title="EfficientNet-B3",
        input_size=300,
        dimension=1536,
        root=True,
        licence="Apache-2.0",
        build=_build_efficientnet_b3,
    ),
    EncoderSpec(
        id="dinov2_s",
        title="DINOv2-S",
        input_size=224,
        dimension=768,
        root=False,
        licence="Apache-2.0",
        build=_build_dinov2_s,
    ),
)

ENCODERS: Mapping[str, EncoderSpec] = MappingProxyType({spec.id: spec for spec in _SPECS})
"""Every encoder that has a module here, by its id: bundled or converted when wanted."""

DEFAULT_ENCODERS: tuple[str, ...] = ("lite0", "tiny_vit")
"""The encoders whose embeddings are concatenated unless the user chooses otherwise."""


def encoder_spec(encoder_id: str) -> EncoderSpec:
    """The encoder of that id: one of `ENCODERS`, or one that the user added.

    Those are called ``applications:NAME`` and ``own:NAME`` (`siamdesk.encoders.added`). Raises
    `EncoderError` for an unknown id, naming those there are, and for one that was not added yet.
    """
    if encoder_id in ENCODERS:
        return ENCODERS[encoder_id]
    from siamdesk.encoders.added import added_ids, added_spec, is_addable

    if is_addable(encoder_id):
        return added_spec(encoder_id)
    known = ", ".join((*ENCODERS, *added_ids()))
    message = f"There is no encoder {encoder_id!r}. Choose one of: {known}."
    raise EncoderError(message)
