"""Archives on their way into a project: their photos are unpacked, and nothing else of them."""

from __future__ import annotations

import lzma
import re
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Final

from siamdesk.errors import ImageError, ImageTooLargeError, UnreadableImageError
from siamdesk.images.files import SUPPORTED_SUFFIXES
from siamdesk.images.reading import MAX_BYTES
from siamdesk.progress import Progress, split

ARCHIVE_SUFFIXES: Final = (
    ".zip",
    ".tar",
    ".tar.gz",
    ".tgz",
    ".tar.bz2",
    ".tbz2",
    ".tar.xz",
    ".txz",
)
"""Lower-case endings of the archives that are looked into."""

_SPARE_BYTES: Final = 500_000_000
"""What stays free on the disk while an archive is unpacked."""

_BROKEN: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # an entry that needs a password, or is packed in a way unknown to Python
)
_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*\x00-\x1f]')
"""What some system doesn't allow in a file name."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Files and folders to add, with a folder in place of each archive."""

    paths: tuple[Path, ...]
    problems: tuple[ImageError, ...]
    """What could not be unpacked: whole archives, or photos in them (``photos.zip/a/1.png``)."""
    folders: Mapping[Path, Path]
    """The folder that each archive was unpacked to, and the archive."""

    def origin(self, path: Path) -> Path:
        """What to call an unpacked file: ``photos.zip/a/1.png``; other paths stay as they are."""
        for folder, archive in self.folders.items():
            if path.is_relative_to(folder):
                return archive / path.relative_to(folder)
        return path


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in an archive."""

    name: str
    size: int
    """Bytes, as the archive claims; no more are read."""
    open: Callable[[], IO[bytes] | None]


@contextmanager
def unpacked(paths: Sequence[Path], progress: Progress) -> Iterator[Unpacked]:
    """Unpack the photos of all archives among `paths`; they are gone again after the block.

    Hidden files, links and whatever has no photo's suffix stay packed, and nothing is written
    outside a folder of the archive's own. A folder that holds everything else is passed over, so
    that ``photos.zip/photos/scratch/1.png`` is a photo of the class ``scratch``. An archive that is
    damaged, needs a password or is too large for the disk is a problem; the rest goes on.
    """
    archives = [path for path in paths if is_archive(path)]
    parts = iter(split(progress, [1.0] * len(archives)) if archives else [])
    with tempfile.TemporaryDirectory(prefix="siamdesk-", ignore_cleanup_errors=True) as scratch:
        found: list[Path] = []
        problems: list[ImageError] = []
        folders: dict[Path, Path] = {}
        for number, path in enumerate(paths):
            if path not in archives:
                found.append(path)
                continue
            folder = Path(scratch, str(number), _stem(path))
            problems += _unpack(path, folder, next(parts))
            if folder.exists():
                folders[folder] = path
                found.append(_content(folder))
        yield Unpacked(tuple(found), tuple(problems), folders)


def is_archive(path: Path) -> bool:
    """Whether `path` is called like an archive and is a file."""
    return path.name.lower().endswith(ARCHIVE_SUFFIXES) and path.is_file()


def _stem(path: Path) -> str:
    ending = max((s for s in ARCHIVE_SUFFIXES if path.name.lower().endswith(s)), key=len)
    return path.name[: -len(ending)] or "archive"


def _unpack(archive: Path, folder: Path, progress: Progress) -> list[ImageError]:
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as opened_zip:
                return _write_all(archive, _zip_members(opened_zip), folder, progress)
        with tarfile.open(archive) as opened_tar:
            return _write_all(archive, _tar_members(opened_tar), folder, progress)
    except _BROKEN as error:
        return [UnreadableImageError(archive, _reason(error))]


def _zip_members(archive: zipfile.ZipFile) -> list[_Member]:
    return [
        _Member(info.filename, info.file_size, partial(archive.open, info))
        for info in archive.infolist()
        if not info.is_dir()
    ]


def _tar_members(archive: tarfile.TarFile) -> list[_Member]:
    return [
        _Member(info.name, info.size, partial(archive.extractfile, info))
        for info in archive
        if info.isfile()
    ]


def _write_all(
    archive: Path, members: Iterable[_Member], folder: Path, progress: Progress
) -> list[ImageError]:
    """Write the photos among the members below `folder`; returns those that can't be had."""
    wanted = [(m, place) for m in members if (place := _place(m.name)) is not None]
    if not wanted:
        return [UnreadableImageError(archive, "there are no photos in this archive.")]
    problems: list[ImageError] = []
    folder.mkdir(parents=True)
    for done, (member, place) in enumerate(wanted):
        progress(done / len(wanted), f"Unpacking {archive.name}: {place.name}")
        named = archive / place
        if member.size > MAX_BYTES:
            problems.append(ImageTooLargeError(named, "it is too large for a photo."))
            continue
        if member.size + _SPARE_BYTES > shutil.disk_usage(folder).free:
            reason = "there is no room on the disk to unpack the rest of it. Free some space."
            return [*problems, ImageTooLargeError(archive, reason)]
        try:
            _write(member, _free(folder / place))
        except _BROKEN as error:
            problems.append(UnreadableImageError(named, _reason(error)))
    return problems


def _place(name: str) -> PurePosixPath | None:
    """Where a member goes below its folder; None when it is no photo, hidden, or leads outside."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    if hidden or path.is_absolute() or path.suffix.lower() not in SUPPORTED_SUFFIXES:
        return None
    cleaned = [_NOT_IN_NAMES.sub("_", part).rstrip(" .") or "_" for part in path.parts]
    return PurePosixPath(*cleaned)


def _free(place: Path) -> Path:
    """`place`, or one beside it when a member of nearly the same name lies there."""
    free, number = place, 2
    while free.exists():
        free = place.with_name(f"{place.stem}-{number}{place.suffix}")
        number += 1
    return free


def _write(member: _Member, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    source = member.open()
    if source is None:  # tarfile's answer for what is no file
        raise tarfile.ReadError("not a file")
    try:
        with source, place.open("xb") as target:
            shutil.copyfileobj(source, target)
    except BaseException:  # cancelled or damaged: half a photo must not be taken for one
        place.unlink(missing_ok=True)
        raise


def _content(folder: Path) -> Path:
    """The folder whose sub-folders are the classes: below those that hold one folder of folders."""
    while len(entries := list(folder.iterdir())) == 1 and entries[0].is_dir():
        if not any(entry.is_dir() for entry in entries[0].iterdir()):
            break
        folder = entries[0]
    return folder


def _reason(error: Exception) -> str:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "it is protected with a password. Unpack it yourself and add the folder."
    if isinstance(error, NotImplementedError):
        return "it is packed in a way that SiamDesk doesn't know. Unpack it and add the folder."
    if isinstance(error, OSError) and error.strerror:
        return f"it could not be unpacked ({error.strerror}). Check the disk."
    return "it is damaged and can't be unpacked. Copy it again."
