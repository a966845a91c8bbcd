"""Out-of-fold scores: every example judged by a head that has not seen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.heads.base import FitHead, FloatArray, IntArray
from siamdesk.fewshot.heads.ridge import fit_ridge
from siamdesk.fewshot.unknown import class_centroids


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Scores of the m examples that could be left out, each averaged over its folds."""

    examples: IntArray
    """[m], rows of the examples that were scored"""
    labels: IntArray
    """[m], their classes"""
    scores: FloatArray
    """[m, C]"""
    similarities: FloatArray
    """[m], cosine to the nearest class centroid of the rest"""


def out_of_fold(
    G: FloatArray,
    labels: IntArray,
    n_classes: int,
    *,
    groups: Sequence[str | None] | None = None,
    fit: FitHead = fit_ridge,
) -> OutOfFold:
    """Score embeddings [n, d] by leave one per class out (`siamdesk.fewshot.folds`)."""
    scores = np.zeros((len(G), n_classes))
    similarities = np.zeros(len(G))
    times = np.zeros(len(G), dtype=np.int64)
    for left_out in lopco_folds(labels, groups):
        kept = np.setdiff1d(np.arange(len(G)), left_out)
        scores[left_out] += fit(G[kept], labels[kept], n_classes).scores(G[left_out])
        centroids = class_centroids(G[kept], labels[kept], n_classes)
        similarities[left_out] += (G[left_out] @ centroids.T).max(axis=1)
        times[left_out] += 1
    examples = np.flatnonzero(times)
    return OutOfFold(
        examples=examples,
        labels=labels[examples],
        scores=np.asarray(scores[examples] / times[examples, None], dtype=np.float32),
        similarities=np.asarray(similarities[examples] / times[examples], dtype=np.float32),
    )
