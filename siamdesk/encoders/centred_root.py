"""Pooled features to the embeddings that SiamDesk's heads work with, as a Keras layer."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

_FLOOR = 1e-6
"""The square root's slope grows without bound towards 0; below this it is cut off."""


class CentredRoot(keras.layers.Layer):  # type: ignore[misc]  # Keras is untyped
    """Pooled features to embeddings: square root, minus a fixed mean, unit length.

    `[n, d] float32`, not negative, to `[n, d] float32`. The mean is a weight, zero until assigned.
    """

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Create the mean, `[d]`."""
        self.mean = self.add_weight(
            shape=(input_shape[-1],), initializer="zeros", trainable=False, name="mean"
        )

    def call(self, pooled: Any) -> Any:
        """Embed; differentiable everywhere."""
        centred = ops.sqrt(ops.maximum(pooled, _FLOOR)) - self.mean
        length = ops.sqrt(ops.sum(ops.square(centred), axis=-1, keepdims=True) + _FLOOR**2)
        return centred / length
