"""`siamdesk undo-sorting`: what `classify --sort-into` did, taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import count, say
from siamdesk.cli.files import make_folder, write_bytes
from siamdesk.cli.projects import SOME_UNREADABLE
from siamdesk.cli.sorting import (
    RECORD_NAME,
    Placement,
    SortBy,
    is_link_to,
    move,
    read_record,
    record_line,
)
from siamdesk.errors import ImageError, StorageError
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file

LEFT_ALONE = SOME_UNREADABLE


def undo_sorting(
    record: Annotated[
        Path, typer.Argument(metavar="FILE", help=f"The {RECORD_NAME} in the folder of classes.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; say what would be taken back.")
    ] = False,
) -> None:
    """Take back what `classify --sort-into` did: moved photos go home, copies and links go away.

    A copy that was changed stays, and so does a photo whose old place is taken by another one.
    """
    placements = read_record(record)
    left: list[Placement] = []
    undone = 0
    for placement in reversed(placements):
        try:
            undone += _undo(placement, dry_run=dry_run)
        except (ImageError, StorageError) as error:
            left.append(placement)
            say(f"[yellow]Left alone[/] {escape(str(error))}")
    if not dry_run:
        _tidy_up(record, placements, left[::-1])
    verb = "Would take back" if dry_run else "Took back"
    say(f"{verb} {count(undone, 'photo')}.")
    if left:
        raise typer.Exit(LEFT_ALONE)


def _undo(placement: Placement, *, dry_run: bool) -> bool:
    """Whether there was something to take back.

    Raises:
        StorageError: the photo must be left alone, or the disk refuses.
        ImageError: it can't be read.

    """
    checks: dict[SortBy, Callable[[Placement], bool]] = {
        SortBy.COPY: _is_our_copy,
        SortBy.MOVE: _is_moved,
        SortBy.LINK: _is_our_link,
    }
    if not checks[placement.by](placement):
        return False
    if dry_run:
        return True
    source, place = Path(placement.source), Path(placement.place)
    if placement.by is SortBy.MOVE and not source.exists():
        make_folder(source.parent)
        move(place, source)
        return True
    try:
        place.unlink()
    except OSError as error:
        raise StorageError(f"{place} could not be deleted ({error.strerror}).") from error
    return True


def _is_our_copy(placement: Placement) -> bool:
    place = Path(placement.place)
    if not place.exists():
        return False
    if content_digest(read_file(place)) != placement.sha256:
        raise StorageError(f"{place}: it was changed since it was copied. Delete it yourself.")
    return True


def _is_moved(placement: Placement) -> bool:
    source, place = Path(placement.source), Path(placement.place)
    if not place.exists():
        return False  # it never was moved, or is back already
    # A move to another disk that was cut short leaves the photo at both places.
    if source.exists() and read_file(source) != read_file(place):
        raise StorageError(
            f"{place}: another file lies at {source}. Move that one away and try again."
        )
    return True


def _is_our_link(placement: Placement) -> bool:
    place = Path(placement.place)
    if is_link_to(place, Path(placement.source)):
        return True
    if place.exists():
        raise StorageError(f"{place}: it is no longer the link that was made. Delete it yourself.")
    return False


def _tidy_up(record: Path, placements: list[Placement], left: list[Placement]) -> None:
    """Take empty class folders away, and the record unless something is left in it."""
    for folder in {Path(p.place).parent for p in placements}:
        with suppress(OSError):
            folder.rmdir()  # refuses where there is something in it
    if left:
        write_bytes(record, b"".join(map(record_line, left)))
    else:
        record.unlink(missing_ok=True)
