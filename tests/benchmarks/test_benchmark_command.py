"""`siamdesk benchmark` on folders of photos, as a user types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from siamdesk.cli.benchmarking import Row, compare, verdict
from siamdesk.cli.contenders import Contender, contenders
from siamdesk.cli.main import app
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.errors import EncoderError, NotEnoughExamplesError
from siamdesk.progress import no_progress

LITE0 = ("--encoder", "lite0")


def typed(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["benchmark", *map(str, arguments)])


@pytest.fixture
def colours(tmp_path: Path) -> Path:
    """Three classes of eight photos that even a child could tell apart, all different."""
    rng = np.random.default_rng(0)
    folder = tmp_path / "colours"
    for name, colour in (("red", (220, 20, 20)), ("green", (20, 200, 20)), ("blue", (20, 20, 220))):
        (folder / name).mkdir(parents=True)
        for i in range(8):
            pixels = np.array(colour) + rng.integers(-15, 16, (32, 32, 3))
            Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(
                folder / name / f"{i}.png"
            )
    return folder


def test_every_way_of_learning_is_tried_on_the_folders_photos(colours: Path) -> None:
    done = typed(colours, *LITE0, "--examples", "1,2", "--draws", 3, "--format", "json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert (found["classes"], found["photos"]) == (["blue", "green", "red"], 24)
    tried = {(r["encoder"], r["learns_by"], r["examples"]) for r in found["rows"]}
    titles = ("Lite0", "Lite0, unturned")
    assert tried == {(t, c.name, k) for t in titles for c in contenders() for k in (1, 2)}
    for r in found["rows"]:
        assert r["balanced_accuracy"] > 0.9
        assert 0.0 <= r["low"] <= r["balanced_accuracy"] <= r["high"] <= 1.0


def test_the_table_goes_to_stdout_and_says_who_won(colours: Path) -> None:
    done = typed(colours, *LITE0, "--examples", "2", "--draws", 2)
    assert "SiamDesk ridge" in done.stdout
    assert "24 photos of 3 classes" in done.stdout
    assert "At 2 examples per class" in done.stdout


def test_copies_are_left_out_for_they_would_be_both_example_and_query(colours: Path) -> None:
    for i in range(3):
        shutil.copy(colours / "red" / f"{i}.png", colours / "red" / f"copy-{i}.png")
    done = typed(colours, *LITE0, "--examples", "1", "--draws", 2, "--format", "json")
    assert json.loads(done.stdout)["photos"] == 24
    assert "3 photos: copies of others" in done.stderr


def test_too_small_a_class_is_left_out_by_name(colours: Path) -> None:
    for i in range(3):
        (colours / "green" / f"{i}.png").unlink()
    done = typed(colours, *LITE0, "--examples", "1", "--draws", 2, "--format", "json")
    assert json.loads(done.stdout)["classes"] == ["blue", "red"]
    assert "green: 5 photos, and it takes 6" in done.stderr


def test_more_examples_than_there_are_photos_are_not_tried(colours: Path) -> None:
    done = typed(colours, *LITE0, "--examples", "1,3,10", "--draws", 2, "--format", "json")
    assert {r["examples"] for r in json.loads(done.stdout)["rows"]} == {1, 3}
    assert "Up to 3 examples per class can be tried" in done.stderr


def test_an_unreadable_photo_is_named_and_the_others_are_used(colours: Path) -> None:
    (colours / "red" / "broken.png").write_bytes(b"no photo")
    done = typed(colours, *LITE0, "--examples", "1", "--draws", 2, "--format", "json")
    assert done.exit_code == 3
    assert json.loads(done.stdout)["photos"] == 24
    assert "broken.png" in done.stderr


@pytest.mark.parametrize("examples", ["none", "0,1", "", "1;3"])
def test_examples_that_are_no_numbers_are_wrong_usage(colours: Path, examples: str) -> None:
    assert typed(colours, "--examples", examples).exit_code == 2


def test_a_folder_of_one_class_is_refused(colours: Path) -> None:
    for name in ("green", "blue"):
        shutil.rmtree(colours / name)
    done = typed(colours, *LITE0)
    assert isinstance(done.exception, NotEnoughExamplesError)


def test_an_unknown_encoder_is_refused(colours: Path) -> None:
    assert isinstance(typed(colours, "--encoder", "nobody").exception, EncoderError)


def test_encoders_are_tried_alone_and_together() -> None:
    """Of two encoders one tells the classes apart and one is noise."""
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1], 12)
    telling = rng.random((24, 6)).astype(np.float32)
    telling[:, 0] += 20 * labels
    pooled = {
        DEFAULT_ENCODERS[0]: telling,
        DEFAULT_ENCODERS[1]: rng.normal(size=(24, 6)).astype(np.float32),
    }
    rows = compare(pooled, labels, [3], 10, no_progress)
    reached = {row.encoder: np.mean(row.scores[3]) for row in rows if row.contender.name == "ridge"}
    together, alone, noise = reached.values()
    assert list(reached) == ["Lite0 + TinyViT", "Lite0", "TinyViT"]
    assert alone == 1.0
    assert noise < 0.7
    assert together > 0.9


def test_unturned_photos_are_the_first_of_the_turns() -> None:
    """Only the second of two turns tells the classes apart."""
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1], 20)
    z = rng.normal(size=(40, 12)).astype(np.float32)
    z[:, 6] += 20 * labels
    rows = compare({"tiny_vit": z}, labels, [5], 10, no_progress, turns=2)
    reached = {row.encoder: np.mean(row.scores[5]) for row in rows if row.contender.name == "ridge"}
    assert list(reached) == ["TinyViT", "TinyViT, unturned"]
    assert reached["TinyViT"] > 0.9
    assert reached["TinyViT, unturned"] < 0.7


@pytest.fixture
def steel_kinds(sample: Path, answers: dict[str, str], tmp_path: Path) -> Path:
    """Three kinds of steel defect: the sample's examples, and its inbox photos of these."""
    folder = tmp_path / "kinds"
    for source in sorted((sample / "examples").iterdir())[:3]:
        shutil.copytree(source, folder / source.name)
    for photo, kind in answers.items():
        if (folder / kind).is_dir():
            shutil.copy(sample / "inbox" / photo, folder / kind)
    return folder


def test_fine_tuning_is_tried_with_and_without_its_guard(steel_kinds: Path) -> None:
    options = ("--examples", "2,4", "--draws", 2, "--format", "json")
    frozen = json.loads(typed(steel_kinds, *LITE0, *options).stdout)["rows"]
    done = typed(steel_kinds, *LITE0, *options, "--fine-tune")
    rows = json.loads(done.stdout)["rows"]
    assert {r["examples"] for r in rows} == {2, 4}
    # In front what the app does, at the end what it would do unguarded, and nothing else changes.
    assert rows[2:-2] == frozen
    assert [(r["encoder"], r["learns_by"]) for r in (rows[0], rows[-1])] == [
        ("Lite0, tuned if better", "ridge"),
        ("Lite0, tuned always", "ridge"),
    ]
    figures = ("examples", "balanced_accuracy", "low", "high")
    at_two = [{f: r[f] for f in figures} for r in (rows[0], rows[2], rows[-2])]
    assert at_two[0] == at_two[1] == at_two[2]  # six examples are too few to tune on
    assert at_two[0]["examples"] == 2
    assert "In " in done.stderr
    assert "of 4 draws the tuned encoder would be taken" in done.stderr


def test_fine_tuning_takes_an_encoder_that_can_be_tuned(colours: Path) -> None:
    assert typed(colours, "--encoder", "tiny_vit", "--fine-tune").exit_code == 2


def rows_of(*scores: tuple[float, ...]) -> list[Row]:
    nothing = contenders()[0].fit
    return [
        Row("E", Contender(f"c{i}", f"C{i}", nothing, shipped=i == 0), {5: found})
        for i, found in enumerate(scores)
    ]


def test_the_verdict_tells_a_lead_from_chance() -> None:
    # Differences +0.10, +0.12, +0.11: 11 points ± 4.303 · 0.01 / √3 = 2.5.
    lead = verdict(rows_of((0.7, 0.7, 0.7), (0.80, 0.82, 0.81)), 5)
    assert "C1 on E: +11.0 (+8.5 to +13.5) points" in lead
    assert "partly luck, as it is the best of 2" in lead
    assert "may be chance" in verdict(rows_of((0.7, 0.8, 0.9), (0.9, 0.7, 0.9)), 5)
    assert "what SiamDesk uses is the best" in verdict(rows_of((0.9, 0.9), (0.8, 0.9)), 5)
