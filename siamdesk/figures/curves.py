"""What the plots of an evaluation show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siamdesk.figures.shares import Share

Exact = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reliability:
    """How often guesses of a certain probability come true, in B equally wide bins of it."""

    edges: Exact
    """[B + 1], from 0 to 1"""
    counts: NDArray[np.int64]
    """[B], photos whose top guess has such a probability"""
    confidence: Exact
    """[B], mean probability of their top guesses; not a number in an empty bin"""
    accuracy: Exact
    """[B], the share of them that was right; likewise"""
    low: Exact
    """[B], lower end of the 95 % interval of `accuracy`"""
    high: Exact
    error: float
    """Expected calibration error: the mean gap between the two, weighted by counts."""
    error_by_chance: float
    """The error to expect on so few photos of probabilities that are perfectly calibrated."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a set of classes held the true one, where that was promised for `promised`."""

    promised: float
    """The share of photos whose set should hold the true class, in (0, 1)."""
    held: Share
    """The share of photos whose set did."""
    mean_size: float
    """Classes in a set, on average."""
    single: float
    """Share of photos whose set is one class alone."""
    is_possible: bool
    """False where there are too few parts to promise anything less than all classes."""


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """How accurate guesses are when the least sure photos are left to the inspector.

    K points, from leaving none to leaving nearly all; photos that are equally sure go together.
    """

    left: Exact
    """[K], the share of photos that is left to the inspector, growing"""
    accuracy: Exact
    """[K], of the guesses that are kept"""
    low: Exact
    """[K], lower end of the 95 % interval of `accuracy`"""
    high: Exact
    thresholds: Exact
    """[K], the probability from which on a guess is kept"""
    area: float
    """Area under the risk-coverage curve (AURC): the mean share of wrong guesses over all numbers
    of kept photos; 0 is best."""

    def at(self, left: float) -> int:
        """The index of the first point that leaves at least this share of photos, or the last."""
        return min(int(np.searchsorted(self.left, left - 1e-12)), len(self.left) - 1)
