"""A photo's bytes, or the reason in the inspector's words why they can't be had."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import Final

from siamdesk.errors import ImageTooLargeError, UnreadableImageError

MAX_BYTES: Final = 3_000_000_000
"""Above what the largest photo can take uncompressed; such files are not even read."""

_MISSING = (
    "the file is missing: it was moved, renamed or deleted. "
    "Put it back, or remove the photo from the project."
)
_REASONS: Final = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EACCES: "SiamDesk may not read it. Change its permissions, or copy it elsewhere.",
    errno.EPERM: "SiamDesk may not read it. Change its permissions, or copy it elsewhere.",
    errno.EISDIR: "it is a folder, not a photo. Add the photos inside it.",
    errno.ELOOP: "it is a link that leads back to itself. Add the photo that it should lead to.",
    errno.ENAMETOOLONG: "its name is too long for this system. Give it a shorter name.",
}


def read_file(path: Path) -> bytes:
    """All bytes of a file. Raises `UnreadableImageError`, or `ImageTooLargeError`."""
    try:
        status = path.stat()
        _check_kind(status.st_mode, path)
        if status.st_size > MAX_BYTES:
            raise ImageTooLargeError(
                path,
                f"the file has {status.st_size / 1e9:.1f} GB; SiamDesk opens photos of up to "
                f"{MAX_BYTES / 1e9:.0f} GB. Save it smaller.",
            )
        return path.read_bytes()
    except ValueError:  # a NUL character, which no file name can hold
        raise UnreadableImageError(path, "this is no valid file name.") from None
    except OSError as error:
        reason = _REASONS.get(error.errno or 0)
        if reason is None:
            reason = f"it could not be read ({error.strerror}). Check the disk or network drive."
        raise UnreadableImageError(path, reason) from error


def read_head(path: Path, size: int) -> bytes:
    """The first bytes of a file, at most `size`; none of what can't be read or is no file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(size)
    except (OSError, ValueError):
        return b""


def _check_kind(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableImageError(path, _REASONS[errno.EISDIR])
    if not stat.S_ISREG(mode):  # reading a pipe or a device may never end
        raise UnreadableImageError(path, "it is not a regular file. Add a photo.")
