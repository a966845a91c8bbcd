"""Turn scores into probabilities that mean what they say."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from siamdesk.fewshot.heads.base import FloatArray, IntArray

PRIOR_TEMPERATURE = 12.0
"""The best temperature of ten classes on the shared sets, see docs/learning.md."""
PRIOR_GROWTH = 0.25
"""The best temperature grows with this power of the number of classes: C targets that are nearly
all 0 make a ridge head's scores shrink, and more wrong classes share what is left."""
PRIOR_WEIGHT = 5.0
"""One over the squared spread of the logarithm of the best temperature between sets."""


def probabilities(scores: FloatArray, temperature: float) -> FloatArray:
    """Softmax of ``scores * temperature``: [n, C] float32, rows sum to 1."""
    logits = scores.astype(np.float64) * temperature
    logits -= logits.max(axis=1, keepdims=True)
    grown = np.exp(logits)
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


def prior_temperature(n_classes: int) -> float:
    """What the temperature is taken to be before any out-of-fold score of C classes is seen."""
    return PRIOR_TEMPERATURE * float((n_classes / 10.0) ** PRIOR_GROWTH)


def fit_temperature(scores: FloatArray, labels: IntArray, parts: IntArray | None = None) -> float:
    """The temperature that makes out-of-fold scores [m, C] likeliest, drawn towards the prior.

    Temperature scaling: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural
    networks", 2017. The pull to the prior keeps three lucky examples from claiming certainty.

    Args:
        scores: [m, C]; without any the prior is the answer.
        labels: [m], the classes.
        parts: [m], numbers of the physical parts that the photos show; all photos of one part weigh
            as much as one photo. Without it each photo is a part.

    """
    middle = math.log(prior_temperature(scores.shape[1]))
    if len(scores) == 0:
        return math.exp(middle)
    exact = scores.astype(np.float64)
    weights = part_weights(np.arange(len(labels)) if parts is None else parts)

    def cost(log_temperature: float) -> float:
        likelihoods = _log_likelihoods(exact * math.exp(log_temperature), labels)
        return float(0.5 * PRIOR_WEIGHT * (log_temperature - middle) ** 2 - weights @ likelihoods)

    found = minimize_scalar(cost, bounds=(middle - 3.0, middle + 3.0), method="bounded")
    return math.exp(found.x)


def part_weights(parts: IntArray) -> NDArray[np.float64]:
    """Weights [m] of photos by the numbers [m] of their parts; those of one part add up to 1."""
    _, which, sizes = np.unique(parts, return_inverse=True, return_counts=True)
    return np.asarray(1.0 / sizes[which], dtype=np.float64)


def _log_likelihoods(logits: NDArray[np.float64], labels: IntArray) -> NDArray[np.float64]:
    top = logits.max(axis=1)
    log_sum = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return np.asarray(logits[np.arange(len(labels)), labels] - log_sum)


def calibration_error(p: FloatArray, labels: IntArray, *, bins: int = 10) -> float:
    """Expected calibration error of the top guess: [n, C] probabilities, [n] true classes.

    The mean gap between confidence and accuracy over equally wide bins, weighted by their size.
    Few photos make it large by chance; `chance_error` says how large.
    """
    confidence = p.max(axis=1).astype(np.float64)
    right = (p.argmax(axis=1) == labels).astype(np.float64)
    gaps = _binned(confidence, bins) - _binned(right, bins, by=confidence)
    return float(np.abs(gaps).sum()) / max(len(labels), 1)


def chance_error(p: FloatArray, *, bins: int = 10) -> float:
    """The calibration error to expect of probabilities [n, C] that are perfectly calibrated.

    In a bin the count of right guesses varies with variance Σ p(1 − p), and a normal deviate's mean
    size is √(2/π) of its spread. No temperature can be shown to be better than this on n photos.
    """
    confidence = p.max(axis=1).astype(np.float64)
    variances = _binned(confidence * (1.0 - confidence), bins, by=confidence)
    return float(np.sqrt(2.0 / np.pi * variances).sum()) / max(len(p), 1)


def _binned(
    values: NDArray[np.float64], bins: int, *, by: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Sums of values over equally wide bins of `by` (or of the values themselves) in [0, 1]."""
    which = np.minimum(((values if by is None else by) * bins).astype(int), bins - 1)
    return np.asarray(np.bincount(which, weights=values, minlength=bins), dtype=np.float64)
