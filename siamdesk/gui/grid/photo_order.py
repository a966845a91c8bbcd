"""Which photos the grid shows, and in which order: sorting and filtering without Qt.

Orders that follow from rankings are remembered: a correction re-ranks everything, and photos must
not jump about under an inspector's hands. `PhotoOrder.sort` looks at the rankings, `arrange` keeps
what was sorted; see docs/decisions/0010.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.values import Addition, Photo


class SortBy(StrEnum):
    """What the order of the grid follows."""

    ADDED = "added"
    NEWEST = "newest"
    NAME = "name"
    FOLDER = "folder"
    NOTE = "note"
    LEAST_SURE = "least sure"
    SUREST = "surest"
    UNKNOWN = "unknown"
    CLASS = "class"
    USEFUL = "useful"


_STEADY = (SortBy.ADDED, SortBy.NEWEST, SortBy.NAME, SortBy.FOLDER)
"""Orders by what never changes of a photo."""


@dataclass(frozen=True, slots=True)
class PhotoQuery:
    """How photos are sorted, and which are shown. Photos without a ranking come last."""

    sort: SortBy = SortBy.ADDED
    words: str = ""
    """Parts of the file name or of the note, in any order; case is ignored."""
    class_id: int | None = None
    """Only photos that are guessed to be of this class."""
    at_least: float | None = None
    """Only photos whose first guess has this probability or more."""
    below: float | None = None
    """Only photos whose first guess has less than this probability."""
    unknown_only: bool = False
    noted_only: bool = False
    """Only photos with a note."""
    folder: str | None = None
    """Only photos that were added from this folder."""
    added_from: date | None = None
    """Only photos that were added on this day or later."""
    added_until: date | None = None
    """Only photos that were added on this day or before."""

    @property
    def filters(self) -> bool:
        """Whether photos may be left out."""
        chosen = (self.folder, self.added_from, self.added_until)
        return (
            bool(self.words.strip())
            or self.noted_only
            or any(limit is not None for limit in chosen)
            or self._filters_by_ranking
        )

    @property
    def follows_rankings(self) -> bool:
        """Whether new rankings, or notes, can change what is shown, or where."""
        return self._filters_by_ranking or self.sort not in _STEADY

    @property
    def _filters_by_ranking(self) -> bool:
        limits = (self.class_id, self.at_least, self.below)
        return self.unknown_only or any(limit is not None for limit in limits)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike photos are to one of them."""

    photo: Photo
    values: NDArray[np.float32]
    """Cosines by photo id; NaN for photos that were not compared."""

    @classmethod
    def of(
        cls, photo: Photo, photo_ids: NDArray[np.int64], similarities: NDArray[np.float32]
    ) -> Likeness:
        """From the ids [n] of photos and their cosines [n] to `photo`."""
        values = np.full(int(photo_ids.max(initial=0)) + 1, np.nan, dtype=np.float32)
        values[photo_ids] = similarities
        return cls(photo, values)

    def to(self, photo_ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Cosines [n] of these photos; NaN for those that came later."""
        known = photo_ids < len(self.values)
        return np.where(known, self.values[np.where(known, photo_ids, 0)], np.float32(np.nan))


class PhotoOrder:
    """Sorts and filters photos, and remembers how they were sorted last."""

    def __init__(self, rankings: RankingStore) -> None:
        self._rankings = rankings
        self._class_places: dict[int, int] = {}
        self._counted: dict[str, str] = {}
        self._places: dict[int, int] = {}
        """Photo id to place when sorted last; -1 was left out."""
        self._first_ids = np.empty(0, np.int64)
        self._days = np.empty(0, np.int64)
        self.query = PhotoQuery()
        self.likeness: Likeness | None = None
        """While there is one, photos are sorted by it and not as the query says."""

    @property
    def is_plain(self) -> bool:
        """Whether all photos are shown, in the order in which they were added."""
        query = self.query
        return self.likeness is None and query.sort is SortBy.ADDED and not query.filters

    @property
    def _remembers(self) -> bool:
        """Whether what is shown, or where, must not change by itself."""
        return self.likeness is not None or self.query.follows_rankings

    def set_additions(self, additions: Sequence[Addition]) -> None:
        """Know on which days photos were added."""
        self._first_ids = np.array([a.first for a in additions], np.int64)
        self._days = np.array([a.at.astimezone().date().toordinal() for a in additions], np.int64)

    def set_classes(self, class_ids: Sequence[int]) -> None:
        """Know the order of the classes."""
        self._class_places = {class_id: place for place, class_id in enumerate(class_ids)}

    def sort(self, photos: Sequence[Photo]) -> list[Photo]:
        """Sort by the rankings as they are now, and remember that order."""
        shown = self._fresh(photos)
        self._places = {}
        if self._remembers:
            self._places = dict.fromkeys((photo.id for photo in photos), -1)
            self._places.update((photo.id, place) for place, photo in enumerate(shown))
        return shown

    def arrange(self, photos: Sequence[Photo]) -> list[Photo]:
        """The photos in the order remembered; those that came since follow, sorted."""
        if not self._remembers:
            return self._fresh(photos)
        places = self._places
        known = [(places[p.id], p) for p in photos if places.get(p.id, -1) >= 0]
        known.sort(key=lambda pair: pair[0])
        came = [photo for photo in photos if photo.id not in places]
        return [photo for _, photo in known] + (self._fresh(came) if came else [])

    def is_stale(self, photos: Sequence[Photo], shown: Sequence[Photo]) -> bool:
        """Whether sorting again would show other photos, or in another order."""
        if not self._remembers:
            return False
        return [photo.id for photo in self._fresh(photos)] != [photo.id for photo in shown]

    # ---- inside ----

    def _fresh(self, photos: Sequence[Photo]) -> list[Photo]:
        photos = self._without_rankings(photos)
        if self._remembers:
            ids = np.fromiter((photo.id for photo in photos), np.int64, len(photos))
            first = self._rankings.first_guesses(ids)
            rows = np.flatnonzero(self._matches(first))
            keys = self._keys(first[rows])
            if self.likeness is not None:
                keys = (-self.likeness.to(ids[rows]).astype(np.float64),)
            order = rows if keys is None else rows[np.lexsort(keys)]
            photos = [photos[row] for row in order.tolist()]
        return list(photos) if self.likeness is not None else self._without_keys(photos)

    def _without_keys(self, photos: Sequence[Photo]) -> list[Photo]:
        """Sorted, as far as that goes by no ranking."""
        match self.query.sort:
            case SortBy.NEWEST:
                return list(reversed(photos))
            case SortBy.NAME:
                return sorted(photos, key=lambda p: self._as_counted(p.name))
            case SortBy.FOLDER:
                counted = self._as_counted
                return sorted(photos, key=lambda p: (counted(p.folder), counted(p.name)))
            case SortBy.NOTE:
                return sorted(photos, key=lambda p: (not p.note, self._as_counted(p.note)))
            case _:
                return list(photos)

    def _without_rankings(self, photos: Sequence[Photo]) -> Sequence[Photo]:
        """The photos that pass the filters for which no ranking is needed."""
        query = self.query
        if words := query.words.casefold().split():
            texts = ((p, f"{p.name}\n{p.note}".casefold()) for p in photos)
            photos = [p for p, text in texts if all(word in text for word in words)]
        if query.noted_only:
            photos = [p for p in photos if p.note]
        if query.folder is not None:
            photos = [p for p in photos if p.folder == query.folder]
        if query.added_from is not None or query.added_until is not None:
            photos = [p for p, fits in zip(photos, self._fits_days(photos), strict=True) if fits]
        return photos

    def _fits_days(self, photos: Sequence[Photo]) -> list[bool]:
        if not len(self._days):
            return [False] * len(photos)
        ids = np.fromiter((photo.id for photo in photos), np.int64, len(photos))
        days = self._days[np.searchsorted(self._first_ids, ids, side="right") - 1]
        earliest, latest = self.query.added_from, self.query.added_until
        fits = np.ones(len(ids), dtype=np.bool_)
        if earliest is not None:
            fits &= days >= earliest.toordinal()
        if latest is not None:
            fits &= days <= latest.toordinal()
        return [bool(fit) for fit in fits]

    def _matches(self, first: NDArray[np.void]) -> NDArray[np.bool_]:
        query = self.query
        matches = np.ones(len(first), dtype=np.bool_)
        if query.class_id is not None:
            matches &= first["class_id"] == query.class_id
        # Without a ranking the probability is NaN, which is neither.
        if query.at_least is not None:
            matches &= first["probability"] >= query.at_least
        if query.below is not None:
            matches &= first["probability"] < query.below
        if query.unknown_only:
            matches &= first["is_unknown"]
        return matches

    def _keys(self, first: NDArray[np.void]) -> tuple[NDArray[np.float64], ...] | None:
        """Sort keys, the last one first as in `np.lexsort`; NaN sorts last, ties stay in order."""
        match self.query.sort:
            case SortBy.LEAST_SURE:
                return (first["probability"].astype(np.float64),)
            case SortBy.SUREST:
                return (-first["probability"].astype(np.float64),)
            case SortBy.UNKNOWN:
                return (-first["unknown"].astype(np.float64),)
            case SortBy.USEFUL:
                return (-first["usefulness"].astype(np.float64),)
            case SortBy.CLASS:
                known, inverse = np.unique(first["class_id"], return_inverse=True)
                last = float("nan")
                places = np.array([self._class_places.get(c, last) for c in known.tolist()])
                return (-first["probability"].astype(np.float64), places[inverse])
            case _:
                return None

    def _as_counted(self, words: str) -> str:
        """`img 9` before `img 10`: numbers are compared as numbers."""
        key = self._counted.get(words)
        if key is None:
            key = re.sub(r"\d+", lambda number: number[0].zfill(20), words.casefold())
            self._counted[words] = key
        return key
