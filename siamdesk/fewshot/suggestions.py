"""Which photos are worth a look next, and which examples look wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.calibration import probabilities
from siamdesk.fewshot.heads.base import FloatArray, IntArray
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
    return doubts(probabilities(model.held_out.scores, model.temperature), model.held_out.labels)


def doubts(p: FloatArray, labels: IntArray) -> FloatArray:
    """1 − the out-of-fold probability of the given class, [m], from p [m, C] and labels [m]."""
    return np.asarray(1.0 - p[np.arange(len(p)), labels], dtype=np.float32)


def suspects(model: FewShotModel) -> NDArray[np.bool_]:
    """Which examples that could be left out are likely to have a wrong class, [m]."""
    return suspicious(
        probabilities(model.held_out.scores, model.temperature), model.held_out.labels
    )


def suspicious(p: FloatArray, labels: IntArray) -> NDArray[np.bool_]:
    """Which photos are likely to have a wrong class, [m], from p [m, C] and labels [m].

    Those that look more like another class, and as much so as its own examples do on average:
    Northcutt, Jiang and Chuang, "Confident learning", 2021. Thresholds per class need no tuning
    to the number of classes and forgive classes that are hard to tell for all of their examples.
    """
    given = p[np.arange(len(p)), labels]
    members = np.bincount(labels, minlength=p.shape[1])
    sums = np.bincount(labels, weights=given, minlength=p.shape[1])
    with np.errstate(invalid="ignore"):
        # A class none of whose examples was left out has no average: nothing is as sure as that.
        usual = np.where(members > 0, sums / members, np.inf)
    other = (p >= usual) & (p > given[:, None])
    return np.asarray(other.any(axis=1))
