"""Files and folders that commands write: asked for early, whole or not there, never replaced."""

from __future__ import annotations

import errno
import os
import secrets
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from siamdesk.atomic import TEMPORARY_SUFFIX, write_atomic
from siamdesk.errors import StorageError


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


def absolute(path: Path) -> str:
    """Where a path is, whatever the working folder; links in it stay links."""
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links, which are photos too


def quoted(path: Path) -> str:
    """A path as it can be typed again, whatever is in its name."""
    return f'"{path}"' if os.name == "nt" else shlex.quote(str(path))


def free_place(folder: Path, name: str) -> Path:
    """Where a file of that name can lie in `folder` without replacing another: ``name-2.png``."""
    wanted = Path(name)
    place, number = folder / name, 2
    while os.path.lexists(place):  # a link that leads nowhere is in the way too
        place = folder / f"{wanted.stem}-{number}{wanted.suffix}"
        number += 1
    return place


@contextmanager
def whole_file(file: Path) -> Iterator[Path]:
    """A path to write to: `file` is there whole when the block ends well, and else not at all.

    Raises:
        StorageError: the disk refuses.

    """
    make_room_for(file)
    special = is_special(file)
    fresh = file.with_name(f".{secrets.token_hex(8)}{TEMPORARY_SUFFIX}")
    try:
        yield file if special else fresh
        if not special:
            fresh.replace(file)
    except BrokenPipeError:
        raise  # the reader of stdout or of the pipe went away: nobody is to be told
    except OSError as error:
        raise refused(file, error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def writing(file: Path) -> Iterator[TextIO]:
    """The same as `whole_file`, opened as text (UTF-8)."""
    with (
        whole_file(file) as path,
        path.open("w", newline="", encoding="utf-8", errors="backslashreplace") as stream,
    ):
        yield stream


def is_special(file: Path) -> bool:
    """Whether it is a pipe or a device: it can't be replaced, and nothing can lie beside it."""
    return file.exists() and not file.is_file() and not file.is_dir()


def write_text(file: Path, text: str) -> None:
    """Write a small text file, whole or not at all. Raises `StorageError`."""
    write_bytes(file, text.encode("utf-8", errors="backslashreplace"))


def write_bytes(file: Path, data: bytes) -> None:
    """Write a file, whole or not at all; folders are made. Raises `StorageError`."""
    try:
        write_atomic(file, data, durable=False)
    except OSError as error:
        raise refused(file, error) from error


def write_copy(photo: Path, data: bytes, place: Path, *, durable: bool = False) -> None:
    """Write what a photo holds to another place, with its date; whole or not there.

    Raises `StorageError` when the disk refuses.
    """
    try:
        write_atomic(place, data, durable=durable)
    except OSError as error:
        raise refused(place, error) from error
    with suppress(OSError):  # its date is welcome, but some disks keep none
        shutil.copystat(photo, place)


def refused(path: Path, error: OSError) -> StorageError:
    """The error to show when the disk refuses to write `path`."""
    reason = error.strerror or str(error)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    advice = "Free some space, or choose" if full else "Check its permissions, or choose"
    return StorageError(f"{path} could not be written ({reason}). {advice} another place.")
