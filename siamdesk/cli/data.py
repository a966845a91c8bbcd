"""`siamdesk data`: photos and classes for other programs, a project for another machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import count, progress_bar, say
from siamdesk.cli.projects import SOME_UNREADABLE, ProjectPath, existing_project
from siamdesk.errors import StorageError
from siamdesk.project.exchange.unpacking import is_packed_project
from siamdesk.project.exchange.values import DataFormat
from siamdesk.project.exchange.writing import write_data
from siamdesk.project.store import Project


def data(
    project: ProjectPath,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="A new folder; for a zip, the file to write.")
    ],
    kind: Annotated[
        DataFormat | None,
        typer.Option(
            "--as",
            help="Folders, one per class; a CSV or COCO list with its photos; or the whole project "
            "as a zip. Zip if OUT ends in .zip, else folders.",
        ),
    ] = None,
) -> None:
    """Write photos and classes for other programs, or the whole project for another machine."""
    by_name = DataFormat.ZIP if out.suffix.lower() == ".zip" else DataFormat.FOLDERS
    chosen = kind or by_name
    if chosen is DataFormat.ZIP and out.is_file() and not is_packed_project(out):
        raise StorageError(
            f"{out} exists already. Only the .zip of a project is replaced: choose another name."
        )
    with (
        Project.open(existing_project(project), read_only=True) as opened,
        progress_bar("Copying photos") as bar,
    ):
        saved = write_data(opened, out, chosen, progress=bar)
    for problem in saved.problems:
        say(f"[yellow]Left out[/] {escape(str(problem.path))}: {escape(problem.reason)}")
    say(f"Wrote {count(saved.photos, 'photo')} to [bold]{escape(str(saved.path))}[/].")
    if saved.problems:
        raise typer.Exit(SOME_UNREADABLE)
