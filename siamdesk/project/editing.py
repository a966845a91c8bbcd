"""What the parts of `Project` that make edits have in common."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from siamdesk.project.edits import EditLog
from siamdesk.project.rows import PhotoReader
from siamdesk.project.values import Photo


class Editing(ABC):
    """A connection, the log of edits, and transactions; `Project` has them."""

    _path: Path
    _connection: sqlite3.Connection
    _log: EditLog
    _reader: PhotoReader

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """One transaction; refused in a project that is open for reading only."""

    @abstractmethod
    def _existing(self, photo_ids: Iterable[int]) -> tuple[Photo, ...]:
        """These photos. Raises `ProjectError` when one is not in the project."""
