"""Binary cross-entropy on the weighted L1 distance of pairs.

Koch, Zemel and Salakhutdinov, "Siamese Neural Networks for One-shot Image Recognition", ICML Deep
Learning Workshop 2015 (section 3): the probability that two photos are of one class is
σ(Σ αⱼ |h₁ⱼ − h₂ⱼ| + bias), and the α are learned with the network.
"""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from siamdesk.encoders.losses.base import EmbeddingLoss
from siamdesk.encoders.losses.pairs import differences, mean_where


class WeightedL1(keras.layers.Layer):  # type: ignore[misc]  # Keras is untyped
    """Differences of embeddings `[..., d]` to the logit `[...]` that they are of one class.

    The paper starts from random α, for it trains from nothing. Here embeddings mean something
    already, and random signs would push half of their channels the wrong way: all α start at
    −`slope` / √d, and the bias so that the logit is 0 where Σ|difference| / √d is `threshold`.
    """

    def __init__(self, *, slope: float, threshold: float) -> None:
        super().__init__(name="weighted_l1", dtype="float32")
        self.slope = slope
        self.threshold = threshold

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Create α `[d]` and the bias `[]`."""
        length = input_shape[-1]
        if length is None:
            message = "the pair head needs embeddings of a known length"
            raise ValueError(message)
        start = keras.initializers.Constant(-self.slope / length**0.5)
        self.alpha = self.add_weight(shape=(length,), initializer=start, name="alpha")
        start = keras.initializers.Constant(self.slope * self.threshold)
        self.bias = self.add_weight(shape=(), initializer=start, name="bias")

    def call(self, difference: Any) -> Any:
        """Σ αⱼ |differenceⱼ| + bias."""
        return ops.matmul(ops.abs(difference), self.alpha) + self.bias


class KochPairs(EmbeddingLoss):
    """The loss of Koch et al. over all pairs of the batch; its pair head is trained along.

    Pairs of one class and of two weigh one half each, however many there are of either, for a
    batch of c classes has about c − 1 times as many of the latter; with pairs of one kind only,
    these are all that counts. The paper's L2 penalty is the optimiser's weight decay.
    """

    def __init__(self, *, slope: float, threshold: float) -> None:
        super().__init__(name="koch")
        self.head = WeightedL1(slope=slope, threshold=threshold)

    def build(
        self, labels_shape: tuple[int | None, ...], embeddings_shape: tuple[int | None, ...]
    ) -> None:
        """Create the pair head's weights."""
        del labels_shape
        self.head.build((None, None, embeddings_shape[-1]))
        self.built = True

    def compare(self, embeddings: Any, *, same: Any, different: Any) -> Any:
        """The mean over the two kinds of the mean cross-entropy of a kind."""
        logits = self.head(differences(embeddings))
        alike = mean_where(ops.softplus(-logits), same)
        unlike = mean_where(ops.softplus(logits), different)
        kinds = ops.max(same) + ops.max(different)
        return (alike + unlike) / ops.maximum(kinds, 1.0)
