"""Projects that commands make, find and leave as they were."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from terminal import Outcome

from siamdesk.cli import demo, learning
from siamdesk.cli.projects import existing_project
from siamdesk.engine import fine_tuning
from siamdesk.engine.fine_tuning import FineTuneOutcome
from siamdesk.engine.photo_guesses import NamedGuess, PhotoGuesses
from siamdesk.errors import Cancelled, ProjectError
from siamdesk.project.fingerprint import data_fingerprint
from siamdesk.project.store import Project


def test_a_folder_of_photos_does_not_hide_the_project_beside_it(steel: Path) -> None:
    folder = steel.with_suffix("")
    folder.mkdir()
    assert existing_project(folder) == steel
    assert existing_project(steel) == steel


def test_a_project_with_any_other_name_is_found(steel: Path, monkeypatch) -> None:
    renamed = steel.rename(steel.with_name("archive"))
    assert existing_project(renamed) == renamed
    monkeypatch.chdir(renamed)
    assert existing_project(Path()) == Path()


@pytest.mark.parametrize("name", [".", ".."])
def test_new_wants_a_name(tmp_path, monkeypatch, name: str) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    outcome = Outcome("new", name)
    assert outcome.status == 2
    assert "steel.siam" in outcome.err
    assert [p.name for p in tmp_path.rglob("*")] == ["here"]


def test_new_from_an_empty_folder_leaves_no_project_behind(tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = Outcome("new", tmp_path / "e", "--from", tmp_path / "empty")
    assert isinstance(outcome.error, ProjectError)
    assert not (tmp_path / "e.siam").exists()


def test_a_cancelled_new_leaves_no_project_behind(tmp_path, few_examples, monkeypatch) -> None:
    def cancel(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setattr(Project, "add_batches", cancel)
    Outcome("new", tmp_path / "e", "--from", few_examples)
    assert not (tmp_path / "e.siam").exists()


def test_new_does_not_touch_a_project_that_exists(steel: Path, few_examples: Path) -> None:
    outcome = Outcome("new", steel, "--from", few_examples)
    assert isinstance(outcome.error, ProjectError)
    assert (steel / "project.db").is_file()


def test_a_failed_correction_makes_no_class(steel: Path) -> None:
    outcome = Outcome("correct", steel, "nowhere.png", "dent", "--new-class")
    assert isinstance(outcome.error, ProjectError)
    with Project.open(steel) as project:
        assert project.class_by_name("dent") is None


@pytest.mark.parametrize(("swapped", "times"), [(False, 1), (True, 2)])
def test_train_learns_again_only_when_the_encoder_was_swapped(
    steel, monkeypatch, swapped: bool, times: int
) -> None:
    learn, calls = learning.learn_again, []
    monkeypatch.setattr(learning, "learn_again", lambda e: calls.append(e) or learn(e))
    tuned = FineTuneOutcome(swapped, 0.8, 0.9, "Tuned.")
    monkeypatch.setattr(fine_tuning, "fine_tune", lambda *_, **__: tuned)
    missing_photo(steel)
    outcome = Outcome("train", steel)
    assert outcome.status == 0, outcome.error
    assert len(calls) == times
    assert outcome.err.count("Left out") == 1
    assert "Balanced accuracy" in outcome.out


def missing_photo(steel: Path) -> None:
    """Take the file of one inbox photo away."""
    extra = steel.parent / "gone.png"
    Image.fromarray(np.zeros((32, 32, 3), np.uint8)).save(extra)
    with Project.open(steel) as project:
        added = project.add_photos([extra]).added[0]
    added.path.unlink()


def test_a_precision_that_a_format_has_not_is_refused_before_learning(steel, monkeypatch) -> None:
    monkeypatch.setattr(learning, "learn_or_fail", lambda _: pytest.fail("learnt"))
    wanted = ("--format", "onnx", "--precision", "int8")
    outcome = Outcome("export", steel, steel.parent / "out", *wanted)
    assert outcome.status == 2
    assert "can't export to onnx with int8" in " ".join(outcome.err.replace("│", "").split())


def test_export_writes_a_verified_model(steel, tmp_path) -> None:
    with Project.open(steel) as project:
        photos = len(project.snapshot().photos)
        fingerprint = data_fingerprint(project.snapshot())  # that reports show, too
    wanted = ("--format", "litert", "--precision", "int8")
    outcome = Outcome("export", steel, tmp_path / "model.zip", *wanted)
    assert outcome.status == 0, outcome.error
    assert f"Checked on {photos} photos: the first guess agrees on 100.0%" in outcome.err
    with zipfile.ZipFile(tmp_path / "model.zip") as archive:
        assert "model/model.tflite" in archive.namelist()
        card = archive.read("model/model_card.md").decode()
    for fact in ("| Honest accuracy |", "| Seed | 0,", "weights in int8"):
        assert fact in card
    assert f"| Data fingerprint | {fingerprint} |" in card


def test_the_demo_goes_on_with_few_photos_left_and_one_missing(steel: Path) -> None:
    with Project.open(steel) as project:
        inbox = [p for p in project.snapshot().photos if p.class_id is None]
        project.remove_photos([p.id for p in inbox[4:]])
    missing_photo(steel)
    outcome = Outcome("demo", "--headless", "--out", steel.parent)
    assert outcome.status == 0, outcome.error
    summary = (steel.parent / "summary.txt").read_text()
    assert "Of the 1 photo left" in summary
    assert "1 heatmap of" in summary
    again = Outcome("demo", "--headless", "--out", steel.parent)
    assert again.status == 0, again.error


def test_the_demo_counts_the_same_photos_before_and_after(tmp_path) -> None:
    def guessed(name: str, class_name: str) -> PhotoGuesses:
        guess = NamedGuess(class_name, 0.9, 0.9, "e.png")
        return PhotoGuesses(tmp_path / name, (guess,), 0.0, False, None)

    answers = {"a": "x", "b": "y", "c": "z"}
    before = {1: guessed("a", "y"), 2: guessed("b", "y"), 3: guessed("c", "x")}
    after = {2: guessed("b", "y"), 3: guessed("c", "z")}  # photo 1 was corrected
    text = demo._score(before, after, answers, corrections=1)
    assert "2 photos left" in text
    assert "right for 1 before" in text
    assert "is for 2 after" in text


@pytest.mark.parametrize("command", ["new", "add"])
def test_archives_are_taken_like_folders(tmp_path, few_examples, command: str) -> None:
    archive = shutil.make_archive(str(tmp_path / "photos"), "zip", few_examples)
    project = tmp_path / "p.siam"
    if command == "new":
        outcome = Outcome("new", project, "--from", archive)
    else:
        Project.create(project).close()
        outcome = Outcome("add", project, archive, "--class", "all of them")
    assert outcome.status == 0
    with Project.open(project) as opened:
        photos, classes = opened.snapshot().photos, opened.snapshot().classes
    assert len(photos) == sum(1 for p in few_examples.rglob("*") if p.is_file())
    wanted = {p.name for p in few_examples.iterdir()} if command == "new" else {"all of them"}
    assert {c.name for c in classes} == wanted


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["classify", "nope.png"], "no such file.* siamdesk classify NAME.siam nope.png"),
        (["classify", "nope.png", "a.png"], "name of a photo.* NAME.siam nope.png"),
        (["classify", "a.png", "a.png"], "is a file, and a project is a folder"),
        (["correct", "a.png", "scratch"], "siamdesk correct NAME.siam a.png"),
        (["evaluate", "a.png"], r"siamdesk evaluate NAME\.siam"),
        (["classify", "saved", "a.png"], "FewShotClassifier.save.* siamdesk serve"),
    ],
)
def test_a_photo_in_the_place_of_the_project_is_told_what_belongs_there(
    tmp_path, monkeypatch, words, advice
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").write_bytes(b"a photo")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "classifier.json").write_text("{}")
    outcome = Outcome(*words)
    assert outcome.status == 2
    told = " ".join(outcome.err.replace("│", " ").replace("`", "").split())
    assert re.search(advice, told), told


def test_a_class_that_no_project_can_have_is_told(steel, sample) -> None:
    photo = sample / "inbox" / "photo-01.png"
    outcome = Outcome("correct", steel, photo, "caf\udce9", "--new-class")
    assert isinstance(outcome.error, ProjectError)
    assert "control character" in str(outcome.error)


def test_a_project_called_like_a_photo_is_one(tmp_path) -> None:
    assert Outcome("new", tmp_path / "crack.png").status == 0
    assert Outcome("frame", tmp_path / "crack.png").status == 0
