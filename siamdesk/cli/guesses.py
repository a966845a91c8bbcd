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
from siamdesk.engine.messages import Ranking

if TYPE_CHECKING:
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

    def as_json(self) -> dict[str, object]:
        """The element that ``classify --format json`` promises."""
        known = self.error is None
        return {
            "image": str(self.path),
            "guesses": [
                {
                    "class": g.class_name,
                    "probability": round(g.probability, 6),
                    "similarity": round(g.similarity, 6),
                    "example": g.example,
                }
                for g in self.guesses
            ],
            "unknown": {"score": round(self.unknown or 0.0, 6), "is_unknown": self.is_unknown}
            if known
            else None,
            "error": self.error,
        }


def guesses_of_files(engine: Engine, paths: Sequence[Path], top: int) -> Iterator[PhotoGuesses]:
    """Rank files with a trained engine; those that can't be read come with their error."""
    from siamdesk.engine.embedder import PhotoFile
    from siamdesk.errors import ImageError
    from siamdesk.images.hashes import content_digest
    from siamdesk.images.reading import read_file

    errors: dict[Path, str] = {}
    files: list[PhotoFile] = []
    for path in paths:
        try:
            files.append(PhotoFile(content_digest(read_file(path)), path))
        except ImageError as error:
            errors[path] = str(error)
    table, bad = engine.rank_files(files)
    rankings: dict[Path, Ranking] = {}
    if table is not None:
        for row in range(len(table)):
            ranking = table.ranking(row)
            rankings[files[ranking.photo_id].path] = ranking
    errors |= {f.path: f"{f.path}: {bad[f.digest]}" for f in files if f.digest in bad}
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
            for g in ranking.guesses[:top]
        )
        yield PhotoGuesses(path, named, ranking.unknown, ranking.is_unknown, None)


def write_guesses(found: Iterable[PhotoGuesses], format_: GuessFormat, out: Path | None) -> None:
    """Print guesses as they come, to `out` or to stdout."""
    if format_ is GuessFormat.TABLE and out is None:
        OUT.print(guess_table(found))
        return
    with _opened(out) as stream:
        if format_ is GuessFormat.JSON:
            _write_json(found, stream)
        else:
            _write_csv(found, stream)


def guess_table(found: Iterable[PhotoGuesses], *, title: str | None = None) -> Table:
    """The first two guesses of each photo as a table for the terminal."""
    table = Table(title=title, title_justify="left")
    for name in ("photo", "guess", "second guess", "nearest example"):
        table.add_column(name, overflow="fold")
    for photo in found:
        if photo.error is not None:
            table.add_row(escape(photo.path.name), "[red]unreadable[/]", "", "")
            continue
        cells = [f"{escape(g.class_name)} {percent(g.probability)}" for g in photo.guesses[:2]]
        cells += [""] * (2 - len(cells))
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


def _write_json(found: Iterable[PhotoGuesses], stream: TextIO) -> None:
    stream.write("[")
    for i, photo in enumerate(found):
        stream.write(",\n " if i else "\n ")
        json.dump(photo.as_json(), stream, ensure_ascii=False)
    stream.write("\n]\n")


def _write_csv(found: Iterable[PhotoGuesses], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    columns = ("image", "rank", "class", "probability", "similarity", "example")
    writer.writerow([*columns, "unknown_score", "is_unknown", "error"])
    for photo in found:
        verdict = "" if photo.is_unknown is None else str(photo.is_unknown).lower()
        if photo.error is not None:
            writer.writerow([photo.path, "", "", "", "", "", "", "", photo.error])
        for i, g in enumerate(photo.guesses, start=1):
            figures = (f"{g.probability:.6f}", f"{g.similarity:.6f}", g.example)
            unknown = f"{photo.unknown:.6f}"
            writer.writerow([photo.path, i, g.class_name, *figures, unknown, verdict, ""])


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(f"{out.name}.part")
    with fresh.open("w", newline="", encoding="utf-8") as stream:
        yield stream
    fresh.replace(out)
