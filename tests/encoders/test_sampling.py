"""Which photos make a batch of Siamese fine-tuning."""

from __future__ import annotations

import numpy as np
import pytest

from siamdesk.encoders.sampling import one_view_batch


@pytest.mark.parametrize(
    ("n_classes", "per_class", "expected"),
    # Classes and photos of each, by hand: 64 photos at most, four of a class if it has them.
    [(2, 10, (2, 10)), (7, 5, (7, 5)), (40, 5, (16, 4)), (40, 3, (21, 3)), (5, 1, (5, 1))],
)
def test_batches_are_balanced_and_everyone_has_company(n_classes, per_class, expected):
    labels = np.repeat(np.arange(n_classes), per_class)
    rows, _ = one_view_batch(labels, views=4, size=64, rng=np.random.default_rng(0))
    counts = np.bincount(labels[rows])
    assert (np.count_nonzero(counts), counts.max()) == expected
    assert set(counts[counts > 0]) == {counts.max()}


def test_no_photo_meets_itself():
    labels = np.repeat(np.arange(3), [2, 9, 30])
    rng = np.random.default_rng(1)
    for _ in range(20):
        rows, _ = one_view_batch(labels, views=4, size=32, rng=rng)
        assert len(set(rows.tolist())) == len(rows) <= 32
        assert np.bincount(labels[rows]).tolist() == [2, 9, 10]


def test_all_views_get_their_turn():
    labels = np.repeat(np.arange(2), 5)
    rng = np.random.default_rng(2)
    views = {one_view_batch(labels, views=4, size=32, rng=rng)[1] for _ in range(40)}
    assert views == {0, 1, 2, 3}
