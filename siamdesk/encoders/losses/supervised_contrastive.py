"""Supervised contrastive loss.

Khosla et al., "Supervised Contrastive Learning", NeurIPS 2020 (equation 2, the sum outside the
logarithm). Each photo of a batch is pulled to the photos of its class and pushed from all others.
"""

from __future__ import annotations

from typing import Any

from keras import ops

from siamdesk.encoders.losses.base import EmbeddingLoss
from siamdesk.encoders.losses.pairs import mean_where

_MASKED = -1e9


class SupervisedContrastive(EmbeddingLoss):
    """The loss of Khosla et al. for embeddings of unit length.

    `temperature` sharpens the contrast: a lower one looks harder at the nearest photos. Photos
    whose class has no other photo in the batch pull nothing and are left out of the mean.
    """

    def __init__(self, temperature: float) -> None:
        super().__init__(name="supervised_contrastive")
        self.temperature = temperature

    def compare(self, embeddings: Any, *, same: Any, different: Any) -> Any:
        """The mean over the batch's photos that have a companion."""
        similar = ops.matmul(embeddings, ops.transpose(embeddings)) / self.temperature
        others = similar + (1.0 - same - different) * _MASKED
        log_probability = similar - ops.logsumexp(others, axis=1, keepdims=True)
        companions = ops.sum(same, axis=1)
        pulled = ops.sum(same * log_probability, axis=1) / ops.maximum(companions, 1.0)
        return -mean_where(pulled, ops.cast(companions > 0, "float32"))
