"""Reports are written by our own command line, in a process of its own.

Reports are a room that neither the window nor the engine may import
(`docs/decisions/0023-reports-are-written-by-the-command-line.md`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal, Slot

_SOME_UNREADABLE = 3
"""Exit status of `siamdesk evaluate` when all went well but for some photos."""
_DEADLINE_MS = 2000


def command(arguments: Sequence[str]) -> list[str]:
    """What starts the command line of this very installation, packed or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "siamdesk", *arguments]


class ReportProcess(QObject):
    """One report at a time; lives in the GUI thread and never waits, but when it is shut down."""

    written = Signal(object)
    """Path of the report."""
    failed = Signal(object, str)
    """Path, and why there is no report, as the command line says it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._process = QProcess(self)
        self._process.finished.connect(self._take_end)
        self._process.errorOccurred.connect(self._take_error)

    @property
    def running(self) -> bool:
        """Whether a report is being written."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def write(self, project: Path, report: Path, options: Sequence[str] = ()) -> None:
        """Have it written; `options` are further ones of `siamdesk evaluate`."""
        if self.running:
            return
        self._path = report
        program, *arguments = command(["evaluate", str(project), "--report", str(report), *options])
        self._process.start(program, arguments)

    def cancel(self) -> None:
        """Stop; a report is written whole or not at all, and nothing more is said of this one."""
        self._path = None
        self._process.kill()

    def shut_down(self) -> None:
        """Stop, and wait for that up to a deadline."""
        self.cancel()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.waitForFinished(_DEADLINE_MS)

    @Slot(int)
    def _take_end(self, status: int) -> None:
        path, self._path = self._path, None
        if path is None:
            return
        if status in (0, _SOME_UNREADABLE) and path.exists():
            self.written.emit(path)
        else:
            said = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            self.failed.emit(path, " ".join(said.split()))

    @Slot(QProcess.ProcessError)
    def _take_error(self, error: QProcess.ProcessError) -> None:
        path = self._path
        if path is not None and error is QProcess.ProcessError.FailedToStart:
            self._path = None
            self.failed.emit(path, self._process.errorString())
