"""Connections, transactions, and SQLite's and the disk's complaints in the inspector's words."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes

from siamdesk.errors import ProjectError, StorageError

DATABASE_NAME: Final = "project.db"
_BUSY_SECONDS: Final = 10.0

_FULL = "the disk is full. Free some space and try again; nothing was changed."
_READ_ONLY = (
    "it may not be written to. Check its permissions, or copy the project to a folder of your own; "
    "nothing was changed."
)
_NO_ACCESS = (
    "SiamDesk may not read or change it. Check its permissions, or copy it to a folder of your "
    "own; nothing was changed."
)
_NO_SHARED_MEMORY: Final = {sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN}
"""Extended codes: there is no room for the file that readers and a writer share."""
_SQLITE_STORAGE: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: (
        "its database can't be opened. Check that the disk or network drive is there and that you "
        "may write to it."
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk failed while reading or writing. Check the disk or network drive and try again; "
        "nothing was changed."
    ),
    sqlite3.SQLITE_BUSY: (
        "another program is writing to it just now. Close other windows of this project and try "
        "again; nothing was changed."
    ),
}
_OS_STORAGE: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "your share of the disk is used up. Free some space; nothing was changed.",
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.ENAMETOOLONG: "its name is too long for this system. Choose a shorter one.",
    errno.ELOOP: "it is a link that leads back to itself. Choose the folder it should lead to.",
}


def connect(folder: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the existing database of a project folder; transactions are begun by hand."""
    uri = _uri(folder / DATABASE_NAME)
    connection = _connect(uri + ("?mode=ro" if read_only else "?mode=rw"))
    try:
        try:
            connection.execute("PRAGMA schema_version")
        except sqlite3.OperationalError as error:
            if not read_only or not _is_for_lack_of_a_place(error) or _has_log(folder):
                raise
            # A disk that is full or can't be written to has no place for WAL's shared memory file.
            # It would be there if someone had the project open: the database can be taken as it is.
            # Only now, because that is without a lock; should someone free space and edit while it
            # is being read, reading fails or shows the old state.
            connection.close()
            connection = _connect(uri + "?immutable=1")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_for_lack_of_a_place(error: sqlite3.OperationalError) -> bool:
    """Whether the database itself may be fine, but no file can be made beside it."""
    return _has_no_shared_memory(error) or _primary(error) in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
    )


def _has_no_shared_memory(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) in _NO_SHARED_MEMORY


def _has_log(folder: Path) -> bool:
    """Whether edits wait beside the database, or half of one in it is to be rolled back.

    A connection that takes the database as it is would not know of them.
    """
    logs = [folder / f"{DATABASE_NAME}-{kind}" for kind in ("wal", "journal")]
    return any(log.exists() and log.stat().st_size > 0 for log in logs)


def _uri(file: Path) -> str:
    """Not `Path.as_uri`: SQLite takes Windows' network drives with four slashes, not with two."""
    text = file.absolute().as_posix()
    rooted = text if text.startswith("/") else f"/{text}"
    return "file://" + quote_from_bytes(os.fsencode(rooted), safe="/:")


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)


def use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers and one writer work at the same time, where the file system can do it."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Network drives lack the shared memory that it takes; the roll-back journal is as safe.
        if _primary(error) not in (
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_PROTOCOL,
            sqlite3.SQLITE_BUSY,
        ):
            raise


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Takes the write lock at once, so that what is read stays true."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite rolls back by itself on some errors
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Several reads that all see the same state of the project."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the disk into `StorageError` or `ProjectError`."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # our own mistake, such as use from another thread: not a matter for the inspector
    except sqlite3.DatabaseError as error:
        raise _translated(folder, error) from error
    except OSError as error:
        reason = _OS_STORAGE.get(
            error.errno or 0,
            f"the disk refused ({error.strerror}). Check the disk or network drive.",
        )
        raise StorageError(f"{folder}: {reason}") from error


def _translated(folder: Path, error: sqlite3.DatabaseError) -> ProjectError:
    code = _primary(error)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return ProjectError(
            f"{folder}: its database {DATABASE_NAME} is damaged. Restore it from a backup; "
            "the photos themselves lie unharmed in its folder 'images'."
        )
    if _has_no_shared_memory(error):
        return StorageError(f"{folder}: {_FULL}")
    if code in _SQLITE_STORAGE:
        return StorageError(f"{folder}: {_SQLITE_STORAGE[code]}")
    return ProjectError(
        f"{folder}: the database reports: {error}. Close the project and try again."
    )


def _primary(error: sqlite3.DatabaseError) -> int:
    """SQLite's primary result code; the extended ones say more than can be acted upon."""
    # Errors made by the sqlite3 module itself carry no code.
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF
