"""`siamdesk evaluate`: how often the guesses are right."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import OUT, count, progress_bar, say
from siamdesk.cli.files import make_folder, make_room_for
from siamdesk.cli.learning import engine_for, learn_or_fail
from siamdesk.cli.projects import SOME_UNREADABLE, ProjectPath
from siamdesk.errors import ProjectError
from siamdesk.figures.assessment import LeakKind
from siamdesk.figures.threshold import Costs, Role, unseen_cost
from siamdesk.project.names import class_key

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine
    from siamdesk.figures.assessment import Assessment
    from siamdesk.report.evidence import Evidence, Tuning

_WHY_LEFT_OUT = "examples that the model was taught"
_ON_EXAMPLES = "each example judged by a head that has not seen it (leave one per class out)"


class EvaluationFormat(StrEnum):
    """How `evaluate` prints."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    project: ProjectPath,
    test: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="A folder with one sub-folder of photos per class; else the examples.",
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a report too, FILE.html or FILE.pdf."),
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write the numbers behind all figures into this folder, as CSV files.",
        ),
    ] = None,
    ok: Annotated[
        str | None,
        typer.Option(
            metavar="CLASS",
            help="The class of parts that are OK: choose a threshold for letting pass. "
            "Without it, the class that the project calls OK.",
        ),
    ] = None,
    defect: Annotated[
        str | None,
        typer.Option(
            metavar="CLASS", help="The class of a defect: choose a threshold for calling it."
        ),
    ] = None,
    miss_cost: Annotated[
        float | None, typer.Option(help="What a defect costs that is missed; 1 by default.")
    ] = None,
    false_alarm_cost: Annotated[
        float | None, typer.Option(help="What a false alarm costs; 1 by default.")
    ] = None,
    defect_rate: Annotated[
        float | None,
        typer.Option(help="The share of parts with the defect, 0 to 1; else as in these photos."),
    ] = None,
    format: Annotated[  # noqa: A002 - the option is called so
        EvaluationFormat, typer.Option(help="How to print the figures.")
    ] = EvaluationFormat.TABLE,
) -> None:
    """Judge the model, on its own examples (each left out in turn) or on a test folder."""
    if report is not None:
        _check_report(report)
    if csv is not None:
        make_folder(csv)
    if test is not None and not test.is_dir():
        raise typer.BadParameter(f"{test} is not a folder.", param_hint="--test")
    wanted = _wanted_class(ok, defect)
    costs = _costs(miss_cost, false_alarm_cost, defect_rate)
    with engine_for(project) as engine:
        marked = _marked_ok(engine)
        if (miss_cost, false_alarm_cost, defect_rate) != (None, None, None):
            wanted = wanted or marked
            _need_class(wanted)
        learn_or_fail(engine)
        assessment, method, unreadable = _judge(engine, test)
        if marked is not None and assessment.roc_of(marked[0]) is not None:
            wanted = wanted or marked
        tuning = None if wanted is None else _tune(assessment, *wanted, costs)
        _show(assessment, method, tuning, format)
        if report is not None or csv is not None:
            _write(engine, _gather(engine, assessment, method, tuning), report, csv)
    if unreadable:
        raise typer.Exit(SOME_UNREADABLE)


def _check_report(report: Path) -> None:
    if report.suffix.lower() not in {".html", ".pdf"}:
        raise typer.BadParameter("Reports are FILE.html or FILE.pdf.", param_hint="--report")
    make_room_for(report)


def _wanted_class(ok: str | None, defect: str | None) -> tuple[str, Role] | None:
    if ok is not None and defect is not None:
        raise typer.BadParameter("Give --ok or --defect, not both.", param_hint="--defect")
    if ok is not None:
        return ok, Role.OK
    return None if defect is None else (defect, Role.DEFECT)


def _marked_ok(engine: Engine) -> tuple[str, Role] | None:
    """The class that the project calls OK."""
    classes = engine.project.snapshot().classes
    return next(((known.name, Role.OK) for known in classes if known.is_ok), None)


def _need_class(wanted: tuple[str, Role] | None) -> None:
    """Costs that would change nothing are not passed over."""
    if wanted is None:
        raise typer.BadParameter(
            "Costs choose the threshold of a class, and none is named: add --ok CLASS, the class "
            "of parts that are OK, or --defect CLASS.",
            param_hint="--miss-cost, --false-alarm-cost, --defect-rate",
        )


def _costs(miss: float | None, false_alarm: float | None, defect_rate: float | None) -> Costs:
    try:
        return Costs(
            1.0 if miss is None else miss, 1.0 if false_alarm is None else false_alarm, defect_rate
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _judge(engine: Engine, test: Path | None) -> tuple[Assessment, str, int]:
    """The figures, in words how they came about, and how many photos could not be read."""
    from siamdesk.engine.judging import judge_examples, judge_folder

    with progress_bar("Judging") as bar:
        if test is None:
            return judge_examples(engine, bar), _ON_EXAMPLES, 0
        assessment, problems = judge_folder(engine, test, bar)
    method = f"photos of {test}"
    for line in assessment.left_out:
        say(f"[yellow]Left out[/] {escape(line)}")
    if known := sum(leak.kind is LeakKind.SAME_FILE for leak in assessment.leaks):
        number = count(known, "photo")
        say(f"[yellow]Left out[/] {number} of {escape(str(test))}: {_WHY_LEFT_OUT}.")
        method += f", without {number} left out as {_WHY_LEFT_OUT}"
    for problem in problems:
        say(f"[yellow]Unreadable[/] {escape(problem)}")
    return assessment, method, len(problems)


def _tune(assessment: Assessment, name: str, role: Role, costs: Costs) -> Tuning:
    from siamdesk.report.evidence import Tuning

    classes = assessment.photos.classes
    index = next((i for i, c in enumerate(classes) if class_key(c) == class_key(name)), None)
    if index is None:
        raise ProjectError(
            f"The model knows no class '{name}'. Choose one of: {', '.join(classes)}."
        )
    roc = assessment.roc_of(classes[index])
    if roc is None:
        raise ProjectError(
            f"No threshold can be chosen for '{classes[index]}': photos of it and photos of other "
            "classes must have been judged. Give it another example, or another test folder."
        )
    unseen = unseen_cost(assessment.photos, index, role, costs)
    return Tuning(roc, roc.cheapest(role, costs), unseen)


def _show(
    assessment: Assessment, method: str, tuning: Tuning | None, format_: EvaluationFormat
) -> None:
    from siamdesk.cli.assessment_output import as_json, print_tables

    if format_ is EvaluationFormat.JSON:
        OUT.print_json(as_json(assessment, method, tuning))
    else:
        print_tables(assessment, method, tuning)


def _gather(engine: Engine, assessment: Assessment, method: str, tuning: Tuning | None) -> Evidence:
    from siamdesk.cli.evidence import gather

    return gather(engine, assessment, method, tuning)


def _write(engine: Engine, evidence: Evidence, report: Path | None, csv: Path | None) -> None:
    from siamdesk.report.tables import write_tables
    from siamdesk.report.writing import write_report

    if report is not None:
        write_report(report, evidence, project=engine.project)
        say(f"Wrote {escape(str(report))}.")
    if csv is not None:
        written = write_tables(csv, evidence, engine.project)
        say(f"Wrote {count(len(written), 'table')} to {escape(str(csv))}.")
