"""Names of exported photos that no system refuses and none takes for each other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from siamdesk.images.files import SUPPORTED_SUFFIXES
from siamdesk.project.names import class_key, folder_name

_LONGEST: Final = 120
"""Characters of a name before its suffix: in any script, a folder's name has room for them."""


class FreeNames:
    """Gives each photo of a folder a name of its own; mostly the one that it has."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """`taken` are names that lie there already."""
        self._taken = set(map(_key, taken))
        self._next: dict[str, int] = {}

    def take(self, name: str, actual: str) -> str:
        """A free name like `name`; `actual` is the path that the photo is read from.

        When the name has no suffix of a photo, by which folders are searched, it gets that of the
        file.
        """
        stem, suffix = _parts(name)
        if not suffix:
            stem, suffix = name, _parts(actual)[1]
        stem = folder_name(stem[:_LONGEST])
        wanted = f"{stem}{suffix}"
        key = _key(wanted)
        number = self._next.get(key, 1)
        free = wanted
        while _key(free) in self._taken:
            number += 1
            free = f"{stem}-{number}{suffix}"
        # Thousands of photos may be called the same: the search goes on where it ended.
        self._next[key] = number
        self._taken.add(_key(free))
        return free


def _parts(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name.replace("\\", "/")).suffix
    if suffix.lower() not in SUPPORTED_SUFFIXES:
        return name, ""
    return name[: -len(suffix)], suffix


def _key(name: str) -> str:
    # Systems fold by capitals, Python by small letters: these differ for some (ı, ſ).
    return class_key(name.upper())
