"""The project's own copies of photos, named after their content."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from siamdesk.images.atomic import TEMPORARY_SUFFIX, sync_folder, write_atomic
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
        if path.is_file() and path.stat().st_size == len(data):
            os.utime(path)  # so that a clean-up in another window takes it for new
            return False
        write_atomic(path, data, durable=True)
        return True

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

    def abandoned(self, referred: set[str], *, now: float) -> list[Path]:
        """Files that no photo refers to; those of the last hour may be on their way in."""
        return [
            file
            for file in self._folder.glob("*/*")
            if (file.suffix == TEMPORARY_SUFFIX or self._name(file) not in referred)
            and file.stat().st_mtime < now - _ABANDONED_SECONDS
        ]

    def _name(self, file: Path) -> str:
        return file.relative_to(self._folder).as_posix()


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # open elsewhere, on Windows: harmless, the next clean-up takes it
