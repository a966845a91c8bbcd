"""The rankings that the window shows, by photo."""

from __future__ import annotations

from siamdesk.engine.messages import Ranking, RankingTable


class RankingStore:
    """Keeps tables as they arrive and makes a `Ranking` only for the photos that are looked at."""

    def __init__(self) -> None:
        self._where: dict[int, tuple[RankingTable, int]] = {}
        self._fresh: set[int] = set()
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
        return True

    def complete(self) -> None:
        """All tables of the newest revision have come: photos in none of them have no ranking."""
        for photo_id in self._where.keys() - self._fresh:
            del self._where[photo_id]

    def get(self, photo_id: int) -> Ranking | None:
        """The ranking of one photo, if it has one."""
        where = self._where.get(photo_id)
        return None if where is None else where[0].ranking(where[1])

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
