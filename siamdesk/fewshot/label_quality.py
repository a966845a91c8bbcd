"""Examples that deserve a second look: doubtful, unlike their class, between two classes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.heads.base import FloatArray, IntArray
from siamdesk.fewshot.roc import pair_order
from siamdesk.fewshot.suggestions import doubts, suspicious
from siamdesk.figures.judged import JudgedPhotos, PhotoRef
from siamdesk.figures.label_quality import HardPair, InBetween, LabelDoubt, Outlier

OUTLYING = 3.5
"""Spreads below the median from which an example is an outlier: Iglewicz and Hoaglin, "How to
detect and handle outliers", 1993."""
FEWEST_PARTS = 4
"""Parts of a class below which nothing tells what is usual in it."""
MOST_PAIRS = 10
MOST_BETWEEN = 12
_SEPARATE = 0.99
_BETWEEN = 0.2
_PRIOR_PARTS = 5.0
_LEAST_SPREAD = 0.02
_MAD_TO_SPREAD = 1.4826

Exact = NDArray[np.float64]


def label_doubts(photos: JudgedPhotos) -> tuple[LabelDoubt, ...]:
    """Every judged photo with the doubt that its class is right, the most doubtful first."""
    p, labels = photos.probabilities, photos.labels
    found, suspect = doubts(p, labels), suspicious(p, labels)
    others = p.copy()
    others[np.arange(len(p)), labels] = -1.0
    other = others.argmax(axis=1)
    return tuple(
        LabelDoubt(
            photo=photos.photo(row),
            doubt=float(found[row]),
            other=photos.classes[int(other[row])],
            is_suspect=bool(suspect[row]),
        )
        for row in np.argsort(-found, kind="stable").tolist()
    )


def outliers(
    similarity: Exact, labels: IntArray, parts: IntArray, photos: Sequence[PhotoRef]
) -> tuple[Outlier, ...]:
    """Examples that are unlike the others of their class, the furthest first.

    Args:
        similarity: [n], of all examples (`similarities_within`).
        labels: [n] class indices.
        parts: [n], numbers of the parts that they show.
        photos: [n], what to call them.

    A class of fewer than `FEWEST_PARTS` parts has none. Its spread is estimated together with that
    of the others, by as many parts as it is short of being sure by itself.

    """
    able = [c for c in np.unique(labels) if len(np.unique(parts[labels == c])) >= FEWEST_PARTS]
    if not able:
        return ()
    usual = {c: float(np.nanmedian(similarity[labels == c])) for c in able}
    gaps = {c: np.abs(similarity[labels == c] - usual[c]) for c in able}
    shared = float(np.median(np.concatenate(list(gaps.values()))))
    found = []
    for c in able:
        n = float(len(np.unique(parts[labels == c])))
        own = float(np.median(gaps[c]))
        mixed = np.sqrt((n * own**2 + _PRIOR_PARTS * shared**2) / (n + _PRIOR_PARTS))
        spread = max(_MAD_TO_SPREAD * float(mixed), _LEAST_SPREAD)
        for row in np.flatnonzero(labels == c).tolist():
            deviations = (usual[c] - float(similarity[row])) / spread
            if deviations >= OUTLYING:
                place = float(similarity[row])
                found.append(Outlier(photos[row], place, usual[c], deviations))
    return tuple(sorted(found, key=lambda outlier: -outlier.deviations))


def similarities_within(G: FloatArray, labels: IntArray, parts: IntArray) -> Exact:
    """Mean cosine [n] of each example to those of its class that show other parts.

    G are their embeddings [n, d], of unit length. Not a number where there are no such examples.
    """
    found = np.full(len(G), np.nan)
    for c in np.unique(labels):
        rows = np.flatnonzero(labels == c)
        exact = G[rows].astype(np.float64)
        total = exact.sum(axis=0)
        for part in np.unique(parts[rows]):
            own = parts[rows] == part
            if not own.all():
                rest = (total - exact[own].sum(axis=0)) / np.count_nonzero(~own)
                found[rows[own]] = exact[own] @ rest
    return found


def hard_pairs(photos: JudgedPhotos) -> tuple[HardPair, ...]:
    """Pairs of classes that are hard to tell apart, the hardest first.

    A pair is judged on its own photos by the probability of the one class as a share of that of
    both: Hand and Till, "A simple generalisation of the area under the ROC curve for multiple class
    classification problems", 2001. Pairs without a mistake that are nearly always told apart are
    left out.
    """
    judged = np.unique(photos.labels).tolist()
    pairs = [_pair(photos, a, b) for a, b in combinations(judged, 2)]
    hard = [pair for pair in pairs if pair.separation < _SEPARATE or pair.mistakes]
    hard.sort(key=lambda pair: (pair.separation, -pair.mistakes))
    return tuple(hard[:MOST_PAIRS])


def _pair(photos: JudgedPhotos, a: int, b: int) -> HardPair:
    p, labels, guesses = photos.probabilities.astype(np.float64), photos.labels, photos.guesses
    rows = np.flatnonzero((labels == a) | (labels == b))
    both = np.maximum(p[rows, a] + p[rows, b], np.finfo(np.float64).tiny)
    share = p[rows, a] / both
    of_a = labels[rows] == a
    wrong = np.where(of_a, guesses[rows] == b, guesses[rows] == a)
    near = np.flatnonzero(np.minimum(share, 1.0 - share) >= _BETWEEN)
    near = near[np.argsort(np.abs(share[near] - 0.5), kind="stable")][:MOST_BETWEEN]
    return HardPair(
        first=photos.classes[a],
        second=photos.classes[b],
        separation=pair_order(share[of_a], share[~of_a]),
        mistakes=int(wrong.sum()),
        judged=len(rows),
        between=tuple(
            InBetween(photos.photo(int(rows[i])), float(share[i])) for i in near.tolist()
        ),
    )
