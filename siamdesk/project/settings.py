"""Small JSON values of a project, by key."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


def read_setting(connection: sqlite3.Connection, key: str) -> Any:
    """The value under `key`, or None."""
    found = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if found is None else json.loads(found[0])


def write_setting(connection: sqlite3.Connection, key: str, value: Any) -> None:
    """Keep `value` under `key`; None forgets it."""
    if value is None:
        connection.execute("DELETE FROM setting WHERE key = ?", (key,))
        return
    connection.execute(
        "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, json.dumps(value))
    )
