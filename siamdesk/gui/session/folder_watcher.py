"""Looks into the watched folder, in a thread of its own: a network drive may take its time."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from siamdesk.project.watching import FolderWatch

_REST = 4
"""A look that takes long is followed by a rest of so many times as long."""
_PATIENCE_S = 0.5


class FolderWatcher(QObject):
    """Watches one folder from `start` to `stop`; `answer` is to follow on photos that it found."""

    looked = Signal(object, object, str)
    """The watcher itself, the new photos, and why the folder can't be read, if it can't."""

    def __init__(self, folder: Path, known: Collection[Path], seconds: float) -> None:
        super().__init__()
        self._watch = FolderWatch(folder, known)
        self._seconds = seconds
        self._ended = threading.Event()
        self._answers: SimpleQueue[Sequence[Path]] = SimpleQueue()
        # A daemon: a drive that never answers must not keep the app from ending.
        self._thread = threading.Thread(target=self._run, name="folder watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def answer(self, again: Sequence[Path] = ()) -> None:
        """Go on looking; photos in `again` could not be added and are to be told once more."""
        self._answers.put(again)

    def stop(self) -> None:
        """Look no more. A look that a drive holds up ends by itself, and tells nothing."""
        self._ended.set()
        self._answers.put(())
        self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            start = time.monotonic()
            found, problem = self._look()
            rest = max(self._seconds, _REST * (time.monotonic() - start))
            if self._ended.is_set():
                return
            self.looked.emit(self, found, problem)
            if found:
                self._watch.tell_again(self._answers.get())
            self._ended.wait(rest)

    def _look(self) -> tuple[Sequence[Path], str]:
        try:
            return self._watch.look(), ""
        except OSError as error:
            return (), f"It can't be read ({error.strerror or error})."
