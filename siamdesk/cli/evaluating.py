"""`siamdesk evaluate`: how often the guesses are right."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT, progress_bar, say
from siamdesk.cli.learning import engine_for, learn_or_fail
from siamdesk.cli.projects import SOME_UNREADABLE, ProjectPath
from siamdesk.errors import NotEnoughExamplesError, ProjectError

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine
    from siamdesk.fewshot.evaluation import Evaluation


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
    if report is not None and report.suffix.lower() not in {".html", ".pdf"}:
        raise typer.BadParameter("Reports are FILE.html or FILE.pdf.", param_hint="--report")
    with engine_for(project) as engine:
        learn_or_fail(engine)
        unreadable = 0
        if test is None:
            found = engine.evaluation()
            if found is None:
                raise NotEnoughExamplesError(
                    "The accuracy can't be told yet: give at least one class a second example."
                )
            method = "each example judged by a head that has not seen it (leave one per class out)"
        else:
            found, unreadable = _on_folder(engine, test)
            method = f"photos of {test}"
        if format is EvaluationFormat.JSON:
            OUT.print_json(json.dumps(_as_json(found, method), ensure_ascii=False))
        else:
            _print(found, method)
        if report is not None:
            from siamdesk.report.writing import write_report

            write_report(
                report, found, method=method, project=engine.project, encoder=engine.encoder_title
            )
            say(f"Wrote {escape(str(report))}.")
    if unreadable:
        raise typer.Exit(SOME_UNREADABLE)


def _on_folder(engine: Engine, folder: Path) -> tuple[Evaluation, int]:
    """Figures on the photos of a folder, and how many of them could not be read."""
    from siamdesk.images.files import class_folders

    found = class_folders(folder) if folder.is_dir() else {}
    known = {name.casefold(): i for i, name in enumerate(engine.class_names())}
    strange = [name for name in found if name.casefold() not in known]
    for name in strange:
        say(f"[yellow]Left out[/] {escape(str(folder / name))}: the model knows no such class.")
    paths = [(p, known[n.casefold()]) for n, ps in found.items() if n not in strange for p in ps]
    if not paths:
        raise ProjectError(
            f"{folder}: there are no photos in sub-folders named like the project's classes "
            f"({', '.join(engine.class_names())})."
        )
    with progress_bar("Judging") as bar:
        evaluation, errors = engine.evaluate_files(paths, bar)
    for error in errors:
        say(f"[yellow]Unreadable[/] {escape(error)}")
    if evaluation is None:
        raise ProjectError(f"{folder}: none of the photos could be read.")
    return evaluation, len(errors)


def _as_json(found: Evaluation, method: str) -> dict[str, object]:
    return {"method": method, **asdict(found), "confusion": found.confusion.tolist()}


def _print(found: Evaluation, method: str) -> None:
    OUT.print(
        f"[bold]Accuracy {found.accuracy:.1%}[/] ({found.low:.1%}–{found.high:.1%}), balanced "
        f"{found.balanced_accuracy:.1%} ({found.balanced_low:.1%}–{found.balanced_high:.1%}), "
        f"on {found.photos} photos"
    )
    OUT.print(f"{escape(method)}. Calibration error {found.calibration_error:.1%}.")
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
