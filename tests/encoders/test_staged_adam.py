"""The optimizer of fine-tuning against Adam worked out in NumPy."""

from __future__ import annotations

import keras
import numpy as np

from siamdesk.encoders.staged_adam import StagedAdam

RATE = 0.01


def by_hand(start, slopes, share, pull):
    """Adam (Kingma and Ba, algorithm 1), and after each step the pull to the start."""
    w = start.astype(np.float64)
    m = v = np.zeros_like(w)
    for t, g in enumerate(slopes, start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)
        w = w - share * RATE * step
        w = w - share * RATE * pull * (w - start)
    return w


def optimised(pull):
    rng = np.random.default_rng(0)
    starts = {"first": rng.normal(size=(3, 4)), "last": rng.normal(size=5)}
    slopes = {name: rng.normal(size=(6, *w.shape)) for name, w in starts.items()}
    weights = [keras.Variable(w, dtype="float32", name=name) for name, w in starts.items()]
    optimizer = StagedAdam({"first": 0.25, "last": 1.0}.__getitem__, pull=pull)
    optimizer.build(weights)
    optimizer.learning_rate = RATE
    for step in range(6):
        gradients = [keras.ops.convert_to_tensor(s[step], "float32") for s in slopes.values()]
        optimizer.apply(gradients, weights)
    return {
        name: (w.numpy(), starts[name], slopes[name])
        for name, w in zip(starts, weights, strict=True)
    }


def test_each_weight_has_its_own_share_of_the_rate():
    for name, (found, start, slopes) in optimised(pull=0.0).items():
        expected = by_hand(start, slopes, {"first": 0.25, "last": 1.0}[name], pull=0.0)
        np.testing.assert_allclose(found, expected, atol=1e-5)


def test_weights_are_pulled_to_where_they_started():
    for name, (found, start, slopes) in optimised(pull=20.0).items():
        share = {"first": 0.25, "last": 1.0}[name]
        np.testing.assert_allclose(found, by_hand(start, slopes, share, 20.0), atol=1e-5)
        free = by_hand(start, slopes, share, 0.0)
        assert np.linalg.norm(found - start) < 0.95 * np.linalg.norm(free - start)
