"""Commands that change a project: `new`, `add`, `correct`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import count, progress_bar, say
from siamdesk.cli.files import quoted
from siamdesk.errors import ProjectError
from siamdesk.images.archives import is_archive
from siamdesk.images.files import is_photo
from siamdesk.images.video import Sampling
from siamdesk.project.database import DATABASE_NAME
from siamdesk.project.exchange.lists import is_list
from siamdesk.project.exchange.unpacking import is_packed_project, unpack_project
from siamdesk.project.filming import add_frames
from siamdesk.project.importing import add_by_folder, add_to_class
from siamdesk.project.names import clean_class_name
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, FileProblem
from siamdesk.project.wording import window_words
from siamdesk.saved_classifier import is_saved_classifier

_VIDEO = "it is a video. Say with `add --every SECONDS` how often to take a frame of it."
SOME_UNREADABLE = 3
"""Exit status when the command did its work but some files could not be read."""


def _no_photo(context: typer.Context, path: Path) -> Path:
    """Refuse what can only be a mistake in the project's place, and say what belongs there."""
    if is_saved_classifier(path):
        why = (
            f"'{path}' was written by FewShotClassifier.save: Python and `siamdesk serve` take it, "
            "and here a project is wanted."
        )
    elif os.path.isdir(existing_project(path)):  # noqa: PTH112 - Path.is_dir may raise
        return path
    elif os.path.isfile(path):  # noqa: PTH113 - the same
        why = f"'{path}' is a file, and a project is a folder."
    elif is_photo(path):
        why = f"'{path}' is the name of a photo, and there is no such file; a project is a folder."
    else:
        return path  # opening it says what is wrong with it
    takes_photos = any(p.name in ("paths", "image") for p in context.command.params)
    rest = f" {quoted(path)}" if takes_photos and is_photo(path) else ""
    raise typer.BadParameter(
        f"{why} The project comes first: siamdesk {context.info_name} NAME.siam{rest}"
    )


# `readable=False`: one locked file must not end the command before it has begun; reading it says
# what is wrong with it.
ProjectPath = Annotated[
    Path,
    typer.Argument(
        metavar="PROJECT",
        help="The project, NAME.siam.",
        readable=False,
        callback=_no_photo,
    ),
]
NewProjectPath = Annotated[
    Path, typer.Argument(metavar="PROJECT", help="The project, NAME.siam.", readable=False)
]
PhotoPaths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Photos or folders.", readable=False)
]

AddedPaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help="Photos, folders, .zip or .tar files, .csv or COCO .json lists, videos.",
        readable=False,
    ),
]


def project_path(path: Path) -> Path:
    """The path with the suffix that every project has."""
    return path if path.suffix == ".siam" else path.with_name(f"{path.name}.siam")


def existing_project(path: Path) -> Path:
    """The project that is meant by `path`, with or without its suffix.

    A folder of photos is often called like the project that was made from it.
    """
    if (path / DATABASE_NAME).is_file() or not _is_name(path):
        return path
    named = project_path(path)
    return path if path.exists() and not named.exists() else named


@contextmanager
def making_project(path: Path) -> Iterator[Project]:
    """A new project to fill, which is gone again unless the block ends well."""
    made = Project.create(path)
    try:
        with made:
            yield made
    except BaseException:  # Ctrl+C too: half a project must not be taken for one
        shutil.rmtree(made.path, ignore_errors=True)
        raise


def new(
    project: NewProjectPath,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FOLDER|FILE",
            help="A folder, .zip or .tar with one sub-folder of examples per class; a .csv or "
            "COCO .json list of photos; or the .zip of a project.",
        ),
    ] = None,
) -> None:
    """Make a project: empty, from examples, or from another machine's zip of one."""
    if not _is_name(project):
        raise typer.BadParameter(
            f"'{project}' is no name for a project. Give one, such as steel.siam.",
            param_hint="PROJECT",
        )
    if source is not None and not (source.is_dir() or is_archive(source) or is_list(source)):
        raise typer.BadParameter(
            f"{source} is neither a folder nor an archive nor a list of photos.",
            param_hint="--from",
        )
    target = project_path(project)
    if source is not None and is_packed_project(source):
        with progress_bar("Unpacking the project") as bar:
            unpack_project(source, target, progress=bar).close()
        say(f"Made [bold]{escape(str(target))}[/].")
        return
    report = None
    with making_project(target) as made:
        if source is not None:
            with progress_bar("Adding photos") as bar:
                report = add_by_folder(made, [source], progress=bar)
    say(f"Made [bold]{escape(str(target))}[/].")
    if report is not None:
        finish_adding(report)


def add(
    project: ProjectPath,
    paths: AddedPaths,
    class_name: Annotated[
        str | None,
        typer.Option(
            "--class",
            metavar="CLASS",
            help="Add them as examples of this class, not to the inbox.",
        ),
    ] = None,
    every: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0.001, help="Take a frame of each video so often."),
    ] = None,
) -> None:
    """Add photos, all photos in folders and archives, or frames of videos."""
    with Project.open(existing_project(project)) as opened, progress_bar("Adding photos") as bar:
        report = add_to_class(opened, paths, class_name, progress=bar)
        videos = [video for batch in report.videos for video in batch.paths]
        if every is not None and videos:
            frames = add_frames(opened, videos, Sampling(every), class_name, progress=bar)
            report = report.joined(frames)
    finish_adding(report)


def correct(
    project: ProjectPath,
    image: Annotated[
        Path, typer.Argument(metavar="IMAGE", help="A photo, by path or name.", readable=False)
    ],
    class_name: Annotated[str, typer.Argument(metavar="CLASS", help="What it really shows.")],
    new_class: Annotated[
        bool, typer.Option("--new-class", help="Make the class if there is none of that name.")
    ] = False,
) -> None:
    """Say what a photo really shows: it becomes an example of that class."""
    class_name = clean_class_name(class_name)
    with Project.open(existing_project(project)) as opened:
        if not new_class:
            _refuse_unknown_class(opened, class_name)
        photo = opened.find_photo(image)
        if photo is None:
            if not image.is_file():
                raise ProjectError(f"{image}: no such photo, neither in the project nor on disk.")
            finish_adding(opened.add_photos([image], class_name=class_name))
            return
        found = opened.class_by_name(class_name) or opened.add_class(class_name)
        opened.set_class([photo.id], found.id)
    say(f"{escape(photo.name)} is now an example of [bold]{escape(found.name)}[/].")


def finish_adding(report: AddReport) -> None:
    """Say what was added and what was left out, and end with the status that tells so."""
    left = [FileProblem(path, _VIDEO) for batch in report.videos for path in batch.paths]
    for problem in (*report.failed, *left, *report.duplicates):
        say(f"[yellow]Left out[/] {escape(str(problem.path))}: {escape(problem.reason)}")
    say(f"Added {count(len(report.added), 'photo')}.")
    _tell_of_looks(report)
    if report.failed or left:
        raise typer.Exit(SOME_UNREADABLE)


def _tell_of_looks(report: AddReport) -> None:
    if report.window is not None:
        say(
            f"Grey values {window_words(report.window)} are black to white in all photos with "
            "more than 8 bits."
        )
    if report.similar:
        say(f"Nearly the same picture as another photo: {count(len(report.similar), 'photo')}.")


def _is_name(path: Path) -> bool:
    """Whether a path ends in a name, not in ``.`` or ``..``."""
    return path.name not in ("", "..")


def _refuse_unknown_class(project: Project, name: str) -> None:
    if project.class_by_name(name) is None:
        known = ", ".join(c.name for c in project.snapshot().classes) or "none yet"
        raise ProjectError(
            f"There is no class '{name}'. Known: {known}. Use --new-class to make it."
        )
