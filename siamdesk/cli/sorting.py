"""Photos sorted into class folders, with a record that undoes it.

The record is written before a photo is touched, so that whatever ends the program, every photo
that moved is in it; and sorting again what it holds does nothing twice.
"""

from __future__ import annotations

import errno
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from siamdesk.cli.files import absolute, free_place, make_folder, refused, write_copy
from siamdesk.errors import ImageError, StorageError
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file

RECORD_NAME = "undo-sorting.jsonl"


class SortBy(StrEnum):
    """How a photo comes into its folder."""

    COPY = "copy"
    MOVE = "move"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Placement:
    """That a photo comes to a place."""

    by: SortBy
    source: str
    place: str
    sha256: str = ""
    """Of a copy: only an unchanged one is deleted when sorting is undone."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """What the user wishes."""

    folder: Path
    by: SortBy = SortBy.COPY
    dry_run: bool = False


class Sorter:
    """Brings photos to the folder of their class, beside what is there already."""

    def __init__(self, wish: Sorting, class_folders: Mapping[str, str], record: Path) -> None:
        """`class_folders` names the folder of each class; `record` may hold an earlier run's."""
        self.wish = wish
        self.record = record
        self.sorted: Counter[str] = Counter()
        """Photos by class folder."""
        self._folders = class_folders
        self._planned: dict[str, Placement] = {}
        if record.exists():
            _cut_off_unfinished(record)
            self._planned = {p.source: p for p in read_record(record)}

    def sort(self, photo: Path, class_name: str) -> None:
        """Bring a photo to the folder of its class, unless the record says that it is there.

        Raises:
            ImageError: the photo can't be read any more.
            StorageError: the disk refuses.

        """
        folder = self.wish.folder / self._folders[class_name]
        if not self.wish.dry_run:
            self._bring(photo, folder)
        self.sorted[folder.name] += 1

    def _bring(self, photo: Path, folder: Path) -> None:
        source = absolute(photo)
        planned = self._planned.pop(source, None)
        if planned is not None and _is_carried_out(planned):
            return
        if self.wish.by is not SortBy.COPY and not os.path.lexists(photo):
            raise ImageError(photo, "the file is missing: it was moved, renamed or deleted.")
        data = read_file(photo) if self.wish.by is SortBy.COPY else b""
        make_folder(folder)
        place = Path(absolute(free_place(folder, photo.name)))
        digest = content_digest(data) if self.wish.by is SortBy.COPY else ""
        placement = Placement(self.wish.by, source, str(place), digest)
        append_record(self.record, placement)
        if self.wish.by is SortBy.COPY:
            write_copy(photo, data, place)
        elif self.wish.by is SortBy.MOVE:
            move(Path(source), place)
        else:
            _link(Path(source), place)


def read_record(record: Path) -> list[Placement]:
    """What was sorted, in order; a last line that was not finished had not begun either.

    Raises:
        StorageError: it can't be read, or is no such record.

    """
    try:
        lines = record.read_bytes().split(b"\n")
    except OSError as error:
        raise StorageError(
            f"{record} could not be read ({error.strerror}). Give the {RECORD_NAME} that "
            "sorting has left in its folder."
        ) from error
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            if line:
                told = json.loads(line)
                found.append(_placement(told))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if number == len(lines):
                break
            raise StorageError(
                f"{record}, line {number}, is no record of sorting. Give the {RECORD_NAME} that "
                "sorting has left in its folder."
            ) from error
    return found


def _placement(told: dict[str, str]) -> Placement:
    """Raises ValueError, KeyError, TypeError and AttributeError for what is no placement."""
    if not all(isinstance(value, str) for value in told.values()):
        raise TypeError(told)
    return Placement(SortBy(told.pop("by")), **told)


def record_line(placement: Placement) -> bytes:
    """A line of the record; names that are in no encoding come back as they were."""
    return json.dumps(asdict(placement)).encode() + b"\n"


def append_record(record: Path, placement: Placement) -> None:
    """Write down what is about to be done. Raises `StorageError`."""
    try:
        with record.open("ab") as stream:
            stream.write(record_line(placement))
            stream.flush()
            if placement.by is SortBy.MOVE:
                os.fsync(stream.fileno())
    except OSError as error:
        raise refused(record, error) from error


def _is_carried_out(planned: Placement) -> bool:
    """Whether it was done in an earlier run; a move that was cut short is finished."""
    source, place = Path(planned.source), Path(planned.place)
    if planned.by is SortBy.LINK:
        return is_link_to(place, source)
    if not place.exists():
        return False
    if planned.by is SortBy.COPY:
        return content_digest(read_file(place)) == planned.sha256
    if not source.exists():
        return True
    if read_file(source) != read_file(place):
        return False
    _remove_source(source)
    return True


def is_link_to(place: Path, source: Path) -> bool:
    """Whether `place` is a symbolic or hard link to `source`."""
    try:
        if place.is_symlink():
            return place.readlink() == source
        return place.samefile(source)
    except OSError:
        return False


def move(source: Path, place: Path) -> None:
    """Move a file, also to another disk; it is whole at one of both places at any time.

    Raises:
        ImageError: it can't be read.
        StorageError: the disk refuses.

    """
    try:
        source.rename(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise refused(place, error) from error
        write_copy(source, read_file(source), place, durable=True)
        _remove_source(source)


def _remove_source(source: Path) -> None:
    try:
        source.unlink()
    except OSError as error:
        raise refused(source, error) from error


def _link(source: Path, place: Path) -> None:
    try:
        place.symlink_to(source)
    except OSError as refusal:
        # Windows lets only some users make symbolic links; hard links need the same disk.
        try:
            place.hardlink_to(source)
        except OSError:
            raise StorageError(
                f"{place} could not be linked to {source} ({refusal.strerror}). "
                "Use --sort-by copy instead."
            ) from refusal


def _cut_off_unfinished(record: Path) -> None:
    """Take a last line away that was not written to its end: what it tells of had not begun."""
    try:
        data = record.read_bytes()
        if data and not data.endswith(b"\n"):
            os.truncate(record, data.rfind(b"\n") + 1)
    except OSError as error:
        raise refused(record, error) from error
