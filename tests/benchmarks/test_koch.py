from __future__ import annotations

import keras
import numpy as np
import pytest
from keras import ops

from benchmarks.drawings import SIDE, Drawings, Trials
from benchmarks.koch import FILTERS, WIDTH, Koch, Plan, _schedule, build_twin

TINY = ((3, 5), (4, 3))


def test_the_network_is_the_one_of_the_paper() -> None:
    twin = build_twin()
    shapes = [tuple(w.shape) for w in twin.weights if len(w.shape) > 1]
    assert shapes == [
        (10, 10, 1, 64),
        (7, 7, 64, 128),
        (4, 4, 128, 128),
        (4, 4, 128, 256),
        (9216, 4096),  # 6 × 6 × 256, as in the paper's figure
    ]
    assert (FILTERS[-1], WIDTH) == ((256, 4), 4096)
    whole = Koch(twin)._learner
    assert sum(int(np.prod(w.shape)) for w in whole.trainable_weights) == 38_951_745


def test_pairs_within_a_batch_train_as_two_towers_would() -> None:
    """Loss and slopes against the paired form: a tower for either photo of each pair."""
    rng = np.random.default_rng(0)
    images = rng.random((6, 21, 21, 1)).astype(np.float32)
    labels = np.array([0, 0, 1, 1, 2, 2])
    network = Koch(build_twin(21, TINY, 8))
    alpha = rng.normal(size=8).astype(np.float32)
    network._pairs.head.alpha.assign(alpha)
    twin = network._twin
    i, j = np.triu_indices(6, k=1)
    same = (labels[i] == labels[j]).astype(np.float32)

    def paired() -> object:
        left, right = twin(images[i]), twin(images[j])
        logits = ops.sum(network._pairs.head.alpha * ops.abs(left - right), axis=1)
        p = ops.sigmoid(logits + network._pairs.head.bias)
        cost = -(same * ops.log(p) + (1 - same) * ops.log(1 - p))
        return 0.5 * (
            ops.sum(cost * same) / same.sum() + ops.sum(cost * (1 - same)) / (1 - same).sum()
        )

    before = [w.numpy() for w in network._learner.trainable_weights]
    expected_loss = float(np.asarray(paired()))
    network._learner.compile(optimizer=keras.optimizers.SGD(1.0), jit_compile=False)
    loss = float(np.asarray(network._learner.train_on_batch(images, labels.astype(np.float32))))
    assert loss == pytest.approx(expected_loss, rel=1e-5)
    slopes = [
        b - w.numpy() for b, w in zip(before, network._learner.trainable_weights, strict=True)
    ]
    for w, b in zip(network._learner.trainable_weights, before, strict=True):
        w.assign(b)
    # Central differences of the paired loss along random directions.
    step = 1e-2
    for _ in range(3):
        directions = [rng.normal(size=b.shape).astype(np.float32) for b in before]
        length = np.sqrt(sum(float(np.sum(d**2)) for d in directions))
        ends = []
        for sign in (1, -1):
            for w, b, d in zip(network._learner.trainable_weights, before, directions, strict=True):
                w.assign(b + sign * step * d / length)
            ends.append(float(np.asarray(paired())))
        for w, b in zip(network._learner.trainable_weights, before, strict=True):
            w.assign(b)
        expected = (ends[0] - ends[1]) / (2 * step)
        found = sum(float(np.sum(s * d)) for s, d in zip(slopes, directions, strict=True)) / length
        assert found == pytest.approx(expected, abs=2e-4)


def test_similarities_are_the_logits_of_the_pair_head() -> None:
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (4, SIDE, SIDE)).astype(np.uint8)
    nothing = np.zeros(4, np.int64)
    drawings = Drawings(images, nothing, nothing, nothing, ("a",), ("a",))
    network = Koch(build_twin(SIDE, ((2, 10), (2, 7)), 5))
    asked = Trials(0, examples=np.array([0, 1]), queries=np.array([2, 3]))
    found = network.similarities(drawings, asked)
    twins = np.asarray(network._twin(1.0 - images[..., None].astype(np.float32) / 255.0))
    # Each pair by hand: the head starts as 1 − 10 times the mean difference.
    for q, e in ((0, 0), (0, 1), (1, 0), (1, 1)):
        by_hand = 1.0 - 10.0 * np.abs(twins[2 + q] - twins[e]).mean()
        assert found[q, e] == pytest.approx(by_hand, abs=1e-5)


def test_training_learns_to_tell_characters_apart() -> None:
    """Bars at four places, each drawn four times: after training, equal pairs come first."""
    images = np.full((16, SIDE, SIDE), 255, np.uint8)
    for c in range(4):
        images[4 * c : 4 * c + 4, 15 + 20 * c : 25 + 20 * c, 20:85] = 0
    drawings = Drawings(
        images,
        np.repeat(np.arange(4), 4),
        np.tile(np.arange(4), 4),
        np.zeros(16, np.int64),
        ("a", "b", "c", "d"),
        ("all",),
    )
    keras.utils.set_random_seed(0)
    network = Koch(build_twin(SIDE, ((4, 10), (8, 7), (8, 4)), 32))
    heard: list[int] = []
    plan = Plan(steps=60, batch=16, drawings=4, alphabets=1, rate=3e-3)
    done = network.train(drawings, plan, lambda step, _seconds, _loss: heard.append(step))
    assert (done.steps, len(done.losses), heard) == (60, 60, [20, 40, 60])
    assert np.mean(done.losses[-10:]) < 0.5 * np.mean(done.losses[:5])


def test_the_rate_rises_then_falls_to_a_fiftieth() -> None:
    rates = [_schedule(done) for done in (0.0, 0.025, 0.05, 0.525, 1.0)]
    assert rates == pytest.approx([0.02, 0.5, 1.0, 0.51, 0.02])
