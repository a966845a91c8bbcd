"""Rankings as values, one by one or as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Guess:
    """One ranked class for one photo."""

    class_id: int
    probability: float
    similarity: float
    """Cosine to the nearest example of the class, in [-1, 1]."""
    example_id: int
    """Photo id of that example."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All guesses of one photo, best first."""

    photo_id: int
    guesses: tuple[Guess, ...]
    unknown: float
    """In [0, 1]; high means unlike every example."""
    is_unknown: bool | None
    """None when there are too few examples for a verdict."""


@dataclass(frozen=True, slots=True)
class RankingTable:
    """Rankings of many photos as columns: n photos, t guesses each, best first."""

    photo_ids: NDArray[np.int64]
    """[n]"""
    class_ids: NDArray[np.int64]
    """[n, t]"""
    probabilities: NDArray[np.float32]
    """[n, t]"""
    similarities: NDArray[np.float32]
    """[n, t]"""
    example_ids: NDArray[np.int64]
    """[n, t]"""
    unknown: NDArray[np.float32]
    """[n]"""
    unknown_threshold: float | None
    """A photo is unknown when its score is at or above this; None means no verdict."""
    usefulness: NDArray[np.float32] | None = None
    """[n], how useful a look at each photo is: for the inbox, as the next example; for examples,
    the doubt that their class is right. Comparable among photos of one kind at one revision."""

    suspects: NDArray[np.bool_] | None = None
    """[n], which examples are likely to have a wrong class; None for the inbox."""

    def __len__(self) -> int:
        return len(self.photo_ids)

    def ranking(self, row: int) -> Ranking:
        """The ranking in `row`, as values."""
        guesses = tuple(
            Guess(int(c), float(p), float(s), int(e))
            for c, p, s, e in zip(
                self.class_ids[row],
                self.probabilities[row],
                self.similarities[row],
                self.example_ids[row],
                strict=True,
            )
        )
        score = float(self.unknown[row])
        verdict = None if self.unknown_threshold is None else score >= self.unknown_threshold
        return Ranking(int(self.photo_ids[row]), guesses, score, verdict)
