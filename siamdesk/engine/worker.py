"""The worker process: one queue of requests, answered in order, urgent ones in between."""

from __future__ import annotations

import logging
import os
import queue
import signal
import threading
import time
import traceback
from multiprocessing.connection import Connection

from siamdesk.engine.evaluation_messages import CheckLabels, Evaluate
from siamdesk.engine.heatmap_messages import MatchParts, ShowUnusual
from siamdesk.engine.messages import (
    Cancel,
    DeleteVersion,
    Event,
    Explain,
    ExportModel,
    Failed,
    FindSimilar,
    FineTune,
    Learn,
    ListVersions,
    MapPhotos,
    OpenProject,
    ProgressMade,
    ProposeSplit,
    Ready,
    RefineMap,
    Request,
    Stop,
    UseVersion,
    WasCancelled,
)
from siamdesk.engine.model_messages import (
    AddEncoder,
    ChangeSettings,
    ListTries,
    MeasureCurve,
    ReadSettings,
)
from siamdesk.errors import Cancelled

log = logging.getLogger(__name__)

PROGRESS_EVERY_S = 0.1
_NICENESS = 10


_ASKED_AT_SIGHT: tuple[type[Request], ...] = (
    Explain,
    FindSimilar,
    ListTries,
    ListVersions,
    MapPhotos,
    MatchParts,
    ProposeSplit,
    ReadSettings,
    ShowUnusual,
)
"""An inspector looks and waits, and the answer takes well under a second."""
_CHANGES = (UseVersion, DeleteVersion, ChangeSettings)
_MEASURES = (MeasureCurve, Evaluate, CheckLabels)


def _goes_before(request: Request) -> tuple[type[Request], ...]:
    """What need not wait for `request`: someone looks at a heatmap or waits for a ranking."""
    match request:
        case FineTune():
            return (*_ASKED_AT_SIGHT, Learn, *_CHANGES, *_MEASURES)
        case RefineMap() | MeasureCurve():
            return (*_ASKED_AT_SIGHT, Learn, *_CHANGES)
        case ExportModel() | UseVersion() | ChangeSettings() | AddEncoder():
            # An export reads the files of a version: none is deleted meanwhile.
            return (*_ASKED_AT_SIGHT, Learn)
        case Evaluate() | CheckLabels():
            # They judge the model that there was when they began.
            return (*_ASKED_AT_SIGHT, Learn)
        case Learn():
            return _ASKED_AT_SIGHT
        case _:
            return ()


def run_worker(connection: Connection) -> None:
    """Serve requests from the pipe until `Stop` comes or the other side closes it."""
    # The parent may be started from a terminal; its Ctrl+C is not meant for us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # Training takes every core there is; the window must get one whenever it wants it.
        os.nice(_NICENESS)
    worker = Worker(connection)
    try:
        worker.serve()
    except (BrokenPipeError, ConnectionResetError):
        log.info("the window is gone")


class Worker:
    """Reads requests in a thread of its own, so that a cancel is seen while work goes on."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._waiting: list[Request] = []
        self._cancelled: set[int] = set()
        self._stopping = threading.Event()

    def serve(self) -> None:
        """Answer until told to stop."""
        # Loaded here and not above: the reader must run before the slow imports.
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        from siamdesk.encoders.runtime import device_name
        from siamdesk.engine.dispatch import Dispatcher

        self._dispatcher = Dispatcher(self._connection.send)
        self._connection.send(Ready(0, device_name()))
        while not self._stopping.is_set():
            self._answer(self._next())
        self._dispatcher.close()

    def _read(self) -> None:
        while True:
            try:
                request = self._connection.recv()
            except (EOFError, OSError):
                request = Stop(0)
            if isinstance(request, Cancel):
                self._cancelled.add(request.task)
                continue
            if isinstance(request, Stop):
                self._stopping.set()
            self._requests.put(request)
            if isinstance(request, Stop):
                return

    def _next(self) -> Request:
        self._gather()
        return self._waiting.pop(0) if self._waiting else self._requests.get()

    def _gather(self) -> None:
        while not self._requests.empty():
            self._waiting.append(self._requests.get())

    def _answer(self, request: Request) -> None:
        if isinstance(request, Stop):
            return
        try:
            self._dispatcher.answer(request, _TaskProgress(self, request))
        except (BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:  # noqa: BLE001 - the boundary of the process: report, go on
            log.error("request failed:\n%s", traceback.format_exc())
            self._connection.send(
                Failed(request.task, f"Something went wrong inside SiamDesk: {error!r}")
            )
        self._cancelled.discard(request.task)

    def check(self, request: Request) -> None:
        """Between two batches of `request`: be cancelled, or let urgent requests go first."""
        if request.task in self._cancelled or self._stopping.is_set():
            raise Cancelled
        self._gather()
        if any(isinstance(r, OpenProject) for r in self._waiting):
            raise Cancelled
        # A newer one makes this one's answer stale before it is given.
        if isinstance(request, (Learn, *_MEASURES)) and any(
            isinstance(r, type(request)) for r in self._waiting
        ):
            raise Cancelled
        for waiting in list(self._waiting):
            if waiting not in self._waiting:
                continue  # an answer that was given meanwhile has dealt with it
            if waiting.task in self._cancelled:
                self._waiting.remove(waiting)
                self._cancelled.discard(waiting.task)
                self.report(WasCancelled(waiting.task))
            elif isinstance(waiting, _goes_before(request)):
                self._waiting.remove(waiting)
                self._answer(waiting)

    def report(self, event: Event) -> None:
        """Send an event to the window."""
        self._connection.send(event)


class _TaskProgress:
    """The progress callable of one request: reports at a bounded rate and raises cancels."""

    def __init__(self, worker: Worker, request: Request) -> None:
        self._worker = worker
        self._request = request
        self._last = float("-inf")

    def __call__(self, fraction: float, message: str) -> None:
        self._worker.check(self._request)
        now = time.monotonic()
        if now - self._last >= PROGRESS_EVERY_S:
            self._last = now
            self._worker.report(ProgressMade(self._request.task, fraction, message))
