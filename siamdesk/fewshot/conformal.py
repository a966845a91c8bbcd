"""Sets of classes that hold the true one as often as promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.calibration import part_weights
from siamdesk.fewshot.heads.base import FloatArray, IntArray

COVERAGE = 0.9
"""How often a set should hold the true class, unless asked otherwise."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class ConformalSets:
    """Turns probabilities into sets of classes, judged by examples that were left out.

    A class is in the set if its probability is at least ``1 - limit(coverage)``, where the limit is
    a quantile of ``1 - probability of the true class`` over the left-out examples: the smallest
    sets of that coverage (Sadinle, Lei and Wasserman, "Least ambiguous set-valued classifiers with
    bounded error levels", 2019). The quantile is the conformal one, which counts the new photo in
    (Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005); taking the scores
    from folds is cross-conformal prediction (Vovk, 2015), here with the head of all the examples
    in place of the heads of the folds, so the promise is kept on average, not proven.

    Coverage is over photos as mixed as the examples are, not within each class. Photos of one part
    count once: each weighs one over their number (Lee, Barber and Willett, "Distribution-free
    inference with hierarchical data", 2023).
    """

    misfits: NDArray[np.float64]
    """[m], ascending: 1 − the out-of-fold probability of the true class"""
    weights: NDArray[np.float64]
    """[m]; those of one part add up to 1"""

    @classmethod
    def fit(cls, p: FloatArray, labels: IntArray, parts: IntArray | None = None) -> Self:
        """Fit to out-of-fold probabilities [m, C] of examples with classes [m]; m may be 0.

        `parts` [m] numbers the physical part that each photo shows; without it each is a part.
        """
        misfits = 1.0 - p[np.arange(len(labels)), labels].astype(np.float64)
        order = np.argsort(misfits, kind="stable")
        weights = part_weights(np.arange(len(labels)) if parts is None else parts)
        return cls(misfits[order], weights[order])

    @property
    def parts(self) -> int:
        """How many parts the left-out examples show."""
        return round(float(self.weights.sum()))

    def limit(self, coverage: float = COVERAGE) -> float:
        """The largest misfit that is still in the set; 1 if there are too few parts to tell.

        Raises:
            ValueError: coverage is not between 0 and 1.

        """
        if not 0.0 < coverage < 1.0:
            message = f"coverage is {coverage}; it must lie between 0 and 1."
            raise ValueError(message)
        reached = np.cumsum(self.weights) >= coverage * (self.parts + 1) - _ROUNDING
        return float(self.misfits[reached.argmax()]) if reached.any() else 1.0

    def sets(self, p: FloatArray, *, coverage: float = COVERAGE) -> NDArray[np.bool_]:
        """Which classes are in the set of each photo: [n, C] probabilities to a mask [n, C].

        A set is never empty: the top guess is always in it, so a head that is right more often than
        `coverage` covers more. With fewer than ``1 / (1 - coverage) - 1`` parts (9 for 0.9) every
        class is in the set, as nothing less could be promised.

        Raises:
            ValueError: coverage is not between 0 and 1.

        """
        mask = 1.0 - p.astype(np.float64) <= self.limit(coverage) + _ROUNDING
        mask[np.arange(len(p)), p.argmax(axis=1)] = True
        return mask
