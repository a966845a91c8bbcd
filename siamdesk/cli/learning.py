"""Commands that learn: `train` and `export`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from siamdesk.cli.console import OUT, progress_bar, say
from siamdesk.cli.projects import ProjectPath, existing_project
from siamdesk.encoders.devices import Device
from siamdesk.engine.messages import FineTuneMode, LearningSummary
from siamdesk.errors import ExportError, NotEnoughExamplesError
from siamdesk.export_kinds import ExportFormat, Precision

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine, LearnOutcome


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
    """Learn with a progress bar, and tell of photos and encoders that were left out.

    Raises:
        NotEnoughExamplesError: there is nothing to learn from.

    """
    outcome = learn_again(engine)
    names = {p.id: p.name for p in engine.project.snapshot().photos}
    for photo_id, reason in outcome.unreadable:
        say(f"[yellow]Left out[/] {escape(names[photo_id])}: {escape(reason)}")
    if engine.encoders.problem:
        say(f"[yellow]Attention:[/] {escape(engine.encoders.problem)}")
    if outcome.summary is None:
        raise NotEnoughExamplesError(outcome.hint)
    return outcome


def learn_again(engine: Engine) -> LearnOutcome:
    """Learn after a change; what was left out has been told already."""
    with progress_bar("Learning") as bar:
        return engine.learn(bar)


def train(
    project: ProjectPath,
    fine_tune: Annotated[
        FineTuneMode | None,
        typer.Option(help="Whether to tune the encoder too; as the project is set by default."),
    ] = None,
    device: Annotated[
        Device | None, typer.Option(help="Where to tune it; as the project is set by default.")
    ] = None,
) -> None:
    """Learn from the project's examples, and tune the encoder if that helps."""
    with engine_for(project) as engine:
        outcome = learn_or_fail(engine)
        if _tune(engine, fine_tune, device):
            outcome = learn_again(engine)
        problem = engine.encoders.problem
    summary = outcome.summary
    if summary is None:
        raise NotEnoughExamplesError(outcome.hint)
    lines = [f"{summary.examples} examples of {summary.classes} classes, {summary.encoder}"]
    if found := honest_accuracy(summary):
        lines.append(f"{found}, each example judged by a head that has not seen it")
    OUT.print(escape("\n".join(lines)), soft_wrap=True)
    if outcome.hint and outcome.hint != problem:
        say(escape(outcome.hint))


def honest_accuracy(summary: LearningSummary) -> str:
    """The figure that the window shows too, with its range; nothing when it can't be told."""
    if summary.accuracy is None:
        return ""
    return (
        f"Balanced accuracy {summary.accuracy:.0%} "
        f"({summary.accuracy_low:.0%}–{summary.accuracy_high:.0%})"
    )


def export(
    project: ProjectPath,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The folder to write, or a zip: NAME.zip.")
    ],
    format: Annotated[  # noqa: A002 - the option is called so
        ExportFormat, typer.Option(help="What to write.")
    ] = ExportFormat.KERAS,
    precision: Annotated[
        Precision,
        typer.Option(help="float16 (litert, openvino) halves the file, int8 (litert) more."),
    ] = Precision.FLOAT32,
) -> None:
    """Write the trained model for use elsewhere; it is verified before it is handed over."""
    from siamdesk.encoders.export import ExportChoice
    from siamdesk.engine.exporting import export_model

    try:
        choice = ExportChoice(format, precision)
    except ExportError as error:
        raise typer.BadParameter(str(error), param_hint="--precision") from error
    with engine_for(project) as engine:
        learn_or_fail(engine)
        with progress_bar("Exporting") as bar:
            report = export_model(engine, out, choice, bar)
    attention = "" if report.keeps_promise else "[yellow]Attention:[/] "
    say(f"Wrote [bold]{escape(str(report.path))}[/]. {attention}{escape(report.words)}")


def _tune(engine: Engine, mode: FineTuneMode | None, device: Device | None) -> bool:
    """Tune the encoder if that is wanted; returns whether another encoder is in use now."""
    if mode is FineTuneMode.NEVER:
        return False
    from siamdesk.engine.fine_tuning import fine_tune, fine_tune_by_itself

    with progress_bar("Fine-tuning") as bar:
        if mode is None:
            tuned = fine_tune_by_itself(engine, bar, device=device)
        else:
            tuned = fine_tune(engine, mode, bar, device=device)
    say(escape(tuned.message))
    return tuned.swapped
