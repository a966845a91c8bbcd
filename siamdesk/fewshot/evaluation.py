"""How often the guesses are right, with the range that so few photos leave open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.calibration import calibration_error
from siamdesk.fewshot.heads.base import FloatArray, IntArray
from siamdesk.figures.accuracy import ClassFigures, Evaluation
from siamdesk.figures.shares import wilson_interval

__all__ = ["ClassFigures", "Evaluation", "evaluate", "wilson_interval"]


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
    shown = np.arange(len(labels)) if parts is None else parts
    own, taken = labels == every[:, None], guessed == every[:, None]
    counts = _parts_of(shown, own)
    total = float(counts.sum())
    low, high = wilson_interval(share * total, total)
    judged = support > 0
    balanced = float(recall[judged].mean())
    # The mean of C recalls from n_c parts each varies like one share of this many parts.
    effective = np.count_nonzero(judged) ** 2 / float(np.sum(1 / counts[judged]))
    balanced_low, balanced_high = wilson_interval(balanced * effective, effective)
    ranges = (
        (*_range(b, own_parts), *_range(a, taken_parts), *_f1_range(c, all_parts))
        for a, b, c, own_parts, taken_parts, all_parts in zip(
            precision,
            recall,
            f1,
            counts,
            _parts_of(shown, taken),
            _parts_of(shown, own | taken),
            strict=True,
        )
    )
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
            ClassFigures(name, int(n), float(a), float(b), float(c), *ends)
            for name, n, a, b, c, ends in zip(
                classes, support, precision, recall, f1, ranges, strict=True
            )
        ),
        confusion=confusion,
        not_judged=tuple(c for c, seen in zip(classes, judged, strict=True) if not seen),
    )


def _parts_of(parts: IntArray, chosen: NDArray[np.bool_]) -> IntArray:
    """How many different parts the photos of each row of a mask [C, n] show, [C]."""
    return np.array([len(np.unique(parts[row])) for row in chosen], dtype=np.int64)


def _range(share: float, parts: int) -> tuple[float, float]:
    return wilson_interval(float(share) * int(parts), int(parts)) if parts else (0.0, 0.0)


def _f1_range(f1: float, parts: int) -> tuple[float, float]:
    """The interval of an F1 score over the parts that are of a class or taken for it.

    Of these the share ``F1 / (2 − F1)`` is both, and F1 grows with it, so the ends of its Wilson
    interval give those of F1 ("Wilson indirect" in Lam, Gopal and Qian, "Confidence intervals for
    the F1 score: a comparison of four methods", 2023).
    """
    low, high = _range(f1 / (2.0 - f1), parts)
    return 2.0 * low / (1.0 + low), 2.0 * high / (1.0 + high)
