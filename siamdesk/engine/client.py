"""The window's side of the worker process: start, ask, listen, restart. No Qt in here."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import deque
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from siamdesk.engine.messages import (
    Cancel,
    Event,
    Failed,
    Finished,
    OpenProject,
    Request,
    Stop,
    WasCancelled,
    WorkerDied,
)
from siamdesk.engine.worker import run_worker

MOST_DEATHS = 3
DEATHS_WITHIN_S = 60.0
CANCEL_DEADLINE_S = 20.0
"""Keras traces the first batch of a training without a chance to stop it, for seconds."""


class WorkerClient:
    """Owns one worker process. `poll` belongs to one thread; `send` may be called from any.

    A worker that dies is replaced and told again which project is open, unless it died
    `MOST_DEATHS` times within `DEATHS_WITHIN_S`. A task that does not stop within
    `CANCEL_DEADLINE_S` of its cancel costs the worker its life.
    """

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._project: OpenProject | None = None
        self._deaths: deque[float] = deque(maxlen=MOST_DEATHS)
        self._deadlines: dict[int, float] = {}

    @property
    def alive(self) -> bool:
        """Whether a worker process is running."""
        return self._process is not None and self._process.is_alive()

    @property
    def process_id(self) -> int | None:
        """The worker's process id, for people and for tests."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the worker; returns at once, `Ready` comes when it can work."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=run_worker, args=(theirs,), name="siamdesk-worker", daemon=True
        )
        process.start()
        theirs.close()
        with self._lock:
            self._process, self._connection = process, ours
            if self._project is not None:
                ours.send(self._project)

    def send(self, request: Request) -> None:
        """Ask the worker; what is asked of a dead worker is lost, and `WorkerDied` tells so."""
        with self._lock:
            if isinstance(request, OpenProject):
                self._project = request
            if isinstance(request, Cancel):
                self._deadlines.setdefault(request.task, time.monotonic() + CANCEL_DEADLINE_S)
            if self._connection is None:
                return
            try:
                self._connection.send(request)
            except (BrokenPipeError, ConnectionResetError):
                # poll() finds the closed pipe and restarts the worker.
                return

    def open_project(self, task: int, path: Path) -> None:
        """Have the worker, and any that replaces it, work on this project."""
        self.send(OpenProject(task, path))

    def poll(self, timeout_s: float) -> Event | None:
        """Wait up to `timeout_s` for the next event; None when none came."""
        connection = self._connection
        if connection is None:
            return None
        self._kill_if_overdue()
        try:
            if not connection.poll(timeout_s):
                return None
            event = connection.recv()
        except (EOFError, ConnectionResetError, BrokenPipeError):
            return self._replace()
        if isinstance(event, Finished | WasCancelled | Failed):
            self._deadlines.pop(event.task, None)
        assert isinstance(event, Event)  # noqa: S101 - the worker sends nothing else
        return event

    def restart(self) -> None:
        """Replace the worker by a new one, whatever it is doing."""
        self._discard()
        self.start()

    def stop(self, deadline_s: float) -> None:
        """End the worker: ask, wait up to `deadline_s`, then kill."""
        self.send(Stop(0))
        if self._process is not None:
            self._process.join(deadline_s)
        self._discard()

    def _kill_if_overdue(self) -> None:
        now = time.monotonic()
        if any(deadline < now for deadline in self._deadlines.values()):
            self._deadlines.clear()
            if self._process is not None:
                self._process.kill()

    def _replace(self) -> WorkerDied:
        code = None if self._process is None else self._process.exitcode
        self._discard()
        now = time.monotonic()
        self._deaths.append(now)
        often = len(self._deaths) == MOST_DEATHS and now - self._deaths[0] < DEATHS_WITHIN_S
        if not often:
            self.start()
        ended = "" if code is None else f" (exit status {code})"
        return WorkerDied(
            0,
            f"The worker process ended unexpectedly{ended}. Your photos and classes are safe.",
            restarting=not often,
        )

    def _discard(self) -> None:
        with self._lock:
            process, connection = self._process, self._connection
            self._process = self._connection = None
            self._deadlines.clear()
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()
