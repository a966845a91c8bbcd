"""The commands as a user runs them: the real program, in this process or in one of its own."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from terminal import Outcome, program

from siamdesk.build_info import Build, Flavour
from siamdesk.cli import health
from siamdesk.errors import ProjectError
from siamdesk.project.store import Project


def test_new_from_a_folder_makes_a_class_of_each_sub_folder(tmp_path, few_examples) -> None:
    outcome = Outcome("new", tmp_path / "steel", "--from", few_examples)
    assert outcome.status == 0
    with Project.open(tmp_path / "steel.siam") as project:
        snapshot = project.snapshot()
    assert [c.name for c in snapshot.classes] == sorted(f.name for f in few_examples.iterdir())
    assert len(snapshot.photos) == 35


def test_classify_prints_the_promised_json(steel: Path, sample: Path, answers, tmp_path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"")
    outcome = Outcome("classify", steel, sample / "inbox", broken, "--format", "json", "--top", 3)
    assert outcome.status == 3
    found = json.loads(outcome.out)
    assert len(found) == 43
    good, bad = found[:-1], found[-1]
    assert set(good[0]) == {"image", "guesses", "unknown", "error"}
    assert set(good[0]["guesses"][0]) == {"class", "probability", "similarity", "example"}
    assert set(good[0]["unknown"]) == {"score", "is_unknown"}
    assert all(len(f["guesses"]) == 3 and f["error"] is None for f in good)
    right = [f["guesses"][0]["class"] == answers[Path(f["image"]).name] for f in good]
    assert np.mean(right) >= 0.9
    assert "broken.png" in bad["error"]
    assert bad["guesses"] == []
    assert bad["unknown"] == {"score": None, "is_unknown": None}


def test_classify_writes_csv_heatmaps_and_sorted_copies(steel, sample, tmp_path) -> None:
    photos = [sample / "inbox" / f"photo-0{i}.png" for i in (1, 2)]
    heatmaps, sorted_into = tmp_path / "heat", tmp_path / "sorted"
    outcome = Outcome(
        *("classify", steel, *photos, "--format", "csv", "--out", tmp_path / "guesses.csv"),
        *("--heatmaps", heatmaps, "--sort-into", sorted_into, "--top", 1),
    )
    assert outcome.status == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "guesses.csv").read_text())))
    for row, photo in zip(rows, photos, strict=True):
        assert (sorted_into / row["class"] / photo.name).read_bytes() == photo.read_bytes()
        with Image.open(heatmaps / photo.name) as drawn:
            pixels = np.asarray(drawn).astype(int)
        assert pixels.shape == (128, 128, 3)
        # A grey photo with something coloured on it.
        assert np.abs(pixels[..., 0] - pixels[..., 2]).max() > 20


def test_photos_of_one_name_are_sorted_without_replacing_each_other(
    steel, sample, tmp_path
) -> None:
    source = sample / "inbox" / "photo-02.png"
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(source, tmp_path / folder / "same.png")
    target = tmp_path / "sorted"
    Outcome("classify", steel, tmp_path / "a", tmp_path / "b", "--sort-into", target)
    assert sorted(p.name for p in target.rglob("*.png")) == ["same-2.png", "same.png"]


def test_correct_makes_an_example_of_an_inbox_photo(steel: Path) -> None:
    outcome = Outcome("correct", steel, "photo-01.png", "slag inclusion")
    assert outcome.status == 0
    with Project.open(steel) as project:
        photo = project.find_photo("photo-01.png")
        assert photo.class_id == project.class_by_name("slag inclusion").id
        project.undo()
        assert project.find_photo("photo-01.png").class_id is None


def test_correct_to_an_unknown_class_names_the_known_ones(steel: Path) -> None:
    ended = program("correct", steel, "photo-01.png", "slag")
    assert ended.returncode == 1
    assert "slag inclusion" in ended.stderr
    assert ended.stdout == ""


def test_evaluate_prints_figures_that_agree_with_their_confusion_matrix(steel: Path) -> None:
    outcome = Outcome("evaluate", steel, "--format", "json")
    found = json.loads(outcome.out)
    confusion = np.array(found["confusion"])
    assert confusion.sum() == found["photos"] == 35
    assert found["accuracy"] == pytest.approx(np.trace(confusion) / 35)
    assert found["low"] < found["accuracy"] < found["high"]


def test_evaluate_on_a_test_folder_skips_classes_it_does_not_know(steel, sample, tmp_path) -> None:
    folder = tmp_path / "test"
    shutil.copytree(sample / "examples" / "red iron", folder / "RED iron")
    shutil.copytree(sample / "examples" / "red iron", folder / "coffee stain")
    ended = program("evaluate", steel, "--test", folder, "--format", "json")
    assert ended.returncode == 0
    # Five of the eight photos are examples of the project.
    assert json.loads(ended.stdout)["photos"] == 3
    assert "5 photos left out" in json.loads(ended.stdout)["method"]
    assert "5 photos" in ended.stderr
    assert "coffee stain" in ended.stderr


def test_evaluate_refuses_a_test_folder_of_examples_alone(steel, few_examples) -> None:
    outcome = Outcome("evaluate", steel, "--test", few_examples)
    assert isinstance(outcome.error, ProjectError)
    assert "nothing is left to judge" in str(outcome.error)


def test_evaluate_knows_a_class_by_its_folder_however_its_letters_are_composed(
    steel, sample, tmp_path
) -> None:
    with Project.open(steel) as project:
        project.rename_class(project.class_by_name("red iron").id, "Ro\u0301t")
    shutil.copytree(sample / "examples" / "red iron", tmp_path / "test" / "R\u00d3T")
    outcome = Outcome("evaluate", steel, "--test", tmp_path / "test", "--format", "json")
    assert json.loads(outcome.out)["photos"] == 3


@pytest.mark.parametrize(("name", "start"), [("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF-")])
def test_evaluate_writes_a_report(steel, tmp_path, name: str, start: bytes) -> None:
    outcome = Outcome("evaluate", steel, "--report", tmp_path / "new" / name)
    assert outcome.status == 0, outcome.error
    assert (tmp_path / "new" / name).read_bytes()[:15].lower().startswith(start.lower())
    assert name in outcome.err


def test_what_is_no_project_fails_with_advice_and_status_1(tmp_path: Path) -> None:
    ended = program("train", tmp_path / "nothing")
    assert ended.returncode == 1
    assert "nothing.siam" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_wrong_usage_is_status_2(tmp_path: Path) -> None:
    assert Outcome("classify").status == 2
    assert Outcome("new", tmp_path / "p", "--from", tmp_path / "missing").status == 2


def test_add_reports_what_it_left_out(steel: Path, sample: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.png"
    text.write_text("not a photo")
    outcome = Outcome("add", steel, text, sample / "inbox" / "photo-01.png")
    assert outcome.status == 3
    assert "notes.png" in outcome.err
    assert "photo-01.png" in outcome.err


def test_the_headless_demo_does_the_whole_job(tmp_path: Path) -> None:
    outcome = Outcome("demo", "--headless", "--out", tmp_path)
    assert outcome.status == 0, outcome.error
    summary = (tmp_path / "summary.txt").read_text()
    assert "42 photos ranked" in summary
    assert "3 corrections. Of the 39 photos left" in summary
    assert "6 heatmaps" in summary
    assert len(list((tmp_path / "heatmaps").glob("*.png"))) == 6
    with Project.open(tmp_path / "steel.siam") as project:
        assert sum(p.class_id is None for p in project.snapshot().photos) == 39


def test_doctor_finds_everything_in_place() -> None:
    outcome = Outcome("doctor")
    assert outcome.status == 0
    assert "missing" not in outcome.out


def test_doctor_tells_of_each_extra_and_lacks_none_of_them(monkeypatch) -> None:
    def version(name: str) -> str:
        if name == "uvicorn":
            raise PackageNotFoundError(name)
        return "9.9"

    monkeypatch.setattr(health, "package_version", version)
    outcome = Outcome("doctor")
    assert outcome.status == 0, "an extra that is not there is no fault"
    words = " ".join(outcome.out.split())
    assert "ok extra cluster classify --cluster: ray 9.9, pyarrow 9.9" in words
    assert "not here extra serve serve: " in words
    assert "install siamdesk[serve]" in words


def test_doctor_of_an_installed_app_sends_nobody_to_pip(monkeypatch) -> None:
    def version(name: str) -> str:
        if name == "uvicorn":
            raise PackageNotFoundError(name)
        return "9.9"

    build = Build(Flavour.FULL, "2026-11-28", "1a2b3c4")
    monkeypatch.setattr(health, "installed_build", lambda: build)
    monkeypatch.setattr(health, "package_version", version)
    words = " ".join(Outcome("doctor").out.split())
    assert "the Python package has it as siamdesk[serve]" in words
    assert "to have it, install" not in words


def test_doctor_knows_the_extras_that_can_be_installed() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    offered = tomllib.loads(project.read_text())["project"]["optional-dependencies"]
    del offered["gpu"]  # of TensorFlow's own packages
    wanted = {
        extra: {re.split(r"[\[><=]", package)[0] for package in packages}
        for extra, packages in offered.items()
    }
    assert {extra: set(packages) for extra, (_, packages) in health.EXTRAS.items()} == wanted
