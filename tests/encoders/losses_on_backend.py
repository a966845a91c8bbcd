"""Run every loss on the Keras backend of `KERAS_BACKEND`; write what comes out to the given .npz.

Run by `test_losses_backends.py` in a process of its own, for Keras has one backend per process.
"""

from __future__ import annotations

import sys

import keras
import numpy as np

from siamdesk.encoders.centred_root import CentredRoot
from siamdesk.encoders.losses import LOSSES, make_loss
from siamdesk.encoders.losses.learner import SiameseLearner

STEPS = 5


def main(path: str) -> None:
    found = {"backend": np.array(keras.backend.backend())}
    for loss_id in LOSSES:
        rng = np.random.default_rng(0)
        z = rng.normal(size=(12, 7))
        z = (z / np.linalg.norm(z, axis=1, keepdims=True)).astype(np.float32)
        labels = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3])
        found[f"{loss_id} value"] = np.asarray(make_loss(loss_id)(labels, z))
        learner = small_learner(loss_id, rng)
        losses = []
        for _ in range(STEPS):
            photos = rng.normal(size=(12, 8, 8, 3)).astype(np.float32)
            photos += labels[:, None, None, None]
            losses.append(float(learner.train_on_batch(photos, labels)))
        found[f"{loss_id} steps"] = np.array(losses)
        found[f"{loss_id} embeddings"] = np.asarray(learner.predict_on_batch(photos))
        for index, weight in enumerate(learner.get_weights()):
            found[f"{loss_id} weight {index}"] = weight
    np.savez(path, **found)


def small_learner(loss_id: str, rng: np.random.Generator) -> SiameseLearner:
    """Convolution, pooling and the layer that real encoders end in; weights drawn with NumPy."""
    inputs = keras.Input((8, 8, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(
        keras.layers.Conv2D(16, 3, activation="softplus")(inputs)
    )
    embedder = keras.Model(inputs, CentredRoot()(pooled))
    embedder.set_weights([0.3 * rng.normal(size=w.shape) for w in embedder.weights])
    learner = SiameseLearner(embedder, make_loss(loss_id))
    # TensorFlow's compiler only costs time here; JAX is hardly ever used without.
    compiled = keras.backend.backend() == "jax"
    learner.compile(optimizer=keras.optimizers.Adam(1e-3), jit_compile=compiled)
    return learner


if __name__ == "__main__":
    main(sys.argv[1])
