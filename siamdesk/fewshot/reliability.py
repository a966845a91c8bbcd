"""Whether probabilities mean what they say, drawn as a diagram."""

from __future__ import annotations

import numpy as np

from siamdesk.fewshot.calibration import calibration_error, chance_error
from siamdesk.figures.curves import Reliability
from siamdesk.figures.judged import JudgedPhotos
from siamdesk.figures.shares import wilson_interval

BINS = 10


def reliability(photos: JudgedPhotos, *, bins: int = BINS) -> Reliability:
    """The reliability diagram of the top guesses, in equally wide bins of their probability.

    DeGroot and Fienberg, "The comparison and evaluation of forecasters", 1983; the expected
    calibration error is that of Naeini, Cooper and Hauskrecht, "Obtaining well calibrated
    probabilities using Bayesian binning", 2015. An interval counts parts, not photos.
    """
    confidence = photos.probabilities.max(axis=1).astype(np.float64)
    right = photos.guesses == photos.labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    means, shares, ends = np.full(bins, np.nan), np.full(bins, np.nan), np.full((bins, 2), np.nan)
    for b in np.unique(which):
        inside = which == b
        parts = len(np.unique(photos.parts[inside]))
        means[b], shares[b] = confidence[inside].mean(), right[inside].mean()
        ends[b] = wilson_interval(float(shares[b]) * parts, parts)
    return Reliability(
        edges=np.linspace(0.0, 1.0, bins + 1),
        counts=np.bincount(which, minlength=bins),
        confidence=means,
        accuracy=shares,
        low=ends[:, 0],
        high=ends[:, 1],
        error=calibration_error(photos.probabilities, photos.labels, bins=bins),
        error_by_chance=chance_error(photos.probabilities, bins=bins),
    )
