"""Examples whose class is likely wrong, and which of them the inspector has looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.values import Photo, ProjectSnapshot


class CheckList:
    """A list that stays as it is while the inspector works on it.

    Every answer changes the rankings, and with them the doubts; so a photo stays until its class is
    changed or confirmed, and new ones come when the list is made anew.
    """

    def __init__(self, rankings: RankingStore) -> None:
        self._rankings = rankings
        self._confirmed: frozenset[tuple[int, int]] = frozenset()
        self._listed: dict[int, int] = {}
        """Photo id to the class that was doubted."""

    def set_snapshot(self, snapshot: ProjectSnapshot | None) -> bool:
        """Know what was confirmed; whether that is something else than before."""
        known, self._confirmed = self._confirmed, snapshot.confirmed if snapshot else frozenset()
        return known != self._confirmed

    def doubtful(self, photos: Iterable[Photo]) -> list[Photo]:
        """The examples among photos that the rankings doubt as they are now."""
        examples = [photo for photo in photos if photo.class_id is not None]
        ids = np.fromiter((photo.id for photo in examples), np.int64, len(examples))
        first = self._rankings.first_guesses(ids)
        given = np.fromiter((photo.class_id or 0 for photo in examples), np.int64, len(examples))
        # A class that was changed since the photo was ranked: the doubt was about another one.
        rows = np.flatnonzero(first["is_suspect"] & (first["class_id"] != given))
        return [examples[row] for row in rows.tolist() if not self._is_confirmed(examples[row])]

    def make_anew(self, photos: Sequence[Photo]) -> None:
        """List what is doubtful now."""
        self._listed = {p.id: p.class_id for p in self.doubtful(photos) if p.class_id is not None}

    def still_listed(self, photos: Iterable[Photo]) -> list[Photo]:
        """The photos that were listed and that nothing was decided about since."""
        listed = self._listed
        return [
            photo
            for photo in photos
            if photo.class_id is not None
            and listed.get(photo.id) == photo.class_id
            and not self._is_confirmed(photo)
        ]

    def _is_confirmed(self, photo: Photo) -> bool:
        return (photo.id, photo.class_id) in self._confirmed
