"""The `siamdesk` command: what it understands, and how it ends."""

from __future__ import annotations

import multiprocessing
import sys
import warnings
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from typer.core import TyperGroup

from siamdesk.build_info import version_line
from siamdesk.cli import (
    benchmarking,
    choosing,
    classifying,
    data,
    demo,
    encoders,
    evaluating,
    framing,
    health,
    learning,
    projects,
    serving,
    undoing_sorting,
    versions,
)
from siamdesk.cli.console import say, silence, speak_utf8
from siamdesk.errors import Cancelled, SiamDeskError

_WINDOW = "window"
_STOPPED = 130
"""Exit status after Ctrl+C, as shells have it."""


class _WindowByDefault(TyperGroup):
    """``siamdesk [PROJECT]`` opens the window: what is no command is a project."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = [_WINDOW, *args]
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of a day's work; Typer would list groups of commands last."""
        names = super().list_commands(ctx)
        names.remove("encoders")
        names.insert(names.index("settings") + 1, "encoders")
        return names

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Cancelled from None  # Typer would end without a word


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
app.command()(framing.frame)
app.command()(learning.train)
app.command()(versions.versions)
app.command()(choosing.settings)
app.add_typer(encoders.encoders, name="encoders")
app.command()(classifying.classify)
app.command()(undoing_sorting.undo_sorting)
app.command()(serving.serve)
app.command()(projects.correct)
app.command()(evaluating.evaluate)
app.command()(benchmarking.benchmark)
app.command()(learning.export)
app.command()(data.data)
app.command()(health.doctor)


@app.callback()
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    if version:
        typer.echo(version_line())
        raise typer.Exit
    if context.invoked_subcommand is None:
        window(None)


@app.command(_WINDOW, hidden=True)
def window(project: Annotated[Path | None, typer.Argument()] = None) -> None:
    """Open the window, on this project if one is given."""
    from siamdesk.gui.app import run

    raise typer.Exit(run(None if project is None else projects.existing_project(project)))


def main() -> None:
    """Run the command line; never returns."""
    # The worker of a frozen app starts through this same program.
    multiprocessing.freeze_support()
    speak_utf8()
    # Pillow warns of damaged EXIF blocks; what matters of a photo's damage is told as an error.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    try:
        try:
            app()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # a reader that is gone is met here, not when Python ends
    except Cancelled:
        say("Stopped.")
        sys.exit(_STOPPED)
    except BrokenPipeError:
        silence()
        sys.exit(1)
    except (SiamDeskError, OSError, MemoryError) as error:
        say(f"[bold red]Error:[/] {escape(_plain(error))}")
        sys.exit(1)


def _plain(error: SiamDeskError | OSError | MemoryError) -> str:
    """What went wrong, for people; all but the first kind were foreseen nowhere else."""
    if isinstance(error, SiamDeskError):
        return str(error)
    if isinstance(error, MemoryError):
        return "There is not enough memory. Close other programs, or give fewer photos at a time."
    reason = error.strerror or str(error) or type(error).__name__
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}the system refused ({reason}). Check the disk, the path and its permissions."
