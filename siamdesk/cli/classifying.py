"""`siamdesk classify`: the guesses for photos on disk, and what is made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import progress_bar, say
from siamdesk.cli.files import copy_photo, make_folder
from siamdesk.cli.guesses import GuessFormat, PhotoGuesses, guesses_of_files, output, write_guesses
from siamdesk.cli.learning import engine_for, learn_or_fail
from siamdesk.cli.projects import SOME_UNREADABLE, PhotoPaths, ProjectPath
from siamdesk.errors import ImageError
from siamdesk.images.files import find_photos
from siamdesk.project.names import folder_names

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine

CHUNK = 256
"""Photos ranked at a time: a folder of any size is classified in bounded memory."""


@dataclass(slots=True)
class _Run:
    """What is done with each ranked photo, and how many photos could not be read."""

    engine: Engine
    heatmaps: Path | None
    sort_into: Path | None
    unreadable: int = field(default=0, init=False)
    _folders: Mapping[str, str] = field(default_factory=dict, init=False)

    def make_folders(self) -> None:
        """Make the folders that are written to. Raises `StorageError`."""
        for folder in (self.heatmaps, self.sort_into):
            if folder is not None:
                make_folder(folder)

    def over(self, photos: Sequence[Path]) -> Iterator[PhotoGuesses]:
        """Rank photos and do what is asked with each, one after the other."""
        self._folders = folder_names(self.engine.class_names())
        for guesses in _rank_all(self.engine, photos):
            if guesses.error is None:
                self._use(guesses)
            else:
                self.unreadable += 1
                say(f"[yellow]Unreadable[/] {escape(guesses.error)}")
            yield guesses

    def _use(self, found: PhotoGuesses) -> None:
        if self.heatmaps is not None:
            from siamdesk.cli.heatmaps import draw_heatmap

            name = found.path.stem
            draw_heatmap(self.engine, found.path, found.guesses, self.heatmaps, name=name)
        if self.sort_into is None:
            return
        try:
            copy_photo(found.path, self.sort_into / self._folders[found.guesses[0].class_name])
        except ImageError as error:
            self.unreadable += 1
            say(f"[yellow]Not copied[/] {escape(str(error))}")


def classify(
    project: ProjectPath,
    paths: PhotoPaths,
    top: Annotated[int, typer.Option(min=1, help="Guesses per photo; a table shows two.")] = 5,
    format: Annotated[  # noqa: A002 - the option is called so
        GuessFormat | None,
        typer.Option(help="How to print the guesses; else as FILE's name ends, or a table."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file, not to stdout.")
    ] = None,
    heatmaps: Annotated[
        Path | None, typer.Option(help="Write a heatmap PNG per photo to this folder.")
    ] = None,
    sort_into: Annotated[
        Path | None, typer.Option(help="Copy each photo to a sub-folder of its likeliest class.")
    ] = None,
) -> None:
    """Rank the classes of photos that need not be in the project."""
    chosen = _format(format, out)
    photos = _photos(paths)
    with engine_for(project) as engine:
        run = _Run(engine, heatmaps, sort_into)
        run.make_folders()
        with output(out) as stream:
            learn_or_fail(engine)
            write_guesses(run.over(photos), chosen, stream, top=top)
    if run.unreadable:
        raise typer.Exit(SOME_UNREADABLE)


def _format(asked: GuessFormat | None, out: Path | None) -> GuessFormat:
    if out is None:
        return asked or GuessFormat.TABLE
    by_suffix = {".json": GuessFormat.JSON, ".csv": GuessFormat.CSV}
    chosen = asked or by_suffix.get(out.suffix.lower(), GuessFormat.TABLE)
    if chosen is GuessFormat.TABLE:
        raise typer.BadParameter(
            "A table is for the terminal. Write FILE.json or FILE.csv, or add --format.",
            param_hint="--out",
        )
    return chosen


def _photos(paths: Sequence[Path]) -> list[Path]:
    photos: list[Path] = []
    for path in paths:
        found = find_photos(path)
        if not found:
            say(f"[yellow]No photos[/] found in {escape(str(path))}.")
        photos += found
    return photos


def _rank_all(engine: Engine, photos: Sequence[Path]) -> Iterator[PhotoGuesses]:
    with progress_bar("Ranking") as bar:
        for start in range(0, len(photos), CHUNK):
            bar(start / len(photos), "Ranking")
            yield from guesses_of_files(engine, photos[start : start + CHUNK])
