"""Makes encoders of `keras.applications` networks and of the user's own ``.keras`` files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from siamdesk.encoders.added import (
    APPLICATIONS,
    OWN,
    architecture_name,
    check_architecture,
)
from siamdesk.encoders.conversion.keras_archive import read_architecture
from siamdesk.encoders.conversion.own_files import own_name
from siamdesk.encoders.conversion.pixels import PixelRange, offset_and_scale
from siamdesk.encoders.conversion.writing import Origin, write_encoder
from siamdesk.encoders.registry import EncoderSpec
from siamdesk.errors import EncoderError

if TYPE_CHECKING:
    import keras

_USUAL_SIZE = 224
_SIZES = {
    "EfficientNetB1": 240,
    "EfficientNetB2": 260,
    "EfficientNetB3": 300,
    "EfficientNetB4": 380,
    "EfficientNetB5": 456,
    "EfficientNetB6": 528,
    "EfficientNetB7": 600,
    "EfficientNetV2B1": 240,
    "EfficientNetV2B2": 260,
    "EfficientNetV2B3": 300,
    "EfficientNetV2S": 384,
    "EfficientNetV2M": 480,
    "EfficientNetV2L": 480,
    "InceptionResNetV2": 299,
    "InceptionV3": 299,
    "NASNetLarge": 331,
    "Xception": 299,
}
"""Sides of the photos that networks were trained on, where it is not the usual one."""
_SIZES_ALLOWED = range(16, 1025)
_KERAS_LICENCE = (
    "The weights of keras.applications come from several authors, each with their own licence: see "
    "https://keras.io/api/applications/ for the one of this network.\n"
)
_OWN_LICENCE = "This encoder was made from a file of the user's; its terms are the user's to say.\n"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """An encoder ready to be written."""

    spec: EncoderSpec
    model: keras.Model
    origin: Origin


def wrap_application(name: str, *, weights: str | None = "imagenet") -> Wrapped:
    """The network `keras.applications.NAME` without its classifier, with its own preprocessing.

    `weights` as Keras has them: ``imagenet`` (downloaded the first time), or None for random ones.
    Raises `EncoderError` for a name that Keras does not have and when the download fails.
    """
    import keras

    module = _module_of(name)
    size = _SIZES.get(name, _USUAL_SIZE)
    try:
        network = getattr(keras.applications, name)(
            include_top=False, weights=weights, input_shape=(size, size, 3)
        )
    except Exception as error:  # broad: Keras raises a bare one when a download fails
        message = (
            f"The weights of keras.applications.{name} can't be had: {_first_line(error)} They are "
            "downloaded once; try again with a network connection."
        )
        raise EncoderError(message) from error
    kernel, bias = _pixel_map(module)
    encoder_id = f"{APPLICATIONS}{name}"
    model = _wrapped(network, size, kernel, bias, encoder_id)
    record = {"source": {"package": f"keras=={keras.__version__}", "network": name}}
    notice = (
        f"  Weights: keras.applications.{name}, pretrained on ImageNet; not rounded.\n"
        "  Licence: https://keras.io/api/applications/ names it.\n"
    )
    origin = Origin(record, notice, _KERAS_LICENCE.encode())
    return _described(encoder_id, name, model, origin, licence="LicenseRef-keras-applications")


def wrap_own(
    path: Path, *, name: str | None = None, pixels: PixelRange = PixelRange.BYTES
) -> Wrapped:
    """The user's own encoder: a ``.keras`` file from RGB photos to a feature map or a vector.

    It is ``own:NAME``, in small letters, by default after the file. `pixels` is the range that it
    wants its photos in. The file is refused, with `EncoderError`, when it needs anything but Keras'
    own layers, when its input is not one square RGB photo, and when its output is not one map or
    vector.
    """
    import keras

    title = own_name(path, name)
    check_architecture(read_architecture(path), origin=str(path))
    try:
        network = keras.saving.load_model(path, compile=False, safe_mode=True)
    except (ValueError, TypeError, KeyError, OSError, RuntimeError, ImportError) as error:
        message = f"{path} can't be loaded by Keras {keras.__version__}: {_first_line(error)}"
        raise EncoderError(message) from error
    size = _input_size(network, path)
    offset, scale = offset_and_scale(pixels)
    encoder_id = f"{OWN}{title}"
    model = _wrapped(_with_map(network, path), size, np.diag(scale), offset, encoder_id)
    record = {"source": {"file": path.name, "pixels": pixels.value}}
    notice = f"  Weights: made from {path.name}, a file of the user's; not rounded.\n"
    origin = Origin(record, notice, _OWN_LICENCE.encode())
    return _described(encoder_id, title, model, origin, licence="LicenseRef-own")


def write_wrapped(wrapped: Wrapped, out: Path) -> None:
    """Write an added encoder into `out`. Raises `EncoderError` when that can't be."""
    weights = {variable.path: np.asarray(variable.value) for variable in wrapped.model.weights}
    if len(weights) != len(wrapped.model.weights):
        message = (
            f"{wrapped.spec.id} was refused: two of its layers have the same name, so that their "
            "weights can't be told apart. Name them differently and save it again."
        )
        raise EncoderError(message)
    text = wrapped.model.to_json()
    name = architecture_name(wrapped.spec.id)
    check_architecture(text, origin=wrapped.spec.id)
    write_encoder(
        wrapped.spec, wrapped.model, weights, wrapped.origin, out, architecture=(name, text)
    )


def _module_of(name: str) -> ModuleType:
    """The module of `keras.applications` with that network's preprocessing."""
    import keras

    networks = {
        network: function.__module__.rpartition(".")[2]
        for network, function in vars(keras.applications).items()
        if isinstance(function, FunctionType)
    }
    if name not in networks:
        message = (
            f"keras.applications has no {name!r}. Choose one of: {', '.join(sorted(networks))}."
        )
        raise EncoderError(message)
    module: ModuleType = getattr(keras.applications, networks[name])
    return module


def _pixel_map(module: ModuleType) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The module's preprocessing as a 3×3 matrix and an offset.

    Every one of them is affine in the channels of a pixel (some swap red and blue), so that four
    pixels tell all of it.
    """
    pixels = np.zeros((1, 1, 4, 3), np.float32)
    pixels[0, 0, 1:] = np.eye(3) * 255.0
    answer = np.asarray(module.preprocess_input(pixels.copy()), np.float64)[0, 0]
    return (answer[1:] - answer[0]) / 255.0, answer[0]


def _wrapped(
    network: keras.Model,
    size: int,
    kernel: np.ndarray[Any, Any],
    bias: np.ndarray[Any, Any],
    encoder_id: str,
) -> keras.Model:
    """Pixels in 0..255, the network, and the two outputs of an encoder."""
    import keras
    from keras import layers

    image = keras.Input((size, size, 3), dtype="float32", name="image")
    scaled = layers.Conv2D(3, 1, name="pixels")
    spatial = network(scaled(image))
    scaled.set_weights([kernel[None, None].astype(np.float32), bias.astype(np.float32)])
    if len(spatial.shape) == 2:
        spatial = layers.Reshape((1, 1, int(spatial.shape[-1])), name="one_region")(spatial)
    if None in spatial.shape[1:]:
        message = f"{encoder_id} was refused: the size of its output is not fixed."
        raise EncoderError(message)
    spatial = layers.Activation("linear", name="spatial", dtype="float32")(spatial)
    pooled = layers.GlobalAveragePooling2D(name="pooled")(spatial)
    name = re.sub(r"\W", "_", encoder_id)
    return keras.Model(image, {"pooled": pooled, "spatial": spatial}, name=name)


def _described(
    encoder_id: str, title: str, model: keras.Model, origin: Origin, *, licence: str
) -> Wrapped:
    size = int(model.inputs[0].shape[1])
    noise = np.random.default_rng(0).uniform(0, 255, (2, size, size, 3)).astype(np.float32)
    answer = {name: np.asarray(value) for name, value in model.predict_on_batch(noise).items()}
    if not all(np.isfinite(value).all() for value in answer.values()):
        message = f"{encoder_id} was refused: it answers a photo with numbers that are not finite."
        raise EncoderError(message)
    spec = EncoderSpec(
        id=encoder_id,
        title=title,
        input_size=size,
        dimension=int(answer["pooled"].shape[1]),
        # Rectified features are never negative; only they get the square root.
        root=bool(answer["spatial"].min() >= 0.0),
        licence=licence,
        build=partial(_same, model),
    )
    facts = {key: getattr(spec, key) for key in ("title", "input_size", "dimension", "root")}
    record = {**origin.record, "spec": facts}
    return Wrapped(spec, model, Origin(record, origin.notice, origin.licence_text))


def _same(model: keras.Model) -> keras.Model:
    return model


def _input_size(network: keras.Model, path: Path) -> int:
    shapes = [tuple(tensor.shape) for tensor in network.inputs]
    if len(shapes) != 1 or len(shapes[0]) != 4 or shapes[0][3] != 3:
        message = f"{path} was refused: its input is {shapes}, not one photo [n, size, size, 3]."
        raise EncoderError(message)
    _, height, width, _ = shapes[0]
    size = int(height or width or _USUAL_SIZE)
    if (width or size) != size or size not in _SIZES_ALLOWED:
        message = (
            f"{path} was refused: photos of {height} × {width} pixels; it should be a square of "
            f"{_SIZES_ALLOWED.start} to {_SIZES_ALLOWED.stop - 1}."
        )
        raise EncoderError(message)
    return size


def _with_map(network: keras.Model, path: Path) -> keras.Model:
    """The network up to the feature map, if only the pooling of it comes after."""
    import keras

    if len(network.outputs) != 1 or len(network.outputs[0].shape) not in (2, 4):
        shapes = [tuple(tensor.shape) for tensor in network.outputs]
        message = f"{path} was refused: its output is {shapes}, not one feature map or vector."
        raise EncoderError(message)
    last = network.layers[-1]
    if isinstance(last, keras.layers.GlobalAveragePooling2D):
        return keras.Model(network.inputs, last.input, name=network.name)
    return network


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
