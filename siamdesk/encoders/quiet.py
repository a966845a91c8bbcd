"""Load Keras beside other work, and without the lines that TensorFlow writes while it starts."""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from siamdesk.build_info import WITHOUT_KERAS, has_keras
from siamdesk.errors import EncoderError
from siamdesk.progress import Progress, no_progress

_POLL_S = 0.05


def load_keras(progress: Progress = no_progress) -> None:
    """Import Keras and its backend; takes seconds the first time, nothing after that.

    The import runs in a thread, and `progress` is called all the while: it may raise `Cancelled`,
    or do something that can't wait. A cancelled import runs on and is done the next time.

    Raises `EncoderError` where Keras or TensorFlow is not installed.
    """
    if not has_keras():
        raise EncoderError(WITHOUT_KERAS)
    if "keras" in sys.modules:
        # Also waits for an import that another call has left running.
        importlib.import_module("keras")
        return
    failures: list[ImportError] = []
    thread = threading.Thread(target=_import_keras, args=(failures,), name="keras", daemon=True)
    with _quiet_stderr():  # not in the thread: who stops the wait may have something to say
        thread.start()
        while thread.is_alive():
            thread.join(_POLL_S)
            progress(0.0, "Loading Keras")
    if failures:
        raise failures[0]


def _import_keras(failures: list[ImportError]) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    try:
        importlib.import_module("keras")
    except ImportError as error:
        failures.append(error)


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Send what native code writes to stderr nowhere: TensorFlow logs before it reads its level."""
    try:
        kept = os.dup(2)
    except OSError:  # a window program on Windows has no stderr
        yield
        return
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
