"""Adding, removing and relabelling examples gives the head that a refit gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siamdesk.fewshot.heads.incremental import IncrementalRidge
from siamdesk.fewshot.heads.ridge import fit_ridge

D, C = 40, 4
POOL = np.random.default_rng(0).normal(size=(60, D))
POOL = (POOL / np.linalg.norm(POOL, axis=1, keepdims=True)).astype(np.float32)
QUERIES = POOL[-20:]

# Which edit, which row (modulo how many there are) and which class; adding also says how many.
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "remove", "relabel"]),
        st.integers(0, 39),
        st.integers(0, C - 1),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=25,
)


@pytest.mark.parametrize("levelled", [False, True])
@settings(deadline=None, max_examples=60, derandomize=True)
@given(edits=EDITS)
def test_any_edits_leave_the_head_of_a_refit(levelled, edits) -> None:
    head = IncrementalRidge(D, levelled=levelled)
    head.add(POOL[:2], np.array([0, 1]))
    rows, labels = [0, 1], [0, 1]
    for kind, number, class_, count in edits:
        place = number % len(rows)
        if kind == "add":
            added = [(number + i) % 40 for i in range(count)]
            head.add(POOL[added], np.full(count, class_))
            rows += added
            labels += [class_] * count
        elif kind == "relabel":
            head.relabel(place, class_)
            labels[place] = class_
        elif len(rows) > 1:
            head.remove(place)
            del rows[place], labels[place]
        refit = fit_ridge(POOL[rows], np.array(labels), C, levelled=levelled)
        np.testing.assert_allclose(
            head.head(C).scores(QUERIES), refit.scores(QUERIES), rtol=0, atol=1e-6
        )


def test_undoing_edits_brings_the_first_head_back() -> None:
    labels = np.arange(12) % 3
    head = IncrementalRidge(D)
    head.add(POOL[:12], labels)
    before = head.head(3).scores(QUERIES)
    head.relabel(4, 2)
    head.add(POOL[20:21], np.array([1]))
    assert np.abs(head.head(3).scores(QUERIES) - before).max() > 0.01
    head.remove(12)
    head.relabel(4, 1)
    np.testing.assert_allclose(head.head(3).scores(QUERIES), before, rtol=0, atol=1e-6)


def test_given_arrays_are_not_changed() -> None:
    labels = np.array([0, 1, 2])
    head = IncrementalRidge(D)
    head.add(POOL[:3], labels)
    head.relabel(0, 2)
    assert labels.tolist() == [0, 1, 2]


def test_a_class_may_come_later() -> None:
    head = IncrementalRidge(D)
    head.add(POOL[:4], np.array([0, 0, 1, 1]))
    head.add(POOL[4:5], np.array([2]))
    refit = fit_ridge(POOL[:5], np.array([0, 0, 1, 1, 2]), 3)
    np.testing.assert_allclose(
        head.head(3).scores(QUERIES), refit.scores(QUERIES), rtol=0, atol=1e-6
    )
