"""The walls between the rooms, as they are at run time: what an import really loads."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

import pytest

LEARNING = {"keras", "openvino", "tensorflow"}
HEAVY = LEARNING | {"PySide6", "cv2", "scipy", "sklearn"}


def loaded_by(statement: str) -> set[str]:
    """Top-level packages that a fresh interpreter holds after `statement`."""
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def needs(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} does not exist yet")


def test_the_probe_sees_what_is_loaded() -> None:
    assert "sklearn" in loaded_by("import sklearn")


def test_importing_siamdesk_is_cheap() -> None:
    assert not loaded_by("import siamdesk") & HEAVY


def test_listing_the_public_names_is_cheap() -> None:
    assert not loaded_by("import siamdesk; siamdesk.__version__; dir(siamdesk)") & HEAVY


@pytest.mark.parametrize(
    "module", ["siamdesk.engine.client", "siamdesk.engine.messages", "siamdesk.engine.worker"]
)
def test_the_windows_side_of_the_worker_loads_neither_encoders_nor_qt(module: str) -> None:
    assert not loaded_by(f"import {module}") & (LEARNING | {"PySide6", "sklearn"})


@pytest.mark.parametrize("module", ["siamdesk.gui.window.main_window", "siamdesk.gui.app"])
def test_the_window_process_never_loads_tensorflow(module: str) -> None:
    needs(module)
    pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    assert not loaded_by(f"import {module}") & (LEARNING | {"sklearn"})


@pytest.mark.parametrize("room", ["images", "project", "fewshot"])
def test_lower_rooms_load_neither_qt_nor_encoders(room: str) -> None:
    walk = (
        "import importlib, pkgutil, siamdesk.{0} as room\n"
        "for m in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(m.name)"
    )
    assert not loaded_by(walk.format(room)) & (LEARNING | {"PySide6"})


def test_html_reports_need_no_qt() -> None:
    assert not loaded_by("import siamdesk.report.writing") & (LEARNING | {"PySide6"})


def test_the_command_line_answers_help_without_loading_encoders_or_qt() -> None:
    assert not loaded_by("import siamdesk.cli.main") & (LEARNING | {"PySide6"})
