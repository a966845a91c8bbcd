"""`siamdesk settings`: how a project learns, and what else can be chosen."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from siamdesk.cli.console import OUT, progress_bar, say
from siamdesk.cli.learning import engine_for
from siamdesk.cli.projects import ProjectPath
from siamdesk.encoders.devices import Device
from siamdesk.engine.messages import FineTuneMode

if TYPE_CHECKING:
    from siamdesk.engine.model_messages import LearningSettings, SettingSpec


class SettingsFormat(StrEnum):
    """How `settings` prints."""

    TABLE = "table"
    JSON = "json"


def settings(
    project: ProjectPath,
    encoder: Annotated[
        str | None, typer.Option(metavar="ID", help="Use this encoder from now on.")
    ] = None,
    fine_tune: Annotated[
        FineTuneMode | None, typer.Option(help="When the encoder is tuned by itself.")
    ] = None,
    loss: Annotated[
        str | None, typer.Option(metavar="ID", help="What fine-tuning tries to make small.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="N", help="Where chance starts from in fine-tuning.")
    ] = None,
    device: Annotated[Device | None, typer.Option(help="What fine-tuning runs on.")] = None,
    format: Annotated[  # noqa: A002 - the option is called so
        SettingsFormat, typer.Option(help="How to print the settings.")
    ] = SettingsFormat.TABLE,
) -> None:
    """Show how a project learns, or change it; the window uses the same settings."""
    # Imported here: OpenVINO takes most of a second to load.
    from siamdesk.engine.learning_settings import (
        as_values,
        checked_settings,
        read_settings,
        setting_specs,
    )

    wanted = {
        "encoder": encoder,
        "fine_tune": fine_tune,
        "loss": loss,
        "seed": seed,
        "device": None if device is None else device.value,
    }
    changes = {key: value for key, value in wanted.items() if value is not None}
    with engine_for(project) as engine:
        chosen = read_settings(engine.project)
        if changes:
            chosen = checked_settings(chosen, changes)
            with progress_bar("Changing the settings") as bar:
                engine.change_settings(chosen, bar)
        problem = engine.encoders.problem
    if problem:
        say(f"[yellow]Attention:[/] {escape(problem)}")
    if format is SettingsFormat.JSON:
        OUT.print_json(json.dumps(as_values(chosen)))
    else:
        _print(chosen, setting_specs())


def _print(chosen: LearningSettings, specs: tuple[SettingSpec, ...]) -> None:
    # Values are to be typed again: they are never cut off.
    table = Table("setting", Column("value", no_wrap=True), "meaning", "also")
    for spec in specs:
        value = getattr(chosen, spec.key.value)
        others = [choice.value for choice in spec.choices if choice.value != value]
        table.add_row(
            spec.key.value.replace("_", "-"),
            escape(str(value)),
            escape(f"{spec.title}: {spec.title_of(value)}"),
            escape(", ".join(others) or f"0 to {spec.highest:,}"),
        )
    OUT.print(table)
