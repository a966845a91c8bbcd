"""Embeddings that were computed already, by photo and encoder."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from siamdesk.images.squares import PREPARATION

_log = logging.getLogger(__name__)

_NAME: Final = "embeddings.db"
_BUSY_SECONDS: Final = 5.0
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS embedding (
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (key, digest)
)
"""
_READ: Final = (
    "SELECT digest, checksum, vector FROM embedding"
    " WHERE key = ? AND digest IN (SELECT value FROM json_each(?))"
)
_WRITE: Final = "INSERT OR REPLACE INTO embedding (key, digest, checksum, vector) VALUES (?,?,?,?)"
Work = Callable[[sqlite3.Connection], Iterable[tuple[Any, ...]]]

_DAMAGE: Final = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,  # another layout: a table or a column is missing
}


class EmbeddingCache:
    """``embeddings.db`` in a folder; threads may share one, and processes the file.

    What was kept of photos that were prepared in another way (`PREPARATION`) is thrown away when
    the file is opened. It never fails: the file may be deleted at any time, a damaged one is
    deleted and begun anew, and when the disk refuses, embeddings are computed again instead of
    being kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None
        self._may_write = True
        self._may_rebuild = True

    def get_many(self, digests: Sequence[str], key: str) -> dict[str, NDArray[np.float32]]:
        """The embeddings that are kept, ``{digest: [d] float32}``; the others are absent.

        `key` names all that an embedding depends on beside the photo: encoder, runtime, precision.
        """
        with self._lock:
            rows = self._attempt(
                lambda connection: connection.execute(_READ, (key, json.dumps(list(digests))))
            )
        return {
            digest: np.frombuffer(vector, np.float32).copy()
            for digest, checksum, vector in rows
            if zlib.crc32(vector) == checksum
        }

    def put_many(self, key: str, items: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep embeddings, ``{digest: [d] float32}``; those that are kept already are replaced."""
        rows = []
        for digest, vector in items.items():
            if vector.ndim != 1:
                raise ValueError(f"an embedding has one axis, this one has {vector.ndim}")
            blob = np.ascontiguousarray(vector, np.float32).tobytes()
            rows.append((key, digest, zlib.crc32(blob), blob))
        with self._lock:
            if self._may_write and rows:
                self._attempt(lambda connection: _write(connection, rows))

    def close(self) -> None:
        """Close the file. The cache opens it again when it is used again."""
        with self._lock:
            self._close()

    def _attempt(self, work: Work) -> list[tuple[Any, ...]]:
        """Rows of `work(connection)`; none when the cache can't serve just now."""
        for may_recover in (True, False):
            try:
                return self._rows(work)
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                    break  # another process is writing for long: next time
                if not (may_recover and self._recovered(error)):
                    self._stop_writing(error)
                    break
            except OSError as error:
                self._stop_writing(error)
                break
        return []

    def _rows(self, work: Work) -> list[tuple[Any, ...]]:
        if self._connection is not None and self._opened != _identity(self._file):
            self._close()  # the file was deleted, and perhaps another one begun, by someone else
        if self._connection is None:
            self._connection = _connect(self._file)
            self._opened = _identity(self._file)
        return list(work(self._connection))

    def _recovered(self, error: sqlite3.DatabaseError) -> bool:
        """Whether what `error` tells of was put right, so that another try is worth it."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGE or not self._may_rebuild:
            return False
        _log.info("The embedding cache %s is made anew: %s", self._file, error)
        self._may_rebuild = False  # a disk that damages it again is not worth a third try
        self._close()
        try:
            for suffix in ("", "-wal", "-shm", "-journal"):
                self._file.with_name(_NAME + suffix).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _stop_writing(self, error: Exception) -> None:
        if self._may_write:
            self._may_write = False
            _log.warning("Embeddings are not kept any more in %s: %s", self._file, error)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another one that takes its place."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _connect(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        # An embedding of 1280 numbers takes 5 KB: pages that hold some of them save seeks.
        connection.execute("PRAGMA page_size = 16384")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _begin(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: sqlite3.Connection) -> None:
    """Make the table, without what was computed from photos that were prepared in another way."""
    if _preparation(connection) == PREPARATION:
        connection.execute(_TABLE)
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _preparation(connection) != PREPARATION:  # else another process was faster
            connection.execute("DROP TABLE IF EXISTS embedding")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {PREPARATION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _preparation(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _write(connection: sqlite3.Connection, rows: list[tuple[str, str, int, bytes]]) -> tuple[()]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(_WRITE, rows)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return ()
