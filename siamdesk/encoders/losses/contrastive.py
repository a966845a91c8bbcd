"""Contrastive loss with a margin.

Hadsell, Chopra and LeCun, "Dimensionality Reduction by Learning an Invariant Mapping", CVPR 2006
(equation 4). Photos of a class are drawn together like springs; others are pushed apart until they
are `margin` apart, and then left alone.
"""

from __future__ import annotations

from typing import Any

from keras import ops

from siamdesk.encoders.losses.base import EmbeddingLoss
from siamdesk.encoders.losses.pairs import mean_where, squared_distances

_FLOOR = 1e-6
"""Added under the root: the slope of the distance between equal embeddings is then 0, not NaN."""


class Contrastive(EmbeddingLoss):
    """½ D² for a pair of one class, ½ max(0, margin − D)² for another; D is the distance.

    The mean over all pairs of the batch, be there many or few of either kind, as in the paper.
    """

    def __init__(self, margin: float) -> None:
        super().__init__(name="contrastive")
        self.margin = margin

    def compare(self, embeddings: Any, *, same: Any, different: Any) -> Any:
        """The mean over all pairs."""
        squared = squared_distances(embeddings)
        short = ops.relu(self.margin - ops.sqrt(squared + _FLOOR**2))
        return mean_where(0.5 * (same * squared + different * ops.square(short)), same + different)
