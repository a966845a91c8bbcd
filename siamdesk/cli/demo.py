"""`siamdesk demo`: the whole job on the bundled steel photos."""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT, progress_bar, say
from siamdesk.cli.guesses import PhotoGuesses, guess_table, guesses_of_files, percent
from siamdesk.cli.health import has_display
from siamdesk.cli.learning import engine_for, learn_or_fail
from siamdesk.project.importing import add_batches, batches_of
from siamdesk.project.store import Project
from siamdesk.resources import resource_path

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine

CORRECTIONS = 3
HEATMAPS = 6


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Do the job here in the terminal.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the project and the results.")
    ] = None,
) -> None:
    """Open the sample, steel defects of 7 classes, in the window or in the terminal."""
    folder = out or Path(tempfile.mkdtemp(prefix="siamdesk-demo-"))
    project = _sample_project(folder)
    if headless or not has_display():
        _in_the_terminal(project, folder)
        return
    from siamdesk.gui.app import run

    raise typer.Exit(run(project))


def _sample_project(folder: Path) -> Path:
    path = folder / "steel.siam"
    if path.exists():
        return path
    sample = resource_path("sample")
    with Project.create(path) as project, progress_bar("Adding the sample") as bar:
        add_batches(project, [*batches_of([sample / "examples"])], bar)
        add_batches(project, batches_of([sample / "inbox"]), bar)
    return path


def _in_the_terminal(project: Path, folder: Path) -> None:
    start = time.perf_counter()
    with engine_for(project) as engine:
        outcome = learn_or_fail(engine)
        before = _rank_inbox(engine)
        OUT.print(guess_table(before, title="The inbox, ranked"))
        took = time.perf_counter() - start
        summary = outcome.summary
        lines = [f"{len(before)} photos ranked {took:.1f} s after the start of learning."]
        if summary is not None and summary.accuracy is not None:
            lines.append(
                f"Honest accuracy {summary.accuracy:.0%} "
                f"({summary.accuracy_low:.0%}–{summary.accuracy_high:.0%}) from "
                f"{summary.examples} examples of {summary.classes} classes."
            )
        answers = _answers()
        lines.append(_score("Before the corrections", before, answers))
        corrected = _correct(engine, before, answers)
        learn_or_fail(engine)
        after = _rank_inbox(engine)
        OUT.print(_changes(before, after, corrected))
        lines.append(
            _score(f"After {len(corrected)} corrections, on the photos left", after, answers)
        )
        lines.append(_draw(engine, after, folder / "heatmaps"))
    text = "\n".join(lines)
    (folder / "summary.txt").write_text(text + "\n", encoding="utf-8")
    OUT.print(text)
    say(f"Everything is in [bold]{escape(str(folder))}[/].")


def _rank_inbox(engine: Engine) -> list[PhotoGuesses]:
    photos = [p for p in engine.project.snapshot().photos if p.class_id is None]
    ranked = guesses_of_files(engine, [p.path for p in photos], 5)
    return [
        PhotoGuesses(Path(photo.name), g.guesses, g.unknown, g.is_unknown, g.error)
        for photo, g in zip(photos, ranked, strict=True)
    ]


def _answers() -> dict[str, str]:
    with resource_path("sample", "answers.csv").open(encoding="utf-8", newline="") as stream:
        return {row["photo"]: row["class"] for row in csv.DictReader(stream)}


def _correct(
    engine: Engine, ranked: Sequence[PhotoGuesses], answers: dict[str, str]
) -> dict[str, str]:
    """Correct what an inspector would look at first: wrong guesses, then the least sure ones."""

    def least_sure(photo: PhotoGuesses) -> tuple[bool, float]:
        best = photo.guesses[0]
        return best.class_name == answers[photo.path.name], best.probability

    corrected: dict[str, str] = {}
    for photo in sorted(ranked, key=least_sure)[:CORRECTIONS]:
        name = answers[photo.path.name]
        found = engine.project.find_photo(photo.path.name)
        class_ = engine.project.class_by_name(name)
        if found is None or class_ is None:
            continue
        engine.project.set_class([found.id], class_.id)
        corrected[photo.path.name] = name
        was = photo.guesses[0]
        verb = "corrected to" if was.class_name != name else "confirmed as"
        OUT.print(
            f"{photo.path.name}: guessed {escape(was.class_name)} ({percent(was.probability)}), "
            f"{verb} [bold]{escape(name)}[/]"
        )
    return corrected


def _changes(
    before: Sequence[PhotoGuesses], after: Sequence[PhotoGuesses], corrected: dict[str, str]
) -> Table:
    """The photos whose first guess moved most."""
    table = Table(title="What the corrections changed", title_justify="left")
    for name in ("photo", "before", "after"):
        table.add_column(name, overflow="fold")
    now = {p.path.name: p.guesses[0] for p in after}
    moved = []
    for photo in before:
        if photo.path.name in corrected or not photo.guesses:
            continue
        old, new = photo.guesses[0], now[photo.path.name]
        change = abs(new.probability - old.probability) + (old.class_name != new.class_name)
        moved.append((change, photo.path.name, old, new))
    for _, name, old, new in sorted(moved, key=lambda m: -m[0])[:8]:
        table.add_row(
            name,
            f"{escape(old.class_name)} {percent(old.probability)}",
            f"{escape(new.class_name)} {percent(new.probability)}",
        )
    return table


def _score(when: str, ranked: Sequence[PhotoGuesses], answers: dict[str, str]) -> str:
    right = sum(p.guesses[0].class_name == answers[p.path.name] for p in ranked)
    return f"{when}: {right} of {len(ranked)} first guesses are right."


def _draw(engine: Engine, ranked: Sequence[PhotoGuesses], folder: Path) -> str:
    from siamdesk.cli.heatmaps import write_heatmap

    paths = {p.name: p.path for p in engine.project.snapshot().photos}
    for photo in ranked[:HEATMAPS]:
        first, second = photo.guesses[:2]
        drawn = write_heatmap(
            engine, paths[photo.path.name], first.class_name, second.class_name, folder
        )
        drawn.replace(folder / f"{photo.path.stem}.png")
    return f"{HEATMAPS} heatmaps, why the first guess and not the second, are in {folder}."
