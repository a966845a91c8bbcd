"""The table of fine-tuned encoders."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from siamdesk.errors import ProjectError
from siamdesk.project.edits import bump_revision
from siamdesk.project.folder import now
from siamdesk.project.values import ModelVersion


class ModelTable:
    """Reads and writes model versions; writing needs a transaction that is the caller's."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    def read(self) -> tuple[ModelVersion, ...]:
        """All versions, oldest first."""
        rows = self._connection.execute(
            "SELECT id, created, encoder, folder, accuracy_before, accuracy_after, active"
            " FROM model_version ORDER BY id"
        )
        return tuple(
            ModelVersion(
                row,
                datetime.fromisoformat(created),
                encoder,
                self._folder / folder,
                # SQLite keeps not-a-number as NULL.
                float("nan") if before is None else before,
                float("nan") if after is None else after,
                bool(active),
            )
            for row, created, encoder, folder, before, after, active in rows
        )

    def add(
        self, encoder: str, folder: str, before: float, after: float, *, active: bool
    ) -> ModelVersion:
        """Append a version whose files lie in `folder`, relative to that of all models."""
        if active:
            self._connection.execute("UPDATE model_version SET active = 0")
        self._connection.execute(
            "INSERT INTO model_version"
            " (created, encoder, folder, accuracy_before, accuracy_after, active)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (now(), encoder, folder, before, after, int(active)),
        )
        bump_revision(self._connection)
        return self.read()[-1]

    def activate(self, version_id: int | None) -> None:
        """Make one version the active one, or none. Raises `ProjectError`."""
        if version_id is not None and all(version.id != version_id for version in self.read()):
            raise ProjectError(f"There is no model version {version_id} in this project.")
        self._connection.execute("UPDATE model_version SET active = (id IS ?)", (version_id,))
        bump_revision(self._connection)
