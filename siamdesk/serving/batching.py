"""Photos of many requests, ranked together: one thread owns the encoders."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Protocol

from siamdesk.engine.guesser import BATCH, PreparedPhoto
from siamdesk.engine.photo_guesses import PhotoGuesses

_Waiting = tuple[PreparedPhoto, "Future[PhotoGuesses]"]


class Ranks(Protocol):
    """What a batcher needs of `siamdesk.engine.guesser.Guesser`."""

    def guess(self, photos: Sequence[PreparedPhoto]) -> list[PhotoGuesses]:
        """Rank photos, in their order."""
        ...


class Batcher:
    """Ranks photos in batches of what has come while the batch before was under way.

    Nobody waits for a batch to fill up: a lone photo is ranked at once.
    """

    def __init__(self, guesser: Ranks) -> None:
        self._guesser = guesser
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="encoders", daemon=True)

    def start(self) -> None:
        """Begin to rank."""
        self._thread.start()

    def close(self) -> None:
        """Rank what is waiting, and end."""
        self._queue.put(None)
        self._thread.join()

    @property
    def is_alive(self) -> bool:
        """Whether photos that are submitted will be ranked."""
        return self._thread.is_alive()

    def submit(self, photo: PreparedPhoto) -> Future[PhotoGuesses]:
        """Have a photo ranked; any thread may ask."""
        future: Future[PhotoGuesses] = Future()
        self._queue.put((photo, future))
        return future

    def _run(self) -> None:
        while batch := self._next_batch():
            self._rank(batch)

    def _next_batch(self) -> list[_Waiting]:
        """At least one photo, and those that wait behind it; none when it is time to end."""
        first = self._queue.get()
        batch = [] if first is None else [first]
        while batch and len(batch) < BATCH:
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                break
            if item is None:
                self._queue.put(None)  # the end comes after this batch
                break
            batch.append(item)
        return batch

    def _rank(self, batch: list[_Waiting]) -> None:
        wanted = [(photo, f) for photo, f in batch if f.set_running_or_notify_cancel()]
        if not wanted:
            return  # their clients went away
        try:
            found = self._guesser.guess([photo for photo, _ in wanted])
        except Exception as error:  # noqa: BLE001 - a thread's boundary: it must outlive a bad batch
            for _, future in wanted:
                future.set_exception(error)
            return
        for (_, future), guesses in zip(wanted, found, strict=True):
            future.set_result(guesses)
