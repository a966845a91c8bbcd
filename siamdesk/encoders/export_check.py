"""Use an exported model as a stranger would: in a Python process that never saw SiamDesk."""

from __future__ import annotations

import contextlib
import io
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

from siamdesk.errors import Cancelled, ExportError, SiamDeskError

DEADLINE = 600.0
"""Seconds after which the check is given up; TensorFlow alone may take 12 to start."""
_POLL = 0.1

CHECK = '''\
"""Run by SiamDesk in a fresh Python: use the exported model by its own example.py."""

import runpy
import sys

# OpenVINO would report to its makers that it is used.
sys.modules.setdefault("openvino_telemetry", None)
import numpy as np

folder, photos_path, answers_path = JOB if "JOB" in globals() else sys.argv[1:]
example = runpy.run_path(folder + "/example.py", run_name="example")
model = example["load"]()
answers = {"probabilities": [], "unknown": [], "embedding": []}
with np.load(photos_path, allow_pickle=False) as photos:
    for name in sorted(photos.files):
        outputs = example["answer"](model, photos[name])
        for key, rows in answers.items():
            rows.append(np.asarray(outputs[key], np.float32))
        print(name, flush=True)
if "JOB" not in globals():
    foreign = sorted(name for name in sys.modules if name.split(".")[0] == "siamdesk")
    if foreign:
        raise SystemExit("the model pulled in " + ", ".join(foreign))
np.savez(answers_path, **{key: np.stack(rows) for key, rows in answers.items()})
'''
"""Arguments: folder of the export, ``.npz`` of photos, ``.npz`` to write. A line per photo."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the saved model says of n photos."""

    probabilities: NDArray[np.float32]
    """``[n, C]``"""
    unknown: NDArray[np.float32]
    """``[n]``"""
    embedding: NDArray[np.float32]
    """``[n, d]``"""


def who_asks() -> str:
    """Who runs the check, for the model card."""
    return "SiamDesk itself" if _is_installed_app() else "A Python process without SiamDesk"


def _is_installed_app() -> bool:
    """Whether this is no interpreter that a script could be given to."""
    return bool(getattr(sys, "frozen", False))


def ask_in_fresh_process(
    folder: Path,
    images: Sequence[NDArray[np.uint8]],
    scratch: Path,
    still_wanted: Callable[[float], None],
) -> Answers:
    """Have ``folder/example.py`` classify photos ``[h, w, 3]`` uint8.

    `scratch` is an empty folder for the files of the exchange. `still_wanted` is called again and
    again while waiting, with the share of photos that is done, and may raise `Cancelled`, which
    ends the process.

    Raises `ExportError` when the process fails, takes too long or answers nonsense, and `OSError`.
    """
    script, photos, answers = (scratch / n for n in ("check.py", "photos.npz", "answers.npz"))
    script.write_text(CHECK, encoding="utf-8")
    named: dict[str, Any] = {f"{i:05d}": image for i, image in enumerate(images)}
    np.savez(photos, **named)
    job = (str(folder), str(photos), str(answers))
    if _is_installed_app():
        _run_here(script, job, len(images), still_wanted)
    else:
        _run(script, job, len(images), still_wanted)
    with np.load(answers, allow_pickle=False) as arrays:
        return _checked(
            Answers(arrays["probabilities"], np.ravel(arrays["unknown"]), arrays["embedding"])
        )


class _Lines(io.TextIOBase):
    """Takes the place of the console: counts lines, and tells of each."""

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self._count = 0

    def write(self, text: str) -> int:
        if lines := text.count("\n"):
            self._count += lines
            self._told(self._count)
        return len(text)


def _run_here(
    script: Path, job: Sequence[str], photos: int, still_wanted: Callable[[float], None]
) -> None:
    lines = _Lines(lambda done: still_wanted(done / photos))
    try:
        with contextlib.redirect_stdout(lines):
            runpy.run_path(str(script), init_globals={"JOB": job})
    except (Cancelled, SiamDeskError):
        raise
    except Exception as error:  # broad: as wherever the check has a process of its own
        raise _unusable(f"{type(error).__name__}: {error}") from error


def _unusable(reason: str) -> ExportError:
    return ExportError(
        f"The exported model was not written: it did not work when it was tried out ({reason})."
    )


def _run(
    script: Path, job: Sequence[str], photos: int, still_wanted: Callable[[float], None]
) -> None:
    # -I: neither the current folder nor the user's site-packages nor PYTHON* variables matter.
    # -B: the export is not to hold a __pycache__.
    command = [sys.executable, "-I", "-B", str(script), *job]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    errors, done = script.with_name("errors.txt"), script.with_name("done.txt")
    with errors.open("wb") as error_stream, done.open("wb") as done_stream:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and script, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=done_stream,
            stderr=error_stream,
            env=environment,
        )
        try:
            _wait(process, lambda: still_wanted(_count(done) / photos))
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
    if process.returncode:
        lines = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        reason = lines[-1] if lines else f"exit status {process.returncode}"
        raise _unusable(reason)


def _count(done: Path) -> int:
    return done.read_bytes().count(b"\n")


def _wait(process: subprocess.Popen[bytes], tell: Callable[[], None]) -> None:
    end = time.monotonic() + DEADLINE
    while process.poll() is None:
        tell()
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
