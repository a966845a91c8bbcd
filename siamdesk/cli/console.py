"""Speaking to the terminal: messages and progress on stderr, results on stdout."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from siamdesk.progress import Progress, no_progress

ERR = Console(stderr=True, highlight=False)
OUT = Console(highlight=False)


def say(message: str) -> None:
    """A message for the user, in rich's markup; on stderr."""
    ERR.print(message, soft_wrap=True)


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 photo``, ``2 photos``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def speak_utf8() -> None:
    """Let stdout and stderr take every name: files and pipes get UTF-8, a terminal what it can."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue  # a window without a terminal has none
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


def silence() -> None:
    """Nobody reads stdout any more: let what is still to come go nowhere, without complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


@contextmanager
def progress_bar(title: str) -> Iterator[Progress]:
    """A progress callable that draws a bar while the block runs, if stderr is a terminal."""
    if not ERR.is_terminal:
        yield no_progress
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task(title, total=1.0)

        def report(fraction: float, message: str) -> None:
            bar.update(task, completed=fraction, description=message or title)

        yield report
