"""The window's side of the worker process: start, ask, listen, restart. No Qt in here."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from collections import deque
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

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
        self._unsent: list[Request] = []
        self._open: set[int] = set()
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
            unsent, self._unsent = self._unsent, []
            if self._project is not None and self._project not in unsent:
                unsent.insert(0, self._project)
            for request in unsent:
                self._pass_on(request)

    def send(self, request: Request) -> None:
        """Ask the worker, or the next one if there is none.

        What was asked of a worker that then dies is lost, and `WorkerDied` tells so.
        """
        with self._lock:
            if isinstance(request, OpenProject):
                self._project = request
            if isinstance(request, Cancel):
                # A cancel may cross the end of its task; nothing is owed for it then.
                if request.task in self._open:
                    deadline = time.monotonic() + CANCEL_DEADLINE_S
                    self._deadlines.setdefault(request.task, deadline)
            elif not isinstance(request, Stop):
                self._open.add(request.task)
            self._pass_on(request)

    def _pass_on(self, request: Request) -> None:
        """Send with the lock held."""
        if self._connection is None:
            if not isinstance(request, Stop):
                self._unsent.append(request)
            return
        # A pipe that is closed is found by poll(), which replaces the worker.
        with contextlib.suppress(OSError):
            self._connection.send(request)

    def poll(self, timeout_s: float) -> Event | None:
        """Wait up to `timeout_s` for the next event; None when none came, or there is no worker."""
        connection = self._connection
        if connection is None:
            return None
        self._kill_if_overdue()
        try:
            if not connection.poll(timeout_s):
                return None
            event = connection.recv()
        except (EOFError, OSError):
            # OSError: also a message that broke off in the middle.
            return self._replace()
        if isinstance(event, Finished | WasCancelled | Failed):
            with self._lock:
                self._open.discard(event.task)
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
        with self._lock:
            overdue = any(deadline < now for deadline in self._deadlines.values())
            if overdue:
                self._deadlines.clear()
        if overdue and self._process is not None:
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
            self._open.clear()
            self._deadlines.clear()
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()
