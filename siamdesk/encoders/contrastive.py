"""Supervised contrastive loss, on the embeddings that SiamDesk's heads work with.

Khosla et al., "Supervised Contrastive Learning", NeurIPS 2020 (equation 2, the sum outside the
logarithm). Each photo of a batch is pulled to the photos of its class and pushed from all others.
"""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

_FLOOR = 1e-6
"""The square root's slope grows without bound towards 0; below this it is cut off."""
_MASKED = -1e9


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


class SupervisedContrastive(keras.losses.Loss):  # type: ignore[misc]  # Keras is untyped
    """The loss of Khosla et al. for a batch; `temperature` sharpens the contrast.

    Called with class numbers `[n]` and embeddings `[n, d]` of unit length; a number. Photos whose
    class has no other photo in the batch pull nothing and are left out of the mean.
    """

    def __init__(self, temperature: float) -> None:
        super().__init__(name="supervised_contrastive")
        self.temperature = temperature

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The mean over the batch's photos that have a companion, float32."""
        labels = ops.reshape(y_true, (-1, 1))
        itself = ops.eye(ops.shape(y_pred)[0], dtype=y_pred.dtype)
        similar = ops.matmul(y_pred, ops.transpose(y_pred)) / self.temperature
        others = similar + itself * _MASKED
        log_probability = similar - ops.logsumexp(others, axis=1, keepdims=True)
        companion = ops.cast(ops.equal(labels, ops.transpose(labels)), y_pred.dtype) - itself
        companions = ops.sum(companion, axis=1)
        pulled = ops.sum(companion * log_probability, axis=1) / ops.maximum(companions, 1.0)
        counted = ops.cast(companions > 0, y_pred.dtype)
        return -ops.sum(pulled * counted) / ops.maximum(ops.sum(counted), 1.0)
