"""How often the guesses are right, with the range that so few photos leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from siamdesk.fewshot.calibration import calibration_error
from siamdesk.fewshot.heads.base import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How well one class is told from the others."""

    name: str
    photos: int
    """Photos of the class that were judged."""
    precision: float
    recall: float
    f1: float
    recall_low: float
    """Lower end of the 95 % interval of `recall`; 0 when nothing was judged."""
    recall_high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures over n judged photos."""

    classes: tuple[str, ...]
    photos: int
    accuracy: float
    low: float
    """Lower end of the 95 % interval of `accuracy`."""
    high: float
    balanced_accuracy: float
    """Mean recall over the classes that were judged."""
    balanced_low: float
    """Lower end of the 95 % interval of `balanced_accuracy`."""
    balanced_high: float
    calibration_error: float
    per_class: tuple[ClassFigures, ...]
    confusion: NDArray[np.int64]
    """[C, C]; rows are the true classes, columns the top guesses"""
    not_judged: tuple[str, ...]
    """Classes without a photo to judge by (one example, or one group)."""


def evaluate(
    p: FloatArray, labels: IntArray, classes: Sequence[str], parts: IntArray | None = None
) -> Evaluation:
    """Compare probabilities [n, C] with the true class indices [n]; n ≥ 1.

    `parts` [n] numbers the physical part that each photo shows. Photos of one part stand or fall
    together, so an interval counts parts, not photos; without it each photo is a part.
    """
    guessed = p.argmax(axis=1)
    every = np.arange(len(classes))
    confusion = np.zeros((len(classes), len(classes)), dtype=np.int64)
    np.add.at(confusion, (labels, guessed), 1)
    hits, support, claimed = confusion.diagonal(), confusion.sum(axis=1), confusion.sum(axis=0)
    # Shares of nothing count as 0.
    precision, recall = hits / np.maximum(claimed, 1), hits / np.maximum(support, 1)
    f1 = 2.0 * hits / np.maximum(claimed + support, 1)
    right = int(np.count_nonzero(guessed == labels))
    share = right / len(labels)
    counts = _parts_per_class(labels, np.arange(len(labels)) if parts is None else parts, every)
    total = float(counts.sum())
    low, high = wilson_interval(share * total, total)
    judged = support > 0
    balanced = float(recall[judged].mean())
    # The mean of C recalls from n_c parts each varies like one share of this many parts.
    effective = np.count_nonzero(judged) ** 2 / float(np.sum(1 / counts[judged]))
    balanced_low, balanced_high = wilson_interval(balanced * effective, effective)
    return Evaluation(
        classes=tuple(classes),
        photos=len(labels),
        accuracy=share,
        low=low,
        high=high,
        balanced_accuracy=balanced,
        balanced_low=balanced_low,
        balanced_high=balanced_high,
        calibration_error=calibration_error(p, labels),
        per_class=tuple(
            ClassFigures(name, int(n), float(a), float(b), float(c), *_recall_range(b, k))
            for name, n, a, b, c, k in zip(
                classes, support, precision, recall, f1, counts, strict=True
            )
        ),
        confusion=confusion,
        not_judged=tuple(c for c, seen in zip(classes, judged, strict=True) if not seen),
    )


def _parts_per_class(labels: IntArray, parts: IntArray, every: IntArray) -> IntArray:
    """How many different parts the judged photos of each class show, [C]."""
    return np.array([len(np.unique(parts[labels == c])) for c in every], dtype=np.int64)


def _recall_range(recall: float, parts: int) -> tuple[float, float]:
    return wilson_interval(float(recall) * int(parts), int(parts)) if parts else (0.0, 0.0)


def wilson_interval(right: float, total: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """The interval of a share: Wilson, "Probable inference", 1927. Fair for small counts too."""
    z = float(ndtri(0.5 + confidence / 2))
    share = right / total
    middle = share + z * z / (2 * total)
    reach = z * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, float((middle - reach) / scale)), min(1.0, float((middle + reach) / scale))
