"""Files and folders that commands write: asked for early, whole or not there, never replaced."""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from siamdesk.errors import StorageError
from siamdesk.images.atomic import TEMPORARY_SUFFIX, write_atomic
from siamdesk.images.reading import read_file


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless it is there. Raises `StorageError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StorageError(f"{folder} is a file, not a folder. Choose another folder.") from error
    except OSError as error:
        raise refused(folder, error) from error


def make_room_for(file: Path) -> None:
    """Make the folder that a file shall lie in. Raises `StorageError`, also if it is a folder."""
    if file.is_dir():
        raise StorageError(f"{file} is a folder. Give the name of a file.")
    make_folder(file.parent)


def free_place(folder: Path, name: str) -> Path:
    """Where a file of that name can lie in `folder` without replacing another: ``name-2.png``."""
    wanted = Path(name)
    place, number = folder / name, 2
    while place.exists():
        place = folder / f"{wanted.stem}-{number}{wanted.suffix}"
        number += 1
    return place


@contextmanager
def writing(file: Path) -> Iterator[TextIO]:
    """A text file (UTF-8) that is there whole when the block ends well, and else not at all.

    Raises:
        StorageError: the disk refuses.

    """
    make_room_for(file)
    special = file.exists() and not file.is_file()  # a pipe or a device can't be replaced
    fresh = file.with_name(f".{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
    try:
        with (file if special else fresh).open(
            "w", newline="", encoding="utf-8", errors="backslashreplace"
        ) as stream:
            yield stream
        if not special:
            fresh.replace(file)
    except BrokenPipeError:
        raise  # the reader of stdout or of the pipe went away: nobody is to be told
    except OSError as error:
        raise refused(file, error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def write_text(file: Path, text: str) -> None:
    """Write a small text file, whole or not at all. Raises `StorageError`."""
    write_bytes(file, text.encode("utf-8", errors="backslashreplace"))


def write_bytes(file: Path, data: bytes) -> None:
    """Write a file, whole or not at all; folders are made. Raises `StorageError`."""
    try:
        write_atomic(file, data, durable=False)
    except OSError as error:
        raise refused(file, error) from error


def copy_photo(photo: Path, folder: Path) -> Path:
    """Copy a photo into a folder beside what is there already; returns the copy.

    Raises:
        ImageError: the photo can't be read any more.
        StorageError: the disk refuses the copy.

    """
    data = read_file(photo)
    place = free_place(folder, photo.name)
    write_bytes(place, data)
    with suppress(OSError):  # its date is welcome, but some disks keep none
        shutil.copystat(photo, place)
    return place


def refused(path: Path, error: OSError) -> StorageError:
    """The error to show when the disk refuses to write `path`."""
    reason = error.strerror or str(error)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    advice = "Free some space, or choose" if full else "Check its permissions, or choose"
    return StorageError(f"{path} could not be written ({reason}). {advice} another place.")
