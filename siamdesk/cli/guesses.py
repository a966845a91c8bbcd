"""Guesses for photos on disk, and how they are printed: table, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT
from siamdesk.cli.files import writing
from siamdesk.engine.ranking_table import Ranking
from siamdesk.errors import ImageError
from siamdesk.images.framing import Framing
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file

if TYPE_CHECKING:
    from siamdesk.engine.embedder import PhotoFile
    from siamdesk.engine.engine import Engine


class GuessFormat(StrEnum):
    """How `classify` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class NamedGuess:
    """A guess with names in place of ids."""

    class_name: str
    probability: float
    similarity: float
    example: str
    """The file name of the nearest example."""


@dataclass(frozen=True, slots=True)
class PhotoGuesses:
    """What is guessed of one file, or why nothing is."""

    path: Path
    guesses: tuple[NamedGuess, ...]
    unknown: float | None
    is_unknown: bool | None
    error: str | None

    def as_json(self, top: int) -> dict[str, object]:
        """The element that ``classify --format json`` promises, with up to `top` guesses."""
        score = None if self.unknown is None else round(self.unknown, 6)
        return {
            "image": str(self.path),
            "guesses": [
                {
                    "class": g.class_name,
                    "probability": round(g.probability, 6),
                    "similarity": round(g.similarity, 6),
                    "example": g.example,
                }
                for g in self.guesses[:top]
            ],
            "unknown": {"score": score, "is_unknown": self.is_unknown},
            "error": self.error,
        }


def guesses_of_files(engine: Engine, paths: Sequence[Path]) -> Iterator[PhotoGuesses]:
    """Rank files with a trained engine; those that can't be read come with their error."""
    files, errors = _digested(paths, engine.project.framing)
    table, bad = engine.rank_files(files)
    errors |= {f.path: f"{f.path}: {bad[f.look]}" for f in files if f.look in bad}
    rankings: dict[Path, Ranking] = {}
    if table is not None:
        for row in range(len(table)):
            ranking = table.ranking(row)
            rankings[files[ranking.photo_id].path] = ranking
    snapshot = engine.project.snapshot()
    class_names = {c.id: c.name for c in snapshot.classes}
    photo_names = {p.id: p.name for p in snapshot.photos}
    for path in paths:
        if path in errors:
            yield PhotoGuesses(path, (), None, None, errors[path])
            continue
        ranking = rankings[path]
        named = tuple(
            NamedGuess(
                class_names[g.class_id], g.probability, g.similarity, photo_names[g.example_id]
            )
            for g in ranking.guesses
        )
        yield PhotoGuesses(path, named, ranking.unknown, ranking.is_unknown, None)


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
        OUT.print(guess_table(found, top=top))
    elif format_ is GuessFormat.JSON:
        _write_json(found, stream, top)
    else:
        _write_csv(found, stream, top)


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
    stream.write("\n]\n")


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


def _digested(paths: Sequence[Path], framing: Framing) -> tuple[list[PhotoFile], dict[Path, str]]:
    """The files with the digests of their content, framed alike, and why others can't be read."""
    from siamdesk.engine.embedder import PhotoFile

    files: list[PhotoFile] = []
    errors: dict[Path, str] = {}
    for path in paths:
        try:
            files.append(PhotoFile(content_digest(read_file(path)), path, framing))
        except ImageError as error:
            errors[path] = str(error)
    return files, errors
