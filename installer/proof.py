"""Proves that an installed app does the whole job, beside the same job done from the sources.

``python -m installer.proof FOLDER`` takes the folder that PyInstaller made (or any other one with
the program ``siamdesk`` in it). The app gets a home of its own, an environment with next to nothing
in it, no network where that can be taken away, and a PATH without Python. What it guesses is
compared with what the sources guess; start-up time and memory are printed side by side.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siamdesk.encoders.formats.registry import FORMATS
from siamdesk.export_kinds import ExportFormat

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample"
_PROGRAM = "siamdesk.exe" if os.name == "nt" else "siamdesk"
MOST_DIFFERENT = 1e-3
"""By how much a probability may differ between the app and the sources."""


@dataclass(frozen=True, slots=True)
class Program:
    """One way to start SiamDesk."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]

    def run(self, *arguments: str | Path, fails: bool = False) -> str:
        """What a command prints; ends the proof when it fails unexpectedly."""
        command = [*self.command, *map(str, arguments)]
        ended = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, cwd="/", check=False
        )
        if bool(ended.returncode) is not fails:
            raise SystemExit(
                f"{self.name}: {' '.join(map(str, arguments))} ended with {ended.returncode}:\n"
                f"{ended.stdout}{ended.stderr}"
            )
        return ended.stdout + (ended.stderr if fails else "")


def installed(folder: Path, home: Path) -> Program:
    """The app in this folder, as it is on a computer that knows nothing else."""
    nothing = home / "empty"
    nothing.mkdir(parents=True)
    environment = {"HOME": str(home), "PATH": str(nothing), "LANG": "C.UTF-8"}
    return Program("installed", (*_offline(), str(folder / _PROGRAM)), environment)


def from_sources(home: Path) -> Program:
    """The checkout, run by the Python that runs this."""
    home.mkdir(parents=True)
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    return Program("sources", (sys.executable, "-m", "siamdesk"), environment)


def _offline() -> tuple[str, ...]:
    """What to put before a command so that it has no network; nothing where that isn't allowed."""
    unshare = shutil.which("unshare")
    for options in (["--net"], ["--map-root-user", "--net"]):
        command = [str(unshare), *options]
        if unshare and not subprocess.run([*command, "true"], capture_output=True).returncode:
            return tuple(command)
    print("The network could not be taken away here; the proof goes on with it.")
    return ()


def on_the_command_line(app: Program, sources: Program, folder: Path, *, lite: bool) -> None:
    """Make a project, learn, guess and correct with both; raises when they differ.

    The app goes on alone: reports, fine-tuning, exports, and what it says of itself.
    """
    guesses = []
    for program in (app, sources):
        project = folder / program.name / "steel.siam"
        project.parent.mkdir()
        program.run("new", project, "--from", SAMPLE / "examples")
        program.run("add", project, SAMPLE / "inbox")
        program.run("train", project, "--fine-tune", "never")
        before = program.run("classify", project, SAMPLE / "inbox", "--format", "json")
        photo = sorted((SAMPLE / "inbox").iterdir())[0]
        program.run("correct", project, photo, "surface scratch")
        after = program.run("classify", project, SAMPLE / "inbox", "--format", "json")
        guesses.append((json.loads(before), json.loads(after)))
    for mine, theirs in zip(*guesses, strict=True):
        compare(mine, theirs)
    project = folder / app.name / "steel.siam"
    for report in (folder / "report.html", folder / "report.pdf"):
        app.run("evaluate", project, "--report", report)
        assert report.stat().st_size > 0, report
    with_keras(app, project, folder / "exported", lite=lite)
    print(app.run("doctor"))


def with_keras(app: Program, project: Path, exported: Path, *, lite: bool) -> None:
    """Fine-tune, and export in every format, which the app tries out; Lite refuses all of it."""
    tune = ("train", project, "--fine-tune", "always")
    exports = {f: ("export", project, exported / f, "--format", f) for f in ExportFormat}
    if lite:
        for refused in (tune, *exports.values()):
            said = app.run(*refused, fails=True)
            assert "TensorFlow and Keras" in " ".join(said.split()), said
        return
    app.run(*tune)
    for chosen, export in exports.items():
        app.run(*export)
        there = {file.name for file in (exported / chosen).iterdir()}
        assert there >= FORMATS[chosen].files, there
    as_a_stranger(exported / ExportFormat.ONNX)
    print(f"Fine-tuned, and exported as {', '.join(exports)}")


def as_a_stranger(export: Path) -> None:
    """Have the Python that runs this, without the app, try an export as its example tells."""
    check = [sys.executable, "-I", "-B", str(export / "example.py"), "--verify"]
    subprocess.run(check, check=True, stdout=subprocess.DEVNULL, cwd="/")


def compare(mine: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    """Raise `AssertionError` unless both rank all photos alike."""
    assert len(mine) == len(theirs) > 0
    worst = 0.0
    for one, other in zip(mine, theirs, strict=True):
        assert one["image"] == other["image"]
        first, second = ({g["class"]: g["probability"] for g in x["guesses"]} for x in (one, other))
        assert one["guesses"][0]["class"] == other["guesses"][0]["class"], one["image"]
        worst = max(worst, *(abs(first[c] - second[c]) for c in first))
    assert worst <= MOST_DIFFERENT, worst
    print(f"{len(mine)} photos ranked alike; largest difference of a probability {worst:.1e}")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took of the computer."""

    version_s: float
    """Until ``--version`` has answered."""
    window_s: float
    """Until the window is there."""
    guesses_s: float
    """Until the sample is open, learnt, and a guess could be accepted."""
    memory_mb: float
    """Largest resident memory of the window and its worker together."""


def in_the_window(program: Program, folder: Path, *, export: bool) -> Cost:
    """Open the sample with keys, learn, accept, correct, export, quit; read back from disk."""
    sys.path.insert(0, str(ROOT / "tests" / "e2e"))
    from desk import App, desks, examples, until

    folder.mkdir()

    with desks(folder / "desk") as desk:
        home = Path(program.environment["HOME"])
        config = home / ".config" / "SiamDesk"
        config.mkdir(parents=True)
        shutil.copy(folder / "desk/config/SiamDesk/SiamDesk.conf", config)
        environment = {**program.environment, "DISPLAY": desk.display}
        pairs = [f"{name}={value}" for name, value in environment.items()]
        command = (str(shutil.which("env")), "-i", *pairs, *program.command)
        started = time.monotonic()
        program.run("--version")
        version_s = time.monotonic() - started
        project = home / ".local/share/SiamDesk/Sample.siam"
        app = App(desk, project, command)
        app.title = "Sample – SiamDesk"
        started = time.monotonic()
        app.start()
        window_s = time.monotonic() - started
        desk.keys("ctrl+shift+o")
        opened = app.until("the sample", lambda s: len(s.photos) > 70)
        learnt = examples(opened)
        app.until(
            "a guess that can be accepted",
            lambda s: examples(s) > learnt,
            doing=lambda: app.press("Home", "Return"),
        )
        guesses_s = time.monotonic() - started
        left = [p for p in app.snapshot().photos if p.class_id is None]
        second = opened.classes[1].id
        app.press("Home", "2")
        app.until("a correction", lambda s: s.photo(left[0].id).class_id == second)
        if export:
            app.open("Export model", "ctrl+e")
            desk.keys("alt+w", "ctrl+a")
            desk.write(str(home / "exported"))
            desk.keys("Return")
            # The folder is moved to its place once the app has tried out what is in it.
            until("the exported model", lambda: (home / "exported" / "model.onnx").exists())
        memory = _memory_mb(program)
        app.quit()
    return Cost(version_s, window_s, guesses_s, memory)


def _memory_mb(program: Program) -> float:
    """Peak resident memory of all processes of this program's home, in MB."""
    marker = f"HOME={program.environment['HOME']}".encode()
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if marker in (process / "environ").read_bytes().split(b"\0"):
                status = (process / "status").read_text()
                total += int(status.split("VmHWM:")[1].split()[0])
        except (OSError, IndexError):
            continue  # it has just ended, or is the system's own
    return total / 1000


def main(folder: Path) -> None:
    """Do all of it; raises when the app falls short."""
    folder = folder.resolve()
    with tempfile.TemporaryDirectory(prefix="siamdesk-proof-") as scratch:
        place = Path(scratch)
        app, sources = installed(folder, place / "home"), from_sources(place / "home-of-sources")
        version = app.run("--version").strip()
        print(version, "in", folder)
        lite = "Lite" in version
        on_the_command_line(app, sources, place, lite=lite)
        costs = {}
        missing = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]
        if missing:
            print(f"The window was not tried, for want of {', '.join(missing)}.")
        for program in () if missing else (app, sources):
            screen = place / f"screen of {program.name}"
            costs[program.name] = in_the_window(program, screen, export=not lite)
    for name, cost in costs.items():
        print(
            f"{name:>10}: --version {cost.version_s:.1f} s, window {cost.window_s:.1f} s, "
            f"first guess {cost.guesses_s:.1f} s, memory {cost.memory_mb:.0f} MB"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
