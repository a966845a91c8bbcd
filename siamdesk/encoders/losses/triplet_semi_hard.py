"""Triplet loss with semi-hard mining.

Hoffer and Ailon, "Deep Metric Learning Using Triplet Network", SIMBAD 2015, for the triplet: a
photo should be nearer to one of its class than to one of another. Schroff, Kalenichenko and
Philbin, "FaceNet", CVPR 2015, for which triplets: the very nearest photo of another class often is
a mislabelled or hopeless one, and learning from it can collapse all embeddings into a point.
"""

from __future__ import annotations

from typing import Any

from keras import ops

from siamdesk.encoders.losses.base import EmbeddingLoss
from siamdesk.encoders.losses.pairs import mean_where, squared_distances

_FAR = 1e9


class TripletSemiHard(EmbeddingLoss):
    """max(0, margin + D²(photo, companion) − D²(photo, other)), for embeddings of unit length.

    For each photo and each companion of its class, the other is the nearest photo of another class
    that is farther off than the companion; if none is, the farthest there is (the easiest). The
    mean over those pairs, of photos that have a companion and an other, at margin or beyond too.
    """

    def __init__(self, margin: float) -> None:
        super().__init__(name="triplet")
        self.margin = margin

    def compare(self, embeddings: Any, *, same: Any, different: Any) -> Any:
        """The mean over all pairs of a photo and a companion."""
        squared = squared_distances(embeddings)
        to_companion = ops.expand_dims(squared, 2)  # [photo, companion, 1]
        to_other = ops.expand_dims(squared, 1)  # [photo, 1, other]
        beyond = ops.logical_and(ops.expand_dims(different > 0, 1), to_other > to_companion)
        nearest_beyond = ops.min(ops.where(beyond, to_other, _FAR), axis=2)
        farthest = ops.max(ops.where(different > 0, squared, 0.0), axis=1, keepdims=True)
        other = ops.where(ops.any(beyond, axis=2), nearest_beyond, farthest)
        comparable = same * ops.max(different, axis=1, keepdims=True)
        return mean_where(ops.relu(self.margin + squared - other), comparable)
