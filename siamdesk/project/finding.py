"""The photo that an inspector means by a path or a file name."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file
from siamdesk.project.rows import PhotoReader, path_to_cell, spellings
from siamdesk.project.values import Photo

HAS_DIGEST: Final = "digest = ?"
"""Condition on the SHA-256 of a photo's file: at most one photo of a project meets it."""

_ADDED_FROM: Final = "source = ?"
_NAMED: Final = "name IN (SELECT value FROM json_each(?))"


def find_photo(reader: PhotoReader, path_or_name: Path | str) -> Photo | None:
    """See `Project.find_photo`. Raises also sqlite3.Error."""
    path = Path(path_or_name)
    added_from = reader.read(_ADDED_FROM, [path_to_cell(path)])[-1:]
    if os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises where a folder is locked
        # In place, a photo is its path: what lies there is what the project reads.
        in_place = [photo for photo in added_from if photo.path == path.absolute()]
        return _only(in_place or reader.read(HAS_DIGEST, [content_digest(read_file(path))]))
    if added_from:
        return added_from[0]
    named = reader.read(_NAMED, [json.dumps(spellings(str(path_or_name)))])
    if len(named) > 1:
        raise ProjectError(
            f"{len(named)} photos are called '{path_or_name}'. Give the path of the one you mean."
        )
    return _only(named)


def _only(photos: tuple[Photo, ...] | list[Photo]) -> Photo | None:
    return photos[0] if photos else None
