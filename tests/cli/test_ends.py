"""How commands end when the disk, the terminal or the user has other plans."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from PIL import Image
from terminal import Outcome, command, program

from siamdesk.cli import files, main
from siamdesk.engine.engine import Engine
from siamdesk.errors import Cancelled, StorageError
from siamdesk.project.store import Project

PHOTO = Path("inbox", "photo-01.png")


def run_main(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit status of the program, run in this process."""
    monkeypatch.setattr(sys, "argv", ["siamdesk", *(str(a) for a in arguments)])
    with warnings.catch_warnings(), pytest.raises(SystemExit) as ended:
        main.main()
    return int(ended.value.code or 0)


def refuse_to_learn(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def learn(*_: object) -> None:
        raise error

    monkeypatch.setattr(Engine, "learn", learn)


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_class_names_of_any_script_are_printed_whatever_the_system_speaks(steel, sample) -> None:
    with Project.open(steel) as project:
        for i, class_ in enumerate(project.snapshot().classes):
            project.rename_class(class_.id, f"裂纹 {i}")
    for format_ in ("json", "table"):
        arguments = ("classify", steel, sample / PHOTO, "--format", format_)
        ended = program(*arguments, PYTHONIOENCODING="cp1252")
        assert ended.returncode == 0, ended.stderr
        assert "裂纹" in ended.stdout


@pytest.mark.parametrize("option", ["--heatmaps", "--sort-into", "--out"])
def test_a_place_that_can_not_be_written_is_named_before_learning_starts(
    steel, sample, tmp_path, monkeypatch, option
) -> None:
    refuse_to_learn(monkeypatch, AssertionError("learnt"))
    (tmp_path / "file").write_text("in the way")
    target = tmp_path / "file" / "x.json" if option == "--out" else tmp_path / "file"
    outcome = Outcome("classify", steel, sample / PHOTO, option, target)
    assert isinstance(outcome.error, StorageError)
    assert str(tmp_path / "file") in str(outcome.error)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_refused_file_is_a_plain_message_and_status_1(steel, sample) -> None:
    ended = program("classify", steel, sample / PHOTO, "--out", "/proc/x/o.json")
    assert ended.returncode == 1
    assert "/proc/x" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_full_disk_names_the_copy_that_did_not_fit(steel, sample, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(files, "write_atomic", full_disk)
    outcome = Outcome("classify", steel, sample / PHOTO, "--sort-into", tmp_path / "sorted")
    assert isinstance(outcome.error, StorageError)
    assert "photo-01.png" in str(outcome.error)
    assert "No space left" in str(outcome.error)
    assert not list((tmp_path / "sorted").rglob("*.png"))


@pytest.mark.parametrize("error", [Cancelled(), OSError(errno.ENOSPC, "No space left")])
def test_a_file_that_is_not_finished_leaves_nothing_behind(
    steel, sample, tmp_path, monkeypatch, error
):
    out = tmp_path / "out" / "x.json"
    refuse_to_learn(monkeypatch, error)
    Outcome("classify", steel, sample / PHOTO, "--out", out)
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (Cancelled(), 130, "Stopped."),
        (MemoryError(), 1, "not enough memory"),
        (OSError(errno.EIO, "Input/output error", "a/b.db"), 1, "a/b.db"),
    ],
)
def test_what_nobody_foresaw_still_ends_in_plain_words(
    steel, monkeypatch, capsys, error, status, words
) -> None:
    refuse_to_learn(monkeypatch, error)
    assert run_main(monkeypatch, "train", steel) == status
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told


@pytest.mark.skipif(os.name == "nt", reason="needs pipes of Unix")
@pytest.mark.parametrize("format_", ["csv", "table"])
def test_a_reader_that_stops_reading_is_no_error(steel, sample, format_) -> None:
    words = command("classify", steel, sample / "inbox", "--format", format_)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        told = running.stderr.read()
    assert told == b""


@pytest.mark.skipif(os.name == "nt", reason="needs signals of Unix")
def test_ctrl_c_says_so(steel, sample, tmp_path) -> None:
    words = command("classify", steel, sample, "--format", "csv", "--heatmaps", tmp_path / "heat")
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # A shell that starts a job in the background has it ignore Ctrl+C; the tests may be one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stdout.readline().startswith(b"image,")
        assert running.stdout.readline() != b""
        running.send_signal(signal.SIGINT)
        told = running.stderr.read()
    assert running.returncode == 130
    assert b"Stopped." in told
    assert b"Traceback" not in told


def test_pillow_does_not_warn_of_a_damaged_exif_block(
    steel, tmp_path, monkeypatch, recwarn
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a description that is cut off"
    photo = tmp_path / "x.jpg"
    Image.new("RGB", (64, 64), "grey").save(photo, exif=exif.tobytes()[:-20])
    with pytest.warns(UserWarning, match="Truncated"), Image.open(photo) as damaged:
        damaged.getexif()
    recwarn.clear()
    out = tmp_path / "x.json"
    assert run_main(monkeypatch, "classify", steel, photo, "--out", out) == 0
    assert json.loads(out.read_text())[0]["error"] is None
    assert not [w for w in recwarn if "Truncated" in str(w.message)]
