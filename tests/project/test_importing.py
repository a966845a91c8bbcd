"""Folders and archives on their way into a project."""

import shutil

import pytest
from project_photos import classes_by_photo, make_photos

from siamdesk.errors import ProjectError
from siamdesk.project.importing import add_by_folder, add_to_class, planned
from siamdesk.project.store import Project


def packed(folder, name="set", kind="zip"):
    """An archive of a folder's content, beside it."""
    return folder.parent / shutil.make_archive(str(folder.parent / name), kind, folder)


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "packed"
    make_photos(folder / "dent", 2)
    make_photos(folder / "ok", 1, first=10)
    make_photos(folder, 1, first=20)
    made = packed(folder)
    shutil.rmtree(folder)
    return made


def test_an_archive_brings_one_class_per_sub_folder_in_one_edit(project, archive):
    report = add_by_folder(project, [archive])
    assert len(report.added) == 4
    assert report.failed == ()
    expected = {"p0.png": "dent", "p1.png": "dent", "p10.png": "ok", "p20.png": None}
    assert classes_by_photo(project.snapshot()) == expected
    # The project has copies of its own: what was unpacked is gone.
    assert all(photo.path.is_file() for photo in project.snapshot().photos)
    project.undo()
    assert project.snapshot().photos == ()


def test_a_whole_archive_can_go_to_one_class(project, archive):
    report = add_to_class(project, [archive], "scratch")
    assert {photo.name for photo in report.added} == {"p0.png", "p1.png", "p10.png", "p20.png"}
    assert set(classes_by_photo(project.snapshot()).values()) == {"scratch"}


def test_what_is_left_out_is_called_by_its_place_in_the_archive(project, tmp_path):
    folder = tmp_path / "packed"
    (photo,) = make_photos(folder / "dent", 1)
    (folder / "dent" / "bad.png").write_bytes(b"no photo")
    shutil.copy(photo, folder / "dent" / "twin.png")
    archive = packed(folder)
    report = add_by_folder(project, [archive])
    assert [p.path for p in report.failed] == [archive / "dent" / "bad.png"]
    assert [p.path for p in report.duplicates] == [archive / "dent" / "twin.png"]


def test_a_damaged_archive_is_named_and_the_other_files_are_added(project, photos, tmp_path):
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK no archive")
    report = add_by_folder(project, [photos[0], bad])
    assert [p.path for p in report.failed] == [bad]
    assert [p.name for p in report.added] == [photos[0].name]


def test_nothing_to_add_names_what_was_given(project, tmp_path):
    (tmp_path / "empty").mkdir()
    for add in (add_by_folder, lambda p, paths: add_to_class(p, paths, None)):
        with pytest.raises(ProjectError, match="empty: there are no photos here"):
            add(project, [tmp_path / "empty"])


def test_a_project_that_keeps_no_copies_refuses_archives(tmp_path, archive):
    with Project.create(tmp_path / "place.siam", copy_images=False) as project:
        with pytest.raises(ProjectError, match="Unpack it"):
            add_by_folder(project, [archive])
        assert project.snapshot().photos == ()


def test_a_plan_can_be_cut_down_before_it_is_carried_out(project, tmp_path):
    make_photos(tmp_path / "set" / "dent", 2)
    make_photos(tmp_path / "set" / "ok", 3, first=10)
    make_photos(tmp_path / "set", 1, first=20)
    with planned(project, [tmp_path / "set"]) as plan:
        assert plan.classes == {"dent": 2, "ok": 3}
        assert plan.loose == 1
        less = plan.without({"ok"})
        assert (less.classes, less.loose) == ({"dent": 2}, 1)
        inbox = plan.into_inbox()
        assert (inbox.classes, inbox.loose) == ({}, 6)
        assert project.snapshot().photos == ()
        less.add_to(project)
    expected = {"p0.png": "dent", "p1.png": "dent", "p20.png": None}
    assert classes_by_photo(project.snapshot()) == expected
