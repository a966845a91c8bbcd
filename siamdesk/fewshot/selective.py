"""What is gained by leaving the least sure photos to the inspector."""

from __future__ import annotations

import numpy as np

from siamdesk.figures.curves import RiskCoverage
from siamdesk.figures.judged import JudgedPhotos
from siamdesk.figures.shares import wilson_interval


def risk_coverage(photos: JudgedPhotos) -> RiskCoverage:
    """Accuracy of the surest guesses against the share of photos that is left to the inspector.

    El-Yaniv and Wiener, "On the foundations of noise-free selective classification", 2010; the area
    is that of Geifman, Uziel and El-Yaniv, "Bias-reduced uncertainty estimation for deep neural
    classifiers", 2019, with photos that are equally sure in no order among themselves. An interval
    counts parts, not photos.
    """
    confidence = photos.probabilities.max(axis=1).astype(np.float64)
    order = np.argsort(-confidence, kind="stable")
    sure = confidence[order]
    wrong = np.cumsum(photos.guesses[order] != photos.labels[order])
    n = len(order)
    ends = np.flatnonzero(np.append(np.diff(sure) != 0, True))
    """Places of the last of equally sure photos."""
    kept, mistakes = ends + 1, wrong[ends]
    first = np.unique(photos.parts[order], return_index=True)[1]
    parts = np.cumsum(np.bincount(first, minlength=n))[ends]
    accuracy = 1.0 - mistakes / kept
    limits = np.array([wilson_interval(a * m, m) for a, m in zip(accuracy, parts, strict=True)])
    ranks = np.arange(1, n + 1)
    expected = np.interp(ranks, np.append(0, kept), np.append(0, mistakes))
    return RiskCoverage(
        left=(1.0 - kept / n)[::-1],
        accuracy=accuracy[::-1],
        low=limits[::-1, 0],
        high=limits[::-1, 1],
        thresholds=sure[ends][::-1],
        area=float(np.mean(expected / ranks)),
    )
