"""The project's own copies of photos, named after their content."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from siamdesk.atomic import TEMPORARY_SUFFIX, sync_folder, write_atomic
from siamdesk.images.files import SUPPORTED_SUFFIXES

_ABANDONED_SECONDS: Final = 3600.0


class ImageStore:
    """Files ``<first two digits>/<digest><suffix>`` in a folder; never changed once written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def relative_path(self, digest: str, original: Path) -> str:
        """Where the copy of `original` lies, below the folder, with ``/`` on every system."""
        suffix = original.suffix.lower()
        return f"{digest[:2]}/{digest}{suffix if suffix in SUPPORTED_SUFFIXES else ''}"

    def put(self, relative: str, data: bytes) -> bool:
        """Keep `data`; False when it was there already. Raises OSError."""
        path = self._folder / relative
        if self.holds(relative, data):
            os.utime(path)  # so that a clean-up in another window takes it for new
            return False
        write_atomic(path, data, durable=True)
        return True

    def holds(self, relative: str, data: bytes) -> bool:
        """Whether the copy is there and not cut off; its bytes are not compared."""
        path = self._folder / relative
        return path.is_file() and path.stat().st_size == len(data)

    def sync(self, relatives: Iterable[str]) -> None:
        """Make the names of copies durable: to be called before the database refers to them."""
        shards = {(self._folder / relative).parent for relative in relatives}
        if shards:
            for folder in (*shards, self._folder):  # a new shard is a name in the folder
                sync_folder(folder)

    def remove(self, relatives: Iterable[str]) -> None:
        """Delete copies that nothing refers to; those that can't be deleted stay."""
        for relative in relatives:
            _delete(self._folder / relative)

    def remove_abandoned(self, referred: set[str], *, now: float) -> int:
        """Delete files that are not in `referred`, but those of the last hour; returns how many.

        These may be on their way in, through another window. `now` is in seconds since 1970.
        """
        # Names, not paths: there may be a hundred thousand copies, and this follows an addition.
        found = [
            self._folder / shard / name
            for shard in _names(self._folder)
            for name in _names(self._folder / shard)
            if name.endswith(TEMPORARY_SUFFIX) or f"{shard}/{name}" not in referred
        ]
        return sum(_delete(file, older_than=now - _ABANDONED_SECONDS) for file in found)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names, not paths
    except (FileNotFoundError, NotADirectoryError):
        return []


def _delete(path: Path, *, older_than: float = math.inf) -> bool:
    try:
        if path.stat().st_mtime >= older_than:
            return False
        path.unlink()
    except OSError:
        return False  # gone already, or open elsewhere, on Windows: the next clean-up takes it
    return True
