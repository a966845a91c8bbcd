"""The table of fine-tuned encoders."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from siamdesk.errors import ProjectError
from siamdesk.project.edits import EditLog
from siamdesk.project.folder import now
from siamdesk.project.values import EditKind, ModelVersion
from siamdesk.project.wording import added_model_text, used_model_text


class ModelTable:
    """Reads and writes model versions; writing needs a transaction that is the caller's.

    Every change goes into the trail of `log`.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path, log: EditLog) -> None:
        self._connection = connection
        self._folder = folder
        self._log = log

    def read(self) -> tuple[ModelVersion, ...]:
        """All versions that were not deleted, oldest first."""
        rows = self._connection.execute(
            "SELECT id, created, encoder, folder, accuracy_before, accuracy_after, active, examples"
            " FROM model_version WHERE present = 1 ORDER BY id"
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
                examples,
            )
            for row, created, encoder, folder, before, after, active, examples in rows
        )

    def add(
        self,
        encoder: str,
        folder: str,
        before: float,
        after: float,
        *,
        active: bool,
        examples: int | None,
    ) -> ModelVersion:
        """Append a version whose files lie in `folder`, relative to that of all models."""
        if active:
            self._connection.execute("UPDATE model_version SET active = 0")
        self._connection.execute(
            "INSERT INTO model_version"
            " (created, encoder, folder, accuracy_before, accuracy_after, active, examples)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (now(), encoder, folder, before, after, int(active), examples),
        )
        made = self.read()[-1]
        self._log.note(
            EditKind.ADD_MODEL, added_model_text(made.id, examples, before, after, active=active)
        )
        return made

    def activate(self, version_id: int | None) -> None:
        """Make one version the active one, or none. Raises `ProjectError`."""
        versions = self.read()
        if version_id is not None:
            version_by_id(versions, version_id)
        replaced = next((v.id for v in versions if v.active), None)
        if version_id == replaced:
            return
        self._connection.execute("UPDATE model_version SET active = (id IS ?)", (version_id,))
        self._log.note(EditKind.USE_MODEL, used_model_text(version_id, replaced))

    def delete(self, version_id: int) -> None:
        """Delete a version that is not active, with its files. Raises `ProjectError`, OSError."""
        version = version_by_id(self.read(), version_id)
        if version.active:
            raise ProjectError(
                f"Model version {version_id} is in use. Use another version first, then delete it."
            )
        # First the files: should it end half-way, the version is still listed and can be deleted
        # again, while files that no version names would never be found.
        if version.folder.exists():
            shutil.rmtree(version.folder)
        self._connection.execute("UPDATE model_version SET present = 0 WHERE id = ?", (version_id,))
        self._log.note(EditKind.DELETE_MODEL, f"Delete model version {version_id}")


def version_by_id(versions: Iterable[ModelVersion], version_id: int) -> ModelVersion:
    """The version with this id. Raises `ProjectError`."""
    known = {version.id: version for version in versions}
    if version_id in known:
        return known[version_id]
    listed = ", ".join(map(str, known)) or "none"
    raise ProjectError(f"There is no model version {version_id} in this project. Known: {listed}.")
