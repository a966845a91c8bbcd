"""The rankings that the window shows, by photo."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.ranking_table import Ranking, RankingTable

_FIRST = np.dtype(
    [
        ("class_id", np.int64),
        ("probability", np.float32),
        ("unknown", np.float32),
        ("is_unknown", np.bool_),
        ("usefulness", np.float32),
        ("is_suspect", np.bool_),
    ]
)
_NONE = np.array((-1, np.nan, np.nan, False, np.nan, False), dtype=_FIRST)


class RankingStore:
    """Keeps tables as they arrive and makes a `Ranking` only for the photos that are looked at."""

    def __init__(self) -> None:
        self._where: dict[int, tuple[RankingTable, int]] = {}
        self._fresh: set[int] = set()
        self._first = np.empty(0, dtype=_FIRST)
        self.revision = -1
        """Of the newest table."""

    def __len__(self) -> int:
        return len(self._where)

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._where

    def clear(self) -> None:
        """Forget everything."""
        self._where.clear()
        self._fresh.clear()
        self._first = np.empty(0, dtype=_FIRST)
        self.revision = -1

    def update(self, table: RankingTable, revision: int) -> bool:
        """Take the rankings of a table; False, and nothing taken, when it is older than shown."""
        if revision < self.revision:
            return False
        if revision > self.revision:
            self._fresh.clear()
        self.revision = revision
        ids = table.photo_ids.tolist()
        self._where.update(zip(ids, ((table, row) for row in range(len(ids))), strict=True))
        self._fresh.update(ids)
        self._reach(max(ids, default=0))
        self._first[table.photo_ids] = _first_guesses(table)
        return True

    def complete(self) -> None:
        """All tables of the newest revision have come: photos in none of them have no ranking."""
        for photo_id in self._where.keys() - self._fresh:
            del self._where[photo_id]
            self._first[photo_id] = _NONE

    def get(self, photo_id: int) -> Ranking | None:
        """The ranking of one photo, if it has one."""
        where = self._where.get(photo_id)
        return None if where is None else where[0].ranking(where[1])

    def first_guesses(self, photo_ids: NDArray[np.int64]) -> NDArray[np.void]:
        """First guesses of many photos at once, for sorting: [n] records.

        Fields: ``class_id``, ``probability``, ``unknown``, ``is_unknown``, ``usefulness``,
        ``is_suspect``. Without a ranking they are -1, NaN, NaN, False, NaN and False.
        """
        self._reach(int(photo_ids.max(initial=0)))
        return self._first[photo_ids]

    def _reach(self, photo_id: int) -> None:
        """Have a place for this photo. Ids count up from 1, so they serve as indexes."""
        missing = photo_id + 1 - len(self._first)
        if missing > 0:
            more = np.full(max(missing, len(self._first)), _NONE)
            self._first = np.concatenate([self._first, more])

    def top(self, photo_id: int) -> int | None:
        """Id of the class that is guessed first."""
        where = self._where.get(photo_id)
        if where is None or where[0].class_ids.shape[1] == 0:
            return None
        return int(where[0].class_ids[where[1], 0])

    def margin(self, photo_id: int) -> float | None:
        """First probability less the second; small where the model is unsure."""
        where = self._where.get(photo_id)
        if where is None or where[0].class_ids.shape[1] == 0:
            return None
        row = where[0].probabilities[where[1]]
        return float(row[0] - row[1]) if len(row) > 1 else float(row[0])


def _first_guesses(table: RankingTable) -> NDArray[np.void]:
    rows = np.full(len(table), _NONE)
    rows["unknown"] = table.unknown
    if table.unknown_threshold is not None:
        rows["is_unknown"] = table.unknown >= table.unknown_threshold
    if table.class_ids.shape[1]:
        rows["class_id"] = table.class_ids[:, 0]
        rows["probability"] = table.probabilities[:, 0]
    if table.usefulness is not None:
        rows["usefulness"] = table.usefulness
    if table.suspects is not None:
        rows["is_suspect"] = table.suspects
    return rows
