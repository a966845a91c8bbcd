"""Every `siamdesk …` line in the README and in the pages of the site runs as it stands there.

Each page gets a folder of its own with what its lines speak of: photos in ``examples/`` (one
sub-folder per class), ``inbox/`` and so on, and a project ``steel`` where the page makes none.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from siamdesk.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("**/*.md"))
    if re.search(r"^```sh\n(?:.*\n)*?siamdesk ", page.read_text(encoding="utf-8"), re.MULTILINE)
)
CLASSES = {
    "scratch": "surface scratch",
    "dent": "slag inclusion",
    "ok": "red iron",
}
"""What the pages call the classes, and which of the sample's stand in for them."""
TOO_LONG = ("siamdesk benchmark",)
"""Minutes each; `tests/benchmarks` runs it on few photos."""
RUN_ELSEWHERE = {
    "--watch": "tests/cli/test_scale.py",
    "serve": "tests/serving/test_serve_command.py",
    "--cluster": "tests/cli/test_cluster.py",
    "encoders": "tests/cli/test_encoders_command.py",
    "own:resnet": "tests/cli/test_encoders_command.py",
}
"""Words of lines that go on until Ctrl+C, start an engine, or take an encoder from elsewhere; and
which test runs them."""


def commands(page: Path) -> list[str]:
    """The lines that begin with ``siamdesk`` in the page's shell blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("siamdesk ")]


@pytest.fixture
def folder(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, stands_in in CLASSES.items():
        target = tmp_path / "examples" / name
        target.mkdir(parents=True)
        for photo in sorted((sample / "examples" / stands_in).iterdir())[:4]:
            shutil.copy(photo, target)
        unseen = tmp_path / "photos" / name
        unseen.mkdir(parents=True)
        for photo in sorted((sample / "examples" / stands_in).iterdir())[6:8]:
            shutil.copy(photo, unseen)
    (tmp_path / "more-scratches").mkdir()
    for photo in sorted((sample / "examples" / CLASSES["scratch"]).iterdir())[4:6]:
        shutil.copy(photo, tmp_path / "more-scratches")
    (tmp_path / "inbox").mkdir()
    for photo in sorted((sample / "inbox").iterdir())[:7]:
        shutil.copy(photo, tmp_path / "inbox")
    shutil.copy(tmp_path / "inbox/photo-07.png", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line: str) -> None:
    result = CliRunner().invoke(app, shlex.split(line)[1:])
    assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception!r}"


def test_there_are_pages_with_commands() -> None:
    assert {"README.md", "tutorial.md", "new-project.md"} <= {page.name for page in PAGES}


@pytest.mark.timeout(1200)  # an export starts TensorFlow twice; seconds on an idle machine
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Path, folder: Path) -> None:
    lines = commands(page)
    assert lines
    if not any(line.startswith("siamdesk new steel") for line in lines):
        run("siamdesk new steel --from examples/")
        run("siamdesk add steel inbox/")
    for line in lines:
        if not (line.startswith(TOO_LONG) or RUN_ELSEWHERE.keys() & set(line.split())):
            run(line)


def test_what_is_left_out_as_too_long_is_run_elsewhere() -> None:
    folder = ROOT / "tests/benchmarks"
    tests = "\n".join(p.read_text(encoding="utf-8") for p in folder.glob("*.py"))
    for line in TOO_LONG:
        assert f'"{line.removeprefix("siamdesk ")}"' in tests


@pytest.mark.parametrize("word", RUN_ELSEWHERE)
def test_what_these_tests_can_t_run_is_run_elsewhere(word: str) -> None:
    assert f'"{word}"' in (ROOT / RUN_ELSEWHERE[word]).read_text(encoding="utf-8")
