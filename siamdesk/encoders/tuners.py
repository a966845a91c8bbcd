"""Which part of the encoder to tune, and what tunes it."""

from __future__ import annotations

from enum import StrEnum

from siamdesk.encoders.devices import Device
from siamdesk.encoders.finetune import Tuner
from siamdesk.encoders.tail_tuning import TailTuner
from siamdesk.encoders.whole_tuning import HALF, WholeTuner


class Scope(StrEnum):
    """What is tuned."""

    AUTO = "auto"
    """The whole encoder on a GPU, its last stages elsewhere."""
    TAIL = "tail"
    WHOLE = "whole"


def make_tuner(scope: Scope, device: Device) -> Tuner:
    """A tuner for the device that `siamdesk.encoders.devices.training_device` chose.

    On a GPU the whole encoder learns in mixed precision. Imports Keras.
    """
    on_gpu = device is Device.GPU
    if scope is Scope.TAIL or (scope is Scope.AUTO and not on_gpu):
        return TailTuner()
    return WholeTuner(precision=HALF if on_gpu else "float32")
