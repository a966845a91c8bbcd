"""Which photos are worth a look next, and which examples look wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.calibration import probabilities
from siamdesk.fewshot.heads.base import FloatArray
from siamdesk.fewshot.model import FewShotModel

MARGIN_FROM = 5
"""Examples per class from which an uncertain photo teaches more than an unusual one."""


def next_to_label(model: FewShotModel, G: FloatArray) -> NDArray[np.int64]:
    """Rows of the inbox embeddings [n, d], the most useful to label first.

    With few examples the photos least like any example come first (coverage); later those whose two
    best guesses are closest (margin).
    """
    per_class = np.bincount(model.labels, minlength=len(model.classes))
    if np.median(per_class) < MARGIN_FROM:
        usefulness = -(G @ model.examples.T).max(axis=1)
    else:
        best = np.sort(model.probabilities(G), axis=1)
        usefulness = best[:, -2] - best[:, -1]
    return np.argsort(-usefulness, kind="stable")


def doubt(model: FewShotModel) -> FloatArray:
    """Per example that could be left out, 1 − the out-of-fold probability of its class, [m]."""
    p = probabilities(model.held_out.scores, model.temperature)
    return np.asarray(1.0 - p[np.arange(len(p)), model.held_out.labels], dtype=np.float32)
