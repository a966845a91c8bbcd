from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from siamdesk.fewshot.conformal import ConformalSets


def drawn(rng: np.random.Generator, n: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Probabilities of 4 classes that are far too sure of themselves, and the classes."""
    labels = rng.integers(4, size=n)
    logits = 4.0 * rng.normal(size=(n, 4))
    logits[np.arange(n), labels] += 4.0
    p = np.exp(logits)
    return (p / p.sum(axis=1, keepdims=True)).astype(np.float32), labels


def brute_force_limit(misfits: list[float], coverage: float) -> float:
    """The smallest misfit with at least coverage × (m + 1) misfits at or below it."""
    rank = math.ceil(coverage * (len(misfits) + 1))
    return sorted(misfits)[rank - 1] if rank <= len(misfits) else 1.0


@pytest.mark.parametrize("m", [8, 9, 10, 25, 60])
@pytest.mark.parametrize("coverage", [0.5, 0.8, 0.93])
def test_sets_hold_every_class_at_or_above_the_conformal_quantile(m: int, coverage: float) -> None:
    rng = np.random.default_rng(m)
    p, labels = drawn(rng, m)
    queries = drawn(rng, 50)[0]
    limit = brute_force_limit([1.0 - float(p[i, labels[i]]) for i in range(m)], coverage)
    found = ConformalSets.fit(p, labels).sets(queries, coverage=coverage)
    for i in range(50):
        expected = {c for c in range(4) if 1.0 - float(queries[i, c]) <= limit}
        assert set(np.flatnonzero(found[i]).tolist()) == expected | {int(queries[i].argmax())}


@pytest.mark.parametrize("coverage", [0.8, 0.9])
def test_new_photos_are_covered_as_often_as_promised(coverage: float) -> None:
    rng = np.random.default_rng(1)
    covered = []
    for _ in range(300):
        fitted = ConformalSets.fit(*drawn(rng, 29))
        p, labels = drawn(rng, 100)
        inside = fitted.sets(p, coverage=coverage)
        covered.append(float(inside[np.arange(100), labels].mean()))
    # Exchangeable photos are covered with a chance from 0.9 to 0.9 + 1/30.
    assert coverage - 0.01 < np.mean(covered) < coverage + 1 / 30 + 0.01


def test_too_few_examples_promise_nothing_less_than_every_class() -> None:
    p, labels = drawn(np.random.default_rng(0), 9)
    assert ConformalSets.fit(p[:8], labels[:8]).sets(p).all()
    assert ConformalSets.fit(p[:0], labels[:0]).sets(p).all()
    sure = np.tile(np.array([0.7, 0.1, 0.1, 0.1], dtype=np.float32), (9, 1))
    assert ConformalSets.fit(sure, np.zeros(9, np.int64)).sets(sure).sum() == 9


def test_a_set_is_never_empty() -> None:
    sure = np.tile(np.array([0.97, 0.01, 0.01, 0.01], dtype=np.float32), (40, 1))
    unsure = np.array([[0.3, 0.4, 0.2, 0.1]], dtype=np.float32)
    found = ConformalSets.fit(sure, np.zeros(40, np.int64)).sets(unsure)
    assert found.tolist() == [[False, True, False, False]]


def test_photos_of_one_part_count_once() -> None:
    """Ten exposures of each part say what one says; ten of one odd part do not shift the limit."""
    p, labels = drawn(np.random.default_rng(3), 25)
    once = ConformalSets.fit(p, labels)
    parts = np.repeat(np.arange(25), 10)
    assert ConformalSets.fit(p[parts], labels[parts], parts).limit() == once.limit()
    times = np.ones(25, np.int64)
    times[int(p[np.arange(25), labels].argmin())] = 10
    rows = np.repeat(np.arange(25), times)
    repeated = ConformalSets.fit(p[rows], labels[rows], rows)
    assert repeated.limit() == once.limit()
    assert ConformalSets.fit(p[rows], labels[rows]).limit() > once.limit()
    nine_of_two_parts = ConformalSets.fit(p[:9], labels[:9], np.repeat([0, 1], [4, 5]))
    assert nine_of_two_parts.sets(p).all()


@pytest.mark.parametrize("coverage", [0.0, 1.0, 90.0])
def test_a_coverage_that_is_no_share_is_refused(coverage: float) -> None:
    p, labels = drawn(np.random.default_rng(0), 20)
    with pytest.raises(ValueError, match="between 0 and 1"):
        ConformalSets.fit(p, labels).sets(p, coverage=coverage)
