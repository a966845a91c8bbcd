"""Groups of photos, kept together by the honest score, and notes on photos."""

from __future__ import annotations

import numpy as np
import pytest
from project_photos import make_photos

from siamdesk.errors import ProjectError
from siamdesk.fewshot.folds import lopco_folds
from siamdesk.project.store import Project


@pytest.fixture
def filled(project, photos):
    project.add_photos(photos)
    return project


def ids(project, *names):
    return [photo.id for photo in project.snapshot().photos if photo.name in names]


def groups(project):
    return {photo.name: photo.group for photo in project.snapshot().photos}


def test_photos_get_groups_by_one_edit_that_survives_a_restart(filled):
    a, b, c = ids(filled, "p0.png", "p1.png", "p2.png")
    filled.set_groups({a: "left", b: "left", c: "right"})
    expected = {"p0.png": "left", "p1.png": "left", "p2.png": "right", "p3.png": None}
    assert groups(filled) == expected
    assert filled.snapshot().undo_text == "Put 3 photos into 2 groups"
    path = filled.path
    filled.close()
    with Project.open(path) as again:
        assert groups(again) == expected
        again.undo()
        assert set(groups(again).values()) == {None}
        again.redo()
        assert groups(again) == expected


def test_the_history_says_what_was_grouped(filled):
    a, b = ids(filled, "p0.png", "p1.png")
    for wanted, text in (
        ({a: "12"}, "Put p0.png into group 12"),
        ({a: "13", b: "13"}, "Put 2 photos into group 13"),
        ({a: None}, "Take p0.png out of its group"),
        ({a: "x", b: None}, "Put 2 photos into 1 group"),
        ({a: None, b: None}, "Take p0.png out of its group"),
    ):
        filled.set_groups(wanted)
        assert filled.snapshot().undo_text == text


def test_names_are_cleaned_and_what_stays_the_same_is_no_edit(filled):
    (a,) = ids(filled, "p0.png")
    filled.set_groups({a: "  Gro\u0308ße 1 "})
    assert groups(filled)["p0.png"] == "Größe 1"
    revision = filled.revision
    filled.set_groups({a: "Größe 1"})
    filled.set_groups({})
    assert filled.revision == revision
    filled.set_groups({a: "  "})
    assert groups(filled)["p0.png"] is None


def test_photos_that_are_gone_and_endless_names_are_refused_and_nothing_changes(filled):
    (a,) = ids(filled, "p0.png")
    before = filled.snapshot()
    with pytest.raises(ProjectError, match="1 of 2 photos are not in the project"):
        filled.set_groups({a: "x", 999: "x"})
    with pytest.raises(ProjectError, match="has 256 characters; at most 255 fit"):
        filled.set_groups({a: "x" * 256})
    assert filled.snapshot() == before


def test_a_group_that_is_set_is_never_split_by_the_folds_of_the_honest_score(project, tmp_path):
    project.add_photos(make_photos(tmp_path / "a", 4), class_name="dent")
    project.add_photos(make_photos(tmp_path / "b", 4, first=4), class_name="scratch")

    def folds():
        examples = project.snapshot().photos
        labels = [sorted({p.class_id for p in examples}).index(p.class_id) for p in examples]
        left_out = lopco_folds(np.array(labels), [p.group for p in examples])
        return [{examples[i].name for i in fold} for fold in left_out]

    alone = folds()
    assert any(("p0.png" in fold) != ("p1.png" in fold) for fold in alone)
    first, second = ids(project, "p0.png"), ids(project, "p1.png")
    project.set_groups({first[0]: "part 7", second[0]: "part 7"})
    grouped = folds()
    assert any("p0.png" in fold for fold in grouped)
    assert all(("p0.png" in fold) == ("p1.png" in fold) for fold in grouped)
    project.undo()
    assert folds() == alone


def test_a_photo_knows_the_folder_that_it_was_added_from(project, tmp_path):
    project.add_photos(make_photos(tmp_path / "Größe 1" / "links", 2))
    folders = [photo.folder for photo in project.snapshot().photos]
    assert folders == [str(tmp_path / "Größe 1" / "links")] * 2
    assert folders[0] is folders[1]


def test_a_note_survives_a_restart_and_undo_brings_the_one_before_back(filled):
    (a,) = ids(filled, "p0.png")
    filled.set_note(a, "  Gro\u0308ße\n  prüfen ")
    filled.set_note(a, "erledigt")
    assert filled.snapshot().undo_text == "Write a note on p0.png"
    path = filled.path
    filled.close()
    with Project.open(path) as again:
        assert [p.note for p in again.snapshot().photos] == ["erledigt", "", "", ""]
        again.undo()
        assert again.snapshot().photos[0].note == "Größe prüfen"
        again.set_note(a, " ")
        assert again.snapshot().undo_text == "Delete the note on p0.png"
        assert again.snapshot().photos[0].note == ""
        again.undo()
        assert again.snapshot().photos[0].note == "Größe prüfen"


def test_a_note_that_stands_there_already_is_no_edit(filled):
    (a,) = ids(filled, "p0.png")
    filled.set_note(a, "")
    assert filled.revision == 1
    filled.set_note(a, "x")
    filled.set_note(a, " x ")
    assert filled.revision == 2


def test_endless_notes_and_notes_on_photos_that_are_gone_are_refused(filled):
    (a,) = ids(filled, "p0.png")
    before = filled.snapshot()
    with pytest.raises(ProjectError, match="has 501 characters; at most 500 fit"):
        filled.set_note(a, "x" * 501)
    with pytest.raises(ProjectError, match="not in the project any more"):
        filled.set_note(999, "x")
    assert filled.snapshot() == before
