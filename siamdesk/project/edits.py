"""The log of edits: undo and redo across restarts, and the audit trail.

An edit is two lists of changes, forward and inverse, kept as JSON beside the sentence that
describes it. Undo applies the inverse of the last edit that is done, redo the forward changes of
the first that is undone. All methods must be called inside a transaction that is the caller's.
"""

from __future__ import annotations

import getpass
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.project.values import Edit, EditKind, Happening, TrailLine

Cell = int | str | None

_NEWEST: Final = 2**63 - 1
"""Above the id of every edit."""

_CHANGEABLE: Final = {
    "class": {"present", "name", "key", "position", "colour", "ok"},
    "photo": {"present", "class_id", "part", "note", "region", "grey_window"},
    "project": {"region", "grey_window"},
}
_EDIT: Final = (
    "SELECT edit.id, kind, text, edit.at, state, user FROM edit"
    " JOIN trail ON edit_id = edit.id AND happening = 'done'"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One column of some rows of one table, by row id."""

    table: str
    column: str
    values: tuple[tuple[int, Cell], ...]

    def __post_init__(self) -> None:
        # Both become part of an SQL statement, and may come from a file.
        if self.column not in _CHANGEABLE.get(self.table, ()):
            raise ValueError(f"{self.table}.{self.column} is not what an edit may change")


def present(table: str, ids: Iterable[int], *, value: bool) -> Change:
    """Put rows into the project, or take them out."""
    return Change(table, "present", tuple((row, int(value)) for row in ids))


class EditLog:
    """The edits of one project database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def record(
        self, kind: EditKind, text: str, *, forward: Sequence[Change], inverse: Sequence[Change]
    ) -> None:
        """Make the forward changes and append the edit; edits that were undone are forgotten."""
        execute = self._connection.execute
        execute("UPDATE edit SET state = 'forgotten' WHERE state = 'undone'")
        self._apply(forward)
        row = execute(
            "INSERT INTO edit (kind, text, at, forward, inverse, state)"
            " VALUES (?, ?, ?, ?, ?, 'done')",
            (kind.value, text, _now(), _to_json(forward), _to_json(inverse)),
        )
        self._log(int(row.lastrowid or 0), Happening.DONE)

    def note(self, kind: EditKind, text: str) -> None:
        """Write down in the trail what was done and undo does not cover."""
        row = self._connection.execute(
            "INSERT INTO edit (kind, text, at, forward, inverse, state)"
            " VALUES (?, ?, ?, '[]', '[]', 'forgotten')",
            (kind.value, text, _now()),
        )
        self._log(int(row.lastrowid or 0), Happening.DONE)

    def undo(self) -> Edit | None:
        """Take back the last edit that is done."""
        return self._switch(
            f"{_EDIT} WHERE state = 'done' ORDER BY edit.id DESC LIMIT 1", Happening.UNDONE
        )

    def redo(self) -> Edit | None:
        """Make the first edit that is undone again."""
        return self._switch(
            f"{_EDIT} WHERE state = 'undone' ORDER BY edit.id LIMIT 1", Happening.REDONE
        )

    def go_to(self, edit_id: int) -> int:
        """Undo or redo until this edit is the last that is done; 0 is before the first.

        Returns the number of steps. Raises `ProjectError` when the edit can't be reached.
        """
        known = "SELECT 1 FROM edit WHERE id = ? AND state != 'forgotten'"
        if edit_id and self._connection.execute(known, (edit_id,)).fetchone() is None:
            raise ProjectError(
                "This point of the history can't be reached any more: something was done after "
                "it had been undone. Choose another one."
            )
        steps = 0
        while self._exists("state = 'done' AND id > ?", edit_id) and self.undo():
            steps += 1
        while self._exists("state = 'undone' AND id <= ?", edit_id) and self.redo():
            steps += 1
        return steps

    def history(self) -> tuple[Edit, ...]:
        """Edits that can be undone or redone, oldest first."""
        rows = self._connection.execute(f"{_EDIT} WHERE state != 'forgotten' ORDER BY edit.id")
        return tuple(_edit(*row) for row in rows)

    def page(self, before: int | None, limit: int) -> tuple[Edit, ...]:
        """At most `limit` edits of the history that are older than `before`, newest first."""
        rows = self._connection.execute(
            f"{_EDIT} WHERE state != 'forgotten' AND edit.id < ? ORDER BY edit.id DESC LIMIT ?",
            (_NEWEST if before is None else before, limit),
        )
        return tuple(_edit(*row) for row in rows)

    def count_undone(self) -> int:
        """Number of edits that can be redone."""
        rows = self._connection.execute("SELECT COUNT(*) FROM edit WHERE state = 'undone'")
        return int(rows.fetchone()[0])

    def next_texts(self) -> tuple[str | None, str | None]:
        """What undo would undo, and what redo would redo."""
        execute = self._connection.execute
        done = execute("SELECT text FROM edit WHERE state = 'done' ORDER BY id DESC LIMIT 1")
        undone = execute("SELECT text FROM edit WHERE state = 'undone' ORDER BY id LIMIT 1")
        first, second = done.fetchone(), undone.fetchone()
        return first and first[0], second and second[0]

    def trail(self) -> tuple[TrailLine, ...]:
        """Everything that ever happened, forgotten edits included, oldest first."""
        rows = self._connection.execute(
            "SELECT trail.at, user, happening, edit_id, text, revision"
            " FROM trail JOIN edit ON edit.id = edit_id ORDER BY trail.id"
        )
        return tuple(
            TrailLine(datetime.fromisoformat(at), user, Happening(what), edit, text, revision)
            for at, user, what, edit, text, revision in rows
        )

    def reachable_copies(self) -> set[str]:
        """Copies of all photos that are in the project, or that undo or redo can bring back."""
        rows = self._connection.execute(
            "SELECT copy FROM photo WHERE copy IS NOT NULL AND (present = 1 OR id IN ("
            " SELECT json_extract(cell.value, '$[0]')"
            " FROM edit, json_each(edit.forward) AS change,"
            "  json_each(change.value, '$.values') AS cell"
            " WHERE state != 'forgotten' AND json_extract(change.value, '$.table') = 'photo'))"
        )
        return {copy for (copy,) in rows}

    def _switch(self, query: str, happening: Happening) -> Edit | None:
        found = self._connection.execute(query).fetchone()
        if found is None:
            return None
        edit = _edit(*found)
        undone = happening is Happening.UNDONE
        changes = self._connection.execute(
            f"SELECT {'inverse' if undone else 'forward'} FROM edit WHERE id = ?",  # noqa: S608 - ours
            (edit.id,),
        ).fetchone()
        self._apply(changes_from_json(changes[0]))
        self._connection.execute(
            "UPDATE edit SET state = ? WHERE id = ?", ("undone" if undone else "done", edit.id)
        )
        self._log(edit.id, happening)
        return replace(edit, undone=undone)

    def _exists(self, where: str, edit_id: int) -> bool:
        query = f"SELECT 1 FROM edit WHERE {where} LIMIT 1"  # noqa: S608 - ours
        return self._connection.execute(query, (edit_id,)).fetchone() is not None

    def _apply(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self._connection.executemany(
                f"UPDATE {change.table} SET {change.column} = ? WHERE id = ?",  # noqa: S608 - checked
                [(value, row) for row, value in change.values],
            )

    def _log(self, edit_id: int, happening: Happening) -> None:
        revision = bump_revision(self._connection)
        self._connection.execute(
            "INSERT INTO trail (at, user, happening, edit_id, revision) VALUES (?, ?, ?, ?, ?)",
            (_now(), _user(), happening.value, edit_id, revision),
        )


def _edit(row: int, kind: str, text: str, at: str, state: str, user: str) -> Edit:
    when = datetime.fromisoformat(at)
    return Edit(row, EditKind(kind), text, when, undone=state == "undone", user=user)


def bump_revision(connection: sqlite3.Connection) -> int:
    """Make all answers to the state before stale; returns the new revision."""
    connection.execute("UPDATE project SET revision = revision + 1")
    return read_revision(connection)


def read_revision(connection: sqlite3.Connection) -> int:
    """The project's revision."""
    return int(connection.execute("SELECT revision FROM project").fetchone()[0])


def _to_json(changes: Sequence[Change]) -> str:
    return json.dumps(
        [{"table": c.table, "column": c.column, "values": c.values} for c in changes],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def changes_from_json(text: str) -> list[Change]:
    """The changes of an edit, as its column `forward` or `inverse` keeps them."""
    return [
        Change(c["table"], c["column"], tuple((row, value) for row, value in c["values"]))
        for c in json.loads(text)
    ]


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container whose user has no name
        return "unknown"
