"""Arithmetic on all pairs of a batch, shared by the losses."""

from __future__ import annotations

from typing import Any

from keras import ops


def differences(embeddings: Any) -> Any:
    """`[n, d]` to `[n, n, d]`: the photo of the row minus the photo of the column."""
    return ops.expand_dims(embeddings, 1) - ops.expand_dims(embeddings, 0)


def squared_distances(embeddings: Any) -> Any:
    """`[n, d]` to `[n, n]`: squared Euclidean distances, exactly 0 between equal embeddings.

    From differences and not from dot products, which cancel to noise for near neighbours, and more
    so on a GPU that multiplies matrices in reduced precision.
    """
    return ops.sum(ops.square(differences(embeddings)), axis=-1)


def mean_where(values: Any, mask: Any) -> Any:
    """The mean of `values` where `mask` is 1, not 0; 0 when it is 1 nowhere. Shapes are equal."""
    return ops.sum(values * mask) / ops.maximum(ops.sum(mask), 1.0)
