"""The mean of photos of which few come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from siamdesk.fewshot.space import sum_features

Batches = Callable[[Sequence[str]], Iterator[list[NDArray[np.float32]]]]


class RunningMeans:
    """Per encoder the mean of the features of photos, rooted (`mean_features`).

    A correction takes one photo out of an inbox of thousands: only that one is read.
    """

    def __init__(self, roots: Sequence[bool]) -> None:
        self._roots = roots
        self._summed: frozenset[str] = frozenset()
        self._sums: list[NDArray[np.float64]] = []

    def of(self, looks: Sequence[str], batches: Batches) -> list[NDArray[np.float64]] | None:
        """The means [d_e] of photos, none of them twice; None without any.

        `batches` gives the features [m, d_e] of photos, a batch at a time.
        """
        wanted = frozenset(looks)
        known, sums = self._summed, self._sums
        if len(wanted ^ known) >= len(wanted):
            known, sums = frozenset(), [np.zeros(1) for _ in self._roots]
        new, gone = [d for d in looks if d not in known], sorted(known - wanted)
        for sign, changed in ((1.0, new), (-1.0, gone)):
            for batch in batches(changed):
                more = sum_features(batch, self._roots)
                sums = [a + sign * b for a, b in zip(sums, more, strict=True)]
        self._summed, self._sums = wanted, sums
        return [total / len(wanted) for total in sums] if wanted else None
