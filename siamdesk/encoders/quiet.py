"""Load Keras without the dozen lines that TensorFlow writes to a terminal while it starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def load_keras() -> None:
    """Import Keras and its backend; takes seconds the first time, nothing after that."""
    if "keras" in sys.modules:
        return
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with _quiet_stderr():
        import keras  # noqa: F401


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
