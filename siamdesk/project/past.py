"""What the edits tell of photos: when they were added, and whose class was confirmed."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Final

from siamdesk.project.edits import Change, changes_from_json
from siamdesk.project.values import Addition, EditKind

_NEW_EDITS: Final = (
    "SELECT id, at, CASE WHEN kind = ? THEN forward END,"
    # Taken out by SQLite, since an addition may list 100,000 photos.
    " CASE WHEN kind = ? THEN (SELECT json_extract(change.value, '$.values[0][0]')"
    " FROM json_each(forward) AS change"
    " WHERE json_extract(change.value, '$.table') = 'photo' LIMIT 1) END"
    " FROM edit WHERE id > ? ORDER BY id"
)
"""Edit, time, what was confirmed, and the first photo that was added."""


class PhotoPast:
    """Reads each edit once: a long history costs nothing after the first time.

    To be asked outside of an edit: one that is rolled back must not be remembered.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen = 0
        self._additions: list[Addition] = []
        self._confirmed: dict[int, tuple[tuple[int, int], ...]] = {}
        """Edit id to pairs of photo id and class id."""

    def additions(self) -> tuple[Addition, ...]:
        """All additions of photos, oldest first."""
        self._read_on()
        return tuple(self._additions)

    def confirmed(self) -> frozenset[tuple[int, int]]:
        """Pairs of a photo's id and the id of the class that the inspector called right."""
        self._read_on()
        done = self._connection.execute(
            "SELECT id FROM edit WHERE state = 'done' AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(self._confirmed)),),
        )
        return frozenset(pair for (edit,) in done for pair in self._confirmed[edit])

    def _read_on(self) -> None:
        rows = self._connection.execute(
            _NEW_EDITS,
            (EditKind.CONFIRM_CLASS.value, EditKind.ADD_PHOTOS.value, self._seen),
        )
        for edit, at, confirmed, first_added in rows:
            self._seen = edit
            if confirmed is not None:
                cells = _photo_cells(changes_from_json(confirmed))
                pairs = ((photo, value) for photo, value in cells if isinstance(value, int))
                self._confirmed[edit] = tuple(pairs)
            elif first_added is not None:
                self._additions.append(Addition(first_added, datetime.fromisoformat(at)))


def _photo_cells(changes: list[Change]) -> list[tuple[int, int | str | None]]:
    return [cell for change in changes if change.table == "photo" for cell in change.values]
