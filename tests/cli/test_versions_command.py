"""`siamdesk versions` on a project with a really tuned encoder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from terminal import Outcome, program

from siamdesk.errors import EncoderError, ProjectError
from siamdesk.project.store import Project


def listed(project: Path) -> list[dict]:
    outcome = Outcome("versions", project, "--format", "json")
    assert outcome.status == 0, outcome.error
    return json.loads(outcome.out)


def test_the_list_has_the_tuned_encoder_and_the_pretrained_one_last(tuned: Path) -> None:
    first, last = listed(tuned)
    with Project.open(tuned) as project:
        (version,) = project.model_versions()
    folder = tuned / "models" / "lite0-test"
    assert first == {
        "version": 1,
        "encoder": "Lite0 (fine-tuned) + TinyViT",
        "created": version.created.isoformat(),
        "accuracy_before": 0.8,
        "accuracy_after": 0.9,
        "examples": 35,
        "bytes": sum(f.stat().st_size for f in folder.iterdir()),
        "files": "fine",
        "in_use": True,
    }
    assert (last["version"], last["encoder"], last["in_use"]) == (None, "Lite0 + TinyViT", False)


def test_the_table_has_a_row_for_each(tuned: Path) -> None:
    ended = program("versions", tuned, COLUMNS="120")
    assert ended.returncode == 0
    rows = [line for line in ended.stdout.splitlines() if "TinyViT" in line]
    assert [row.split()[1] for row in rows] == ["1", "pretrained"]
    assert "80%" in rows[0]
    assert "90%" in rows[0]
    assert "35" in rows[0]
    assert "in use" in rows[0]
    assert "in use" not in rows[1]


def test_use_goes_back_and_forth_and_the_next_command_uses_it(tuned: Path) -> None:
    outcome = Outcome("versions", tuned, "--use", "pretrained")
    assert outcome.status == 0
    assert outcome.out == ""
    assert outcome.err == "The pretrained encoder is in use: Lite0 + TinyViT.\n"
    assert [v["in_use"] for v in listed(tuned)] == [False, True]
    assert "Lite0 + TinyViT" in Outcome("train", tuned, "--fine-tune", "never").out
    outcome = Outcome("versions", tuned, "--use", 1, "--format", "json")
    assert [v["in_use"] for v in json.loads(outcome.out)] == [True, False]
    assert "Lite0 (fine-tuned)" in Outcome("train", tuned, "--fine-tune", "never").out
    with Project.open(tuned) as project:
        assert [line.text for line in project.trail()][-2:] == [
            "Use the pretrained encoder in place of model version 1",
            "Use model version 1 in place of the pretrained encoder",
        ]


@pytest.mark.parametrize("word", ["latest", "-1", "1.0", "²", "", "9" * 5000])
def test_what_is_no_version_is_wrong_usage(tuned: Path, word: str) -> None:
    assert Outcome("versions", tuned, f"--use={word}").status == 2
    assert listed(tuned)[0]["in_use"]


def test_a_version_that_there_is_not_fails_with_the_known_ones(tuned: Path) -> None:
    ended = program("versions", tuned, "--use", "7")
    assert ended.returncode == 1
    assert "Known: 1." in ended.stderr
    assert ended.stdout == ""


def test_a_version_whose_files_are_missing_is_shown_so_and_refused(tuned: Path) -> None:
    shutil.rmtree(tuned / "models" / "lite0-test")
    first, last = listed(tuned)
    assert (first["files"], first["in_use"], last["in_use"]) == ("missing", False, True)
    assert "files are missing" in program("versions", tuned, COLUMNS="120").stdout
    outcome = Outcome("versions", tuned, "--use", "pretrained")
    assert outcome.status == 0
    outcome = Outcome("versions", tuned, "--use", "1")
    assert isinstance(outcome.error, EncoderError)
    assert "files in models/lite0-test are missing" in str(outcome.error)


def test_a_project_that_was_never_tuned_has_the_pretrained_encoder(steel: Path) -> None:
    (only,) = listed(steel)
    assert (only["version"], only["in_use"], only["bytes"]) == (None, True, 0)


def test_no_project_is_a_failure(tmp_path: Path) -> None:
    assert isinstance(Outcome("versions", tmp_path / "none").error, ProjectError)
