"""Which files of a folder are photos, in the order that a person would list them."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

_log = logging.getLogger(__name__)

SUPPORTED_SUFFIXES = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".dib", ".tif", ".tiff", ".webp"),
        *(".heic", ".heif", ".hif", ".dcm", ".dicom", ".dic"),
    }
)
"""Lower-case file name endings that count as photos when a folder is searched.

Only the search goes by them: what a file holds is told from its bytes.
"""

_NUMBER = re.compile(r"([0-9]+)")


def find_photos(path: Path) -> list[Path]:
    """All photos in and below a folder, naturally sorted (``img2`` before ``img10``).

    Hidden files and folders (``.name``) and files without a photo's suffix are passed over. Linked
    folders are followed, each folder once, so loops of links end. Whatever has a photo's suffix
    counts, dead links and pipes too, and if `path` is not a folder it is returned as it is, even
    when it is missing: reading it will say what is wrong with it.
    """
    if not _is_folder(path):
        return [path]
    return list(_walk(path, set()))


def class_folders(folder: Path) -> dict[str, list[Path]]:
    """Photos by class, where each sub-folder is one class: ``{sub-folder's name: photos}``.

    Photos deeper down belong to the class of the top sub-folder; sub-folders without photos are
    left out. Photos that lie directly in `folder` have no class: see `loose_photos`.
    """
    seen = _mark(folder, set())
    found = {sub.name: list(_walk(sub, seen)) for sub in _entries(folder) if _is_folder(sub)}
    return {name: photos for name, photos in found.items() if photos}


def loose_photos(folder: Path) -> list[Path]:
    """Photos that lie directly in `folder`: these belong to the inbox."""
    return [entry for entry in _entries(folder) if is_photo(entry)]


def is_photo(path: Path) -> bool:
    """Whether `path` has a photo's suffix and is no folder; whether it can be read is not asked."""
    return path.suffix.lower() in SUPPORTED_SUFFIXES and not _is_folder(path)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key under which numbers inside names count as numbers and case is ignored."""
    parts = _NUMBER.split(name.casefold())
    # Odd parts are numbers. The kind comes first so that numbers never meet text in a comparison.
    return tuple((0, int(p), "") if i % 2 else (1, 0, p) for i, p in enumerate(parts) if p)


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    if _identity(folder) in seen:
        return
    _mark(folder, seen)
    folders = []
    for entry in _entries(folder):
        if _is_folder(entry):
            folders.append(entry)
        elif is_photo(entry):
            yield entry
    for sub in folders:
        yield from _walk(sub, seen)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder is locked


def _identity(folder: Path) -> tuple[int, int]:
    """What tells one folder from another however it was reached."""
    status = folder.stat()
    return status.st_dev, status.st_ino


def _mark(folder: Path, seen: set[tuple[int, int]]) -> set[tuple[int, int]]:
    seen.add(_identity(folder))
    return seen


def _entries(folder: Path) -> list[Path]:
    try:
        names = [name for name in os.listdir(folder) if not name.startswith(".")]  # noqa: PTH208
    except OSError as error:
        # One locked sub-folder must not keep the others out.
        _log.warning("Photos in %s were passed over: %s", folder, error.strerror)
        return []
    return [folder / name for name in sorted(names, key=lambda name: (natural_key(name), name))]
