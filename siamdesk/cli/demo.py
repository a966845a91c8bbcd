"""`siamdesk demo`: the whole job on the bundled steel photos."""

from __future__ import annotations

import csv
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT, count, progress_bar, say
from siamdesk.cli.files import make_folder, write_text
from siamdesk.cli.guesses import guess_table, percent
from siamdesk.cli.health import has_display
from siamdesk.cli.learning import engine_for, honest_accuracy, learn_again, learn_or_fail
from siamdesk.cli.projects import making_project
from siamdesk.engine.photo_guesses import PhotoGuesses
from siamdesk.project.importing import add_by_folder
from siamdesk.resources import resource_path

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine

CORRECTIONS = 3
HEATMAPS = 6

Inbox = dict[int, PhotoGuesses]
"""Photo id to its guesses, with the name that the inspector knows the photo by as path."""


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Do the job here in the terminal.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="For the project and the results.")
    ] = None,
) -> None:
    """Open the sample, steel defects of 7 classes, in the window or in the terminal."""
    folder = out or Path(tempfile.mkdtemp(prefix="siamdesk-demo-"))
    make_folder(folder)
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
    with making_project(path) as project, progress_bar("Adding the sample") as bar:
        add_by_folder(project, [sample / "examples", sample / "inbox"], progress=bar)
    return path


def _in_the_terminal(project: Path, folder: Path) -> None:
    start = time.perf_counter()
    with engine_for(project) as engine:
        outcome = learn_or_fail(engine)
        before = _rank_inbox(engine)
        OUT.print(guess_table(before.values(), title="The inbox, ranked"))
        took = time.perf_counter() - start
        lines = [f"{count(len(before), 'photo')} ranked {took:.1f} s after the start of learning."]
        if outcome.summary is not None and (found := honest_accuracy(outcome.summary)):
            examples, classes = outcome.summary.examples, outcome.summary.classes
            lines.append(f"{found} from {examples} examples of {classes} classes.")
        answers = _answers()
        corrected = _correct(engine, before, answers)
        learn_again(engine)
        after = _rank_inbox(engine)
        OUT.print(_changes(before, after))
        lines.append(_score(before, after, answers, corrections=corrected))
        lines.append(_draw(engine, after, folder / "heatmaps"))
    text = "\n".join(lines)
    write_text(folder / "summary.txt", text + "\n")
    OUT.print(escape(text), soft_wrap=True)
    say(f"Everything is in [bold]{escape(str(folder))}[/].")


def _rank_inbox(engine: Engine) -> Inbox:
    from siamdesk.engine.guesser import Guesser

    photos = [p for p in engine.project.snapshot().photos if p.class_id is None]
    ranked = Guesser.of(engine).guess_files(p.path for p in photos)
    return {p.id: replace(g, path=Path(p.name)) for p, g in zip(photos, ranked, strict=True)}


def _answers() -> dict[str, str]:
    with resource_path("sample", "answers.csv").open(encoding="utf-8", newline="") as stream:
        return {row["photo"]: row["class"] for row in csv.DictReader(stream)}


def _correct(engine: Engine, inbox: Inbox, answers: dict[str, str]) -> int:
    """Correct what an inspector would look at first: wrong guesses, then the least sure ones."""

    def least_sure(photo_id: int) -> tuple[bool, float]:
        best = inbox[photo_id].guesses[0]
        return best.class_name == answers[inbox[photo_id].path.name], best.probability

    known = [i for i, photo in inbox.items() if photo.guesses and photo.path.name in answers]
    corrected = 0
    for photo_id in sorted(known, key=least_sure)[:CORRECTIONS]:
        photo = inbox[photo_id]
        name = answers[photo.path.name]
        class_ = engine.project.class_by_name(name)
        if class_ is None:
            continue  # someone renamed it in the sample project
        engine.project.set_class([photo_id], class_.id)
        corrected += 1
        was = photo.guesses[0]
        verb = "corrected to" if was.class_name != name else "confirmed as"
        OUT.print(
            f"{escape(photo.path.name)}: guessed {escape(was.class_name)} "
            f"({percent(was.probability)}), {verb} [bold]{escape(name)}[/]"
        )
    return corrected


def _changes(before: Inbox, after: Inbox) -> Table:
    """The photos whose first guess moved most."""
    table = Table(title="What the corrections changed", title_justify="left")
    for name in ("photo", "before", "after"):
        table.add_column(name, overflow="fold")
    moved = []
    for photo_id, photo in after.items():
        if photo_id not in before or not (photo.guesses and before[photo_id].guesses):
            continue
        old, new = before[photo_id].guesses[0], photo.guesses[0]
        change = abs(new.probability - old.probability) + (old.class_name != new.class_name)
        moved.append((change, photo.path.name, old, new))
    for _, name, old, new in sorted(moved, key=lambda m: -m[0])[:8]:
        table.add_row(
            escape(name),
            f"{escape(old.class_name)} {percent(old.probability)}",
            f"{escape(new.class_name)} {percent(new.probability)}",
        )
    return table


def _score(before: Inbox, after: Inbox, answers: dict[str, str], *, corrections: int) -> str:
    """How many guesses are right before and after, of the same photos: those nobody corrected.

    With the corrected photos, the wrong ones, among those before, any correction would look good.
    """
    left = [
        i
        for i, photo in after.items()
        if photo.guesses and photo.path.name in answers and i in before and before[i].guesses
    ]
    was, now = (
        sum(inbox[i].guesses[0].class_name == answers[inbox[i].path.name] for i in left)
        for inbox in (before, after)
    )
    return (
        f"{count(corrections, 'correction')}. Of the {count(len(left), 'photo')} left, "
        f"which nobody corrected, the first guess was right for {was} "
        f"before the corrections and is for {now} after them."
    )


def _draw(engine: Engine, inbox: Inbox, folder: Path) -> str:
    from siamdesk.cli.heatmaps import draw_heatmap

    paths = {p.id: p.path for p in engine.project.snapshot().photos}
    chosen = [i for i, photo in inbox.items() if photo.guesses][:HEATMAPS]
    drawn = sum(
        draw_heatmap(engine, paths[i], inbox[i].guesses, folder, name=inbox[i].path.stem)
        for i in chosen
    )
    return f"{count(drawn, 'heatmap')} of why the first guess and not the second, in {folder}."
