"""Which photos are worth a look next, and which examples look wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.calibration import probabilities
from siamdesk.fewshot.heads.base import FloatArray
from siamdesk.fewshot.model import FewShotModel

MARGIN_FROM = 5
"""Examples per class from which an uncertain photo teaches more than an unusual one."""


def usefulness(
    similarities: FloatArray, probabilities: FloatArray, examples: NDArray[np.int64]
) -> FloatArray:
    """How useful each of n photos would be as the next example, [n] float32; larger is more so.

    With few examples the photos least like any example are (coverage); later those whose two best
    guesses are closest (margin). Figures can be compared within one model only.

    Args:
        similarities: [n, C], to the nearest example of each class.
        probabilities: [n, C], of each class; at least two classes.
        examples: [C], number of examples of each class.

    """
    if np.median(examples) < MARGIN_FROM:
        return np.asarray(-similarities.max(axis=1), dtype=np.float32)
    best = np.sort(probabilities, axis=1)
    return np.asarray(best[:, -2] - best[:, -1], dtype=np.float32)


def doubt(model: FewShotModel) -> FloatArray:
    """Per example that could be left out, 1 − the out-of-fold probability of its class, [m]."""
    p = probabilities(model.held_out.scores, model.temperature)
    return np.asarray(1.0 - p[np.arange(len(p)), model.held_out.labels], dtype=np.float32)
