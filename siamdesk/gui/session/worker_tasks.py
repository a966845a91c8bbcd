"""What the worker was asked and has not answered to its end."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from siamdesk.engine.evaluation_messages import Evaluate
from siamdesk.engine.heatmap_messages import ShowUnusual
from siamdesk.engine.messages import (
    Cancel,
    ExportModel,
    Failed,
    FineTune,
    Learn,
    ProgressMade,
    RefineMap,
    Request,
    UseVersion,
    WasCancelled,
)
from siamdesk.engine.model_messages import AddEncoder, ChangeSettings
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.worker_link import WorkerLink
from siamdesk.gui.words.core_words import translated

R = TypeVar("R", bound=Request)

_SHOWN = (
    ExportModel,
    AddEncoder,
    UseVersion,
    ChangeSettings,
    Learn,
    ShowUnusual,
    Evaluate,
    FineTune,
    RefineMap,
)
"""Learning is short and comes first; fine-tuning shows again when it is done."""


class WorkerTasks(QObject):
    """Numbers requests, sends them and follows their progress; lives in the GUI thread."""

    activity_changed = Signal(object)
    """The `Activity` to show, or None."""

    def __init__(self, link: WorkerLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._numbers = itertools.count(1)
        self._requests: dict[int, Request] = {}
        self._activities: dict[int, Activity] = {}
        self._cancelled: set[int] = set()

    def __contains__(self, task: int) -> bool:
        return task in self._requests

    def __getitem__(self, task: int) -> Request:
        return self._requests[task]

    def running(self, kind: type[R]) -> R | None:
        """The request of this kind that is under way."""
        return next((r for r in self._requests.values() if isinstance(r, kind)), None)

    def words(self, request: Request) -> str:
        """What is shown of a request that was sent with words."""
        return self._activities[request.task].text

    def ask(self, make: Callable[[int], Request], words: str | None = None) -> None:
        """Send the request made with a task's number; with `words` it is shown as an activity."""
        request = make(next(self._numbers))
        self._requests[request.task] = request
        self._link.send(request)
        if words is not None:
            self._activities[request.task] = Activity(str(request.task), words)
            self._tell()

    def cancel(self, task: int) -> None:
        """Have a task stopped; it is under way until the worker says that it ended."""
        if task in self._requests:
            self._cancelled.add(task)
            self._link.send(Cancel(task))

    def cancel_all(self) -> None:
        """Have all tasks stopped and hear no more of them."""
        for task in list(self._requests):
            self.cancel(task)
        self._forget()

    def progress(self, event: ProgressMade) -> None:
        """The worker tells how far a task is."""
        self._activities[event.task] = Activity(
            str(event.task), translated(event.message), event.fraction
        )
        self._tell()

    def end(self, task: int) -> Request:
        """The worker is done with a task; returns what was asked."""
        self._cancelled.discard(task)
        self._activities.pop(task, None)
        request = self._requests.pop(task)
        self._tell()
        return request

    def lose(self, reason: str) -> list[tuple[Request, Failed | WasCancelled]]:
        """The worker died with all tasks; returns what was asked, and how each ended by that.

        A task that does not stop in time is stopped together with its worker: it was cancelled.
        """
        ends: list[tuple[Request, Failed | WasCancelled]] = [
            (request, WasCancelled(task) if task in self._cancelled else Failed(task, reason))
            for task, request in self._requests.items()
        ]
        self._cancelled.clear()
        self._forget()
        return ends

    def _forget(self) -> None:
        self._requests.clear()
        self._activities.clear()
        self._tell()

    def _tell(self) -> None:
        for kind in _SHOWN:
            for task, activity in self._activities.items():
                if isinstance(self._requests.get(task), kind):
                    self.activity_changed.emit(activity)
                    return
        self.activity_changed.emit(None)
