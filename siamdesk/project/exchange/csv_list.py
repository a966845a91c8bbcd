"""Lists of photos as CSV: one line per photo.

The columns are what FiftyOne's ``CSVDataset`` reads: ``filepath`` is relative to the folder
``data`` beside the file, and every other column becomes a field.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from itertools import chain
from pathlib import Path
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.images.framing import Framing, Region, Window
from siamdesk.project.exchange.reading import read_text
from siamdesk.project.exchange.values import ListedPhoto, Listing
from siamdesk.project.values import FileProblem, NewClass

COLUMNS: Final = ("filepath", "class", "group", "note", "region", "grey_window", "colour", "ok")

_ALSO_CALLED: Final = {
    "file": "filepath",
    "filename": "filepath",
    "file_name": "filepath",
    "image": "filepath",
    "path": "filepath",
    "photo": "filepath",
    "class_name": "class",
    "label": "class",
    "part": "group",
    "notes": "note",
    "color": "colour",
    "comment": "note",
}
"""Names that other programs give these columns."""
_DELIMITERS: Final = ",;\t"
_YES: Final = "yes"

_Row = Mapping[str, str]


def to_csv(listing: Listing) -> bytes:
    """A list as UTF-8, without the mark at its beginning, which FiftyOne takes for a letter."""
    classes = {c.name: c for c in listing.classes}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for photo in listing.photos:
        region, window = photo.framing.region, photo.framing.window
        known = NewClass("") if photo.class_name is None else classes[photo.class_name]
        writer.writerow(
            (
                photo.file,
                photo.class_name or "",
                photo.group or "",
                photo.note or "",
                "" if region is None else _numbers((*region.sides, *chain(*region.corners))),
                "" if window is None else _numbers(astuple(window)),
                known.colour or "",
                _YES if known.is_ok else "",
            )
        )
    return stream.getvalue().encode()


def read_csv(path: Path) -> Listing:
    """What a CSV file lists; commas, semicolons and tabs are understood.

    A line that makes no sense is a problem, the rest is taken. Raises `ProjectError` for a file
    that can't be read or has no column of files.
    """
    text = read_text(path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ProjectError(f"{path}: it is no table that SiamDesk can read ({error}).") from error
    names = [_column(name) for name in rows[0]] if rows else []
    if "filepath" not in names:
        raise ProjectError(
            f"{path}: it has no column of photos. Call that column 'filepath' in the first line."
        )
    classes: dict[str, NewClass] = {}
    photos: list[ListedPhoto] = []
    problems: list[FileProblem] = []
    for cells in rows[1:]:
        row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        try:
            photo = _photo(row)
        except ValueError as error:
            problems.append(FileProblem(Path(row.get("filepath") or path), str(error)))
            continue
        photos.append(photo)
        if (name := photo.class_name) is not None:
            known = classes.get(name, NewClass(name))
            colour = known.colour or row.get("colour") or None
            classes[name] = NewClass(name, colour, known.is_ok or row.get("ok") == _YES)
    return Listing(tuple(classes.values()), tuple(photos), tuple(problems))


def _column(name: str) -> str:
    cleaned = name.strip().lower()
    return _ALSO_CALLED.get(cleaned, cleaned)


def _photo(row: _Row) -> ListedPhoto:
    """Raises ValueError with a reason for people."""
    if not row.get("filepath"):
        raise ValueError("this line names no photo.")
    return ListedPhoto(
        row["filepath"],
        row.get("class") or None,
        row.get("group") or None,
        row.get("note") or None,
        Framing(_region(row.get("region", "")), _window(row.get("grey_window", ""))),
    )


def _region(cell: str) -> Region | None:
    """Left, top, right and bottom, and after them each corner of an outline, if there is one."""
    numbers = _parsed(cell, 4, corners=True)
    if numbers is None:
        return None
    left, top, right, bottom, *line = numbers
    corners = tuple(zip(line[::2], line[1::2], strict=True))
    try:
        return Region(left, top, right, bottom, corners)
    except ValueError:
        shape = "outline" if corners else "rectangle"
        raise ValueError(
            f"'{cell}' is no {shape} inside a photo. Correct the line in the list."
        ) from None


def _window(cell: str) -> Window | None:
    numbers = _parsed(cell, 2)
    try:
        return None if numbers is None else Window(*numbers)
    except ValueError:
        raise ValueError(
            f"'{cell}' has no grey between black and white. Correct the line in the list."
        ) from None


def _numbers(values: Sequence[float]) -> str:
    return " ".join(repr(float(value)) for value in values)


def _parsed(cell: str, count: int, *, corners: bool = False) -> list[float] | None:
    """`count` numbers; with `corners` two for each corner may come after them."""
    if not cell:
        return None
    try:
        found = [float(part) for part in cell.split()]
    except ValueError:
        found = []
    more = len(found) - count
    if more and not (corners and more >= 6 and more % 2 == 0):
        raise ValueError(
            f"'{cell}' should be {count} numbers with blanks between. Correct the line in the list."
        )
    return found
