"""What every loss of Siamese fine-tuning is: a layer from a batch's embeddings to a number."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops


class EmbeddingLoss(keras.layers.Layer):  # type: ignore[misc]  # Keras is untyped
    """Called with class numbers `[n]` or `[n, 1]` and embeddings `[n, d]`; gives one number.

    A layer, because a loss may have weights of its own to train (`KochPairs`), which the model that
    holds it then trains (`siamdesk.encoders.losses.learner`). The number is float32 whatever the
    embeddings are, 0 for a batch that has nothing to compare, and finite with finite slopes for
    any finite batch. Embeddings are taken as they are: defaults are made for unit length.
    """

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name, dtype="float32")  # under mixed precision too

    def build(
        self, labels_shape: tuple[int | None, ...], embeddings_shape: tuple[int | None, ...]
    ) -> None:
        """Create the weights, if the loss has any, for embeddings of that length."""
        del labels_shape, embeddings_shape
        self.built = True

    def call(self, labels: Any, embeddings: Any) -> Any:
        """The loss of the batch, float32."""
        column = ops.reshape(labels, (-1, 1))
        equal = ops.cast(ops.equal(column, ops.transpose(column)), "float32")
        itself = ops.eye(ops.shape(embeddings)[0], dtype="float32")
        return self.compare(embeddings, same=equal - itself, different=1.0 - equal)

    def compare(self, embeddings: Any, *, same: Any, different: Any) -> Any:
        """The loss, given which photos have the same class and which do not.

        `same` and `different` are `[n, n] float32` of 0 and 1; a photo is neither to itself.
        """
        raise NotImplementedError
