"""The accuracy of the head of all examples, from that of heads that had fewer."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.folds import MAX_FOLDS, lopco_folds
from siamdesk.fewshot.heads.base import IntArray
from siamdesk.fewshot.heads.ridge import solve_dual
from siamdesk.fewshot.honest import part_numbers
from siamdesk.figures.accuracy import Evaluation
from siamdesk.figures.assessment import LeftOutTwice
from siamdesk.figures.shares import Share, wilson_interval

Exact = NDArray[np.float64]

STEEPEST = 1.0
"""The power of the number of examples that errors fall with at most."""
FEWEST_PARTS = 3
"""Parts of a class from which two can be left out and one is left."""


def expected_accuracy(
    measured: Evaluation, earlier: Sequence[LeftOutTwice], parts: Sequence[int]
) -> Share | None:
    """The balanced accuracy to expect of the head that has all examples.

    Leave one per class out judges heads that had one example of each class fewer. With three of a
    class that is a third of what there is, and the figure is too modest by several points. So the
    errors are measured once more with two of each class left out, and the step from two to one is
    continued by a power law, ``error ~ examples^-b``: Cortes, Jackel, Solla, Vapnik and Denker,
    "Learning curves: asymptotic values and rate of convergence", 1994; Viering and Loog, "The shape
    of learning curves: a review", 2022. b lies between 0, where more examples do not help, and
    `STEEPEST`; half a mistake is added to both errors, so that no mistake at all is no proof.

    The interval reaches from the lower end of what was measured to the upper end of that around
    the expectation: whether the curve goes on as it did is not known.

    Args:
        measured: what leaving one per class out gave.
        earlier: what leaving out two gave (`two_left_out`).
        parts: [C], how many parts the examples of each class show.

    Returns None when the classes that can be judged have fewer than `FEWEST_PARTS` parts in the
    middle.

    """
    counts = np.array([n for n in parts if n > 1])
    if len(counts) == 0 or np.median(counts) < FEWEST_PARTS:
        return None
    # With more parts than folds, a fold leaves out as large a share of them as one of `MAX_FOLDS`.
    examples = min(float(np.median(counts)), float(MAX_FOLDS))
    error = 1.0 - measured.balanced_accuracy
    before = float(np.mean([e.wrong / e.judged for e in earlier]))
    half = 0.5 / measured.photos
    steps = math.log((examples - 1.0) / (examples - 2.0))
    power = math.log((before + half) / (error + half)) / steps
    shrunk = ((examples - 1.0) / examples) ** min(max(power, 0.0), STEEPEST)
    value = 1.0 - error * shrunk
    effective = len(counts) ** 2 / float(np.sum(1.0 / counts))
    return Share(value, measured.balanced_low, wilson_interval(value * effective, effective)[1])


def parts_of_classes(
    labels: IntArray, n_classes: int, groups: Sequence[str | None] | None
) -> list[int]:
    """How many parts the examples of each class show, [C]."""
    parts = part_numbers(len(labels), groups)
    return [len(np.unique(parts[labels == c])) for c in range(n_classes)]


def two_left_out(
    gram: Exact,
    labels: IntArray,
    classes: Sequence[str],
    *,
    groups: Sequence[str | None] | None = None,
) -> tuple[LeftOutTwice, ...]:
    """How often examples are taken for another class when two of each class are left out.

    Each fold counts by itself: scores averaged over folds would be those of a better head.

    Args:
        gram: [n, n], the inner products of the examples (`gram_matrix`), by an encoder that was not
            tuned on them.
        labels: [n] class indices.
        classes: the class names.
        groups: per example the part that it shows, or None.

    Only classes that were judged are in the answer.

    """
    wrong, times = (np.zeros(len(classes), dtype=np.int64) for _ in range(2))
    for left_out in lopco_folds(labels, groups, span=2):
        kept = np.delete(np.arange(len(gram)), left_out)
        dual, bias = solve_dual(gram[np.ix_(kept, kept)], labels[kept], len(classes))
        guessed = (gram[np.ix_(left_out, kept)] @ dual + bias).argmax(axis=1)
        np.add.at(wrong, labels[left_out], guessed != labels[left_out])
        np.add.at(times, labels[left_out], 1)
    return tuple(
        LeftOutTwice(classes[c], int(times[c]), int(wrong[c]))
        for c in np.flatnonzero(times).tolist()
    )
