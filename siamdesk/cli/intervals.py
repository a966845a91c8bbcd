"""A mean with the range that its few repetitions leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its 95 % confidence interval; of a share, or of a difference of shares."""

    mean: float
    low: float
    """NaN, like `high`, when a single repetition leaves it open"""
    high: float

    def within_shares(self) -> Interval:
        """The same with its ends cut to [0, 1], where shares lie."""
        if not self.is_known:
            return self
        return Interval(self.mean, max(0.0, self.low), min(1.0, self.high))

    @property
    def is_known(self) -> bool:
        """Whether there are ends at all."""
        return bool(np.isfinite(self.low) and np.isfinite(self.high))

    def percent(self) -> str:
        """A share: ``94.2 (93.1–95.3)``; the mean alone without an interval."""
        v = self.within_shares()
        if not v.is_known:
            return f"{100 * v.mean:.1f}"
        return f"{100 * v.mean:.1f} ({100 * v.low:.1f}–{100 * v.high:.1f})"

    def points(self) -> str:
        """A difference: ``−1.2 (−1.9 to −0.5)``."""
        text = f"{100 * self.mean:+.1f}"
        if self.is_known:
            text += f" ({100 * self.low:+.1f} to {100 * self.high:+.1f})"
        return text.replace("-", "−")

    def as_list(self) -> list[float | None]:
        """Mean, low and high, for JSON, which has no NaN."""
        ends = (self.low, self.high) if self.is_known else (None, None)
        return [None if v is None else round(v, 5) for v in (self.mean, *ends)]


def interval_over(values: Sequence[float]) -> Interval:
    """The mean of repetitions, and Student's t interval of that mean; not cut to any range."""
    from scipy.special import stdtrit

    found = np.asarray(values, dtype=np.float64)
    mean, n = float(found.mean()), len(found)
    if n < 2:
        return Interval(mean, float("nan"), float("nan"))
    reach = float(stdtrit(n - 1, 0.975)) * float(found.std(ddof=1)) / n**0.5
    return Interval(mean, mean - reach, mean + reach)


def from_list(ends: Sequence[float | None]) -> Interval:
    """What `Interval.as_list` made a list of."""
    mean, low, high = (float("nan") if v is None else float(v) for v in ends)
    return Interval(mean, low, high)
