"""How guesses are printed: table, JSON, JSON Lines or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TextIO

from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT
from siamdesk.cli.files import writing
from siamdesk.engine.photo_guesses import PhotoGuesses

PAGE = 1000
"""Rows of a table that are measured and drawn at a time."""


class GuessFormat(StrEnum):
    """How `classify` prints."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


@contextmanager
def output(out: Path | None) -> Iterator[TextIO]:
    """Where guesses are written: a file, which is whole or not there, or stdout."""
    if out is None:
        yield sys.stdout
        return
    with writing(out) as stream:
        yield stream


def write_guesses(
    found: Iterable[PhotoGuesses], format_: GuessFormat, stream: TextIO, *, top: int
) -> None:
    """Write up to `top` guesses of each photo as they come; a table goes to the terminal."""
    if format_ is GuessFormat.TABLE:
        rest = iter(found)
        while page := list(islice(rest, PAGE)):
            OUT.print(guess_table(page, top=top))
    elif format_ is GuessFormat.JSON:
        _write_json(found, stream, top)
    elif format_ is GuessFormat.JSONL:
        _write_json_lines(found, stream, top)
    else:
        _write_csv(found, stream, top)


def print_guesses_live(found: Iterable[PhotoGuesses], *, top: int) -> None:
    """A line for the terminal per photo, as soon as it is ranked."""
    for photo in found:
        told = ", ".join(f"{g.class_name} {percent(g.probability)}" for g in photo.guesses[:top])
        mark = " [yellow](unknown?)[/]" if photo.is_unknown else ""
        said = "[red]unreadable[/]" if photo.error is not None else f"{escape(told)}{mark}"
        OUT.print(f"{escape(photo.path.name)}: {said}", soft_wrap=True)


def guess_table(found: Iterable[PhotoGuesses], *, top: int = 2, title: str | None = None) -> Table:
    """The first guess of each photo, and the second if `top` allows, for the terminal."""
    shown = min(top, 2)
    table = Table(title=title, title_justify="left")
    for name in ("photo", *("guess", "second guess")[:shown], "nearest example"):
        table.add_column(name, overflow="fold")
    for photo in found:
        if photo.error is not None:
            table.add_row(escape(photo.path.name), "[red]unreadable[/]", *[""] * shown)
            continue
        cells = [f"{escape(g.class_name)} {percent(g.probability)}" for g in photo.guesses[:shown]]
        cells += [""] * (shown - len(cells))
        if photo.is_unknown:
            cells[0] += " [yellow](unknown?)[/]"
        table.add_row(
            escape(photo.path.name),
            *cells,
            f"{escape(photo.guesses[0].example)} ({photo.guesses[0].similarity:.2f})",
        )
    return table


def percent(probability: float) -> str:
    """A probability for people; none is ever shown as certain or as impossible."""
    if probability > 0.99:
        return ">99%"
    return f"{probability:.0%}" if probability >= 0.01 else "<1%"


def _write_json(found: Iterable[PhotoGuesses], stream: TextIO, top: int) -> None:
    stream.write("[")
    for i, photo in enumerate(found):
        stream.write(",\n " if i else "\n ")
        json.dump(photo.as_json(top), stream, ensure_ascii=False)
        stream.flush()
    stream.write("\n]\n")


def _write_json_lines(found: Iterable[PhotoGuesses], stream: TextIO, top: int) -> None:
    for photo in found:
        stream.write(json.dumps(photo.as_json(top), ensure_ascii=False) + "\n")
        stream.flush()


def _write_csv(found: Iterable[PhotoGuesses], stream: TextIO, top: int) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    columns = ("image", "rank", "class", "probability", "similarity", "example")
    writer.writerow([*columns, "unknown_score", "is_unknown", "error"])
    for photo in found:
        verdict = "" if photo.is_unknown is None else str(photo.is_unknown).lower()
        if photo.error is not None:
            writer.writerow([photo.path, "", "", "", "", "", "", "", photo.error])
        for i, g in enumerate(photo.guesses[:top], start=1):
            figures = (f"{g.probability:.6f}", f"{g.similarity:.6f}", g.example)
            unknown = f"{photo.unknown:.6f}"
            writer.writerow([photo.path, i, g.class_name, *figures, unknown, verdict, ""])
        stream.flush()
