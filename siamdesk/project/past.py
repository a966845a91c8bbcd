"""What the edits tell of photos: when they were added, and whose class was confirmed."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from siamdesk.project.edits import Change, changes_from_json
from siamdesk.project.values import Addition, EditKind


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
            "SELECT id, kind, at, CASE WHEN kind IN (?, ?) THEN forward END FROM edit"
            " WHERE id > ? ORDER BY id",
            (EditKind.ADD_PHOTOS.value, EditKind.CONFIRM_CLASS.value, self._seen),
        )
        for edit, kind, at, forward in rows:
            self._seen = edit
            if forward is None:
                continue
            cells = _photo_cells(changes_from_json(forward))
            if kind == EditKind.CONFIRM_CLASS.value:
                pairs = ((photo, value) for photo, value in cells if isinstance(value, int))
                self._confirmed[edit] = tuple(pairs)
            elif cells:
                self._additions.append(Addition(cells[0][0], datetime.fromisoformat(at)))


def _photo_cells(changes: list[Change]) -> list[tuple[int, int | str | None]]:
    return [cell for change in changes if change.table == "photo" for cell in change.values]
