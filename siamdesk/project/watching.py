"""A folder that feeds the inbox: which photos in it are new, and written to their end."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from siamdesk.images.files import find_photos

_Stamp = tuple[int, int]
"""Size and time of change, which tell whether a file is still being written."""


class FolderWatch:
    """Tells the new photos of a folder each time that it is asked.

    Asking is all that it does: folders on network drives, where inspection stations put their
    photos, send no word of changes.
    """

    def __init__(self, folder: Path, known: Collection[Path]) -> None:
        """`known` are the photos in it that were added earlier."""
        self._folder = folder
        self._done: dict[Path, _Stamp | None] = dict.fromkeys(known)
        self._last: dict[Path, _Stamp] = {}

    @property
    def folder(self) -> Path:
        """What is watched."""
        return self._folder

    def look(self) -> list[Path]:
        """Photos that are new and have not changed since the last look, each told once.

        A photo that was told and has changed since is told again. Raises `OSError` while the folder
        can't be read.
        """
        os.scandir(self._folder).close()  # `find_photos` passes over what it can't read
        now = {path: stamp for path in find_photos(self._folder) if (stamp := _stamp(path))}
        ready = [
            path
            for path, stamp in now.items()
            if self._last.get(path) == stamp and not self._is_done(path, stamp)
        ]
        self._done.update((path, now[path]) for path in ready)
        self._last = now
        return ready

    def tell_again(self, photos: Collection[Path]) -> None:
        """Tell these photos at the next look as well: they could not be added."""
        for photo in photos:
            self._done.pop(photo, None)

    def _is_done(self, path: Path, stamp: _Stamp) -> bool:
        if path not in self._done:
            return False
        if self._done[path] is None:
            self._done[path] = stamp  # added in an earlier run: as it is now is how it was then
        return self._done[path] == stamp


def _stamp(path: Path) -> _Stamp | None:
    """None when it went away, or is empty as files are that were only just made."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status.st_size else None
