"""The learning curve, against every possible choice of examples and a head fitted the long way."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from siamdesk.errors import Cancelled
from siamdesk.fewshot.heads.ridge import fit_ridge, gram_matrix
from siamdesk.fewshot.learning_curve import Outlook, draw_examples, learning_curve


def blobs(
    per_class: list[int], *, spread: float, dimension: int = 12, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors [n, d] around one direction per class, and their classes [n]."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(per_class)), per_class)
    centres = np.eye(dimension)[: len(per_class)]
    G = centres[labels] + spread * rng.normal(size=(len(labels), dimension))
    return (G / np.linalg.norm(G, axis=1, keepdims=True)).astype(np.float32), labels


def expected_recalls(G: np.ndarray, labels: np.ndarray, level: int) -> list[float]:
    """Of each photo the share of choices of `level` per class that name it, averaged by class."""
    n_classes = labels.max() + 1
    members = [np.flatnonzero(labels == c) for c in range(n_classes)]
    hits, times = np.zeros(len(labels)), np.zeros(len(labels))
    for chosen in product(*(combinations(rows.tolist(), level) for rows in members)):
        kept = np.concatenate([np.array(rows) for rows in chosen])
        rest = np.setdiff1d(np.arange(len(labels)), kept)
        guessed = fit_ridge(G[kept], labels[kept], n_classes).scores(G[rest]).argmax(axis=1)
        hits[rest] += guessed == labels[rest]
        times[rest] += 1
    return [float((hits[rows] / times[rows]).mean()) for rows in members]


def test_the_curve_is_the_mean_over_all_choices_of_examples() -> None:
    G, labels = blobs([4, 4, 4], spread=0.5)
    curve = learning_curve(gram_matrix(G), labels, 3, draws=600)
    assert curve is not None
    assert curve.levels == (1, 2, 3)
    for i, level in enumerate(curve.levels):
        truth = expected_recalls(G, labels, level)
        # 600 draws leave a standard error of 0.02 at most for a photo, and a class has four.
        np.testing.assert_allclose(curve.recalls[i], truth, atol=0.04)
        assert curve.accuracy[i] == pytest.approx(np.mean(truth), abs=0.03)
        assert curve.low[i] < curve.accuracy[i] < curve.high[i]


def test_the_same_seed_gives_the_same_curve_and_another_one_another() -> None:
    G, labels = blobs([6, 6], spread=0.6)
    gram = gram_matrix(G)
    first, again, other = (learning_curve(gram, labels, 2, draws=5, seed=s) for s in (3, 3, 4))
    np.testing.assert_array_equal(first.recalls, again.recalls)
    assert not np.array_equal(first.recalls, other.recalls)


def test_a_part_is_never_split_even_between_classes() -> None:
    labels = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    parts = np.array([0, 0, 1, 2, 2, 3, 4, 4])
    per_class = [np.array([0, 1, 2]), np.array([2, 3, 4])]
    rng = np.random.default_rng(0)
    turns = np.zeros(5, dtype=np.int64)
    for _ in range(50):
        kept, left_out = draw_examples(labels, parts, per_class, 2, turns, rng)
        assert not set(parts[kept]) & set(parts[left_out])
        for c in range(2):
            assert len(set(parts[kept][labels[kept] == c])) == 2
    # Two classes leave out one of three parts each time, and every part gets its turn.
    assert turns.sum() == 100
    assert turns.min() >= 16


def test_photos_of_one_part_count_once() -> None:
    # Class 0: one part with nine photos that are always right, three single ones that never are.
    n = 9 + 3 + 4
    labels = np.array([0] * 12 + [1] * 4)
    groups = ["a"] * 9 + [None] * 7
    G = np.zeros((n, 3), np.float32)
    G[:9, 0] = 1.0
    G[9:, 1] = 1.0  # three photos of class 0 look just like class 1
    curve = learning_curve(gram_matrix(G), labels, 2, groups=groups, draws=200)
    # Left out, the part "a" is one of four; the others look like class 1 whatever was learnt.
    assert curve.levels == (1, 2, 3)
    assert curve.recalls[-1, 0] <= 0.5


def test_a_class_with_one_part_is_learnt_but_not_judged() -> None:
    G, labels = blobs([1, 5, 5], spread=0.3)
    curve = learning_curve(gram_matrix(G), labels, 3, draws=10)
    assert np.isnan(curve.recalls[:, 0]).all()
    assert not np.isnan(curve.recalls[:, 1:]).any()
    np.testing.assert_allclose(curve.accuracy, curve.recalls[:, 1:].mean(axis=1))


@pytest.mark.parametrize("per_class", [[1, 1], [5]])
def test_nothing_can_be_told_from_single_examples_or_one_class(per_class: list[int]) -> None:
    G, labels = blobs(per_class, spread=0.3)
    assert learning_curve(gram_matrix(G), labels, len(per_class)) is None


def test_nothing_can_be_told_where_every_part_shows_all_classes() -> None:
    G, _ = blobs([2, 2], spread=0.3)
    # Whichever part is left out of one class, the other class has taught it.
    labels, parts = np.array([0, 0, 1, 1]), ["a", "b", "b", "a"]
    assert learning_curve(gram_matrix(G), labels, 2, groups=parts, draws=1) is None


def test_levels_go_up_to_what_half_of_the_classes_have() -> None:
    G, labels = blobs([30, 10, 10, 2], spread=0.3)
    curve = learning_curve(gram_matrix(G), labels, 4, draws=30)
    assert curve.levels == (1, 2, 3, 5, 8, 9)


def test_more_examples_help_where_the_curve_still_rises() -> None:
    G, labels = blobs([40] * 5, spread=0.55, dimension=60)
    curve = learning_curve(gram_matrix(G), labels, 5, draws=10)
    assert curve.outlook is Outlook.HELPS
    assert curve.gain == pytest.approx(
        (curve.accuracy[-1] - curve.accuracy[curve.levels.index(12)])
        / np.log2(curve.levels[-1] / 12)
    )


def test_more_examples_hardly_help_where_all_is_right_already() -> None:
    G, labels = blobs([40] * 4, spread=0.05)
    assert learning_curve(gram_matrix(G), labels, 4, draws=5).outlook is Outlook.HARDLY


def test_a_few_examples_are_no_evidence_either_way() -> None:
    G, labels = blobs([4] * 3, spread=0.05)
    curve = learning_curve(gram_matrix(G), labels, 3)
    assert curve.accuracy[-1] == 1.0
    assert curve.outlook is Outlook.UNCLEAR
    assert curve.first is None


def test_the_class_with_most_mistakes_comes_first_if_it_stands_out() -> None:
    rng = np.random.default_rng(5)
    G, labels = blobs([40] * 5, spread=0.3, dimension=60)
    G[labels == 2] = np.eye(60)[2] + 0.7 * rng.normal(size=(40, 60))
    G /= np.linalg.norm(G, axis=1, keepdims=True)
    curve = learning_curve(gram_matrix(G), labels, 5, draws=10)
    assert int(np.argmin(curve.recalls[-1])) == 2
    assert curve.first == 2
    alike, labels = blobs([40] * 5, spread=0.5, dimension=60)
    assert learning_curve(gram_matrix(alike), labels, 5, draws=10).first is None


def test_it_can_be_stopped_between_two_draws() -> None:
    G, labels = blobs([6, 6], spread=0.6)
    shares: list[float] = []

    def step(share: float) -> None:
        shares.append(share)
        if len(shares) == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        learning_curve(gram_matrix(G), labels, 2, step=step)
    assert shares == sorted(shares)
    assert len(shares) == 4
