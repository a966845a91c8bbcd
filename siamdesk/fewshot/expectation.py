"""The accuracy of the head of all examples, from that of heads that had fewer."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.heads.base import IntArray
from siamdesk.fewshot.heads.ridge import solve_dual
from siamdesk.fewshot.honest import part_numbers
from siamdesk.figures.accuracy import Evaluation
from siamdesk.figures.shares import Share, wilson_interval

Exact = NDArray[np.float64]

STEEPEST = 1.0
"""The power of the number of examples that errors fall with at most."""
FEWEST_PARTS = 3
"""Parts of a class from which two can be left out and one is left."""


def expected_accuracy(
    gram: Exact,
    labels: IntArray,
    n_classes: int,
    measured: Evaluation,
    *,
    groups: Sequence[str | None] | None = None,
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
        gram: [n, n], the inner products of the examples (`gram_matrix`), by an encoder that was not
            tuned on them.
        labels: [n] class indices.
        n_classes: C.
        measured: what leaving one per class out gave.
        groups: per example the part that it shows, or None.

    Returns None when the classes that can be judged have fewer than `FEWEST_PARTS` parts in the
    middle.

    """
    parts = part_numbers(len(labels), groups)
    counts = np.array([len(np.unique(parts[labels == c])) for c in range(n_classes)])
    counts = counts[counts > 1]
    if len(counts) == 0 or np.median(counts) < FEWEST_PARTS:
        return None
    examples = float(np.median(counts))
    error = 1.0 - measured.balanced_accuracy
    before = _balanced_error(gram, labels, n_classes, lopco_folds(labels, groups, span=2))
    half = 0.5 / measured.photos
    steps = math.log((examples - 1.0) / (examples - 2.0))
    power = math.log((before + half) / (error + half)) / steps
    shrunk = ((examples - 1.0) / examples) ** min(max(power, 0.0), STEEPEST)
    value = 1.0 - error * shrunk
    effective = len(counts) ** 2 / float(np.sum(1.0 / counts))
    return Share(value, measured.balanced_low, wilson_interval(value * effective, effective)[1])


def _balanced_error(
    gram: Exact, labels: IntArray, n_classes: int, folds: Sequence[IntArray]
) -> float:
    """The mean over classes of how often their left-out examples are taken for another one.

    Each fold counts by itself: scores averaged over folds would be those of a better head.
    """
    wrong, times = np.zeros(n_classes), np.zeros(n_classes)
    for left_out in folds:
        kept = np.delete(np.arange(len(gram)), left_out)
        dual, bias = solve_dual(gram[np.ix_(kept, kept)], labels[kept], n_classes)
        guessed = (gram[np.ix_(left_out, kept)] @ dual + bias).argmax(axis=1)
        np.add.at(wrong, labels[left_out], guessed != labels[left_out])
        np.add.at(times, labels[left_out], 1)
    judged = times > 0
    return float(np.mean(wrong[judged] / times[judged]))
