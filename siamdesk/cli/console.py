"""Speaking to the terminal: messages and progress on stderr, results on stdout."""

from __future__ import annotations

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
