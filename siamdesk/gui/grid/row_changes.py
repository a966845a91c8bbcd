"""Which rows leave and which come when a list of photos becomes another one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from siamdesk.project.changes import Pair, same_ends
from siamdesk.project.values import Photo

Range = tuple[int, int]
"""First and last row, both included."""

_id = attrgetter("id")


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Take out `gone`, the last first; then put in `come`, the first first."""

    gone: tuple[Range, ...]
    """Ascending rows of the old list."""
    come: tuple[Range, ...]
    """Ascending rows of the new list."""

    @classmethod
    def between(cls, old: Sequence[Photo], new: Sequence[Photo]) -> RowChanges | None:
        """What makes `new` of `old`; None where photos that stay are in another order."""
        start, end = same_ends(old, new)
        old_ids = _ids(old[start : len(old) - end])
        new_ids = _ids(new[start : len(new) - end])
        stays, known = np.isin(old_ids, new_ids), np.isin(new_ids, old_ids)
        if not np.array_equal(old_ids[stays], new_ids[known]):
            return None
        return cls(_ranges(np.flatnonzero(~stays) + start), _ranges(np.flatnonzero(~known) + start))

    @classmethod
    def of_few(
        cls, old: Sequence[Photo], new: Sequence[Photo], photo_ids: Iterable[int]
    ) -> RowChanges:
        """As `between` for lists in the order of ids that differ in these, ascending, only."""
        places = [(place_of(old, i), place_of(new, i)) for i in photo_ids]
        gone = [row for (row, was), (_, now) in places if was and not now]
        come = [row for (_, was), (row, now) in places if now and not was]
        return cls(_ranges(np.array(gone, np.int64)), _ranges(np.array(come, np.int64)))

    def __len__(self) -> int:
        return len(self.gone) + len(self.come)


def place_of(photos: Sequence[Photo], photo_id: int) -> tuple[int, bool]:
    """Where a photo is, or belongs, among photos in the order of their ids; whether it is there."""
    place = bisect_left(photos, photo_id, key=_id)
    return place, place < len(photos) and photos[place].id == photo_id


def id_of(pair: Pair) -> int:
    """The id of a changed photo."""
    known = pair[1] or pair[0]
    if known is None:
        raise ValueError("a photo that is in neither snapshot")
    return known.id


def _ids(photos: Sequence[Photo]) -> NDArray[np.int64]:
    return np.fromiter(map(_id, photos), np.int64, len(photos))


def _ranges(rows: NDArray[np.int64]) -> tuple[Range, ...]:
    """Ascending rows as ranges of neighbours."""
    if not len(rows):
        return ()
    parts = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return tuple((int(part[0]), int(part[-1])) for part in parts)
