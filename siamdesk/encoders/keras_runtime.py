"""Runs encoders through Keras on a GPU: for machines that have one, and very many photos.

On the CPU `siamdesk.encoders.runtime` is several times as fast.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.devices import Device, computing_device
from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.registry import EncoderSpec
from siamdesk.encoders.turns import TURNS, turned
from siamdesk.encoders.weights import load_into

FloatArray = NDArray[np.float32]


class KerasEncoder:
    """The same numbers as `siamdesk.encoders.runtime.Encoder` gives, to about 1e-3 of the largest.

    For one thread at a time. Not for the embedding cache, which holds the other's numbers.
    """

    def __init__(
        self,
        spec: EncoderSpec,
        weights: Mapping[str, FloatArray],
        device: Device,
        *,
        turns: int = TURNS,
    ) -> None:
        """Build the graph; importing Keras makes the first one take seconds.

        Raises:
            EncoderError: a GPU was asked for and Keras sees none, or the weights do not fit.

        """
        load_keras()
        self.spec = spec
        self.key = f"{spec.file_stem}-keras-{device}"
        self._turns = turns
        self._device = device
        with computing_device(device):
            self._net = spec.build()
            load_into(self._net, dict(weights))

    @property
    def width(self) -> int:
        """Numbers for one photo: turns times the dimension of the encoder."""
        return self._turns * self.spec.dimension

    def embed(self, images: NDArray[np.uint8]) -> FloatArray:
        """Photos `[n, size, size, 3] uint8` RGB as they are pooled, `[n, width]`."""
        import keras

        pooled = np.empty((len(images), self._turns, self.spec.dimension), np.float32)
        with computing_device(self._device):
            for turn in range(self._turns):
                seen = np.ascontiguousarray(turned(images, turn)).astype(np.float32)
                outputs = self._net(seen, training=False)
                pooled[:, turn] = keras.ops.convert_to_numpy(outputs["pooled"])
        return pooled.reshape(-1, self.width)
