"""The window's line to the worker process: one thread that listens, one that speaks."""

from __future__ import annotations

import logging
import queue
import threading

from PySide6.QtCore import QObject, QThread, Signal

from siamdesk.engine.client import WorkerClient
from siamdesk.engine.messages import Request, WorkerDied

_log = logging.getLogger(__name__)

_LISTEN_S = 0.1
"""How long a stop may go unnoticed; events wake the listener at once."""
_STOP_DEADLINE_S = 1.0


class WorkerLink(QThread):
    """Owns a `WorkerClient`; `send` never waits, events arrive by the signal `heard`."""

    heard = Signal(object)
    """An `Event`; emitted in this thread, so connect methods of objects in the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("worker link")
        self._client = WorkerClient()
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._restart = threading.Event()

    @property
    def process_id(self) -> int | None:
        """Of the worker process, when there is one."""
        return self._client.process_id

    def send(self, request: Request) -> None:
        """Ask the worker; may be called before the thread runs."""
        self._requests.put(request)

    def restart_worker(self) -> None:
        """Start a new worker after the client gave up on it."""
        self._restart.set()

    def request_stop(self) -> None:
        """End the worker and this thread, soon; `finished` tells when."""
        self._stopping.set()

    def run(self) -> None:
        """Start the worker and pass its events on until told to stop."""
        speaker = threading.Thread(target=self._speak, name="worker requests", daemon=True)
        try:
            self._client.start()
            speaker.start()
            while not self._stopping.is_set():
                self._listen()
        except Exception as error:  # noqa: BLE001 - thread boundary: Qt would abort the process
            _log.exception("The connection to the worker broke")
            self.heard.emit(WorkerDied(0, f"The worker can't be reached: {error}", False))
        finally:
            self._requests.put(None)
            if speaker.ident is not None:
                speaker.join()
            self._client.stop(_STOP_DEADLINE_S)

    def _listen(self) -> None:
        if self._restart.is_set():
            self._restart.clear()
            self._client.restart()
        event = self._client.poll(_LISTEN_S)
        if event is None and not self._client.alive:
            # Given up on, until a restart is asked for: poll returns at once then.
            self._stopping.wait(_LISTEN_S)
        if event is not None:
            self.heard.emit(event)

    def _speak(self) -> None:
        while (request := self._requests.get()) is not None:
            self._client.send(request)
