"""`siamdesk data`, and `siamdesk new --from` what it wrote."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from terminal import Outcome

from siamdesk.project.store import Project


def counts(path):
    with Project.open(path) as project:
        snapshot = project.snapshot()
        names = {c.id: c.name for c in snapshot.classes}
        return sorted((p.digest, names.get(p.class_id)) for p in snapshot.photos)


@pytest.mark.parametrize(
    ("kind", "out", "source"),
    [
        ("folders", "photos", "photos"),
        ("csv", "table", "table/labels.csv"),
        ("coco", "coco", "coco/labels.json"),
        (None, "moved.zip", "moved.zip"),
        (None, "plain", "plain"),
    ],
)
def test_a_project_is_made_again_of_what_was_written(steel, tmp_path, kind, out, source):
    chosen = [] if kind is None else ["--as", kind]
    written = Outcome("data", steel, tmp_path / out, *chosen)
    assert (written.status, written.out) == (0, "")
    assert "77 photos" in written.err
    made = Outcome("new", tmp_path / "again", "--from", tmp_path / source)
    assert made.status == 0, made.err
    assert counts(tmp_path / "again.siam") == counts(steel)


def test_the_place_is_told_as_it_was_typed_whatever_is_written(steel, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = [Outcome("data", steel, out).err for out in ("photos", "moved.zip")]
    assert told == ["Wrote 77 photos to photos.\n", "Wrote 77 photos to moved.zip.\n"]


def test_what_is_there_is_not_replaced(steel, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()
    outcome = Outcome("data", steel, tmp_path / "out", "--as", "csv")
    assert "exists already" in str(outcome.error)


def test_a_zip_replaces_a_zip_of_a_project_and_nothing_else(steel, tmp_path):
    packed, precious = tmp_path / "packed.zip", tmp_path / "precious.zip"
    assert Outcome("data", steel, packed).status == 0
    assert Outcome("data", steel, packed).status == 0
    with zipfile.ZipFile(precious, "w") as archive:
        archive.writestr("thesis.txt", "years of work")
    before = precious.read_bytes()
    outcome = Outcome("data", steel, precious)
    assert str(precious) in str(outcome.error)
    assert "exists already" in str(outcome.error)
    assert precious.read_bytes() == before


@pytest.mark.parametrize("out", ["out", "out.zip"])
def test_photos_that_are_gone_are_told_by_the_name_they_came_with(steel, tmp_path, out):
    with Project.open(steel) as project:
        gone = project.snapshot().photos[0]
    gone.path.unlink()
    outcome = Outcome("data", steel, tmp_path / out)
    assert outcome.status == 3
    assert f"Left out {Path(gone.folder, gone.name)}: " in outcome.err
    assert "76 photos" in outcome.err


def test_a_list_can_be_added_later(steel, tmp_path, sample):
    first = sorted((sample / "inbox").iterdir())[0]
    (tmp_path / "new.csv").write_text(f"filepath,class\n{first},no such class yet\n")
    Outcome("new", tmp_path / "p")
    outcome = Outcome("add", tmp_path / "p", tmp_path / "new.csv")
    assert outcome.status == 0, outcome.err
    assert [name for _, name in counts(tmp_path / "p.siam")] == ["no such class yet"]
