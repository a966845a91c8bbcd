"""Training an embedding with each loss: on toy data, and as one model with the encoder."""

from __future__ import annotations

import numpy as np
import pytest

from siamdesk.encoders.losses import LOSSES, make_loss

OF_EACH = pytest.mark.parametrize("loss_id", list(LOSSES))


def within_over_between(z, labels) -> float:
    """Mean distance between photos of a class, over that between photos of two."""
    distances = np.linalg.norm(z[:, None].astype(float) - z[None], axis=-1)
    same = labels[:, None] == labels[None]
    return float(distances[same & ~np.eye(len(z), dtype=bool)].mean() / distances[~same].mean())


@OF_EACH
def test_rings_that_lie_in_each_other_come_apart(loss_id):
    from siamdesk.encoders.losses.toy import learn_rings

    run = learn_rings(loss_id)
    assert within_over_between(run.points, run.labels) > 0.9  # the plane itself does not do it
    assert within_over_between(run.before, run.labels) > 0.8
    assert within_over_between(run.after, run.labels) < 0.35
    assert np.mean(run.losses[-10:]) < 0.7 * np.mean(run.losses[:10])
    np.testing.assert_allclose(np.linalg.norm(run.after, axis=1), 1.0, rtol=1e-5)


@OF_EACH
def test_the_same_seed_gives_the_same_run(loss_id):
    from siamdesk.encoders.losses.toy import learn_rings

    first, second = learn_rings(loss_id, steps=3, seed=4), learn_rings(loss_id, steps=3, seed=4)
    np.testing.assert_array_equal(first.after, second.after)
    assert first.losses == second.losses


def learner_of(loss_id: str, *, penalty: float = 0.0, rate: float = 0.01):
    import keras

    from siamdesk.encoders.losses.learner import SiameseLearner

    inputs = keras.Input((3,))
    outputs = keras.layers.Dense(4, kernel_regularizer=keras.regularizers.L2(penalty))(inputs)
    learner = SiameseLearner(keras.Model(inputs, outputs), make_loss(loss_id))
    learner.compile(optimizer=keras.optimizers.SGD(rate), jit_compile=False)
    return learner


@OF_EACH
def test_batches_of_any_size_are_scored_as_by_the_loss_itself(loss_id):
    learner = learner_of(loss_id)
    rng = np.random.default_rng(0)
    for size in (8, 5, 2, 11):
        photos, labels = rng.normal(size=(size, 3)).astype(np.float32), rng.integers(0, 3, size)
        expected = float(learner.objective(labels, learner.predict_on_batch(photos)))
        assert float(learner.test_on_batch(photos, labels)) == pytest.approx(expected, rel=1e-5)


def test_penalties_that_layers_add_are_counted():
    photos = np.random.default_rng(0).normal(size=(6, 3)).astype(np.float32)
    labels = np.array([0, 0, 0, 1, 1, 1])
    learner = learner_of("contrastive", penalty=0.5)
    objective = float(learner.objective(labels, learner.predict_on_batch(photos)))
    penalty = 0.5 * float(np.sum(np.square(learner.embedder.get_weights()[0].astype(float))))
    total = float(learner.test_on_batch(photos, labels))
    assert total == pytest.approx(objective + penalty, rel=1e-5)


def test_a_step_trains_the_encoder_and_the_pair_head_down_the_slope():
    import tensorflow as tf

    photos = np.random.default_rng(0).normal(size=(6, 3)).astype(np.float32)
    labels = np.array([0, 0, 0, 1, 1, 1])
    learner = learner_of("koch", rate=0.1)
    assert len(learner.trainable_variables) == 4  # kernel and bias, α and bias
    before = learner.get_weights()
    with tf.GradientTape() as tape:
        value = learner.objective(labels, learner(photos))
    slopes = tape.gradient(value, [w.value for w in learner.trainable_variables])
    learner.train_on_batch(photos, labels)
    for old, new, by in zip(before, learner.get_weights(), slopes, strict=True):
        assert np.abs(by).max() > 0
        np.testing.assert_allclose(new, old - 0.1 * np.asarray(by), rtol=1e-4, atol=1e-6)
