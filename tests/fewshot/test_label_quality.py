"""Doubts, outliers and classes that are hard to tell apart."""

from __future__ import annotations

import numpy as np
import pytest
from judged_photos import made_up, with_probabilities

from siamdesk.fewshot.label_quality import (
    hard_pairs,
    label_doubts,
    outliers,
    similarities_within,
)
from siamdesk.figures.judged import PhotoRef


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def refs(n: int) -> list[PhotoRef]:
    return [PhotoRef(i, f"{i}.png", "a") for i in range(n)]


def test_all_photos_are_listed_by_how_little_their_class_is_likely() -> None:
    photos = made_up()
    found = label_doubts(photos)
    given = photos.probabilities[np.arange(len(photos)), photos.labels]
    assert [d.photo.photo_id for d in found] == np.argsort(given, kind="stable").tolist()
    assert [d.doubt for d in found] == pytest.approx((1 - np.sort(given)).tolist())
    worst = found[0]
    p = photos.probabilities[worst.photo.photo_id].copy()
    p[photos.labels[worst.photo.photo_id]] = 0
    assert worst.other == photos.classes[int(p.argmax())]


def test_likeness_is_to_other_parts_of_the_same_class() -> None:
    rng = np.random.default_rng(0)
    G = unit(rng.normal(size=(9, 5)))
    labels, parts = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2]), np.array([0, 0, 1, 2, 3, 4, 5, 6, 6])
    found = similarities_within(G, labels, parts)
    cosines = G.astype(float) @ G.astype(float).T
    for i in range(7):
        others = (labels == labels[i]) & (parts != parts[i])
        assert found[i] == pytest.approx(cosines[i, others].mean())
    assert np.isnan(found[7:]).all()  # one part alone


def test_a_photo_of_something_else_is_an_outlier_of_its_class() -> None:
    rng = np.random.default_rng(1)
    centres = rng.normal(size=(2, 30))
    labels = np.repeat([0, 1], 12)
    G = centres[labels] + 0.4 * rng.normal(size=(24, 30))
    G[5] = rng.normal(size=30)
    found = outliers(
        similarities_within(unit(G), labels, np.arange(24)), labels, np.arange(24), refs(24)
    )
    assert found[0].photo.photo_id == 5
    assert found[0].deviations > 3.5
    assert found[0].similarity < found[0].usual


def test_few_of_the_photos_of_even_classes_are_outliers() -> None:
    rng = np.random.default_rng(2)
    labels = np.repeat(np.arange(6), 10)
    listed = 0
    for _ in range(20):
        G = unit(rng.normal(size=(6, 40))[labels] + rng.normal(size=(60, 40)))
        similarity = similarities_within(G, labels, np.arange(60))
        listed += len(outliers(similarity, labels, np.arange(60), refs(60)))
    assert listed / (20 * 60) < 0.02


def test_a_class_of_three_photos_has_no_outliers() -> None:
    similarity = np.array([0.9, 0.9, -0.9])
    assert outliers(similarity, np.zeros(3, int), np.arange(3), refs(3)) == ()


def test_the_hardest_pair_comes_first_with_the_photos_between() -> None:
    p = [
        [0.50, 0.45, 0.05],
        [0.40, 0.55, 0.05],  # a taken for b
        [0.90, 0.05, 0.05],
        [0.35, 0.60, 0.05],
        [0.52, 0.43, 0.05],  # b taken for a
        [0.05, 0.05, 0.90],
        [0.02, 0.03, 0.95],
    ]
    labels = [0, 0, 0, 1, 1, 2, 2]
    (pair,) = hard_pairs(with_probabilities(labels, p))
    assert (pair.first, pair.second) == ("a", "b")
    assert (pair.mistakes, pair.judged) == (2, 5)
    shares = [x[0] / (x[0] + x[1]) for x in p[:5]]
    ordered = [(a > b) + 0.5 * (a == b) for a in shares[:3] for b in shares[3:]]
    assert pair.separation == pytest.approx(np.mean(ordered))
    # Nearest to one half first, and the clear one not at all.
    assert [between.photo.photo_id for between in pair.between] == [0, 4, 1, 3]


def test_classes_that_are_never_mixed_up_are_not_listed() -> None:
    assert hard_pairs(with_probabilities([0, 0, 1, 1], np.eye(2)[[0, 0, 1, 1]])) == ()
