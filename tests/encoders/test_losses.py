"""The losses of Siamese fine-tuning against their papers' sums, written out pair by pair."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from siamdesk.encoders.losses import LOSSES, make_loss

MARGIN = 0.9
TEMPERATURE = 0.3

Oracle = Callable[[list[int], NDArray[np.float64]], float]


def distance(a, b) -> float:
    return math.sqrt(sum((float(x) - float(y)) ** 2 for x, y in zip(a, b, strict=True)))


def supervised_contrastive(labels, z) -> float:
    """Khosla et al. 2020, equation 2."""
    total, anchors = 0.0, 0
    for i in range(len(labels)):
        companions = [p for p in range(len(labels)) if p != i and labels[p] == labels[i]]
        if not companions:
            continue
        anchors += 1
        everything = sum(
            math.exp(float(z[i] @ z[a]) / TEMPERATURE) for a in range(len(labels)) if a != i
        )
        inner = sum(
            math.log(math.exp(float(z[i] @ z[p]) / TEMPERATURE) / everything) for p in companions
        )
        total -= inner / len(companions)
    return total / anchors if anchors else 0.0


def contrastive(labels, z) -> float:
    """Hadsell et al. 2006, equation 4, over unordered pairs."""
    terms = []
    for i in range(len(labels)):
        for j in range(i):
            d = distance(z[i], z[j])
            if labels[i] == labels[j]:
                terms.append(d**2 / 2)
            else:
                terms.append(max(0.0, MARGIN - d) ** 2 / 2)
    return sum(terms) / len(terms) if terms else 0.0


def triplet(labels, z) -> float:
    """Schroff et al. 2015, section 3.2; the farthest photo where none is semi-hard or beyond."""
    terms = []
    for a in range(len(labels)):
        others = [distance(z[a], z[n]) ** 2 for n in range(len(labels)) if labels[n] != labels[a]]
        for p in range(len(labels)):
            if p == a or labels[p] != labels[a] or not others:
                continue
            to_companion = distance(z[a], z[p]) ** 2
            farther = [d for d in others if d > to_companion]
            terms.append(
                max(0.0, MARGIN + to_companion - (min(farther) if farther else max(others)))
            )
    return sum(terms) / len(terms) if terms else 0.0


def koch(labels, z, alpha, bias) -> float:
    """Koch et al. 2015, section 3.2, without the penalty; either kind of pair weighs one half."""
    kinds: dict[bool, list[float]] = {}
    for i in range(len(labels)):
        for j in range(i):
            logit = bias + sum(
                float(w) * abs(float(x) - float(y))
                for w, x, y in zip(alpha, z[i], z[j], strict=True)
            )
            p = 1 / (1 + math.exp(-logit))
            same = labels[i] == labels[j]
            kinds.setdefault(same, []).append(-math.log(p if same else 1 - p))
    means = [sum(terms) / len(terms) for terms in kinds.values()]
    return sum(means) / len(means) if means else 0.0


def unit(z: NDArray[np.float64]) -> NDArray[np.float32]:
    return (z / np.linalg.norm(z, axis=1, keepdims=True)).astype(np.float32)


def random_batch(seed: int) -> tuple[list[int], NDArray[np.float32]]:
    rng = np.random.default_rng(seed)
    n, d, classes = int(rng.integers(2, 15)), int(rng.integers(1, 9)), int(rng.integers(1, 6))
    labels = rng.integers(0, classes, n)
    near = rng.normal(size=(classes, d))[labels] * rng.uniform(0, 2)  # some batches are easy
    return labels.tolist(), unit(near + rng.normal(size=(n, d)))


def embeddings(n: int, d: int = 5) -> NDArray[np.float32]:
    return unit(np.random.default_rng(n).normal(size=(n, d)))


TWINS = embeddings(6)
TWINS[3] = TWINS[0]
EDGE_CASES = {
    "one photo": ([4], embeddings(1)),
    "a pair of one class": ([1, 1], embeddings(2)),
    "a pair of two classes": ([0, 1], embeddings(2)),
    "one class has one photo": ([0, 0, 0, 1, 2, 2], embeddings(6)),
    "all of one class": ([3, 3, 3, 3], embeddings(4)),
    "every photo its own class": ([0, 1, 2, 3, 4], embeddings(5)),
    "all embeddings equal": ([0, 0, 1, 1, 2], np.repeat(embeddings(1), 5, axis=0)),
    "equal across classes": ([0, 0, 0, 1, 1, 1], TWINS),
    "equal within a class": ([0, 1, 1, 0, 1, 1], TWINS),
    "classes at opposite poles": ([0, 0, 1, 1], unit(np.array([[1.0], [1], [-1], [-1]]))),
}
BATCHES = {f"random {seed}": random_batch(seed) for seed in range(12)} | EDGE_CASES
IN_BATCHES = pytest.mark.parametrize(("labels", "z"), BATCHES.values(), ids=BATCHES)
OF_EACH = pytest.mark.parametrize("loss_id", list(LOSSES))


def loss_and_oracle(loss_id: str, d: int):
    """A loss that is not at its defaults, and the same thing in plain Python."""
    if loss_id == "koch":
        loss = make_loss("koch")
        loss.build((None,), (None, d))
        rng = np.random.default_rng(d)
        alpha, bias = rng.normal(size=d).astype(np.float32), np.float32(0.4)
        loss.head.alpha.assign(alpha)
        loss.head.bias.assign(bias)
        return loss, lambda labels, z: koch(labels, z, alpha, float(bias))
    if loss_id == "supervised_contrastive":
        return make_loss(loss_id, temperature=TEMPERATURE), supervised_contrastive
    return make_loss(loss_id, margin=MARGIN), {"contrastive": contrastive, "triplet": triplet}[
        loss_id
    ]


def slope(oracle: Oracle, labels, z, at) -> float:
    """Central finite difference of the oracle, in double precision."""
    step = np.zeros(z.shape)
    step[at] = 1e-6
    return (oracle(labels, z + step) - oracle(labels, z - step)) / 2e-6


def value_and_gradient(loss, labels, z):
    import tensorflow as tf

    variable = tf.Variable(z)
    with tf.GradientTape() as tape:
        value = loss(np.array(labels), tf.convert_to_tensor(variable))
    return value, np.asarray(tape.gradient(value, variable))


@OF_EACH
@IN_BATCHES
def test_loss_is_the_papers_sum_and_its_slope_is_finite(loss_id, labels, z):
    loss, oracle = loss_and_oracle(loss_id, z.shape[1])
    value, gradient = value_and_gradient(loss, labels, z)
    assert value.dtype.name == "float32"
    assert value.shape == ()
    assert float(value) == pytest.approx(oracle(labels, z.astype(float)), rel=2e-5, abs=2e-6)
    assert np.isfinite(gradient).all()


@OF_EACH
@pytest.mark.parametrize("seed", range(6))
def test_slope_agrees_with_finite_differences_of_the_sum(loss_id, seed):
    labels, z = random_batch(100 + seed)
    loss, oracle = loss_and_oracle(loss_id, z.shape[1])
    _, gradient = value_and_gradient(loss, labels, z)
    rng = np.random.default_rng(seed)
    for _ in range(6):
        at = int(rng.integers(len(z))), int(rng.integers(z.shape[1]))
        expected = slope(oracle, labels, z.astype(float), at)
        assert gradient[at] == pytest.approx(expected, rel=1e-3, abs=1e-5)


def test_slopes_of_the_pair_head_agree_with_finite_differences():
    import tensorflow as tf

    labels, z = BATCHES["one class has one photo"]
    loss, _ = loss_and_oracle("koch", z.shape[1])
    with tf.GradientTape() as tape:
        value = loss(np.array(labels), z)
    of_alpha, of_bias = tape.gradient(value, [w.value for w in loss.trainable_variables])
    weights = np.append(np.asarray(loss.head.alpha), np.asarray(loss.head.bias)).astype(float)

    def as_function_of_the_head(labels, weights):
        return koch(labels, z, weights[:-1], weights[-1])

    expected = [slope(as_function_of_the_head, labels, weights, i) for i in range(len(weights))]
    np.testing.assert_allclose(np.append(of_alpha, of_bias), expected, rtol=1e-3, atol=1e-5)


def test_losses_of_a_pair_by_hand():
    """At right angles, √2 apart: every loss can be reckoned on paper."""
    apart = np.eye(2, dtype=np.float32)
    one_class, two_classes = np.array([7, 7]), np.array([7, 8])
    hadsell = make_loss("contrastive", margin=2.0)
    assert float(hadsell(one_class, apart)) == pytest.approx(1.0)  # ½ · 2
    assert float(hadsell(two_classes, apart)) == pytest.approx((2 - 2**0.5) ** 2 / 2)
    pair_head = make_loss("koch", slope=1.0, threshold=2**0.5)  # Σ|difference| / √2 is √2
    assert float(pair_head(one_class, apart)) == pytest.approx(math.log(2), rel=1e-5)
    assert float(pair_head(two_classes, apart)) == pytest.approx(math.log(2), rel=1e-5)
    # The others compare photos with each other, and there is nothing to compare with.
    for loss_id in ("supervised_contrastive", "triplet"):
        assert float(make_loss(loss_id)(one_class, apart)) == pytest.approx(0.0, abs=1e-6)
        assert float(make_loss(loss_id)(two_classes, apart)) == 0.0


def test_semi_hard_mining_passes_over_a_nearer_other_and_beyond_the_margin_costs_nothing():
    """On a line: photo 0, companion 1; squared distances of the others as named."""
    loss = make_loss("triplet", margin=1.0)

    def cost(*others: float) -> float:
        positions = np.array([0.0, 1.0, *others], np.float32)[:, None]
        labels = np.array([0, 0, *range(1, 1 + len(others))])
        return float(loss(labels, positions))

    # Of photo 0: the other at 0.5 is nearer than the companion and passed over for −1.2 (1.44);
    # of photo 1: 0.5 is passed over for −1.2 (4.84), beyond the margin.
    assert cost(0.5, -1.2) == pytest.approx((1 + 1 - 1.44) / 2, rel=1e-5)
    # Only 0.5 is left, nearer than the companion to both: it must do.
    assert cost(0.5) == pytest.approx(1 + 1 - 0.25, rel=1e-5)
    assert cost(9.0) == 0.0


def test_weighing_both_kinds_of_pair_alike_makes_no_majority():
    """With the head undecided (logit 0), one same pair counts as much as the nine others."""
    loss = make_loss("koch")
    z = embeddings(5)
    loss.build((None,), z.shape)
    loss.head.alpha.assign(np.zeros(5))
    loss.head.bias.assign(3.0)
    value = float(loss(np.array([0, 0, 1, 2, 3]), z))
    assert value == pytest.approx(
        (math.log1p(math.exp(-3)) + math.log1p(math.exp(3))) / 2, rel=1e-5
    )


@OF_EACH
def test_class_numbers_may_be_any_numbers_in_a_row_or_a_column(loss_id):
    z = embeddings(6)
    loss = make_loss(loss_id)
    expected = float(loss(np.array([0, 0, 1, 1, 2, 2]), z))
    for labels in (
        np.array([90, 90, -4, -4, 7, 7], np.int32),
        np.array([[2.0], [2.0], [0.0], [0.0], [5.0], [5.0]], np.float32),
    ):
        assert float(loss(labels, z)) == pytest.approx(expected, rel=1e-6)


@OF_EACH
def test_half_precision_embeddings_are_reckoned_with_in_float32(loss_id):
    labels, z = np.array([0, 0, 1, 1, 2, 2]), embeddings(6).astype(np.float16)
    loss = make_loss(loss_id)
    value = loss(labels, z)
    assert value.dtype.name == "float32"
    assert float(value) == pytest.approx(float(loss(labels, z.astype(np.float32))), rel=1e-6)


def test_each_loss_has_the_parameters_it_lists_and_refuses_others():
    assert set(LOSSES) == {"supervised_contrastive", "koch", "contrastive", "triplet"}
    for loss_id, spec in LOSSES.items():
        assert spec.id == loss_id
        for name in spec.defaults:
            loss = make_loss(loss_id, **{name: 0.77})
            assert getattr(loss.head if loss_id == "koch" else loss, name) == 0.77
            with pytest.raises(ValueError, match=f"{name} of {loss_id} must be above 0"):
                make_loss(loss_id, **{name: 0.0})
        with pytest.raises(ValueError, match=f"has no 'colour'.*{next(iter(spec.defaults))}"):
            make_loss(loss_id, colour=1.0)
    with pytest.raises(ValueError, match=r"no loss 'hinge'.*koch"):
        make_loss("hinge")


def test_asking_which_losses_there_are_loads_no_keras():
    code = (
        "import sys; from siamdesk.encoders.losses import LOSSES; assert 'koch' in LOSSES; "
        "sys.exit('keras' in sys.modules or 'tensorflow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
