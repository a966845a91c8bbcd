"""Where Keras trains and computes. The one module that calls TensorFlow itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from siamdesk.encoders.quiet import load_keras
from siamdesk.errors import EncoderError


class Device(StrEnum):
    """The user's wish; photos are always embedded on the CPU."""

    AUTO = "auto"
    CPU = "cpu"
    GPU = "gpu"


def gpus() -> list[str]:
    """The GPUs that Keras sees; imports Keras."""
    load_keras()
    import keras

    return [d for d in keras.distribution.list_devices() if not d.startswith("cpu")]


@contextmanager
def computing_device(wish: Device) -> Iterator[None]:
    """Have Keras compute on this device inside the block; imports Keras.

    Raises:
        EncoderError: a GPU was asked for and Keras sees none.

    """
    found = gpus()
    import keras

    if wish is Device.GPU and not found:
        raise _no_gpu()
    with keras.device("cpu:0" if wish is Device.CPU or not found else "gpu:0"):
        yield


@contextmanager
def training_device(wish: Device) -> Iterator[Device]:
    """Have Keras train on this device inside the block, and tell which it is; imports Keras.

    Where that is a GPU under TensorFlow, its operations repeat themselves from then on, in all of
    the process: the same seed is to give the same encoder there too.

    Raises:
        EncoderError: a GPU was asked for and Keras sees none.

    """
    found = gpus()
    import keras

    if wish is Device.GPU and not found:
        raise _no_gpu()
    chosen = Device.CPU if wish is Device.CPU or not found else Device.GPU
    if chosen is Device.GPU and keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.config.experimental.enable_op_determinism()
    with keras.device(f"{chosen}:0"):
        yield chosen


def _no_gpu() -> EncoderError:
    return EncoderError(
        "No GPU can be used here. Choose the device auto or cpu; on Linux with an NVIDIA GPU, "
        "installing siamdesk[gpu] brings what is missing."
    )
