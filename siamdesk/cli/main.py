"""The `siamdesk` command: what it understands, and how it ends."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from siamdesk import __version__
from siamdesk.cli import demo, evaluating, health, learning, projects
from siamdesk.cli.console import say
from siamdesk.errors import SiamDeskError

_WINDOW = "window"


class _WindowByDefault(TyperGroup):
    """``siamdesk [PROJECT]`` opens the window: what is no command is a project."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = [_WINDOW, *args]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_WindowByDefault,
    add_completion=False,
    no_args_is_help=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    help="Teach defect classes from a handful of photos.\n\n"
    "SIAMDESK [PROJECT] opens the window; the commands work without one.",
)
app.command()(demo.demo)
app.command()(projects.new)
app.command()(projects.add)
app.command()(learning.train)
app.command()(learning.classify)
app.command()(projects.correct)
app.command()(evaluating.evaluate)
app.command()(learning.export)
app.command()(health.doctor)


@app.callback()
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    if version:
        typer.echo(f"siamdesk {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        window(None)


@app.command(_WINDOW, hidden=True)
def window(project: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Open the window, on this project if one is given."""
    from siamdesk.gui.app import run

    raise typer.Exit(run(project))


def main() -> None:
    """Run the command line; never returns."""
    # The worker of a frozen app starts through this same program.
    multiprocessing.freeze_support()
    try:
        app()
    except SiamDeskError as error:
        say(f"[bold red]Error:[/] {_plain(error)}")
        sys.exit(1)


def _plain(error: SiamDeskError) -> str:
    from rich.markup import escape

    return escape(str(error))
