"""What the window was measured to do with very many photos: kept by runs, and told as Markdown."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks import RESULTS

RESULT = RESULTS / "gallery.json"
RUNS = 3
"""So many of the last runs are kept for each number of photos."""

OPENED = "opened, first screen drawn"
SCROLLING = "scrolling for 10 s"
JUMP = "jump to anywhere, drawn"
CORRECTION = "correction shown"


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of the session."""

    took: list[float]
    """Seconds, one for each time that it was done."""
    stall: float
    """The longest time that the event loop stood still, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Run:
    """One session."""

    photos: int
    phases: dict[str, Phase]
    memory: float
    """Most that the window's process had, in bytes."""
    machine: str

    @classmethod
    def now(cls, photos: int, phases: dict[str, Phase], memory: float) -> Run:
        """A run that has just ended on this machine."""
        load = f", load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else ""
        machine = f"{os.cpu_count()} cores{load}, {platform.system()}"
        return cls(photos, phases, memory, machine)


def kept(file: Path = RESULT) -> list[Run]:
    """The last runs, oldest first."""
    if not file.is_file():
        return []
    return [
        Run(**{**run, "phases": {name: Phase(**phase) for name, phase in run["phases"].items()}})
        for run in json.loads(file.read_text(encoding="utf-8"))
    ]


def keep(run: Run, file: Path = RESULT) -> None:
    """Add a run to those that are kept."""
    runs = [*kept(file), run]
    newest = [r for r in runs if r.photos != run.photos]
    newest += [r for r in runs if r.photos == run.photos][-RUNS:]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(r) for r in newest]), encoding="utf-8")


def section(runs: Sequence[Run]) -> str:
    """What is written down of the runs."""
    lines = ["## The window with 100,000 photos\n"]
    if not runs:
        return "\n".join([*lines, "Not measured: `python -m benchmarks.gallery` does it.\n"])
    lines.append(
        "`python -m benchmarks.gallery` opens a project in the real window, without the worker; "
        f"ranges are over the last {RUNS} runs. The goals for 100,000 photos: a first screen "
        "within 1 s, no stall of the event loop over 50 ms, less than 1.5 GB.\n"
    )
    for photos in sorted({run.photos for run in runs}):
        lines += _table(photos, [run for run in runs if run.photos == photos])
    return "\n".join(lines)


def _table(photos: int, runs: Sequence[Run]) -> list[str]:
    lines = [f"### {photos:,} photos\n", "| what | took | longest stall |", "|---|---|---|"]
    for name in (OPENED, SCROLLING, JUMP, CORRECTION):
        phases = [run.phases[name] for run in runs]
        took = "" if name == SCROLLING else _range([median(p.took) for p in phases], 2, "s")
        lines.append(f"| {name} | {took} | {_range([p.stall for p in phases], 0, 'ms')} |")
    memory = _range([run.memory / 1e9 for run in runs], 2, "GB")
    machines = "; ".join(dict.fromkeys(run.machine for run in runs))
    return [*lines, "", f"Most memory of the window's process: {memory}. Machine: {machines}.\n"]


def _range(values: Sequence[float], digits: int, unit: str) -> str:
    low, high = (f"{value:.{digits}f}" for value in (min(values), max(values)))
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"
