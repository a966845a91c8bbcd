"""The history of a project: read page by page, walked, and written to a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from siamdesk.atomic import write_atomic
from siamdesk.project.database import reading, storage_errors
from siamdesk.project.editing import Editing
from siamdesk.project.values import Edit, HistoryPage, TrailLine

_COLUMNS = ("time", "user", "happening", "edit", "what", "revision")


class HistoryWalk(Editing):
    """The part of `Project` that goes back and forth in its history."""

    def undo(self) -> Edit | None:
        """Take back the last edit; None when there is none."""
        with self._writing():
            return self._log.undo()

    def redo(self) -> Edit | None:
        """Make the edit again that was undone last; None when there is none."""
        with self._writing():
            return self._log.redo()

    def history(self) -> tuple[Edit, ...]:
        """Edits that can be undone or redone, oldest first."""
        with storage_errors(self._path):
            return self._log.history()

    def trail(self) -> tuple[TrailLine, ...]:
        """The audit trail: who did, undid or redid what, and when; oldest first."""
        with storage_errors(self._path):
            return self._log.trail()

    def history_page(self, before: int | None = None, limit: int = 200) -> HistoryPage:
        """At most `limit` edits that can be undone or redone, newest first.

        They are older than the edit with the id `before`; None starts with the newest.
        """
        with storage_errors(self._path), reading(self._connection):
            edits = self._log.page(before, limit + 1)
            created = self._connection.execute("SELECT created FROM project").fetchone()[0]
            return HistoryPage(
                edits[:limit],
                before,
                complete=len(edits) <= limit,
                undone=self._log.count_undone(),
                created=datetime.fromisoformat(created),
            )

    def go_to(self, edit_id: int) -> int:
        """Undo or redo, all or nothing, until this edit is the last that is done.

        0 stands for the project as it was made. Returns the number of steps; each has its line in
        the audit trail. Raises `ProjectError` when the edit can't be reached any more.
        """
        with self._writing():
            return self._log.go_to(edit_id)


def write_trail(lines: Sequence[TrailLine], path: Path) -> None:
    """Write an audit trail as JSON when the file's name ends in ``.json``, else as CSV.

    Times are in UTC, as ISO 8601. The file is complete or not there. Raises `StorageError`.
    """
    rows = [
        (at.at.isoformat(), at.user, at.happening.value, at.edit_id, at.text, at.revision)
        for at in lines
    ]
    as_json = path.suffix.lower() == ".json"
    data = _json(rows) if as_json else _csv(rows)
    with storage_errors(path):
        write_atomic(path, data, durable=True)


def _json(rows: Sequence[tuple[object, ...]]) -> bytes:
    found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _csv(rows: Sequence[tuple[object, ...]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
    # With the mark that spreadsheets need to take it for UTF-8.
    return stream.getvalue().encode("utf-8-sig")
