"""Encoders through Keras give the numbers of the runtime; on the CPU here, on a GPU elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from siamdesk.encoders.devices import Device, gpus
from siamdesk.encoders.keras_runtime import KerasEncoder
from siamdesk.encoders.registry import DEFAULT_ENCODERS, encoder_spec
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.weights import shipped_weights
from siamdesk.errors import EncoderError
from siamdesk.images.decode import read_image
from siamdesk.images.resize import to_square


@pytest.mark.parametrize("encoder_id", DEFAULT_ENCODERS)
def test_the_numbers_are_those_of_the_runtime(encoder_id, sample) -> None:
    spec = encoder_spec(encoder_id)
    photos = sorted((sample / "inbox").iterdir())[:2]
    squares = np.stack([to_square(read_image(p), spec.input_size) for p in photos])
    runtime = Encoder.load(encoder_id)
    wanted = runtime.embed(squares)
    device = Device.GPU if gpus() else Device.CPU
    encoder = KerasEncoder(spec, shipped_weights(encoder_id), device)
    found = encoder.embed(squares)
    assert found.dtype == np.float32
    assert found.shape == wanted.shape == (2, encoder.width)
    np.testing.assert_allclose(found, wanted, atol=1e-3 * float(np.abs(wanted).max()))
    assert encoder.key != runtime.key


def test_a_gpu_that_is_not_there_is_told() -> None:
    if gpus():
        pytest.skip("there is one")
    spec = encoder_spec(DEFAULT_ENCODERS[0])
    with pytest.raises(EncoderError, match=r"siamdesk\[gpu\]"):
        KerasEncoder(spec, {}, Device.GPU)
