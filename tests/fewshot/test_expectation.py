"""The accuracy to expect with all examples."""

from __future__ import annotations

import numpy as np
import pytest

from siamdesk.fewshot.evaluation import evaluate
from siamdesk.fewshot.expectation import expected_accuracy, parts_of_classes, two_left_out
from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.heads.ridge import fit_ridge, gram_matrix
from siamdesk.fewshot.honest import out_of_fold


def space(rng: np.random.Generator, n_classes: int = 6, d: int = 40, noise: float = 1.6):
    """Draws photos of classes around random centres: `draw(k)` gives embeddings and labels."""
    centres = rng.normal(size=(n_classes, d))

    def draw(k: int):
        labels = np.repeat(np.arange(n_classes), k)
        G = centres[labels] + noise * rng.normal(size=(len(labels), d))
        return (G / np.linalg.norm(G, axis=1, keepdims=True)).astype(np.float32), labels

    return draw


def expected_of(G: np.ndarray, labels: np.ndarray, n_classes: int):
    names = [str(c) for c in range(n_classes)]
    gram = gram_matrix(G)
    held_out = out_of_fold(gram, labels, n_classes)
    measured = evaluate(held_out.scores - held_out.scores.min(), held_out.labels, names)
    earlier = two_left_out(gram, labels, names)
    parts = parts_of_classes(labels, n_classes, None)
    return measured, expected_accuracy(measured, earlier, parts)


def means_of(k: int, projects: int = 150) -> tuple[float, float, float]:
    """True, measured and expected accuracy, mean over made-up projects with k examples."""
    rng = np.random.default_rng(k)
    rows = []
    for _ in range(projects):
        draw = space(rng)
        G, labels = draw(k)
        new, truth = draw(20)
        true = float((fit_ridge(G, labels, 6).scores(new).argmax(axis=1) == truth).mean())
        measured, expected = expected_of(G, labels, 6)
        rows.append((true, measured.balanced_accuracy, expected.value))
        assert expected.low == measured.balanced_low
        assert expected.low <= expected.value <= expected.high
    return tuple(np.mean(rows, axis=0))


def test_with_three_examples_it_takes_most_of_the_pessimism_away() -> None:
    true, lopco, expected = means_of(3)
    assert lopco < true - 0.02
    assert abs(expected - true) < 0.5 * abs(lopco - true)


def test_with_more_examples_it_stays_near_the_truth() -> None:
    true, _, expected = means_of(6)
    assert abs(expected - true) < 0.02


def test_errors_that_do_not_fall_stay_as_they_are() -> None:
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1], 8)
    G = rng.normal(size=(16, 30)).astype(np.float32)
    names = ["a", "b"]
    held_out = out_of_fold(gram_matrix(G), labels, 2)
    measured = evaluate(held_out.scores - held_out.scores.min(), held_out.labels, names)
    earlier = two_left_out(gram_matrix(G), labels, names)
    found = expected_accuracy(measured, earlier, [8, 8])
    if sum(e.wrong for e in earlier) / sum(e.judged for e in earlier) <= 1 - measured.accuracy:
        assert found.value == pytest.approx(measured.balanced_accuracy)
    else:
        assert found.value > measured.balanced_accuracy


def test_with_two_examples_of_a_class_nothing_can_be_expected() -> None:
    rng = np.random.default_rng(0)
    assert expected_of(*space(rng)(2), 6)[1] is None


def test_a_span_of_two_leaves_out_two_parts_of_each_class_but_never_all() -> None:
    labels = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2])
    folds = lopco_folds(labels, ["p", "p", None, None, *[None] * 5], span=2)
    for fold in folds:
        left = np.bincount(labels[fold], minlength=3)
        assert left[1] == 2
        assert left[2] == 1
        assert (0 in fold) == (1 in fold)  # one part
        assert left[0] < 4
    assert set(np.concatenate(folds)) == set(range(9))


def test_a_span_of_two_over_many_examples_leaves_out_two_folds_of_them() -> None:
    labels = np.zeros(60, dtype=int)
    one, two = lopco_folds(labels), lopco_folds(labels, span=2)
    for f in range(20):
        assert set(two[f]) == set(one[f]) | set(one[(f + 1) % 20])
