"""Nearest class mean by cosine."""

from __future__ import annotations

import numpy as np

from siamdesk.fewshot.heads.base import FloatArray, IntArray, LinearHead, class_means


def fit_centroid(G: FloatArray, labels: IntArray, n_classes: int) -> LinearHead:
    """Score a class by the cosine of embedding and class mean, for embeddings of unit length.

    Prototypical networks' rule (Snell, Swersky and Zemel, "Prototypical networks for few-shot
    learning", 2017) on centred unit vectors, as in Wang et al., "SimpleShot: Revisiting
    nearest-neighbor classification for few-shot learning", 2019, with the mean brought to unit
    length. That also makes the size of a class irrelevant: the mean of many examples is shorter
    than that of few. A class without examples scores −inf.
    """
    means = class_means(G.astype(np.float64), labels, n_classes)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    bias = np.where(np.bincount(labels, minlength=n_classes) > 0, 0.0, -np.inf)
    return LinearHead(
        weights=np.asarray((means / np.maximum(lengths, 1e-8)).T, dtype=np.float32),
        bias=np.asarray(bias, dtype=np.float32),
    )
