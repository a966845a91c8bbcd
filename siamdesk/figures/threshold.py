"""One class against all others: how often it is found and how often wrongly, by threshold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from siamdesk.figures.judged import JudgedPhotos
from siamdesk.figures.shares import Share, wilson_interval

Exact = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Role(StrEnum):
    """What it means that a photo is of the class."""

    OK = "ok"
    """The part is as it should be; every other class is a defect."""
    DEFECT = "defect"
    """It is the defect that is looked for."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What mistakes cost, in any unit; only their ratio moves the threshold."""

    miss: float = 1.0
    """Of a defect that is not called."""
    false_alarm: float = 1.0
    """Of a call without a defect."""
    defect_rate: float | None = None
    """The share of parts that have the defect where the model will work; None takes that of the
    judged photos, which is rarely the same."""

    def __post_init__(self) -> None:
        if not (self.miss >= 0 and self.false_alarm >= 0 and self.miss + self.false_alarm > 0):
            raise ValueError("Costs must not be negative, and one of them must be above 0.")
        if not math.isfinite(self.miss + self.false_alarm):
            raise ValueError("Costs must be finite.")
        if self.defect_rate is not None and not 0 < self.defect_rate < 1:
            raise ValueError("The share of defects must lie between 0 and 1.")


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold and what it does on the judged photos."""

    role: Role
    costs: Costs
    threshold: float
    """A photo is said to be of the class when the probability of the class is at least this."""
    misses: int
    """Defects that were not called."""
    defects: int
    false_alarms: int
    """Calls without a defect."""
    sound: int
    """Photos without a defect."""
    miss_rate: Share
    false_alarm_rate: Share
    cost: float
    """Per photo, in the unit of the costs."""


@dataclass(frozen=True, slots=True)
class Roc:
    """The receiver operating characteristic of one class against the rest, at T thresholds.

    Fawcett, "An introduction to ROC analysis", 2006. A threshold lies half-way between two
    neighbouring probabilities, so that it does not hang on the last digit of either.
    """

    class_name: str
    thresholds: Exact
    """[T], falling from above 1 to 0"""
    hits: IntArray
    """[T], photos of the class whose probability of it is at least the threshold; growing"""
    wrong: IntArray
    """[T], the same of the other photos"""
    area: Share
    """Area under the curve: how often a photo of the class has the higher probability of it than
    another photo."""
    members: int
    """Photos of the class."""
    others: int
    member_parts: int
    """Parts that they show; intervals count these."""
    other_parts: int

    @property
    def hit_rate(self) -> Exact:
        """[T], the share of the class's photos that are found: the vertical axis."""
        return self.hits / self.members

    @property
    def wrong_rate(self) -> Exact:
        """[T], the share of the other photos that are taken for it: the horizontal axis."""
        return self.wrong / self.others

    def costs_of(self, role: Role, costs: Costs) -> Exact:
        """Cost per photo [T] of each threshold."""
        sizes = (self.members, self.others)
        return _cost_curve(self.hits, self.wrong, sizes, role, costs, _rate_of(sizes, role, costs))

    def cheapest(self, role: Role, costs: Costs) -> OperatingPoint:
        """The threshold whose mistakes cost least on the judged photos.

        Of several, the one in the middle of the longest run of them. It was chosen on the photos
        that it is judged by, so its cost is a little too low: `unseen_cost` tells by how much.
        """
        return self.point(_middle_of_lowest(self.costs_of(role, costs)), role, costs)

    def point(self, index: int, role: Role, costs: Costs) -> OperatingPoint:
        """What one of the thresholds does."""
        missed, alarms = self._mistakes(role)
        defects, sound = self._sizes(role)
        parts = (self.other_parts, self.member_parts)
        defect_parts, sound_parts = parts if role is Role.OK else parts[::-1]
        return OperatingPoint(
            role=role,
            costs=costs,
            threshold=float(self.thresholds[index]),
            misses=int(missed[index]),
            defects=defects,
            false_alarms=int(alarms[index]),
            sound=sound,
            miss_rate=_rate(int(missed[index]), defects, defect_parts),
            false_alarm_rate=_rate(int(alarms[index]), sound, sound_parts),
            cost=float(self.costs_of(role, costs)[index]),
        )

    def index_of(self, threshold: float) -> int:
        """The index of the threshold that is nearest to this one."""
        return int(np.argmin(np.abs(self.thresholds - threshold)))

    def _mistakes(self, role: Role) -> tuple[IntArray, IntArray]:
        """Misses and false alarms [T]."""
        not_found = self.members - self.hits
        return (self.wrong, not_found) if role is Role.OK else (not_found, self.wrong)

    def _sizes(self, role: Role) -> tuple[int, int]:
        """Photos with and without a defect."""
        return (self.others, self.members) if role is Role.OK else (self.members, self.others)


def curve_counts(p: Exact, is_member: NDArray[np.bool_]) -> tuple[Exact, IntArray, IntArray]:
    """Thresholds, hits and wrong ones of `Roc` from n probabilities of the class."""
    order = np.argsort(-p, kind="stable")
    return _counts_of_falling(p[order], is_member[order])


def _counts_of_falling(p: Exact, is_member: NDArray[np.bool_]) -> tuple[Exact, IntArray, IntArray]:
    """`curve_counts` of probabilities that fall already."""
    last = np.flatnonzero(np.append(p[1:] != p[:-1], True))
    """Places of the last of equal ones: these are taken or left together."""
    hits = np.cumsum(is_member)[last]
    values = p[last]
    thresholds = np.concatenate([[np.nextafter(1.0, 2.0)], (values[1:] + values[:-1]) / 2, [0.0]])
    return thresholds, np.append(0, hits), np.append(0, last + 1 - hits)


def unseen_cost(photos: JudgedPhotos, class_: int, role: Role, costs: Costs) -> float | None:
    """Cost per photo when the threshold is chosen without the part that it is used on.

    None when the class or the rest shows one part alone: nothing would be left to choose by.
    """
    p = photos.probabilities[:, class_].astype(np.float64)
    member = photos.labels == class_
    if min(len(np.unique(photos.parts[side])) for side in (member, ~member)) < 2:
        return None
    sizes = (int(member.sum()), int((~member).sum()))
    rate = _rate_of(sizes, role, costs)
    found = [0, 0]
    # Sorted once: a slider waits for this.
    order = np.argsort(-p, kind="stable")
    p, member, parts = p[order], member[order], photos.parts[order]
    for part in np.unique(parts):
        own = parts == part
        left = (int(member[~own].sum()), int((~member[~own]).sum()))
        thresholds, *counts = _counts_of_falling(p[~own], member[~own])
        cost = _cost_curve(counts[0], counts[1], left, role, costs, rate)
        called = p[own] >= thresholds[_middle_of_lowest(cost)]
        found[0] += int((called & member[own]).sum())
        found[1] += int((called & ~member[own]).sum())
    hits, wrong = (np.array([n]) for n in found)
    return float(_cost_curve(hits, wrong, sizes, role, costs, rate)[0])


def _rate_of(sizes: tuple[int, int], role: Role, costs: Costs) -> float:
    """The share of defects that costs are weighed with; `sizes` are members and others."""
    if costs.defect_rate is not None:
        return costs.defect_rate
    return sizes[1 if role is Role.OK else 0] / sum(sizes)


def _cost_curve(
    hits: IntArray,
    wrong: IntArray,
    sizes: tuple[int, int],
    role: Role,
    costs: Costs,
    rate: float,
) -> Exact:
    """Cost per photo [T] of hits and wrong ones [T] among so many members and others.

    Elkan, "The foundations of cost-sensitive learning", 2001.
    """
    found, taken = hits / sizes[0], wrong / sizes[1]
    missed, alarms = (taken, 1 - found) if role is Role.OK else (1 - found, taken)
    return np.asarray(rate * costs.miss * missed + (1 - rate) * costs.false_alarm * alarms)


def _middle_of_lowest(cost: Exact) -> int:
    """The middle index of the longest run of lowest values, the first of equally long ones."""
    low = np.concatenate([[False], cost <= cost.min() + 1e-12, [False]])
    starts = np.flatnonzero(~low[:-1] & low[1:])
    ends = np.flatnonzero(low[:-1] & ~low[1:])
    longest = int(np.argmax(ends - starts))
    return int((starts[longest] + ends[longest] - 1) // 2)


def _rate(count: int, photos: int, parts: int) -> Share:
    value = count / photos
    return Share(value, *wilson_interval(value * parts, parts))
