"""A folder that is watched: its photos as they come, until the user has seen enough."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from rich.markup import escape

from siamdesk.cli.console import say
from siamdesk.project.watching import FolderWatch

PAUSE_SECONDS = 1.0
"""Between two looks. A photo counts when two looks find it alike: it is written to its end."""
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM") if hasattr(signal, name))


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """An event that Ctrl+C and a polite kill set while the block runs, instead of ending it.

    A second Ctrl+C ends the program at once. Only for the main thread.
    """
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def ask(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    try:
        for number in _SIGNALS:
            signal.signal(number, ask)
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def arrivals(
    folders: Sequence[Path], stop: threading.Event, *, is_wanted: Callable[[Path], bool]
) -> Iterator[list[Path]]:
    """The photos in folders and then those that come, each once it is written to its end.

    Ends when `stop` is set. A folder that can't be read, as when its drive is away, is told once
    and looked at again.
    """
    watches = [FolderWatch(folder, ()) for folder in folders]
    away: set[Path] = set()
    while not stop.is_set():
        started = time.monotonic()
        found = [photo for watch in watches for photo in _look(watch, away) if is_wanted(photo)]
        took = time.monotonic() - started
        if found:
            yield found
        stop.wait(max(PAUSE_SECONDS, 2 * took))  # a huge folder is not looked at all the time


def _look(watch: FolderWatch, away: set[Path]) -> list[Path]:
    try:
        found = watch.look()
    except OSError as error:
        if watch.folder not in away:
            away.add(watch.folder)
            reason = error.strerror or str(error)
            say(f"[yellow]Can't be read now:[/] {escape(f'{watch.folder} ({reason})')}")
        return []
    away.discard(watch.folder)
    return found
