"""How far a long run is, how fast, and when it will be done; on stderr."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from siamdesk.cli.console import ERR, say

T = TypeVar("T")
EVERY_SECONDS = 30.0
"""How often a log gets a line."""


def counted(items: Iterator[T], total: int, *, already: int = 0) -> Iterator[T]:
    """Pass `total` items on, and tell how far it is: a bar on a terminal, now and then a line else.

    `already` items were passed on in an earlier run; they count, but not for the speed.
    """
    if not ERR.is_terminal:
        yield from _in_lines(items, total, already)
        return
    with _bar() as bar:
        task = bar.add_task("Ranking", total=already + total, completed=already)
        for item in items:
            yield item
            bar.advance(task)


def _in_lines(items: Iterator[T], total: int, already: int) -> Iterator[T]:
    start = told = time.monotonic()
    for passed, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - told >= EVERY_SECONDS and passed < total:
            told = now
            say(progress_line(already + passed, already + total, passed / (now - start)))


def progress_line(done: int, total: int, per_second: float) -> str:
    """``1,200 of 100,000 photos, 15.0 photos/s, 1:49:47 to go``."""
    left = round((total - done) / per_second)
    to_go = f"{left // 3600}:{left // 60 % 60:02d}:{left % 60:02d}"
    return f"{done:,} of {total:,} photos, {per_second:.1f} photos/s, {to_go} to go"


class _Speed(ProgressColumn):
    """Photos per second; nothing before there are two."""

    def render(self, task: Task) -> Text:
        return Text("" if task.speed is None else f"{task.speed:.1f} photos/s")


@contextmanager
def _bar() -> Iterator[Progress]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Speed(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=ERR, transient=True) as bar:
        yield bar
