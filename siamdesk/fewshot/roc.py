"""One class against the rest: the curve, and how sure its area is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtri
from scipy.stats import rankdata

from siamdesk.figures.judged import JudgedPhotos
from siamdesk.figures.shares import Share
from siamdesk.figures.threshold import Roc, curve_counts

Exact = NDArray[np.float64]
_CLOSE = 1e-9


def roc_curves(photos: JudgedPhotos) -> tuple[Roc, ...]:
    """The curve of every class with photos on both sides."""
    judged = [c for c in range(len(photos.classes)) if 0 < (photos.labels == c).sum() < len(photos)]
    return tuple(roc_curve(photos, c) for c in judged)


def roc_curve(photos: JudgedPhotos, class_: int) -> Roc:
    """The curve of one class, by the probability of it."""
    p = photos.probabilities[:, class_].astype(np.float64)
    member = photos.labels == class_
    thresholds, hits, wrong = curve_counts(p, member)
    parts = [len(np.unique(photos.parts[side])) for side in (member, ~member)]
    area = pair_order(p[member], p[~member])
    return Roc(
        class_name=photos.classes[class_],
        thresholds=thresholds,
        hits=hits,
        wrong=wrong,
        area=Share(area, *area_interval(area, *parts)),
        members=int(member.sum()),
        others=int((~member).sum()),
        member_parts=parts[0],
        other_parts=parts[1],
    )


def pair_order(high: Exact, low: Exact) -> float:
    """How often a value of the first kind is above one of the second; ties count one half.

    The area under the curve: Hanley and McNeil, "The meaning and use of the area under a receiver
    operating characteristic (ROC) curve", 1982.
    """
    ranks = rankdata(np.concatenate([high, low]))[: len(high)]
    m, n = len(high), len(low)
    return float((ranks.sum() - m * (m + 1) / 2) / (m * n))


def area_interval(
    area: float, members: int, others: int, *, confidence: float = 0.95
) -> tuple[float, float]:
    """The interval of an area from so many values on both sides.

    Method 5 of Newcombe, "Confidence intervals for an effect size measure based on the
    Mann–Whitney statistic, part 2", 2006: a score interval, fair for few values and for an area
    of 1.
    """
    z = float(ndtri(0.5 + confidence / 2))
    balanced = (members + others) / 2 - 1

    def excess(truth: float) -> float:
        spread = 1 + balanced * ((1 - truth) / (2 - truth) + truth / (1 + truth))
        variance = truth * (1 - truth) * spread / (members * others)
        return float((area - truth) ** 2 - z * z * variance)

    # At 0 and 1 nothing varies, so the area itself solves the equation there: it is not meant.
    low = 0.0 if area <= 0 else float(brentq(excess, 0.0, min(area, 1.0 - _CLOSE)))
    high = 1.0 if area >= 1 else float(brentq(excess, max(area, _CLOSE), 1.0))
    return low, high
