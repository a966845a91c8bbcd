"""`siamdesk evaluate`: how often the guesses are right."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT, count, progress_bar, say
from siamdesk.cli.files import make_room_for
from siamdesk.cli.learning import engine_for, learn_or_fail
from siamdesk.cli.projects import SOME_UNREADABLE, ProjectPath
from siamdesk.errors import ImageError, NotEnoughExamplesError, ProjectError
from siamdesk.images.files import class_folders
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file
from siamdesk.project.names import class_key

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine
    from siamdesk.fewshot.evaluation import Evaluation


_WHY_LEFT_OUT = "examples that the model was taught"


class EvaluationFormat(StrEnum):
    """How `evaluate` prints."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    project: ProjectPath,
    test: Annotated[
        Path | None,
        typer.Option(help="A folder with one sub-folder of photos per class; else the examples."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write a report too, FILE.html or FILE.pdf.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option is called so
        EvaluationFormat, typer.Option(help="How to print the figures.")
    ] = EvaluationFormat.TABLE,
) -> None:
    """Judge the model, on its own examples (each left out in turn) or on a test folder."""
    if report is not None:
        _check_report(report)
    with engine_for(project) as engine:
        learn_or_fail(engine)
        judged = _on_examples(engine) if test is None else _on_folder(engine, test)
        if format is EvaluationFormat.JSON:
            OUT.print_json(json.dumps(_as_json(judged), ensure_ascii=False))
        else:
            _print(judged.found, judged.method)
        if report is not None:
            _write_report(engine, judged, report)
    if judged.unreadable:
        raise typer.Exit(SOME_UNREADABLE)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Figures, how they came about in words, and how many photos could not be read."""

    found: Evaluation
    method: str
    unreadable: int = 0


def _check_report(report: Path) -> None:
    if report.suffix.lower() not in {".html", ".pdf"}:
        raise typer.BadParameter("Reports are FILE.html or FILE.pdf.", param_hint="--report")
    make_room_for(report)


def _write_report(engine: Engine, judged: _Judged, report: Path) -> None:
    from siamdesk.report.writing import write_report

    write_report(
        report,
        judged.found,
        method=judged.method,
        project=engine.project,
        encoder=engine.encoders.title,
    )
    say(f"Wrote {escape(str(report))}.")


def _on_examples(engine: Engine) -> _Judged:
    found = engine.evaluation()
    if found is None:
        raise NotEnoughExamplesError(
            "The accuracy can't be told yet: give at least one class a second example."
        )
    return _Judged(
        found, "each example judged by a head that has not seen it (leave one per class out)"
    )


def _on_folder(engine: Engine, folder: Path) -> _Judged:
    """Figures on the photos of a folder that the model was not taught."""
    photos = _test_photos(engine, folder)
    fresh = _without_examples(engine, photos)
    method = f"photos of {folder}"
    if known := len(photos) - len(fresh):
        number = count(known, "photo")
        say(f"[yellow]Left out[/] {number} of {escape(str(folder))}: {_WHY_LEFT_OUT}.")
        method += f", without {number} left out as {_WHY_LEFT_OUT}"
    if not fresh:
        raise ProjectError(
            f"{folder}: nothing is left to judge the model on, for all its photos are examples of "
            "the project. Give photos that the project was not taught."
        )
    with progress_bar("Judging") as bar:
        evaluation, errors = engine.evaluate_files(fresh, bar)
    for error in errors:
        say(f"[yellow]Unreadable[/] {escape(error)}")
    if evaluation is None:
        raise ProjectError(f"{folder}: none of the photos could be read.")
    return _Judged(evaluation, method, len(errors))


def _test_photos(engine: Engine, folder: Path) -> list[tuple[Path, int]]:
    """The photos of the sub-folders that are named like classes, with the classes' indices."""
    found = class_folders(folder) if folder.is_dir() else {}
    known = {class_key(name): i for i, name in enumerate(engine.class_names())}
    photos: list[tuple[Path, int]] = []
    for name, paths in found.items():
        index = known.get(class_key(name))
        if index is None:
            say(f"[yellow]Left out[/] {escape(str(folder / name))}: the model knows no such class.")
        else:
            photos += [(path, index) for path in paths]
    if not photos:
        raise ProjectError(
            f"{folder}: there are no photos in sub-folders named like the project's classes "
            f"({', '.join(engine.class_names())})."
        )
    return photos


def _without_examples(engine: Engine, photos: list[tuple[Path, int]]) -> list[tuple[Path, int]]:
    """The photos that are no examples of the project: on those the model would look too good."""
    taught = {p.digest for p in engine.project.snapshot().photos if p.class_id is not None}
    return [(path, index) for path, index in photos if _digest(path) not in taught]


def _digest(path: Path) -> str | None:
    """None for what can't be read: judging it will say why."""
    try:
        return content_digest(read_file(path))
    except ImageError:
        return None


def _as_json(judged: _Judged) -> dict[str, object]:
    found = judged.found
    return {"method": judged.method, **asdict(found), "confusion": found.confusion.tolist()}


def _print(found: Evaluation, method: str) -> None:
    OUT.print(
        f"[bold]Accuracy {found.accuracy:.1%}[/] ({found.low:.1%}–{found.high:.1%}), "
        f"balanced accuracy {found.balanced_accuracy:.1%} "
        f"({found.balanced_low:.1%}–{found.balanced_high:.1%}), "
        f"on {count(found.photos, 'photo')}",
        soft_wrap=True,
    )
    OUT.print(f"{escape(method)}. Calibration error {found.calibration_error:.1%}.", soft_wrap=True)
    table = Table()
    for name in ("class", "photos", "precision", "recall", "F1", "taken for"):
        table.add_column(name, justify="left" if name in {"class", "taken for"} else "right")
    for i, figures in enumerate(found.per_class):
        mistakes = {
            found.classes[j]: int(n) for j, n in enumerate(found.confusion[i]) if j != i and n
        }
        taken_for = ", ".join(f"{name} ×{n}" for name, n in mistakes.items())
        numbers = (figures.precision, figures.recall, figures.f1)
        cells = [f"{v:.0%}" if figures.photos else "–" for v in numbers]
        table.add_row(escape(figures.name), str(figures.photos), *cells, escape(taken_for))
    OUT.print(table)
    if found.not_judged:
        say(f"Too few examples to judge: {escape(', '.join(found.not_judged))}.")
