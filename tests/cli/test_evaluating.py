"""`siamdesk evaluate` with everything that it writes, checked by a script that shares no code."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from terminal import Outcome

from benchmarks.recompute_report import main as recompute
from siamdesk.errors import ProjectError
from siamdesk.project.store import Project


@pytest.fixture
def test_folder(sample: Path, answers: dict[str, str], tmp_path: Path) -> Path:
    """The sample's inbox as a test folder; its photos are no examples."""
    folder = tmp_path / "test photos"
    for name, class_name in answers.items():
        (folder / class_name).mkdir(parents=True, exist_ok=True)
        shutil.copy(sample / "inbox" / name, folder / class_name / name)
    return folder


def with_wrong_classes(project: Path) -> None:
    """So that there is something to find: mistakes, doubts, outliers, pairs."""
    with Project.open(project) as opened:
        photos = [p for p in opened.snapshot().photos if p.class_id is not None]
        ids = [c.id for c in opened.snapshot().classes]
        for photo in photos[2::9]:
            opened.set_class([photo.id], ids[(ids.index(photo.class_id) + 2) % 7])
        opened.set_groups({photos[0].id: "part 1", photos[1].id: "part 1"})
        opened.confirm_classes([photos[2].id])


def test_every_figure_of_a_report_on_examples_follows_from_the_tables(
    steel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_wrong_classes(steel)
    report, tables = tmp_path / "r.html", tmp_path / "tables"
    outcome = Outcome(
        *("evaluate", steel, "--report", report, "--csv", tables),
        *("--ok", "red iron", "--miss-cost", 10),
    )
    assert outcome.status == 0, outcome.error
    assert recompute([str(report), str(tables)]) == 0, capsys.readouterr().out
    assert int(capsys.readouterr().out.split()[0]) > 250
    # The check is able to fail: one probability less, and the report is not believed any more.
    photos = tables / "photos.csv"
    head, first, *rest = photos.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[-1] = str(float(cells[-1]) + 0.4)
    photos.write_text("\n".join([head, ",".join(cells), *rest]), encoding="utf-8")
    assert recompute([str(report), str(tables)]) == 1


def test_every_figure_of_a_report_on_a_folder_follows_from_the_tables(
    steel: Path, test_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, tables = tmp_path / "r.html", tmp_path / "tables"
    outcome = Outcome(
        *("evaluate", steel, "--test", test_folder, "--report", report, "--csv", tables),
        *("--defect", "Slag Inclusion", "--false-alarm-cost", 0.5, "--defect-rate", 0.02),
    )
    assert outcome.status == 0, outcome.error
    assert recompute([str(report), str(tables)]) == 0, capsys.readouterr().out
    assert "Call 'slag inclusion' from a probability of" in outcome.out
    # An export of something else leaves no table behind that does not belong to it.
    assert (tables / "examples_out_of_fold.csv").is_file()
    Outcome("evaluate", steel, "--csv", tables)
    assert not (tables / "examples_out_of_fold.csv").exists()


def test_the_table_of_photos_has_every_probability(steel: Path, tmp_path: Path) -> None:
    Outcome("evaluate", steel, "--csv", tmp_path / "tables")
    with (tmp_path / "tables" / "photos.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 35
    p = np.array([[float(v) for k, v in row.items() if k.startswith("p ")] for row in rows])
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-6)
    names = [k[2:] for k in rows[0] if k.startswith("p ")]
    assert [names[i] for i in p.argmax(axis=1)] == [row["guess"] for row in rows]
    assert all(Path(row["file"]).is_file() for row in rows)


def test_the_json_has_the_new_figures_beside_the_old(steel: Path) -> None:
    found = json.loads(Outcome("evaluate", steel, "--ok", "red iron", "--format", "json").out)
    bins = found["reliability"]["bins"]
    assert sum(b["photos"] for b in bins) == 35
    right = sum(b["photos"] * b["accuracy"] for b in bins)
    assert right / 35 == pytest.approx(found["accuracy"])
    assert found["risk_coverage"]["accuracy"][0] == pytest.approx(found["accuracy"])
    assert [row["promised"] for row in found["coverage"]] == [0.8, 0.9, 0.95]
    assert set(found["roc_areas"]) == set(found["classes"])
    assert found["threshold"]["defects"] == 30
    assert found["threshold"]["role"] == "ok"
    assert found["expected"]["value"] >= found["balanced_accuracy"]
    assert all(c["f1_low"] <= c["f1"] <= c["f1_high"] for c in found["per_class"])


def test_the_class_that_the_project_calls_ok_gets_a_threshold_unasked(steel: Path) -> None:
    with Project.open(steel) as project:
        known = project.class_by_name("red iron")
        assert known is not None
        project.set_ok_class(known.id)
    found = json.loads(Outcome("evaluate", steel, "--format", "json").out)
    assert (found["threshold"]["role"], found["threshold"]["defects"]) == ("ok", 30)
    found = json.loads(Outcome("evaluate", steel, "--defect", "red iron", "--format", "json").out)
    assert (found["threshold"]["role"], found["threshold"]["defects"]) == ("defect", 5)


def test_a_class_that_the_model_does_not_know_is_refused_with_those_it_does(steel: Path) -> None:
    outcome = Outcome("evaluate", steel, "--ok", "good")
    assert isinstance(outcome.error, ProjectError)
    assert "red iron" in str(outcome.error)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--ok", "a", "--defect", "b"),
        ("--miss-cost", "-1"),
        ("--defect-rate", "2"),
        ("--ok", "red iron", "--miss-cost", "nan"),
        ("--ok", "red iron", "--false-alarm-cost", "inf"),
        ("--miss-cost", "50"),
        ("--defect-rate", "0.01"),
        ("--report", "report.docx"),
    ],
)
def test_nonsense_is_refused_before_anything_is_learnt(steel: Path, wrong: tuple[str, ...]) -> None:
    assert Outcome("evaluate", steel, *wrong).status == 2


def test_classes_that_a_folder_has_no_photos_of_do_not_lack_examples(
    steel: Path, test_folder: Path
) -> None:
    for folder in sorted(test_folder.iterdir())[1:]:
        shutil.rmtree(folder)
    outcome = Outcome("evaluate", steel, "--test", test_folder)
    assert outcome.status == 0, outcome.error
    assert "No photos to judge: " in outcome.err
    assert "Too few examples" not in outcome.err


def test_costs_without_a_class_say_what_to_add(steel: Path) -> None:
    outcome = Outcome("evaluate", steel, "--miss-cost", "1")
    assert outcome.status == 2
    assert "--ok CLASS" in outcome.err
    assert "--defect CLASS" in outcome.err


def test_costs_count_for_the_class_that_the_project_calls_ok(steel: Path) -> None:
    with Project.open(steel) as project:
        known = project.class_by_name("red iron")
        assert known is not None
        project.set_ok_class(known.id)
    found = json.loads(Outcome("evaluate", steel, "--miss-cost", 50, "--format", "json").out)
    assert found["threshold"]["role"] == "ok"
    assert found["threshold"]["costs"]["miss"] == 50


def test_photos_that_are_there_twice_are_warned_of(steel: Path, tmp_path: Path) -> None:
    from PIL import Image

    with Project.open(steel) as project:
        first = project.snapshot().photos[0]
        name = next(c.name for c in project.snapshot().classes if c.id == first.class_id)
        with Image.open(first.path) as picture:
            picture.convert("RGB").save(tmp_path / "again.jpg", quality=80)
        project.add_photos([tmp_path / "again.jpg"], class_name=name)
    outcome = Outcome("evaluate", steel, "--report", tmp_path / "r.html")
    assert "nearly the same picture" in outcome.err
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "The figures may look better than they are" in page


def test_a_test_folder_that_is_not_there_is_named_before_anything_is_learnt(
    steel, tmp_path
) -> None:
    outcome = Outcome("evaluate", steel, "--test", tmp_path / "gone")
    assert outcome.status == 2
    assert "is not a folder" in " ".join(outcome.err.replace("│", "").split())
