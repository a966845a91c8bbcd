"""How the honest accuracy grows with the examples, measured on the examples that there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from siamdesk.fewshot.evaluation import wilson_interval
from siamdesk.fewshot.heads.base import IntArray
from siamdesk.fewshot.heads.ridge import solve_dual
from siamdesk.fewshot.honest import part_numbers

LEVELS = (1, 2, 3, 5, 8, 12, 20, 30, 50)
"""Examples per class at which the accuracy is measured, as far as there are so many."""
DRAWS = 30
_MOST_EXAMPLES = 1200
"""In one draw; a solve takes the third power of them, and the curve is bent by then."""
_CONFIDENCE = 0.95
_LEAST_GAIN = 0.01
_HARDLY = 0.02
"""Of balanced accuracy, per doubling of the examples: less than this is hardly worth the work."""
_FEWEST_MISTAKES = 1.5
_WORSE_THAN_OTHERS = 1.5

Exact = NDArray[np.float64]


class Outlook(StrEnum):
    """Whether more examples would help."""

    HELPS = "helps"
    HARDLY = "hardly"
    UNCLEAR = "unclear"
    """There are too few examples to tell."""


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """The balanced accuracy of L sizes of the support set; C classes.

    An example is a part: photos of one group are taken and left out together, and count once. A
    class with fewer parts than a level asks for gives all but one.
    """

    levels: tuple[int, ...]
    """Examples per class, growing."""
    accuracy: Exact
    """[L]: mean recall over the classes that can be judged, those with two parts or more."""
    low: Exact
    """[L]: lower end of the 95 % interval of `accuracy`, which counts parts."""
    high: Exact
    recalls: Exact
    """[L, C]; not a number for a class that can't be judged"""
    outlook: Outlook
    gain: float
    """By how much the accuracy grew at the end of the curve, per doubling of the examples."""
    first: int | None
    """Index of the class that more examples would help most; None when none stands out."""
    shares: Exact
    """[L, n]: how often each example was guessed right when it was left out; not a number when it
    never was. All else follows from it."""


def learning_curve(
    gram: Exact,
    labels: IntArray,
    n_classes: int,
    *,
    groups: Sequence[str | None] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    step: Callable[[float], None] = lambda _: None,
) -> LearningCurve | None:
    """Measure the curve by drawing some examples of each class and judging all that are left.

    Args:
        gram: [n, n], the inner products of the examples (`gram_matrix`). Their encoder must not
            have been tuned on them: it would be judged by what it has seen.
        labels: [n] class indices.
        n_classes: C.
        groups: per example the part that it shows, or None; a part is never split.
        draws: how often each level is drawn.
        seed: of the draws; the same one gives the same curve.
        step: called with the share that is done before each draw; may raise to stop.

    Returns None when no class has two parts, or there are fewer than two classes, or the parts show
    so many classes that nothing can be judged.

    """
    parts = part_numbers(len(labels), groups)
    per_class = [np.unique(parts[labels == c]) for c in range(n_classes)]
    levels = _levels(per_class, draws)
    if n_classes < 2 or not levels:
        return None
    rng = np.random.default_rng(seed)
    right = np.full((len(levels), len(labels)), np.nan)
    for i, level in enumerate(levels):
        hits, times = np.zeros(len(labels)), np.zeros(len(labels))
        turns = np.zeros(parts.max() + 1, dtype=np.int64)
        for draw in range(draws):
            step((i + draw / draws) / len(levels))
            kept, left_out = draw_examples(labels, parts, per_class, level, turns, rng)
            hits[left_out] += _is_right(gram, labels, kept, left_out, n_classes)
            times[left_out] += 1
        np.divide(hits, times, out=right[i], where=times > 0)
    # Where parts show several classes, there may be nothing left to judge a level by.
    judged = np.isfinite(right).any(axis=1)
    if not judged.any():
        return None
    levels = [level for level, known in zip(levels, judged, strict=True) if known]
    by_part = _by_part(right[judged], labels, parts, n_classes)
    return _curve(levels, by_part, right[judged])


def draw_examples(
    labels: IntArray,
    parts: IntArray,
    per_class: Sequence[IntArray],
    level: int,
    turns: IntArray,
    rng: np.random.Generator,
) -> tuple[IntArray, IntArray]:
    """Rows to learn from, of up to `level` parts per class, and the rows that are left to judge.

    `parts` [n] numbers the parts, and `per_class` lists those of each class. A class keeps one part
    to be judged by wherever it has two. `turns` counts how often each part was left out; those that
    were seldom are next, so that few draws judge them all. It is updated.
    """
    learnt = np.zeros(len(labels), dtype=bool)
    for c, own in enumerate(per_class):
        order = own[np.lexsort((rng.random(len(own)), turns[own]))]
        left = len(own) - min(level, max(len(own) - 1, 1))
        turns[order[:left]] += 1
        learnt |= (labels == c) & np.isin(parts, order[left:])
    # A part that shows two classes is in neither pile for the other one.
    seen = np.isin(parts, parts[learnt])
    return np.flatnonzero(learnt), np.flatnonzero(~seen)


def _levels(per_class: Sequence[IntArray], draws: int) -> list[int]:
    """As many as half of the classes that can be judged have, with enough left to judge by.

    That is one part at least, and so many that the draws judge each part twice.
    """
    counts = np.array([len(own) for own in per_class])
    if not (counts > 1).any():
        return []
    middle = float(np.median(counts[counts > 1]))
    most = max(1, int(min(middle - 1.0, middle * (1.0 - 2.0 / draws), LEVELS[-1])))
    wanted = [*(k for k in LEVELS if k < most), most]
    return [k for k in wanted if np.minimum(counts, k).sum() <= _MOST_EXAMPLES]


def _is_right(
    gram: Exact, labels: IntArray, kept: IntArray, left_out: IntArray, n_classes: int
) -> NDArray[np.bool_]:
    dual, bias = solve_dual(gram[np.ix_(kept, kept)], labels[kept], n_classes)
    scores = gram[np.ix_(left_out, kept)] @ dual + bias
    return np.asarray(scores.argmax(axis=1) == labels[left_out])


def _by_part(right: Exact, labels: IntArray, parts: IntArray, n_classes: int) -> list[Exact]:
    """Per class the share of right guesses of its parts, [L, parts]; not a number if never judged.

    Only classes with two parts have any.
    """
    found = []
    for c in range(n_classes):
        own = np.unique(parts[labels == c])
        columns = [right[:, (labels == c) & (parts == part)].mean(axis=1) for part in own]
        judged = len(own) > 1
        found.append(np.stack(columns, axis=1) if judged else np.empty((len(right), 0)))
    return found


def _curve(levels: Sequence[int], by_part: list[Exact], shares: Exact) -> LearningCurve:
    recalls = np.stack([_mean(own) for own in by_part], axis=1)
    judged = [own for own in by_part if own.shape[1]]
    accuracy = np.nanmean(recalls, axis=1)
    # The mean of C recalls from n_c parts each varies like one share of this many parts.
    effective = len(judged) ** 2 / sum(1.0 / own.shape[1] for own in judged)
    ends = np.array([wilson_interval(a * effective, effective) for a in accuracy])
    outlook, gain = _outlook(levels, judged)
    return LearningCurve(
        levels=tuple(levels),
        accuracy=accuracy,
        low=ends[:, 0],
        high=ends[:, 1],
        recalls=recalls,
        outlook=outlook,
        gain=gain,
        first=_first(recalls, by_part) if outlook is Outlook.HELPS else None,
        shares=shares,
    )


def _mean(own: Exact) -> Exact:
    """Recall [L] of a class over the parts that were judged."""
    counts = np.count_nonzero(~np.isnan(own), axis=1)
    sums = np.nansum(own, axis=1)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _outlook(levels: Sequence[int], judged: list[Exact]) -> tuple[Outlook, float]:
    """What the end of the curve tells: the last level against the one of half as many examples.

    The same parts are judged at both, so their differences count. As if one more part had changed
    sides: a handful of parts of which none did is no proof that none would.
    """
    earlier = [i for i, level in enumerate(levels) if 2 * level <= levels[-1]]
    if not earlier:
        return Outlook.UNCLEAR, 0.0
    start = earlier[-1]
    changes = [own[-1] - own[start] for own in judged]
    changes = [d[~np.isnan(d)] for d in changes]
    changes = [d for d in changes if len(d)]
    freedom = sum(len(d) - 1 for d in changes)
    if freedom < 1:
        return Outlook.UNCLEAR, 0.0
    doublings = np.log2(levels[-1] / levels[start])
    gain = float(np.mean([d.mean() for d in changes]) / doublings)
    variance = (sum(float(np.sum((d - d.mean()) ** 2)) for d in changes) + 1.0) / (freedom + 1.0)
    error = np.sqrt(variance * sum(1.0 / len(d) for d in changes)) / len(changes) / doublings
    reach = float(stdtrit(freedom, _CONFIDENCE)) * float(error)
    if gain >= _LEAST_GAIN and gain - reach > 0:
        return Outlook.HELPS, gain
    return (Outlook.HARDLY if gain + reach < _HARDLY else Outlook.UNCLEAR), gain


def _first(recalls: Exact, by_part: list[Exact]) -> int | None:
    """The class with most mistakes at the end of the curve, if it stands out and still learns."""
    errors = 1.0 - recalls[-1]
    mistakes = np.array([np.nansum(1.0 - own[-1]) for own in by_part])
    learns = recalls[-1] >= recalls[0]
    able = np.flatnonzero(~np.isnan(errors) & learns & (mistakes >= _FEWEST_MISTAKES))
    if len(able) == 0:
        return None
    worst = int(able[np.argmax(errors[able])])
    others = np.delete(errors, worst)
    others = others[~np.isnan(others)]
    if len(others) and errors[worst] < _WORSE_THAN_OTHERS * others.mean():
        return None
    return worst
