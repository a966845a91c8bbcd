"""Where Keras trains."""

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
def training_device(wish: Device) -> Iterator[Device]:
    """Have Keras train on this device inside the block, and tell which it is; imports Keras.

    Raises:
        EncoderError: a GPU was asked for and Keras sees none.

    """
    found = gpus()
    import keras

    if wish is Device.GPU and not found:
        raise EncoderError(
            "No GPU can be used here. Choose the device auto or cpu; on Linux with an NVIDIA GPU, "
            "installing siamdesk[gpu] brings what is missing."
        )
    chosen = Device.CPU if wish is Device.CPU or not found else Device.GPU
    with keras.device(f"{chosen}:0"):
        yield chosen
