"""All photos of a project, read again only as far as they may have changed."""

from __future__ import annotations

import sqlite3
from typing import Final

from siamdesk.project.rows import PhotoReader
from siamdesk.project.values import Photo

_IS_TOUCHED: Final = "id IN (SELECT photo FROM touched)"

_FOLLOW: Final = (
    # In memory: reading works on a full disk, too.
    "PRAGMA temp_store = MEMORY",
    "CREATE TEMP TABLE touched (photo INTEGER NOT NULL)",
    "CREATE TEMP TRIGGER photo_added AFTER INSERT ON photo"
    " BEGIN INSERT INTO touched VALUES (new.id); END",
    "CREATE TEMP TRIGGER photo_changed AFTER UPDATE ON photo"
    " BEGIN INSERT INTO touched VALUES (new.id); END",
    "CREATE TEMP TRIGGER project_framed AFTER UPDATE OF region, grey_window ON project"
    " BEGIN INSERT INTO touched SELECT id FROM photo; END",
)


class PhotoList:
    """Follows what this connection writes, row by row; what another one wrote is read anew.

    An edit changes a few of 100,000 photos, and the window wants all of them after each. SQLite's
    own triggers keep the list of them: no edit can be forgotten, and one that is rolled back takes
    its lines along. Photos that did not change are the same values as before.
    """

    def __init__(self, connection: sqlite3.Connection, reader: PhotoReader) -> None:
        self._connection = connection
        self._reader = reader
        self._version: int | None = None
        """SQLite's count of what other connections wrote; None: nothing was read yet."""
        self._by_id: dict[int, Photo] = {}
        self._all: tuple[Photo, ...] = ()
        self._follows = not connection.execute("PRAGMA query_only").fetchone()[0]
        if self._follows:
            for statement in _FOLLOW:
                connection.execute(statement)

    def read(self) -> tuple[Photo, ...]:
        """All photos, in the order in which they were added; to be called in a transaction."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        known, self._version = self._version, None  # should anything fail, all is read next time
        if version != known:
            self._by_id = {photo.id: photo for photo in self._reader.read()}
            self._all = tuple(self._by_id.values())
        elif self._follows:
            self._read_touched()
        if self._follows:
            self._connection.execute("DELETE FROM touched")
        self._version = version
        return self._all

    def _read_touched(self) -> None:
        touched = self._connection.execute("SELECT DISTINCT photo FROM touched ORDER BY photo")
        ids = [photo_id for (photo_id,) in touched]
        if not ids:
            return
        found = {photo.id: photo for photo in self._reader.read(_IS_TOUCHED)}
        last = next(reversed(self._by_id), 0)
        came_back = any(i < last and i not in self._by_id for i in found)
        for photo_id in ids:
            if photo_id in found:
                self._by_id[photo_id] = found[photo_id]
            else:
                self._by_id.pop(photo_id, None)
        if came_back:
            self._by_id = dict(sorted(self._by_id.items()))
        self._all = tuple(self._by_id.values())
