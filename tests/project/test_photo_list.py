"""Snapshots after the first one read what has changed, and must never miss anything."""

from __future__ import annotations

import pytest
from project_photos import make_photos, without_history

from siamdesk.errors import Cancelled, ProjectError
from siamdesk.project.store import Project


def as_on_disk(project: Project) -> tuple[object, object]:
    """What a connection sees that has read nothing before."""
    with Project.open(project.path, read_only=True) as fresh:
        return without_history(fresh.snapshot())


def test_photos_that_did_not_change_are_the_same_values_after_an_edit(project, photos):
    project.add_photos(photos)
    before = project.snapshot().photos
    dent = project.add_class("dent")
    project.set_class([before[1].id], dent.id)
    after = project.snapshot().photos
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, False, True, True]
    assert after[1].class_id == dent.id


def test_nothing_that_was_edited_means_the_very_same_photos(project, photos):
    project.add_photos(photos)
    before = project.snapshot().photos
    project.add_class("dent")
    assert project.snapshot().photos is before


def test_photos_that_come_back_have_the_place_they_had(project, photos, tmp_path):
    project.add_photos(photos)
    ids = [photo.id for photo in project.snapshot().photos]
    project.remove_photos([ids[0], ids[2]])
    assert [photo.id for photo in project.snapshot().photos] == [ids[1], ids[3]]
    project.undo()
    assert [photo.id for photo in project.snapshot().photos] == ids
    project.add_photos(make_photos(tmp_path / "later", 1, first=90))
    assert [photo.name for photo in project.snapshot().photos][-1] == "p90.png"


@pytest.mark.parametrize("first", ["own", "other"])
def test_edits_of_two_connections_in_turn_are_all_seen(project, photos, first):
    project.add_photos(photos)
    ids = [photo.id for photo in project.snapshot().photos]
    with Project.open(project.path) as other:
        other.snapshot()
        edits = [
            lambda: project.set_note(ids[0], "mine"),
            lambda: other.set_note(ids[1], "theirs"),
        ]
        for edit in edits if first == "own" else reversed(edits):
            edit()
        assert [photo.note for photo in project.snapshot().photos] == ["mine", "theirs", "", ""]
        assert without_history(other.snapshot()) == as_on_disk(project)
        other.remove_photos(ids[2:])
        project.set_note(ids[1], "mine too")
        assert [photo.note for photo in other.snapshot().photos] == ["mine", "mine too"]
        assert without_history(project.snapshot()) == as_on_disk(project)


def test_an_edit_that_is_rolled_back_leaves_the_photos_as_they_were(project, photos, tmp_path):
    project.add_photos(photos)
    before = project.snapshot().photos

    def cancel(_fraction: float, _message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        project.add_photos(make_photos(tmp_path / "more", 2, first=50), progress=cancel)
    with pytest.raises(ProjectError):
        project.set_groups({before[0].id: "part 1", 999: "part 1"})
    with pytest.raises(ProjectError):
        project.go_to(999)
    assert project.snapshot().photos is before


def test_a_connection_for_reading_only_follows_what_others_write(project, photos):
    project.add_photos(photos[:2])
    with Project.open(project.path, read_only=True) as reader:
        assert len(reader.snapshot().photos) == 2
        project.add_photos(photos[2:])
        assert len(reader.snapshot().photos) == 4
        same = reader.snapshot().photos
        assert reader.snapshot().photos is same
