"""What `classify` writes, and where."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from terminal import Outcome

from siamdesk.cli import heatmaps
from siamdesk.errors import UnreadableImageError
from siamdesk.project.store import Project


def two_photos_of_one_name(sample: Path, folder: Path) -> tuple[Path, Path]:
    for name, number in (("a", "01"), ("b", "02")):
        (folder / name).mkdir()
        shutil.copy(sample / "inbox" / f"photo-{number}.png", folder / name / "x.png")
    return folder / "a", folder / "b"


def test_heatmaps_of_photos_of_one_name_do_not_replace_each_other(steel, sample, tmp_path) -> None:
    folders = two_photos_of_one_name(sample, tmp_path)
    outcome = Outcome("classify", steel, *folders, "--heatmaps", tmp_path / "heat")
    assert outcome.status == 0
    assert sorted(p.name for p in (tmp_path / "heat").iterdir()) == ["x-2.png", "x.png"]


def test_top_1_prints_one_guess_and_draws_against_the_second(steel, sample, tmp_path) -> None:
    photo = sample / "inbox" / "photo-01.png"
    drawn = []
    for top in (1, 2):
        outcome = Outcome(
            *("classify", steel, photo, "--top", top, "--format", "json"),
            *("--heatmaps", tmp_path / f"top{top}"),
        )
        assert len(json.loads(outcome.out)[0]["guesses"]) == top
        drawn.append((tmp_path / f"top{top}" / "photo-01.png").read_bytes())
    assert drawn[0] == drawn[1]


def test_a_photo_whose_heatmap_fails_does_not_stop_the_others(
    steel, sample, tmp_path, monkeypatch
) -> None:
    read = heatmaps.read_image
    photos = [sample / "inbox" / f"photo-0{i}.png" for i in (1, 2, 3)]

    def read_but_for_one(path: Path, window: object):
        if path == photos[0]:
            raise UnreadableImageError(path, "the file is missing.")
        return read(path, window)

    monkeypatch.setattr(heatmaps, "read_image", read_but_for_one)
    outcome = Outcome("classify", steel, *photos, "--heatmaps", tmp_path / "heat")
    assert outcome.status == 0, outcome.error
    assert "photo-01.png: the file is missing." in outcome.err
    drawn = sorted(p.name for p in (tmp_path / "heat").iterdir())
    assert drawn == ["photo-02.png", "photo-03.png"]


def test_photos_of_odd_shapes_are_drawn(steel, tmp_path) -> None:
    for i, shape in enumerate([(1, 1), (1, 6000), (6000, 1), (64, 64)]):
        Image.fromarray(np.full((*shape, 3), 128, np.uint8)).save(tmp_path / f"odd{i}.png")
    photos = sorted(tmp_path.glob("odd*"))
    outcome = Outcome("classify", steel, *photos, "--heatmaps", tmp_path / "heat")
    assert outcome.status == 0, outcome.error


@pytest.mark.parametrize(("name", "start"), [("x.json", "["), ("X.CSV", "image,rank")])
def test_the_format_goes_by_the_name_of_the_file(steel, sample, tmp_path, name, start) -> None:
    photo = sample / "inbox" / "photo-01.png"
    outcome = Outcome("classify", steel, photo, "--out", tmp_path / "new" / name)
    assert outcome.status == 0
    assert outcome.out == ""
    assert (tmp_path / "new" / name).read_text().startswith(start)


@pytest.mark.parametrize("arguments", [["x.txt"], ["x.json", "--format", "table"]])
def test_a_table_is_not_written_to_a_file(steel, tmp_path, arguments, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = Outcome("classify", steel, tmp_path, "--out", *arguments)
    assert outcome.status == 2
    assert not Path(arguments[0]).exists()


def test_an_empty_folder_is_told_and_gives_an_empty_result(steel, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = Outcome("classify", steel, tmp_path / "empty", "--format", "json")
    assert outcome.status == 0
    assert json.loads(outcome.out) == []
    assert "No photos found in" in outcome.err


def test_a_class_is_sorted_into_a_folder_that_any_system_can_make(steel, sample, tmp_path) -> None:
    with Project.open(steel) as project:
        class_ = project.class_by_name("red iron")
        project.rename_class(class_.id, 'CON: "red"?')
    red = next((sample / "examples" / "red iron").iterdir())
    Outcome("classify", steel, red, "--sort-into", tmp_path / "sorted")
    folder = next((tmp_path / "sorted").iterdir())
    assert not set(folder.name) & set('<>:"|?*')
    assert (folder / red.name).read_bytes() == red.read_bytes()
