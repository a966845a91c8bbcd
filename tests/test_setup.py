"""What a fresh checkout relies on: the lock, the tasks, and what a wheel carries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ANYTHING_LOCAL = re.compile(
    r"https?://|file:|(?<![\w.])/(?:home|root|tmp|work|opt|Users)/|\\Users\\"
)


def canonical(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, list[str]]:
    """The lock's requirements: name to hashes, as an installer reads them."""
    logical = re.sub(r"\\\n", " ", LOCK).splitlines()
    found: dict[str, list[str]] = {}
    for line in logical:
        if line.strip() and not line.lstrip().startswith("#"):
            name, version = re.match(r"([\w.-]+)==([\w.+!-]+)", line).groups()
            assert version
            found.setdefault(canonical(name), []).extend(re.findall(r"--hash=(\S+)", line))
    return found


def asked_for() -> list[str]:
    dev = PYPROJECT["dependency-groups"]["dev"]
    return [*PYPROJECT["project"]["dependencies"], *dev, *PYPROJECT["build-system"]["requires"]]


def test_every_requirement_in_the_lock_has_hashes() -> None:
    requirements = pinned()
    assert len(requirements) > 50
    assert not [name for name, hashes in requirements.items() if not hashes]
    every = [h for hashes in requirements.values() for h in hashes]
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in every)


def test_the_lock_names_no_host_and_no_path() -> None:
    assert not ANYTHING_LOCAL.search(LOCK)
    assert "--index-url" not in LOCK
    assert "--find-links" not in LOCK


@pytest.mark.parametrize("requirement", asked_for())
def test_what_pyproject_asks_for_is_in_the_lock(requirement: str) -> None:
    name = re.match(r"[\w.-]+", requirement).group()
    assert canonical(name) in pinned()


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "pyproject.toml", "CONTRIBUTING.md"])
def test_set_up_files_name_no_machine(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.$])/(?:home|root|tmp|work|opt|Users)/", text)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_alone_lists_every_task() -> None:
    listed = subprocess.run(
        ["make", "--silent"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    tasks = ("install", "demo", "test", "lint", "check", "bench", "screenshots", "lock", "clean")
    for task in tasks:
        assert re.search(rf"^  {task} +\S", listed, re.MULTILINE), task


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


def test_the_wheel_carries_what_the_app_needs_and_no_tests(tmp_path: Path) -> None:
    # A copy without what git ignores: the build must not depend on leftovers here.
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns("__pycache__", "*.siam", ".*cache")
    for folder in ("siamdesk", "resources", "tests", "benchmarks"):
        shutil.copytree(ROOT / folder, source / folder, ignore=ignored)
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    command = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(source)]
    subprocess.run([sys.executable, *command], check=True, capture_output=True, timeout=60)
    (wheel,) = tmp_path.glob("siamdesk-*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())

    def files(folder: Path, prefix: str) -> set[str]:
        found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return {prefix + p.relative_to(folder).as_posix() for p in found}

    expected = files(ROOT / "resources", "siamdesk/resources_data/")
    assert {f"siamdesk/resources_data/encoders/{n}.bin" for n in ("lite0", "tiny_vit")} <= expected
    assert not expected - carried
    assert not files(ROOT / "siamdesk", "siamdesk/") - carried
    assert not [name for name in carried if name.startswith(("tests/", "benchmarks/"))]
    assert wheel.stat().st_size < 100e6
