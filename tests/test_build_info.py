"""Which build this is, and what SiamDesk does where TensorFlow and Keras are missing."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from siamdesk import __version__, build_info
from siamdesk.build_info import Flavour, installed_build, package_version, version_line
from siamdesk.encoders.export_card import model_card
from siamdesk.encoders.export_verdict import ExportReport
from siamdesk.encoders.formats.registry import FORMATS
from siamdesk.export_kinds import ExportFormat

LITE = """\
import sys
for name in ("keras", "tensorflow"):
    sys.modules[name] = None  # what is not installed can't be imported, nor found
from siamdesk.cli.main import main
main()
"""


def lite(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command where neither TensorFlow nor Keras is installed."""
    command = [sys.executable, "-c", LITE, *map(str, arguments)]
    # A wide terminal: sentences are not broken into lines.
    environment = {**os.environ, "COLUMNS": "300"}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=240, check=False, env=environment
    )


def test_a_checkout_is_no_installed_build() -> None:
    assert installed_build() is None
    assert version_line() == f"siamdesk {__version__} (Python package)"


def test_an_installed_build_names_its_flavour_day_and_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"flavour": "Lite", "day": "2026-11-28", "commit": "1a2b3c4"}
    (tmp_path / "build.json").write_text(json.dumps(facts), encoding="utf-8")
    monkeypatch.setattr(build_info, "resource_path", tmp_path.joinpath)
    build = installed_build()
    assert build is not None
    assert build.flavour is Flavour.LITE
    assert version_line() == f"siamdesk {__version__} (Lite, built 2026-11-28 from 1a2b3c4)"


def test_versions_of_packages_are_those_that_are_installed() -> None:
    assert package_version("numpy") == np.__version__
    assert re.fullmatch(r"2\.\d+\.\d+.*", package_version("tensorflow"))


def test_tensorflow_by_its_other_name_is_in_reports_and_cards(monkeypatch, tmp_path: Path) -> None:
    real = importlib.metadata.version

    def version(name: str) -> str:
        if name in {"tensorflow", "scipy"}:
            raise importlib.metadata.PackageNotFoundError(name)
        return "2.99.0" if name == "tensorflow-cpu" else real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    found = dict(build_info.model_packages())
    assert found["tensorflow"] == "2.99.0"
    assert found["numpy"] == np.__version__
    assert "scipy" not in found
    card = model_card(
        title="steel",
        model_format=FORMATS[ExportFormat.KERAS],
        report=ExportReport(3, 1.0, 0.0, tmp_path),
        classes=("ok",),
        input_size=None,
        dimension=8,
        facts={},
        notes=(),
        encoders=(),
    )
    assert "tensorflow 2.99.0" in card


def test_without_keras_a_project_is_learnt_ranked_and_not_tuned(steel: Path, sample: Path) -> None:
    trained = lite("train", steel)
    assert trained.returncode == 0, trained.stderr
    assert "Use the full SiamDesk" in trained.stderr
    photo = next((sample / "inbox").iterdir())
    ranked = lite("classify", steel, photo, "--format", "json")
    assert json.loads(ranked.stdout)[0]["guesses"]


def test_without_keras_what_needs_it_says_so_and_leaves_nothing(
    steel: Path, tmp_path: Path
) -> None:
    exported = lite("export", steel, tmp_path / "model", "--format", "keras")
    tuned = lite("train", steel, "--fine-tune", "always")
    added = []
    for file in (tmp_path / "mine.keras", tmp_path / "mine.onnx"):
        file.write_bytes(b"an encoder")
        added.append(lite("encoders", "add", file))
    for ended in (exported, tuned, *added):
        assert ended.returncode == 1
        assert "TensorFlow and Keras" in ended.stderr
        assert "Traceback" not in ended.stderr
    assert not (tmp_path / "model").exists()


def test_without_keras_the_settings_say_what_is_missing(steel: Path) -> None:
    from siamdesk.engine.learning_settings import setting_specs
    from siamdesk.engine.model_messages import SettingKey

    code = LITE.replace(
        "from siamdesk.cli.main import main\nmain()",
        "from siamdesk.engine.learning_settings import setting_specs\n"
        "found = [s for s in setting_specs() if s.key == 'fine_tune']\n"
        "print([bool(choice.missing) for choice in found[0].choices])",
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[True, True, False]"
    (spec,) = [s for s in setting_specs() if s.key is SettingKey.FINE_TUNE]
    assert not any(choice.missing for choice in spec.choices)


def test_the_module_of_the_launcher_loads_nothing_before_the_worker_could_start() -> None:
    launcher = Path(__file__).parents[1] / "installer" / "launcher.py"
    code = f"import runpy, sys; runpy.run_path({str(launcher)!r}); print('siamdesk' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"
