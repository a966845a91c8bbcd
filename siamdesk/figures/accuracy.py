"""How often the first guess is right, class by class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How well one class is told from the others; ends are those of 95 % intervals."""

    name: str
    photos: int
    """Photos of the class that were judged."""
    precision: float
    recall: float
    f1: float
    recall_low: float
    """0 when nothing was judged."""
    recall_high: float
    precision_low: float = 0.0
    """0 when the class was never guessed."""
    precision_high: float = 0.0
    f1_low: float = 0.0
    """0 when no photo was of the class or taken for it."""
    f1_high: float = 0.0


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
