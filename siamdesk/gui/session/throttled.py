"""Progress of work in another thread, told to the window no more often than can be seen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from siamdesk.errors import Cancelled

_EVERY_S = 0.05


class Throttled:
    """A `siamdesk.progress.Progress` that tells a few times a second, and heeds a cancel."""

    def __init__(self, tell: Callable[[float, str], None], cancelled: threading.Event) -> None:
        self._tell, self._cancelled = tell, cancelled
        self._last = float("-inf")

    def __call__(self, fraction: float, message: str) -> None:
        """Tell how far it is. Raises `Cancelled`."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= _EVERY_S:
            self._last = now
            self._tell(fraction, message)
