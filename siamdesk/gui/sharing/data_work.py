"""Photos, classes and projects written and unpacked beside the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal

from siamdesk.errors import Cancelled, SiamDeskError
from siamdesk.gui.session.throttled import Throttled
from siamdesk.progress import Progress
from siamdesk.project.exchange.unpacking import unpack_project
from siamdesk.project.exchange.values import DataFormat
from siamdesk.project.exchange.writing import write_data
from siamdesk.project.store import Project


class DataWork(QObject):
    """Lives in the GUI thread; one thing at a time in a pool thread, which emits its signals.

    A project that is written has a connection of its own there: edits go on meanwhile.
    """

    progressed = Signal(float, str)
    saved = Signal(object)
    """`SavedData`"""
    unpacked = Signal(object)
    """The path of the project that was made."""
    failed = Signal(str)
    """A sentence for the inspector; nothing was written."""
    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._cancelled = threading.Event()

    def save(self, project: Path, out: Path, kind: DataFormat) -> None:
        """Have `saved` tell what was written of the project."""
        self._start(partial(self._save, project, out, kind))

    def unpack(self, archive: Path, path: Path) -> None:
        """Have `unpacked` tell when the project of a zip file lies at `path`."""
        self._start(partial(self._unpack, archive, path))

    def cancel(self) -> None:
        """Stop what runs, and begin nothing that waits; nothing stays behind."""
        self._pool.clear()
        self._cancelled.set()
        self._cancelled = threading.Event()

    def shut_down(self, deadline_ms: int = 5000) -> None:
        """Stop; waits up to the deadline."""
        self.cancel()
        self._pool.waitForDone(deadline_ms)

    def _start(self, work: Callable[[Progress], None]) -> None:
        self._pool.start(partial(self._run, work, self._cancelled))

    # ---- in the pool thread ----

    def _run(self, work: Callable[[Progress], None], cancelled: threading.Event) -> None:
        try:
            work(Throttled(self.progressed.emit, cancelled))
        except SiamDeskError as error:
            self.failed.emit(str(error))
        except Cancelled:
            pass
        finally:  # or the status line would show it for ever
            self.finished.emit()

    def _save(self, path: Path, out: Path, kind: DataFormat, progress: Progress) -> None:
        with Project.open(path, read_only=True) as project:
            self.saved.emit(write_data(project, out, kind, progress=progress))

    def _unpack(self, archive: Path, path: Path, progress: Progress) -> None:
        unpack_project(archive, path, progress=progress).close()
        self.unpacked.emit(path)
