"""The losses at work on a problem that can be drawn: rings in the plane, one class each.

In the plane a photo's nearest neighbours are on other rings as often as not; a small network learns
an embedding in which they are not. For teaching, and to see that a loss does what it should.
"""

from __future__ import annotations

from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.losses import make_loss
from siamdesk.encoders.losses.learner import SiameseLearner


@dataclass(frozen=True, slots=True)
class ToyRun:
    """What became of the toy points."""

    points: NDArray[np.float32]
    """In the plane, `[n, 2]`."""
    labels: NDArray[np.int64]
    """Number of the ring, `[n]`."""
    before: NDArray[np.float32]
    """Embeddings of the untrained network, `[n, 8]`, unit length."""
    after: NDArray[np.float32]
    """Embeddings of the trained network."""
    losses: tuple[float, ...]
    """The loss of each step."""


def rings(*, per_ring: int, seed: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Points on three rings around the origin, `[n, 2]`, and which ring each is on, `[n]`.

    n is three times `per_ring`.
    """
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(3), per_ring)
    angle = rng.uniform(0, 2 * np.pi, len(labels))
    radius = 1.0 + labels + rng.normal(0, 0.1, len(labels))
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return points.astype(np.float32), labels


def toy_embedder(seed: int) -> keras.Model:
    """A network of two layers from the plane to embeddings `[n, 8]` of unit length."""
    first, second = (keras.initializers.GlorotUniform(seed=seed + i) for i in range(2))
    inputs = keras.Input((2,))
    hidden = keras.layers.Dense(64, "relu", kernel_initializer=first)(inputs)
    embedding = keras.layers.Dense(8, kernel_initializer=second)(hidden)
    return keras.Model(inputs, keras.layers.UnitNormalization()(embedding))


def learn_rings(loss_id: str, *, steps: int = 150, seed: int = 0) -> ToyRun:
    """Learn the rings with the loss of that id, at its defaults; the same seed, the same run."""
    points, labels = rings(per_ring=20, seed=seed)
    embedder = toy_embedder(seed)
    before = np.asarray(embedder.predict_on_batch(points))
    learner = SiameseLearner(embedder, make_loss(loss_id))
    learner.compile(optimizer=keras.optimizers.Adam(0.01), jit_compile=False)
    losses = tuple(float(learner.train_on_batch(points, labels)) for _ in range(steps))
    return ToyRun(points, labels, before, np.asarray(embedder.predict_on_batch(points)), losses)
