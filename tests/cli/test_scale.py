"""`classify` on many photos: stopped, gone on with, sorted, watched, in every format."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from terminal import Outcome, command

from siamdesk.cli import classify_run, counting
from siamdesk.cli.counting import progress_line
from siamdesk.errors import SiamDeskError, StorageError

PHOTOS = 9
KILLED = """
import os, signal, sys
from siamdesk.cli import sorting, unfinished
from siamdesk.cli.main import main

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv.pop(1) == "mid-line":
    write = unfinished.UnfinishedRun._write
    def write_half(run, line):
        if len(run._lines) == 5:
            run._stream.write(b'{"photo": "/half')
            run._stream.flush()
            die()
        return write(run, line)
    unfinished.UnfinishedRun._write = write_half
else:
    move, moved = sorting.move, []
    def move_four(source, place):
        if len(moved) == 4:
            die()
        moved.append(move(source, place))
    sorting.move = move_four
main()
"""


@pytest.fixture(scope="module")
def photos(sample: Path) -> list[Path]:
    return sorted((sample / "inbox").iterdir())[:PHOTOS]


@pytest.fixture
def inbox(photos, tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for photo in photos:
        shutil.copy(photo, folder)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="needs signals of Unix")
@pytest.mark.parametrize("killed", ["mid-line", "mid-move"])
def test_a_killed_run_goes_on_where_it_stopped(steel, inbox, tmp_path, monkeypatch, killed) -> None:
    monkeypatch.chdir(tmp_path)
    whole = Outcome("classify", steel, "inbox", "--out", "whole.csv")
    assert whole.status == 0, whole.err
    before = {p.name: p.read_bytes() for p in inbox.iterdir()}
    words = ["classify", str(steel), "inbox", "--out", "out.csv"]
    words += ["--sort-into", "sorted", "--sort-by", "move"]
    done = subprocess.run([sys.executable, "-c", KILLED, killed, *words], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not Path("out.csv").exists()
    refused = Outcome(*words)
    assert isinstance(refused.error, StorageError)
    assert "--resume" in str(refused.error)
    again = Outcome(*words, "--resume")
    assert again.status == 0, again.err
    assert "Going on after 5 photos." in again.err
    assert Path("out.csv").read_bytes() == Path("whole.csv").read_bytes()
    assert list(inbox.iterdir()) == []
    moved = list(Path("sorted").rglob("*.png"))
    assert {p.name: p.read_bytes() for p in moved} == before
    assert len(moved) == PHOTOS
    assert not Path("out.csv.unfinished").exists()
    undone = Outcome("undo-sorting", Path("sorted", "undo-sorting.jsonl"))
    assert undone.status == 0, undone.err
    assert {p.name: p.read_bytes() for p in inbox.iterdir()} == before


def test_all_formats_say_the_same(steel, photos, tmp_path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no photo")
    for name in ("x.json", "x.jsonl", "x.parquet"):
        out = tmp_path / name
        outcome = Outcome("classify", steel, *photos[:3], broken, "--top", 2, "--out", out)
        assert outcome.status == 3
    expected = json.loads((tmp_path / "x.json").read_text())
    assert [bool(e["error"]) for e in expected] == [False, False, False, True]
    lines = (tmp_path / "x.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == expected
    rows = parquet.read_table(tmp_path / "x.parquet").to_pylist()
    for row in rows:  # Parquet has 32 bits for each figure
        row["unknown"]["score"] = row["unknown"]["score"] and round(row["unknown"]["score"], 6)
        for guess in row["guesses"]:
            guess["probability"] = round(guess["probability"], 6)
            guess["similarity"] = round(guess["similarity"], 6)
    assert rows == expected


def test_parquet_without_its_extra_says_what_to_install(
    steel, photos, tmp_path, monkeypatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "pyarrow" else find(name)
    )
    outcome = Outcome("classify", steel, photos[0], "--out", tmp_path / "x.parquet")
    assert isinstance(outcome.error, SiamDeskError)
    assert "siamdesk[parquet]" in str(outcome.error)


@pytest.mark.parametrize(
    "options",
    [
        ["--resume"],
        ["--sort-by", "move"],
        ["--dry-run"],
        ["--format", "parquet"],
        ["--watch", "--format", "nonsense"],
        ["--cluster-cpus", "2"],
        ["--cluster-gpus", "0"],
    ],
)
def test_options_that_make_no_sense_alone_are_wrong_usage(steel, inbox, options) -> None:
    assert Outcome("classify", steel, inbox, *options).status == 2


def test_only_folders_can_be_watched(steel, photos) -> None:
    assert Outcome("classify", steel, photos[0], "--watch").status == 2


def test_a_dry_run_says_what_would_go_where(steel, inbox, tmp_path) -> None:
    words = ["--sort-into", tmp_path / "sorted", "--sort-by", "move", "--dry-run"]
    outcome = Outcome("classify", steel, inbox, *words, "--format", "json")
    assert outcome.status == 0, outcome.err
    assert "would be moved to" in outcome.err
    assert len(list(inbox.iterdir())) == PHOTOS
    assert not (tmp_path / "sorted").exists()


def test_photos_that_lie_where_they_would_be_sorted_to_are_told_of(steel, inbox) -> None:
    outcome = Outcome("classify", steel, inbox, "--sort-into", inbox)
    assert outcome.status == 0
    assert "Choose another folder for --sort-into" in outcome.err
    assert len(list(inbox.iterdir())) == PHOTOS


def test_sorted_copies_and_photos_given_twice_are_not_ranked_again(steel, inbox) -> None:
    for _ in range(2):
        outcome = Outcome(
            *("classify", steel, inbox, next(inbox.glob("*.png"))),
            *("--sort-into", inbox / "sorted", "--format", "json"),
        )
        assert len(json.loads(outcome.out)) == PHOTOS


def test_a_disk_that_is_full_at_the_end_costs_no_guess(steel, inbox, tmp_path, monkeypatch) -> None:
    out = tmp_path / "x.json"

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(classify_run, "write_guesses", full)
        outcome = Outcome("classify", steel, inbox, "--out", out)
    assert isinstance(outcome.error, StorageError)
    assert f"{PHOTOS} photos done; add --resume" in outcome.err
    monkeypatch.setattr("siamdesk.engine.guesser.Guesser.guess", full)  # nothing is left to rank
    assert Outcome("classify", steel, inbox, "--out", out, "--resume").status == 0
    assert len(json.loads(out.read_text())) == PHOTOS


@pytest.mark.skipif(os.name == "nt", reason="needs signals of Unix")
def test_a_watched_folder_is_ranked_as_photos_come_until_ctrl_c(
    steel, photos, inbox, tmp_path
) -> None:
    words = command(
        *("classify", steel, inbox, "--watch", "--format", "jsonl"),
        *("--sort-into", tmp_path / "sorted", "--sort-by", "move"),
    )
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that starts a job in the background has it ignore Ctrl+C; the tests may be one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        first = [json.loads(running.stdout.readline())["image"] for _ in range(PHOTOS)]
        shutil.copy(photos[0], inbox / "new.tmp")
        (inbox / "new.tmp").rename(inbox / "new.png")
        new = json.loads(running.stdout.readline())
        running.send_signal(signal.SIGINT)
        rest, told = running.stdout.read(), running.stderr.read().decode()
    assert running.returncode == 0, told
    assert sorted(Path(name).name for name in first) == [p.name for p in photos]
    assert new["image"] == str(inbox / "new.png")
    assert new["error"] is None
    assert rest == b""
    assert "Traceback" not in told
    assert len(list((tmp_path / "sorted").rglob("*.png"))) == PHOTOS + 1


def test_a_terminal_sees_how_far_it_is(monkeypatch) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=120)
    monkeypatch.setattr(counting, "ERR", console)
    assert list(counting.counted(iter(range(3)), 3, already=2)) == [0, 1, 2]
    assert "5/5" in screen.getvalue()


def test_the_line_of_a_log_tells_when_it_will_be_done() -> None:
    line = progress_line(1200, 100_000, 15.0)
    assert line == "1,200 of 100,000 photos, 15.0 photos/s, 1:49:47 to go"
