"""A share of photos and how far off it may be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval, all in [0, 1]."""

    value: float
    low: float
    high: float


def wilson_interval(right: float, total: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """The interval of a share: Wilson, "Probable inference", 1927. Fair for small counts too."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = right / total
    middle = share + z * z / (2 * total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def share_of(value: float, parts: float) -> Share | None:
    """A share that was seen on so many parts, with its Wilson interval; None without any."""
    return Share(value, *wilson_interval(value * parts, parts)) if parts > 0 else None
