"""`siamdesk versions`: the encoders that a project has, and which of them it uses."""

from __future__ import annotations

import json
import math
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from siamdesk.cli.console import OUT, progress_bar, say
from siamdesk.cli.learning import engine_for
from siamdesk.cli.projects import ProjectPath
from siamdesk.engine.messages import VersionFiles, VersionState

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine

_PRETRAINED = "pretrained"
_MOST_DIGITS = 1000
"""Python refuses to make a number of thousands of digits."""


class VersionsFormat(StrEnum):
    """How `versions` prints."""

    TABLE = "table"
    JSON = "json"


def versions(
    project: ProjectPath,
    use: Annotated[
        str | None,
        typer.Option(
            metavar=f"N|{_PRETRAINED}",
            help="Use version N or the pretrained encoder from now on.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option is called so
        VersionsFormat, typer.Option(help="How to print the list.")
    ] = VersionsFormat.TABLE,
) -> None:
    """List the encoders of a project, or go back to one of them."""
    wanted = None if use is None else _version_id(use)
    # Imported here: OpenVINO takes most of a second to load.
    from siamdesk.engine.versions import version_states

    with engine_for(project) as engine:
        if use is not None:
            _use(engine, wanted)
        states = version_states(engine.project)
    if format is VersionsFormat.JSON:
        OUT.print_json(json.dumps([_as_json(state) for state in states], ensure_ascii=False))
    elif use is None:
        _print(states)


def _version_id(use: str) -> int | None:
    """What ``--use`` asks for; None is the pretrained encoder."""
    if use == _PRETRAINED:
        return None
    if use.isascii() and use.isdecimal() and len(use) < _MOST_DIGITS:
        return int(use)
    raise typer.BadParameter(
        f"'{use}' is neither the number of a version nor '{_PRETRAINED}'.", param_hint="--use"
    )


def _use(engine: Engine, version_id: int | None) -> None:
    with progress_bar("Changing the encoder") as bar:
        engine.use_version(version_id, bar)
    name = "The pretrained encoder" if version_id is None else f"Version {version_id}"
    say(f"{name} is in use: {escape(engine.encoders.title)}.")


def _as_json(state: VersionState) -> dict[str, object]:
    version = state.version
    return {
        "version": None if version is None else version.id,
        "encoder": state.encoder,
        "created": None if version is None else version.created.isoformat(),
        "accuracy_before": None if version is None else _number(version.accuracy_before),
        "accuracy_after": None if version is None else _number(version.accuracy_after),
        "examples": None if version is None else version.examples,
        "bytes": state.size,
        "files": state.files.value,
        "in_use": state.in_use,
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _print(states: tuple[VersionState, ...]) -> None:
    table = Table()
    for name in ("version", "made", "encoder", "before", "after", "examples", "MB", ""):
        table.add_column(name, justify="left" if name in {"version", "encoder", ""} else "right")
    for state in states:
        table.add_row(*_cells(state), _remark(state))
    OUT.print(table)
    if len(states) > 1:
        OUT.print(
            "Before and after fine-tuning: balanced accuracy on photos that were left out.",
            soft_wrap=True,
        )


def _cells(state: VersionState) -> tuple[str, ...]:
    version = state.version
    if version is None:
        return (_PRETRAINED, "", escape(state.encoder), "", "", "", "")
    before, after = (
        "–" if math.isnan(value) else f"{value:.0%}"
        for value in (version.accuracy_before, version.accuracy_after)
    )
    return (
        str(version.id),
        version.created.astimezone().strftime("%Y-%m-%d %H:%M"),
        escape(state.encoder),
        before,
        after,
        "–" if version.examples is None else str(version.examples),
        f"{state.size / 1e6:.0f}",
    )


def _remark(state: VersionState) -> str:
    if state.files is not VersionFiles.FINE:
        return f"[yellow]files are {state.files.value}[/]"
    return "[green]in use[/]" if state.in_use else ""
