from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from siamdesk.fewshot.honest import out_of_fold
from siamdesk.fewshot.unknown import THRESHOLD, fit_unknown

D, C = 40, 5


def photos(
    rng: np.random.Generator, means: NDArray[np.float64], n: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    labels = np.repeat(np.arange(len(means)), n)
    G = means[labels] + 0.8 * rng.normal(size=(len(labels), D)) / np.sqrt(D)
    return (G / np.linalg.norm(G, axis=1, keepdims=True)).astype(np.float32), labels


def test_new_classes_score_higher_and_known_ones_are_rarely_accused() -> None:
    rng = np.random.default_rng(7)
    means = rng.normal(size=(2 * C, D)) / np.sqrt(D)
    false_alarms, separations = [], []
    for _ in range(20):
        G, labels = photos(rng, means[:C], 5)
        scorer = fit_unknown(G, labels, C, out_of_fold(G, labels, C).similarities)
        known = scorer.score(photos(rng, means[:C], 30)[0])
        new = scorer.score(photos(rng, means[C:], 30)[0])
        false_alarms.append(float((known >= THRESHOLD).mean()))
        truth = np.r_[np.zeros(len(known)), np.ones(len(new))]
        separations.append(roc_auc_score(truth, np.r_[known, new]))
    assert np.mean(false_alarms) < 0.08
    assert np.mean(separations) > 0.95


def test_one_example_per_class_gives_a_score_but_no_verdict() -> None:
    rng = np.random.default_rng(1)
    G, labels = photos(rng, rng.normal(size=(C, D)), 1)
    scorer = fit_unknown(G, labels, C, out_of_fold(G, labels, C).similarities)
    assert not scorer.has_verdict
    scores = scorer.score(G)
    assert ((scores >= 0) & (scores <= 1)).all()
