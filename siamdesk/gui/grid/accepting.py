"""Which guesses are sure enough to be accepted all at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.values import Photo


class Candidates:
    """First guesses of photos as they were at one moment; those of gone classes don't count."""

    def __init__(
        self, photos: Sequence[Photo], rankings: RankingStore, class_ids: Collection[int]
    ) -> None:
        ids = np.fromiter((photo.id for photo in photos), np.int64, len(photos))
        first = rankings.first_guesses(ids)
        rows = np.flatnonzero(np.isin(first["class_id"], list(class_ids)))
        # Least sure first, as the preview shows them.
        rows = rows[np.argsort(first["probability"][rows], kind="stable")]
        self.photos = [photos[row] for row in rows.tolist()]
        self._first = first[rows]

    def __len__(self) -> int:
        return len(self.photos)

    @property
    def unknown(self) -> int:
        """Number of photos that are unlike every example."""
        return int(self._first["is_unknown"].sum())

    def chosen(self, at_least: float, *, with_unknown: bool) -> list[int]:
        """Places in `photos` whose guess has this probability or more, least sure first."""
        # In the precision of the rankings: 0.9 as a double is more than 0.9 as a float.
        chosen = self._first["probability"] >= np.float32(at_least)
        if not with_unknown:
            chosen &= ~self._first["is_unknown"]
        return [int(row) for row in np.flatnonzero(chosen)]

    def class_id(self, row: int) -> int:
        """Class that is guessed first for the photo at this place."""
        return int(self._first["class_id"][row])

    def probability(self, row: int) -> float:
        """Probability of that class."""
        return float(self._first["probability"][row])

    def counts(self, rows: Sequence[int]) -> dict[int, int]:
        """Number of photos at these places by guessed class."""
        found, counts = np.unique(self._first["class_id"][list(rows)], return_counts=True)
        return dict(zip(found.tolist(), counts.tolist(), strict=True))
