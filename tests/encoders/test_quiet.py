"""Keras is loaded without TensorFlow's lines, and without taking anybody else's."""

from __future__ import annotations

import subprocess
import sys

STOPPED = """\
import os
from siamdesk.encoders.quiet import load_keras
from siamdesk.errors import Cancelled

def stop(fraction, message):
    raise Cancelled

try:
    load_keras(stop)
except Cancelled:
    os.write(2, b"Stopped.")
os._exit(0)  # not waiting for the import, as Ctrl+C does not
"""


def test_who_stops_the_loading_is_heard() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED], capture_output=True, timeout=240, check=True
    )
    assert b"Stopped." in ended.stderr


def test_loading_says_nothing() -> None:
    words = "from siamdesk.encoders.quiet import load_keras; load_keras()"
    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, timeout=240, check=True
    )
    assert ended.stderr == b""
