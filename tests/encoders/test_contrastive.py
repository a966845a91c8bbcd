"""Supervised contrastive loss, against the paper's sums written out."""

from __future__ import annotations

import math

import numpy as np
import pytest

from siamdesk.encoders.sampling import balanced_batch


def spelled_out(labels, z, temperature) -> float:
    """Equation 2 of Khosla et al. 2020, term by term."""
    total, anchors = 0.0, 0
    for i in range(len(labels)):
        companions = [p for p in range(len(labels)) if p != i and labels[p] == labels[i]]
        if not companions:
            continue
        anchors += 1
        everything = sum(
            math.exp(float(z[i] @ z[a]) / temperature) for a in range(len(labels)) if a != i
        )
        inner = sum(
            math.log(math.exp(float(z[i] @ z[p]) / temperature) / everything) for p in companions
        )
        total -= inner / len(companions)
    return total / anchors


@pytest.mark.parametrize(
    "labels", [[0, 0, 1, 1], [0, 1, 0, 2, 2, 2], [3, 3, 3]], ids=["pairs", "one alone", "one class"]
)
@pytest.mark.parametrize("temperature", [0.1, 0.5])
def test_loss_is_the_papers_sum(labels, temperature):
    from siamdesk.encoders.contrastive import SupervisedContrastive

    z = np.random.default_rng(0).normal(size=(len(labels), 8))
    z = (z / np.linalg.norm(z, axis=1, keepdims=True)).astype(np.float32)
    loss = SupervisedContrastive(temperature)(np.array(labels, np.float32), z)
    assert float(loss) == pytest.approx(spelled_out(labels, z.astype(float), temperature), rel=1e-4)


def test_photos_without_companions_cost_nothing():
    from siamdesk.encoders.contrastive import SupervisedContrastive

    loss = SupervisedContrastive(0.1)(np.arange(3.0), np.eye(3, dtype=np.float32))
    assert float(loss) == 0.0


def test_centred_root_is_finite_for_features_of_zero():
    from siamdesk.encoders.contrastive import CentredRoot

    layer = CentredRoot()
    pooled = np.array([[0.0, 4.0, 9.0], [0.0, 0.0, 0.0]], np.float32)
    layer(pooled)
    layer.mean.assign([0.0, 1.0, 1.0])
    embedded = np.asarray(layer(pooled))
    expected = np.array([0.0, 1.0, 2.0]) / np.sqrt(5.0)
    np.testing.assert_allclose(embedded[0], expected, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(embedded, axis=1), 1.0, rtol=1e-5)


@pytest.mark.parametrize(("n_classes", "per_class"), [(2, 10), (7, 5), (40, 3), (5, 1)])
def test_batches_are_balanced_and_everyone_has_company(n_classes, per_class):
    labels = np.repeat(np.arange(n_classes), per_class)
    rows, views = balanced_batch(labels, views=4, size=64, rng=np.random.default_rng(0))
    assert len(rows) <= 64
    assert set(views) <= {0, 1, 2, 3}
    counts = np.bincount(labels[rows])
    assert set(counts[counts > 0]) == {counts.max()}
    assert counts.max() >= 2


def test_a_photo_is_not_drawn_twice_while_its_class_has_others():
    labels = np.repeat(np.arange(4), 8)
    rows, views = balanced_batch(labels, views=4, size=64, rng=np.random.default_rng(1))
    assert len({*zip(rows.tolist(), views.tolist(), strict=True)}) == len(rows)
