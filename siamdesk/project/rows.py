"""Rows of the database as frozen values, and back."""

from __future__ import annotations

import json
import os
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

from siamdesk.images.framing import PLAIN, Framing, Region, Window
from siamdesk.project.values import DefectClass, Photo

_PHOTO: Final = (
    "SELECT id, digest, name, source, copy, width, height, class_id, part, note,"
    " region, grey_window, deep FROM photo"
)
_CLASS: Final = "SELECT id, name, position, colour, ok FROM class WHERE present = 1"

IS_ONE_OF: Final = "id IN (SELECT value FROM json_each(?))"
"""Condition on the ids in a JSON list: unlike one ``?`` per id it has no upper limit."""

Row = tuple[Any, ...]


def read_classes(connection: sqlite3.Connection) -> tuple[DefectClass, ...]:
    """All classes of the project, in the order of their positions."""
    rows = connection.execute(f"{_CLASS} ORDER BY position")
    return tuple(map(_class, rows))


def read_class(
    connection: sqlite3.Connection, *, key: str | None = None, class_id: int | None = None
) -> DefectClass | None:
    """The class with this key or this id."""
    column, value = ("id", class_id) if key is None else ("key", key)
    found = connection.execute(f"{_CLASS} AND {column} = ?", (value,)).fetchone()
    return found and _class(found)


def _class(row: Row) -> DefectClass:
    class_id, name, position, colour, ok = row
    return DefectClass(class_id, name, position, colour, bool(ok))


def read_framing(connection: sqlite3.Connection) -> Framing:
    """The framing of the project."""
    return _framing(*connection.execute("SELECT region, grey_window FROM project").fetchone())


def framing_cells(framing: Framing) -> tuple[str | None, str | None]:
    """What a framing is in the columns ``region`` and ``grey_window``."""
    region, window = framing.region, framing.window
    return (
        None if region is None else _region_text(region),
        None if window is None else json.dumps(astuple(window)),
    )


def _region_text(region: Region) -> str:
    """``[left, top, right, bottom]``, and after them each corner of an outline."""
    return json.dumps([*region.sides, *region.corners])


def _region(text: str) -> Region:
    left, top, right, bottom, *corners = json.loads(text)
    return Region(left, top, right, bottom, tuple((x, y) for x, y in corners))


def _framing(region: str | None, window: str | None) -> Framing:
    if region is None and window is None:
        return PLAIN
    return Framing(
        None if region is None else _region(region),
        None if window is None else Window(*json.loads(window)),
    )


class PhotoReader:
    """Reads photos, and hands out the same value again for a row that has not changed.

    Making ten thousand values takes some ten times as long as reading their rows; an edit changes a
    few of them, and the window wants the whole project after each.
    """

    def __init__(self, connection: sqlite3.Connection, images: Path) -> None:
        self._connection = connection
        self._images = str(images)
        self._base = PLAIN
        self._made: dict[int, tuple[Row, Framing, Photo]] = {}
        self._folders: dict[str | bytes, str] = {}

    def read(self, where: str = "", values: Sequence[Any] = ()) -> tuple[Photo, ...]:
        """Photos of the project, in the order in which they were added."""
        base = read_framing(self._connection)
        if base != self._base:
            self._base = base
        condition = f" AND {where}" if where else ""
        rows = self._connection.execute(
            f"{_PHOTO} WHERE present = 1{condition} ORDER BY id", values
        )
        return tuple(map(self._photo, rows))

    def _photo(self, row: Row) -> Photo:
        photo_id = row[0]
        made = self._made.get(photo_id)
        if made is not None and made[0] == row and made[1] is self._base:
            return made[2]
        _, digest, name, source, copy, width, height, class_id, part, note, *cells, deep = row
        own = _framing(*cells)
        framing = self._base if own is PLAIN else own.over(self._base)
        if deep == 0 and framing.window is not None:
            framing = framing.without_window()
        if made is not None and made[0] == row and made[2].framing == framing:
            # The project's framing has changed, but not for this photo.
            self._made[photo_id] = (row, self._base, made[2])
            return made[2]
        file = os.fsdecode(source) if copy is None else f"{self._images}{os.sep}{copy}"
        photo = Photo(
            photo_id,
            digest,
            file,
            name,
            width,
            height,
            class_id,
            part,
            self._folder(source),
            note or "",
            own,
            framing,
            None if deep is None else bool(deep),
        )
        self._made[photo_id] = (row, self._base, photo)
        return photo

    def _folder(self, source: str | bytes) -> str:
        """Thousands of photos come from one folder: they share its name."""
        folder = os.path.dirname(source)  # noqa: PTH120 - no Path for each
        if folder not in self._folders:
            self._folders[folder] = _valid(os.fsdecode(folder))
        return self._folders[folder]


def path_to_cell(path: Path) -> str | bytes:
    """The absolute path; as bytes where a file name is no valid text, which Linux allows."""
    text = os.path.abspath(path)  # noqa: PTH100 - tidies ".." without following links
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text)
    return text


def shown_name(path: Path) -> str:
    """The file's name as text that can be shown and stored, whatever its bytes."""
    return _valid(path.name)


def spellings(name: str) -> list[str]:
    """The ways in which systems store the file name that someone typed."""
    typed = _valid(name)
    # macOS takes accents apart, most keyboards put them together.
    return [typed, unicodedata.normalize("NFC", typed), unicodedata.normalize("NFD", typed)]


def _valid(text: str) -> str:
    return text.encode(errors="replace").decode()
