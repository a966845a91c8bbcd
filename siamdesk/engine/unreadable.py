"""Photos that could not be read, remembered until their file changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from siamdesk.engine.embedder import PhotoFile
from siamdesk.project.values import Photo

_State = tuple[int, int] | None
"""Time of change in nanoseconds and size in bytes; None for a file that is not there."""


class UnreadablePhotos:
    """A photo is tried again when its file has changed, come back or gone since it failed."""

    def __init__(self) -> None:
        self._failed: dict[str, tuple[str, _State]] = {}

    def add(self, problems: Mapping[str, str], photos: Sequence[Photo]) -> None:
        """Remember reasons by look; `photos` tells where the files are."""
        if not problems:  # as after nearly every batch of 100,000 photos
            return
        paths = {p.look: p.path for p in photos if p.look in problems}
        self._failed |= {look: (reason, _state(paths[look])) for look, reason in problems.items()}

    def to_try(self, photos: Sequence[Photo]) -> list[PhotoFile]:
        """The files that are worth reading."""
        return [PhotoFile(p.digest, p.path, p.framing) for p in photos if not self._hopeless(p)]

    def reasons(self, photos: Sequence[Photo]) -> tuple[tuple[int, str], ...]:
        """(photo id, reason) of those that could not be read."""
        return tuple((p.id, self._failed[p.look][0]) for p in photos if p.look in self._failed)

    def __contains__(self, look: str) -> bool:
        return look in self._failed

    def _hopeless(self, photo: Photo) -> bool:
        failed = self._failed.get(photo.look)
        if failed is None:
            return False
        if _state(photo.path) == failed[1]:
            return True
        del self._failed[photo.look]
        return False


def _state(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
