"""Merging, deleting, moving and colouring classes, each with its way back."""

from __future__ import annotations

import pytest
from project_photos import classes_by_photo

from siamdesk.errors import ClassNameError, ProjectError
from siamdesk.project.colours import CYCLE
from siamdesk.project.store import Project
from siamdesk.project.values import EditKind


@pytest.fixture
def filled(project, photos):
    """p0, p1: scratch; p2: dent; p3: inbox; stain is empty."""
    project.add_photos(photos[:2], class_name="scratch")
    project.add_photos(photos[2:3], class_name="dent")
    project.add_photos(photos[3:])
    project.add_class("stain")
    return project


def class_id(project, name):
    return project.class_by_name(name).id


def order(project):
    return [c.name for c in project.snapshot().classes]


def contents(project):
    snapshot = project.snapshot()
    return snapshot.classes, snapshot.photos


def test_merging_moves_the_examples_and_the_class_goes_away(filled):
    before = contents(filled)
    filled.merge_classes(class_id(filled, "scratch"), class_id(filled, "dent"))
    after = contents(filled)
    assert order(filled) == ["dent", "stain"]
    assert classes_by_photo(filled.snapshot()) == {
        "p0.png": "dent",
        "p1.png": "dent",
        "p2.png": "dent",
        "p3.png": None,
    }
    assert filled.snapshot().undo_text == "Merge class scratch into dent (2 examples)"
    assert filled.history()[-1].kind is EditKind.MERGE_CLASSES
    filled.undo()
    assert contents(filled) == before
    filled.redo()
    assert contents(filled) == after


def test_deleting_sends_the_examples_back_to_the_inbox(filled):
    before = contents(filled)
    filled.delete_class(class_id(filled, "scratch"))
    assert order(filled) == ["dent", "stain"]
    assert classes_by_photo(filled.snapshot())["p0.png"] is None
    assert classes_by_photo(filled.snapshot())["p2.png"] == "dent"
    assert filled.snapshot().undo_text == "Delete class scratch; 2 examples back to the inbox"
    filled.undo()
    assert contents(filled) == before


def test_deleting_an_empty_class_touches_no_photo(filled):
    photos = filled.snapshot().photos
    filled.delete_class(class_id(filled, "stain"))
    assert order(filled) == ["scratch", "dent"]
    assert filled.snapshot().photos == photos
    assert filled.snapshot().undo_text == "Delete class stain"


def test_the_name_of_a_deleted_class_is_free_and_undo_still_finds_its_way(filled):
    old = class_id(filled, "dent")
    filled.delete_class(old)
    new = filled.add_class("Dent")
    assert new.id != old
    filled.undo()
    filled.undo()
    assert filled.class_by_name("dent").id == old
    assert classes_by_photo(filled.snapshot())["p2.png"] == "dent"


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("stain", 0, ["stain", "scratch", "dent"]),
        ("scratch", 1, ["dent", "scratch", "stain"]),
        ("scratch", 99, ["dent", "stain", "scratch"]),
        ("dent", -5, ["dent", "scratch", "stain"]),
    ],
)
def test_a_class_moves_to_a_place_and_back(filled, name, place, expected):
    before = contents(filled)
    colours = {c.name: c.colour for c in before[0]}
    filled.move_class(class_id(filled, name), place)
    moved = filled.snapshot().classes
    assert [c.name for c in moved] == expected
    assert [c.position for c in moved] == [0, 1, 2]
    assert {c.name: c.colour for c in moved} == colours
    filled.undo()
    assert contents(filled) == before


def test_moving_a_class_to_where_it_is_is_no_edit(filled):
    revision = filled.revision
    filled.move_class(class_id(filled, "stain"), 7)
    assert filled.revision == revision


def test_a_colour_is_kept_across_a_restart_and_taken_back_by_undo(filled):
    dent = filled.class_by_name("dent")
    filled.set_class_colour(dent.id, "#ABCDEF")
    path = filled.path
    filled.close()
    with Project.open(path) as again:
        assert again.class_by_name("dent").colour == "#abcdef"
        assert again.snapshot().undo_text == "Change the colour of class dent"
        again.undo()
        assert again.class_by_name("dent") == dent


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "", "#00000g", "0072b2"])
def test_what_is_no_colour_is_refused(filled, colour):
    before = filled.snapshot()
    with pytest.raises(ProjectError, match=r"is no colour\. Write it as #rrggbb"):
        filled.set_class_colour(class_id(filled, "dent"), colour)
    assert filled.snapshot() == before


def test_a_new_class_takes_the_colour_that_is_free_again(filled):
    first, second, third = (c.colour for c in filled.snapshot().classes)
    assert (first, second, third) == CYCLE[:3]
    filled.delete_class(class_id(filled, "dent"))
    assert filled.add_class("crack").colour == second
    assert filled.add_class("hole").colour == CYCLE[3]


def test_classes_that_are_gone_are_refused_and_nothing_changes(filled):
    dent = class_id(filled, "dent")
    before = filled.snapshot()
    for edit in (
        lambda: filled.merge_classes(999, dent),
        lambda: filled.merge_classes(dent, 999),
        lambda: filled.delete_class(999),
        lambda: filled.move_class(999, 0),
        lambda: filled.set_class_colour(999, "#000000"),
    ):
        with pytest.raises(ClassNameError, match="not in the project any more"):
            edit()
    with pytest.raises(ClassNameError, match="merged into itself"):
        filled.merge_classes(dent, dent)
    assert filled.snapshot() == before


def test_removed_photos_are_not_counted_or_moved(filled, photos):
    gone = next(p.id for p in filled.snapshot().photos if p.name == "p0.png")
    filled.remove_photos([gone])
    filled.delete_class(class_id(filled, "scratch"))
    assert filled.snapshot().undo_text == "Delete class scratch; 1 example back to the inbox"
    filled.undo()
    filled.undo()
    assert classes_by_photo(filled.snapshot())["p0.png"] == "scratch"


def ok_classes(project):
    return [c.name for c in project.snapshot().classes if c.is_ok]


def test_one_class_at_most_is_ok_and_undo_gives_the_mark_back(filled):
    assert ok_classes(filled) == []
    filled.set_ok_class(class_id(filled, "dent"))
    filled.set_ok_class(class_id(filled, "stain"))
    assert ok_classes(filled) == ["stain"]
    assert filled.snapshot().undo_text == "Call class stain OK"
    filled.undo()
    assert ok_classes(filled) == ["dent"]
    filled.redo()
    filled.set_ok_class(None)
    assert ok_classes(filled) == []
    assert filled.snapshot().undo_text == "Call no class OK"
    filled.undo()
    assert ok_classes(filled) == ["stain"]


def test_calling_the_ok_class_ok_again_is_no_edit(filled):
    filled.set_ok_class(class_id(filled, "dent"))
    revision = filled.revision
    filled.set_ok_class(class_id(filled, "dent"))
    assert filled.revision == revision


def test_a_class_that_an_ok_class_is_merged_into_is_ok_until_that_is_undone(filled):
    filled.set_ok_class(class_id(filled, "scratch"))
    before = contents(filled)
    filled.merge_classes(class_id(filled, "scratch"), class_id(filled, "dent"))
    assert ok_classes(filled) == ["dent"]
    filled.undo()
    assert contents(filled) == before
    filled.merge_classes(class_id(filled, "dent"), class_id(filled, "scratch"))
    assert ok_classes(filled) == ["scratch"]


def test_deleting_the_ok_class_leaves_none_and_undo_brings_it_back_ok(filled):
    filled.set_ok_class(class_id(filled, "scratch"))
    filled.delete_class(class_id(filled, "scratch"))
    assert ok_classes(filled) == []
    filled.undo()
    assert ok_classes(filled) == ["scratch"]


def test_a_class_that_is_gone_can_not_be_called_ok(filled):
    gone = class_id(filled, "stain")
    filled.delete_class(gone)
    with pytest.raises(ClassNameError, match="not in the project any more"):
        filled.set_ok_class(gone)
