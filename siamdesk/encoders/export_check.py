"""Use an exported model as a stranger would: in a Python process that never saw SiamDesk."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.export_texts import CHECK
from siamdesk.errors import ExportError

DEADLINE = 600.0
"""Seconds after which the check is given up; TensorFlow alone may take 12 to start."""
_POLL = 0.1


@dataclass(frozen=True, slots=True)
class Answers:
    """What the saved model says of n photos."""

    probabilities: NDArray[np.float32]
    """``[n, C]``"""
    unknown: NDArray[np.float32]
    """``[n]``"""


def ask_in_fresh_process(
    folder: Path,
    images: Sequence[NDArray[np.uint8]],
    scratch: Path,
    still_wanted: Callable[[], None],
) -> Answers:
    """Load ``folder/model.keras`` with ``safe_mode`` on and classify photos ``[h, w, 3]`` uint8.

    `scratch` is an empty folder for the files of the exchange. `still_wanted` is called again and
    again while waiting and may raise `Cancelled`, which ends the process.

    Raises `ExportError` when the process fails, takes too long or answers nonsense, and `OSError`.
    """
    script, photos, answers = (scratch / n for n in ("check.py", "photos.npz", "answers.npz"))
    script.write_text(CHECK, encoding="utf-8")
    named: dict[str, Any] = {f"{i:05d}": image for i, image in enumerate(images)}
    np.savez(photos, **named)
    job = (str(folder), str(photos), str(answers))
    if getattr(sys, "frozen", False):
        # An installed app is no interpreter that a script could be given to.
        runpy.run_path(str(script), init_globals={"JOB": job})
    else:
        _run(script, job, scratch / "errors.txt", still_wanted)
    with np.load(answers, allow_pickle=False) as arrays:
        return _checked(Answers(arrays["probabilities"], arrays["unknown"]))


def _run(script: Path, job: Sequence[str], errors: Path, still_wanted: Callable[[], None]) -> None:
    # -I: neither the current folder nor the user's site-packages nor PYTHON* variables matter.
    command = [sys.executable, "-I", str(script), *job]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    with errors.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and script, no shell
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, env=environment
        )
        try:
            _wait(process, still_wanted)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
    if process.returncode:
        lines = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        reason = lines[-1] if lines else f"exit status {process.returncode}"
        message = f"The exported model was not written: a fresh Python can't use it ({reason})."
        raise ExportError(message)


def _wait(process: subprocess.Popen[bytes], still_wanted: Callable[[], None]) -> None:
    end = time.monotonic() + DEADLINE
    while process.poll() is None:
        still_wanted()
        if time.monotonic() > end:
            message = (
                f"The exported model was not written: checking it took over {DEADLINE:.0f} s. "
                "Close other programs and retry."
            )
            raise ExportError(message)
        time.sleep(_POLL)


def _checked(answers: Answers) -> Answers:
    sums = answers.probabilities.sum(axis=1)
    if not (np.isfinite(sums).all() and np.allclose(sums, 1.0, atol=1e-3)):
        message = "The exported model was not written: its probabilities do not sum to 1."
        raise ExportError(message)
    if not ((answers.unknown >= 0.0) & (answers.unknown <= 1.0)).all():
        message = "The exported model was not written: its unknown scores leave 0 to 1."
        raise ExportError(message)
    return answers
