"""Turn scores into probabilities that mean what they say."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from siamdesk.fewshot.heads.base import FloatArray, IntArray

PRIOR_TEMPERATURE = 12.0
"""Used while there are no out-of-fold scores; from the shared sets, see docs/learning.md."""
PRIOR_WEIGHT = 5.0
"""How many out-of-fold examples the prior is worth."""


def probabilities(scores: FloatArray, temperature: float) -> FloatArray:
    """Softmax of ``scores * temperature``: [n, C] float32, rows sum to 1."""
    logits = scores.astype(np.float64) * temperature
    logits -= logits.max(axis=1, keepdims=True)
    grown = np.exp(logits)
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), dtype=np.float32)


def fit_temperature(scores: FloatArray, labels: IntArray) -> float:
    """The temperature that makes out-of-fold scores [n, C] likeliest, drawn towards the prior.

    Temperature scaling: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural
    networks", 2017. The pull to the prior keeps three lucky examples from claiming certainty.
    """
    if len(scores) == 0:
        return PRIOR_TEMPERATURE
    exact = scores.astype(np.float64)
    prior = math.log(PRIOR_TEMPERATURE)

    def cost(log_temperature: float) -> float:
        likelihood = _log_likelihood(exact * math.exp(log_temperature), labels)
        return -likelihood + 0.5 * PRIOR_WEIGHT * (log_temperature - prior) ** 2

    found = minimize_scalar(cost, bounds=(prior - 3.0, prior + 3.0), method="bounded")
    return math.exp(found.x)


def _log_likelihood(logits: NDArray[np.float64], labels: IntArray) -> float:
    top = logits.max(axis=1)
    log_sum = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return float(np.sum(logits[np.arange(len(labels)), labels]) - np.sum(log_sum))


def calibration_error(p: FloatArray, labels: IntArray, *, bins: int = 10) -> float:
    """Expected calibration error of the top guess: [n, C] probabilities, [n] true classes.

    The mean gap between confidence and accuracy over equally wide bins, weighted by their size.
    """
    confidence = p.max(axis=1)
    right = p.argmax(axis=1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(float(confidence[which == b].sum()) - float(right[which == b].sum()))
        for b in range(bins)
    ]
    return sum(gaps) / max(len(labels), 1)
