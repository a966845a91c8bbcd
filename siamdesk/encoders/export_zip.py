"""An export as one zip file."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from siamdesk.errors import ExportError

ZIP_SUFFIX = ".zip"
_MOST_LABELS = 2**20
"""Bytes of a ``labels.json`` that are looked at."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
"""What a zip of somebody else may answer with: damaged, protected, packed in another way."""


def is_zip_name(out: Path) -> bool:
    """Whether an export to this path is to be a zip."""
    return out.suffix.lower() == ZIP_SUFFIX


def check_zip_destination(out: Path, mark: str) -> None:
    """Refuse to replace what is no earlier export; `mark` tells those.

    Raises `ExportError`.
    """
    if out.is_file() and not out.is_symlink() and _holds_export(out, mark):
        return
    message = f"{out} is there already and is not an earlier export. Choose another name."
    raise ExportError(message)


def _holds_export(path: Path, mark: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            labels = [n for n in archive.namelist() if PurePosixPath(n).name == "labels.json"]
            with archive.open(labels[0]) as stream:
                found = json.loads(stream.read(_MOST_LABELS))
    except (OSError, ValueError, IndexError, *_UNREADABLE):
        return False
    return isinstance(found, dict) and found.get("format") == mark


def zip_folder(folder: Path, target: Path, *, name: str) -> None:
    """Pack `folder` into `target` as the folder `name`, and read all of it back.

    A zip can't hold every name: what is in no encoding is left out of it.

    Raises `OSError`, and `ExportError` if what was written can't be read.
    """
    top = name.encode(errors="ignore").decode() or "model"
    with zipfile.ZipFile(
        target, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
    ) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, PurePosixPath(top, *path.relative_to(folder).parts))
    with zipfile.ZipFile(target) as archive:
        if (damaged := archive.testzip()) is not None:
            message = f"The exported model was not written: {damaged} can't be read back. Retry."
            raise ExportError(message)
