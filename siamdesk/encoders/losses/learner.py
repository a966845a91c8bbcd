"""An encoder and a loss as one Keras model, which trains the weights of both.

Works the same on every backend of Keras: nothing but `compute_loss` is its own.
"""

from __future__ import annotations

from typing import Any

import keras

from siamdesk.encoders.losses.base import EmbeddingLoss


class SiameseLearner(keras.Model):  # type: ignore[misc]  # Keras is untyped
    """`embedder` (a built model, photos to embeddings `[n, d]`) trained by `objective`.

    Compile it with an optimizer and no loss; then `train_on_batch(photos, class_numbers)` and the
    like. Calling it embeds. Losses that layers add (penalties on weights) count as well.
    """

    def __init__(self, embedder: keras.Model, objective: EmbeddingLoss) -> None:
        super().__init__()
        self.embedder = embedder
        self.objective = objective
        if not objective.built:
            objective.build((None,), embedder.output_shape)
        self.built = True

    def call(self, photos: Any, training: bool | None = None) -> Any:
        """Embed."""
        return self.embedder(photos, training=training)

    def compute_loss(
        self,
        x: Any = None,
        y: Any = None,
        y_pred: Any = None,
        sample_weight: Any = None,
        training: bool = True,
    ) -> Any:
        """The objective of a batch, and what layers add."""
        del x, sample_weight, training
        return sum(self.losses, start=self.objective(y, y_pred))
