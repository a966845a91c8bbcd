"""Commands that learn and rank: `train`, `classify`, `export`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import OUT, progress_bar, say
from siamdesk.cli.guesses import GuessFormat, PhotoGuesses, write_guesses
from siamdesk.cli.projects import SOME_UNREADABLE, ProjectPath, existing_project
from siamdesk.encoders.devices import Device
from siamdesk.engine.messages import ExportFormat, FineTuneMode
from siamdesk.errors import NotEnoughExamplesError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine, LearnOutcome

CHUNK = 256
"""Photos ranked at a time: a folder of any size is classified in bounded memory."""


@contextmanager
def engine_for(project: Path) -> Iterator[Engine]:
    """The engine, in this process, for the project that is meant."""
    # Imported here: OpenVINO and scikit-learn take most of a second to load.
    from siamdesk.engine.engine import Engine

    engine = Engine(existing_project(project))
    try:
        yield engine
    finally:
        engine.close()


def learn_or_fail(engine: Engine) -> LearnOutcome:
    """Learn with a progress bar.

    Raises:
        NotEnoughExamplesError: there is nothing to learn from.

    """
    with progress_bar("Learning") as bar:
        outcome = engine.learn(bar)
    names = {p.id: p.name for p in engine.project.snapshot().photos}
    for photo_id, reason in outcome.unreadable:
        say(f"[yellow]Left out[/] {escape(names[photo_id])}: {escape(reason)}")
    if outcome.summary is None:
        raise NotEnoughExamplesError(outcome.hint)
    return outcome


def train(
    project: ProjectPath,
    fine_tune: Annotated[
        FineTuneMode, typer.Option(help="Whether to tune the encoder too.")
    ] = FineTuneMode.AUTO,
    device: Annotated[Device, typer.Option(help="Where to tune it.")] = Device.AUTO,
) -> None:
    """Learn from the project's examples, and tune the encoder if that helps."""
    with engine_for(project) as engine:
        learn_or_fail(engine)
        if fine_tune is not FineTuneMode.NEVER:
            from siamdesk.engine.fine_tuning import fine_tune as run_fine_tuning

            with progress_bar("Fine-tuning") as bar:
                tuned = run_fine_tuning(engine, fine_tune, bar, device=device)
            say(tuned.message)
        outcome = learn_or_fail(engine)
        summary = outcome.summary
        if summary is None:
            return
        OUT.print(f"{summary.examples} examples of {summary.classes} classes, {summary.encoder}")
        if summary.accuracy is not None:
            OUT.print(
                f"Honest accuracy {summary.accuracy:.0%} "
                f"({summary.accuracy_low:.0%}–{summary.accuracy_high:.0%}), "
                "each example judged by a head that has not seen it"
            )
        if outcome.hint:
            say(escape(outcome.hint))


def classify(
    project: ProjectPath,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Photos or folders.")],
    top: Annotated[int, typer.Option(min=1, help="Guesses per photo.")] = 5,
    format: Annotated[  # noqa: A002 - the option is called so
        GuessFormat, typer.Option(help="How to print the guesses.")
    ] = GuessFormat.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write to this file, not to stdout.")] = None,
    heatmaps: Annotated[
        Path | None, typer.Option(help="Write a heatmap PNG per photo to this folder.")
    ] = None,
    sort_into: Annotated[
        Path | None, typer.Option(help="Copy each photo to a sub-folder of its likeliest class.")
    ] = None,
) -> None:
    """Rank the classes of photos that need not be in the project."""
    from siamdesk.images.files import find_photos

    photos = [p for path in paths for p in (find_photos(path) if path.is_dir() else [path])]
    unreadable = 0
    with engine_for(project) as engine:
        learn_or_fail(engine)

        def ranked() -> Iterator[PhotoGuesses]:
            nonlocal unreadable
            for guesses in _rank_all(engine, photos, top):
                if guesses.error is not None:
                    unreadable += 1
                    say(f"[yellow]Unreadable[/] {escape(guesses.error)}")
                else:
                    if heatmaps is not None:
                        _draw_heatmap(engine, guesses, heatmaps)
                    if sort_into is not None:
                        _copy_sorted(guesses, sort_into)
                yield guesses

        write_guesses(ranked(), format, out)
    if unreadable:
        raise typer.Exit(SOME_UNREADABLE)


def export(
    project: ProjectPath,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write.")],
    format: Annotated[  # noqa: A002 - the option is called so
        ExportFormat, typer.Option(help="What to write.")
    ] = ExportFormat.KERAS,
) -> None:
    """Write the trained model for use elsewhere; it is verified before it is handed over."""
    from siamdesk.engine.exporting import export_model

    with engine_for(project) as engine:
        learn_or_fail(engine)
        with progress_bar("Exporting") as bar:
            path, message = export_model(engine, out, format, bar)
    say(f"Wrote [bold]{escape(str(path))}[/]. {escape(message)}")


def _rank_all(engine: Engine, photos: Sequence[Path], top: int) -> Iterator[PhotoGuesses]:
    from siamdesk.cli.guesses import guesses_of_files

    with progress_bar("Ranking") as bar:
        for start in range(0, len(photos), CHUNK):
            bar(start / len(photos), "Ranking")
            yield from guesses_of_files(engine, photos[start : start + CHUNK], top)


def _draw_heatmap(engine: Engine, guesses: PhotoGuesses, folder: Path) -> None:
    from siamdesk.cli.heatmaps import write_heatmap

    first, *others = guesses.guesses
    against = others[0].class_name if others else None
    write_heatmap(engine, guesses.path, first.class_name, against, folder)


def _copy_sorted(guesses: PhotoGuesses, folder: Path) -> None:
    target = folder / guesses.guesses[0].class_name
    target.mkdir(parents=True, exist_ok=True)
    place = target / guesses.path.name
    number = 2
    while place.exists():
        # Photos of the same name from different folders must not replace each other.
        place = target / f"{guesses.path.stem}-{number}{guesses.path.suffix}"
        number += 1
    shutil.copy2(guesses.path, place)
