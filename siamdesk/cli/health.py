"""`siamdesk doctor`: whether everything is here that SiamDesk needs."""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer
from rich.markup import escape
from rich.table import Table

from siamdesk.build_info import Flavour, installed_build, package_version, version_line
from siamdesk.cli.console import OUT
from siamdesk.errors import SiamDeskError

PACKAGES = (
    "tensorflow",
    "keras",
    "openvino",
    "PySide6-Essentials",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "scikit-learn",
)
_NOT_IN_LITE = ("tensorflow", "keras")
EXTRAS = {
    "cluster": ("classify --cluster", ("ray", "pyarrow")),
    "dicom": ("DICOM photos", ("pydicom",)),
    "heic": ("HEIC photos", ("pillow-heif",)),
    "parquet": ("classify to .parquet", ("pyarrow",)),
    "serve": ("serve", ("fastapi", "uvicorn", "python-multipart")),
}
"""Extra -> what needs it, and its packages. Fine-tuning says itself whether it found a GPU."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    name: str
    fine: bool
    text: str


def doctor() -> None:
    """Check the installation and say what is missing."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("SiamDesk", _versions),
        *((name, _package(name)) for name in PACKAGES),
        ("encoders", _encoders),
        ("projects", _projects),
        ("window", _window),
    )
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    findings = [_run(name, check) for name, check in checks]
    for finding in findings:
        mark = "[green]ok[/]" if finding.fine else "[red]missing[/]"
        table.add_row(mark, finding.name, escape(finding.text))
    for extra, (use, packages) in EXTRAS.items():
        found = _run(extra, partial(_extra, packages))
        mark = "[green]ok[/]" if found.fine else "[dim]not here[/]"
        advice = "" if found.fine else f"; {_how_to_have(extra)}"
        table.add_row(mark, f"extra {extra}", escape(f"{use}: {found.text}{advice}"))
    OUT.print(table)
    if not all(f.fine for f in findings):
        raise typer.Exit(1)


def _how_to_have(extra: str) -> str:
    if installed_build() is not None:
        return f"the installed app is without it, the Python package has it as siamdesk[{extra}]"
    return f"to have it, install siamdesk[{extra}]"


def _run(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except (SiamDeskError, ImportError, OSError) as error:
        return Finding(name, False, str(error))


def _versions() -> str:
    version = version_line().removeprefix("siamdesk ")
    return f"{version}, Python {platform.python_version()}, {platform.platform()}"


def _package(name: str) -> Callable[[], str]:
    build = installed_build()
    if name in _NOT_IN_LITE and build is not None and build.flavour is Flavour.LITE:
        return lambda: "left out of SiamDesk Lite: no fine-tuning, and no exports that need it"
    return lambda: package_version(name)


def _extra(packages: tuple[str, ...]) -> str:
    """The versions of an extra's packages; ImportError names one that is not installed."""
    return ", ".join(f"{name} {package_version(name)}" for name in packages)


def _encoders() -> str:
    """Load and run the encoders, the way to the first guess."""
    import numpy as np

    from siamdesk.encoders.registry import DEFAULT_ENCODERS
    from siamdesk.encoders.runtime import Encoder, device_name

    start = time.perf_counter()
    encoders = [Encoder.load(e) for e in DEFAULT_ENCODERS]
    loaded = time.perf_counter()
    for encoder in encoders:
        size = encoder.spec.input_size
        encoder.encode(np.zeros((8, size, size, 3), np.uint8))
    each = (time.perf_counter() - loaded) / 8
    names = " + ".join(e.spec.title for e in encoders)
    speed = f"loaded in {loaded - start:.1f} s, {each * 1000:.0f} ms a photo"
    return f"{names} on {device_name()}: {speed}"


def _projects() -> str:
    """Make a project where temporary files go; a disk that refuses shows here."""
    from siamdesk.project.store import Project

    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "check.siam") as p:
        p.add_class("check")
    return "can be made and written"


def _window() -> str:
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication  # noqa: F401 - fails where a system library is missing

    if sys.platform.startswith("linux") and not has_display():
        return f"Qt {qVersion()}; no display here, so only the commands work"
    return f"Qt {qVersion()}"


def has_display() -> bool:
    """Whether a window could be shown."""
    import os

    if not sys.platform.startswith("linux"):
        return True
    return bool(
        os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    )
