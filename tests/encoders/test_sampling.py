"""Which photos make a batch of Siamese fine-tuning."""

from __future__ import annotations

import numpy as np
import pytest

from siamdesk.encoders.sampling import balanced_batch


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
