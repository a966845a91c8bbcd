"""Reading list files of unknown origin."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.project.database import storage_errors

_MOST_BYTES: Final = 500_000_000
"""A million photos take less."""


def read_text(path: Path) -> str:
    """The text of a list. Raises `ProjectError` when it is too large or no UTF-8."""
    with storage_errors(path):
        if path.stat().st_size > _MOST_BYTES:
            raise ProjectError(
                f"{path}: a list of photos has at most {_MOST_BYTES // 1_000_000} MB. Split it."
            )
        data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProjectError(
            f"{path}: its letters are not in UTF-8. Save it as 'CSV UTF-8', or as JSON in UTF-8."
        ) from error
