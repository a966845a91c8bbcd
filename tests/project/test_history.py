"""The history page by page, going to any of its points, and the audit trail as a file."""

from __future__ import annotations

import csv
import getpass
import json

import pytest

from siamdesk.errors import ProjectError, StorageError
from siamdesk.project.history import write_trail
from siamdesk.project.store import Project
from siamdesk.project.values import Happening


@pytest.fixture
def edited(project):
    """Seven classes, each by an edit of its own; the last two are undone."""
    for letter in "abcdefg":
        project.add_class(letter)
    project.undo()
    project.undo()
    return project


def names(project):
    return "".join(c.name for c in project.snapshot().classes)


def texts(edits):
    return [edit.text.removeprefix("Add class ") for edit in edits]


def test_pages_give_the_whole_history_newest_first_and_no_edit_twice(edited):
    first = edited.history_page(limit=3)
    second = edited.history_page(before=first.edits[-1].id, limit=3)
    third = edited.history_page(before=second.edits[-1].id, limit=3)
    assert [texts(page.edits) for page in (first, second, third)] == [
        ["g", "f", "e"],
        ["d", "c", "b"],
        ["a"],
    ]
    assert [page.complete for page in (first, second, third)] == [False, False, True]
    assert [edit.undone for edit in first.edits] == [True, True, False]
    assert {page.undone for page in (first, second, third)} == {2}
    assert {edit.user for edit in first.edits} == {getpass.getuser()}
    assert first.created <= second.edits[-1].at


def test_a_page_that_ends_with_the_first_edit_is_complete(edited):
    page = edited.history_page(limit=7)
    assert page.complete
    assert page.edits == tuple(reversed(edited.history()))


@pytest.mark.parametrize("target", ["", "a", "ac", "abcdefg", "abcde"])
def test_going_to_a_point_does_or_undoes_all_between(edited, target):
    ids = {edit.text[-1]: edit.id for edit in edited.history()}
    wanted = target[-1:]
    steps = edited.go_to(ids[wanted] if wanted else 0)
    expected = "abcdefg"[: "abcdefg".index(wanted) + 1 if wanted else 0]
    assert names(edited) == expected
    assert steps == abs(len(expected) - len("abcde"))
    page = edited.history_page()
    assert page.undone == 7 - len(expected)
    path = edited.path
    edited.close()
    with Project.open(path) as again:
        assert names(again) == expected
        assert len(again.history()) == 7


def test_each_step_has_its_line_in_the_trail(edited):
    ids = [edit.id for edit in edited.history()]
    edited.go_to(ids[2])
    assert [(line.happening, line.text[-1]) for line in edited.trail()[-2:]] == [
        (Happening.UNDONE, "e"),
        (Happening.UNDONE, "d"),
    ]
    edited.go_to(ids[3])
    assert [(line.happening, line.text[-1]) for line in edited.trail()[-1:]] == [
        (Happening.REDONE, "d")
    ]
    assert edited.trail()[-1].revision == edited.revision


def test_what_was_forgotten_can_not_be_reached_and_nothing_changes(edited):
    forgotten = edited.history()[-1].id
    edited.add_class("x")
    before = edited.snapshot()
    for point in (forgotten, 999):
        with pytest.raises(ProjectError, match="can't be reached any more"):
            edited.go_to(point)
    assert edited.snapshot() == before


def test_going_where_one_is_changes_nothing(edited):
    revision = edited.revision
    assert edited.go_to(edited.history()[4].id) == 0
    assert edited.revision == revision


def test_the_trail_is_written_as_csv_that_reads_back(edited, tmp_path):
    edited.add_class('Größe "50%", rot')
    write_trail(edited.trail(), tmp_path / "trail.csv")
    raw = (tmp_path / "trail.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "trail.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["happening"] for row in rows] == ["done"] * 7 + ["undone"] * 2 + ["done"]
    assert rows[-1]["what"] == 'Add class Größe "50%", rot'
    assert rows[-1]["user"] == getpass.getuser()
    assert rows[-1]["time"].endswith("+00:00")
    assert [int(row["revision"]) for row in rows] == list(range(1, 11))


def test_the_trail_is_written_as_json_too(edited, tmp_path):
    write_trail(edited.trail(), tmp_path / "trail.JSON")
    found = json.loads((tmp_path / "trail.JSON").read_text(encoding="utf-8"))
    assert [line["what"][-1] for line in found] == list("abcdefggf")
    assert found[0].keys() == {"time", "user", "happening", "edit", "what", "revision"}


def test_a_trail_that_can_not_be_written_says_why(edited, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match=r"trail\.csv: the disk refused"):
        write_trail(edited.trail(), tmp_path / "file" / "trail.csv")
