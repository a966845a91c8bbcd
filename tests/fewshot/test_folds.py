from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.heads.ridge import fit_ridge, gram_matrix
from siamdesk.fewshot.honest import out_of_fold

examples = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([None, "a", "b", "c"])), min_size=1, max_size=40
)


@given(examples)
def test_folds_keep_groups_whole_and_never_empty_a_class(found) -> None:
    labels = np.array([c for c, _ in found])
    groups = [g for _, g in found]
    parts = {
        c: {(i if groups[i] is None else groups[i]) for i in np.flatnonzero(labels == c)}
        for c in set(labels.tolist())
    }
    folds = lopco_folds(labels, groups)
    left_out_ever = set(np.concatenate(folds).tolist()) if folds else set()
    for c, members in parts.items():
        indices = set(np.flatnonzero(labels == c).tolist())
        if len(members) == 1:
            assert not indices & left_out_ever
        else:
            assert indices <= left_out_ever
    for fold in folds:
        left_out = set(fold.tolist())
        for c in parts:
            assert set(np.flatnonzero(labels == c).tolist()) - left_out
        for i in range(len(labels)):
            if groups[i] is not None:
                same = {
                    j
                    for j in range(len(labels))
                    if labels[j] == labels[i] and groups[j] == groups[i]
                }
                assert same <= left_out or not same & left_out


def test_a_balanced_project_leaves_one_of_every_class_out_at_a_time() -> None:
    labels = np.tile(np.arange(3), 5)
    folds = lopco_folds(labels)
    assert len(folds) == 5
    assert all(sorted(labels[fold]) == [0, 1, 2] for fold in folds)
    assert sorted(np.concatenate(folds).tolist()) == list(range(15))


def test_many_examples_are_dealt_to_a_bounded_number_of_folds() -> None:
    labels = np.repeat([0, 1], [1000, 4])
    folds = lopco_folds(labels, max_folds=20)
    assert len(folds) == 20
    assert all(np.sum(labels[fold] == 0) == 50 for fold in folds)


def test_out_of_fold_scores_are_those_of_heads_fitted_without_the_example() -> None:
    rng = np.random.default_rng(2)
    labels = np.repeat(np.arange(3), 3)
    G = rng.normal(size=(9, 6)).astype(np.float32)
    result = out_of_fold(gram_matrix(G), labels, 3)
    assert result.examples.tolist() == list(range(9))
    for j in range(3):
        left_out = np.array([j, 3 + j, 6 + j])
        kept = [i for i in range(9) if i not in left_out]
        by_hand = fit_ridge(G[kept], labels[kept], 3).scores(G[left_out])
        np.testing.assert_allclose(result.scores[left_out], by_hand, atol=1e-6)
        for i in left_out:
            cosines = []
            for c in range(3):
                middle = G[[k for k in kept if labels[k] == c]].astype(np.float64).mean(axis=0)
                cosines.append(float(G[i] @ middle) / float(np.linalg.norm(middle)))
            assert result.similarities[i] == pytest.approx(max(cosines), abs=1e-6)


def test_examples_that_cancel_out_have_no_centroid_and_are_near_to_nobody() -> None:
    G = np.array([[1, 0], [-1, 0], [0, -1], [0, 1], [0, 1], [0, 1]], dtype=np.float32)
    found = out_of_fold(gram_matrix(G), np.repeat([0, 1], 3), 2)
    # Without example 2 its class is (1, 0) and (−1, 0); the other class lies opposite.
    assert found.similarities[2] == pytest.approx(0.0)
    assert found.similarities[3:] == pytest.approx(1.0)


def test_one_example_per_class_gives_no_folds() -> None:
    assert lopco_folds(np.arange(4)) == []
