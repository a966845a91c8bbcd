"""Files that are either complete or not there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

TEMPORARY_SUFFIX = ".part"
"""Ending of files that are being written; one that stays behind comes from a crash."""


def write_atomic(path: Path, data: bytes, *, durable: bool) -> None:
    """Write `data` so that `path` never holds a part of it; missing folders are made.

    With `durable` the bytes are on the disk before the name is (call `sync_folder` for the name
    itself); without, a power cut may lose the file. Raises OSError, and leaves nothing behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not tempfile: its files are for their maker alone, but others may share a project's folder.
    temporary = path.with_name(f".{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:  # Ctrl+C too: nothing half-written stays behind
        temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut, where the system has a way to ask for it."""
    if os.name == "nt":  # Windows has no handle for this; NTFS journals names by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
