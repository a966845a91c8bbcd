from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from PIL import Image
from project_photos import classes_by_photo, copies_on_disk, make_photos, photo_bytes

from siamdesk.errors import Cancelled, ClassNameError, StorageError, UnreadableImageError
from siamdesk.images.decode import read_image
from siamdesk.project.importing import batches_of
from siamdesk.project.store import Project
from siamdesk.project.values import EditKind, PhotoBatch


def test_photos_without_a_class_go_to_the_inbox(project, photos):
    report = project.add_photos(photos)
    assert [photo.name for photo in report.added] == ["p0.png", "p1.png", "p2.png", "p3.png"]
    assert report.added == project.snapshot().photos
    first = report.added[0]
    assert (first.width, first.height, first.class_id, first.group) == (12, 9, None, None)
    assert first.digest == hashlib.sha256(photos[0].read_bytes()).hexdigest()


def test_the_project_keeps_its_own_copies(project, photos):
    added = project.add_photos(photos).added
    for original, photo in zip(photos, added, strict=True):
        assert photo.path.is_relative_to(project.images_folder)
        assert photo.path.read_bytes() == original.read_bytes()
        original.unlink()
        read_image(photo.path)


def test_copies_may_be_read_by_whoever_may_read_the_database(project, photos):
    project.add_photos(photos)
    mode = (project.path / "project.db").stat().st_mode
    assert all(path.stat().st_mode == mode for path in copies_on_disk(project))


def test_in_place_photos_are_read_where_they_lie(tmp_path, photos):
    with Project.create(tmp_path / "lean.siam", copy_images=False) as project:
        added = project.add_photos(photos).added
        assert [photo.path for photo in added] == photos
        assert copies_on_disk(project) == []
        photos[0].unlink()
        with pytest.raises(UnreadableImageError, match="missing"):
            read_image(project.snapshot().photos[0].path)


def test_relative_paths_are_remembered_as_absolute(tmp_path, photos, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Project.create(Path("lean.siam"), copy_images=False) as project:
        (photo,) = project.add_photos([Path("camera") / ".." / "camera" / "p0.png"]).added
        assert photo.path == photos[0]
        assert project.path.is_absolute()


def test_a_new_class_is_made_in_the_same_edit(project, photos):
    project.add_photos(photos[:2], class_name=" scratch ", group="part 7")
    snapshot = project.snapshot()
    assert [c.name for c in snapshot.classes] == ["scratch"]
    assert {p.class_id for p in snapshot.photos} == {snapshot.classes[0].id}
    assert {p.group for p in snapshot.photos} == {"part 7"}
    assert snapshot.undo_text == "Add 2 examples of scratch"
    project.undo()
    assert project.snapshot().classes == ()
    assert project.snapshot().photos == ()


def test_a_known_class_is_found_whatever_its_capitals(project, photos):
    scratch = project.add_class("Scratch")
    project.add_photos(photos[:1], class_name="SCRATCH")
    assert project.snapshot().photos[0].class_id == scratch.id
    project.undo()
    assert project.snapshot().classes == (scratch,)


def test_unreadable_files_are_reported_and_the_rest_is_added(project, photos, tmp_path):
    text = tmp_path / "notes.jpg"
    text.write_text("not a photo")
    report = project.add_photos([photos[0], text, tmp_path / "gone.png", tmp_path, photos[1]])
    assert [p.name for p in report.added] == ["p0.png", "p1.png"]
    assert [problem.path for problem in report.failed] == [text, tmp_path / "gone.png", tmp_path]
    assert "not a photo" in report.failed[0].reason
    assert "missing" in report.failed[1].reason
    assert "folder" in report.failed[2].reason
    assert len(copies_on_disk(project)) == 2


def test_a_photo_that_is_in_the_project_is_reported_with_its_class(project, photos, tmp_path):
    project.add_photos(photos[:1], class_name="scratch")
    project.add_photos(photos[1:2])
    again = tmp_path / "again.png"
    again.write_bytes(photos[0].read_bytes())
    revision = project.revision

    same, inbox = project.add_photos([again, photos[1]], class_name="scratch").duplicates
    assert same.path == again
    assert same.reason == "the same photo is already an example of 'scratch', as 'p0.png'."
    assert "already in the inbox" in inbox.reason
    assert "Set its class to 'scratch'" in inbox.reason

    report = project.add_photos([again], class_name="dent")
    assert "already an example of 'scratch'" in report.duplicates[0].reason
    assert "not added to 'dent'" in report.duplicates[0].reason
    assert report.added == ()
    # Nothing was added, so there was no edit, and no class was made.
    assert project.revision == revision
    assert [c.name for c in project.snapshot().classes] == ["scratch"]


def test_the_same_photo_twice_in_one_go_is_added_once(project, photos, tmp_path):
    twin = tmp_path / "twin.png"
    twin.write_bytes(photos[0].read_bytes())
    report = project.add_photos([photos[0], twin, photos[0]])
    assert len(report.added) == 1
    assert [problem.path for problem in report.duplicates] == [twin, photos[0]]


def test_one_photo_in_two_class_folders_is_shown_as_a_conflict(project, tmp_path):
    make_photos(tmp_path / "set" / "a", 1)
    make_photos(tmp_path / "set" / "b", 2)
    report = project.add_batches(batches_of([tmp_path / "set"]))
    assert classes_by_photo(project.snapshot()) == {"p0.png": "a", "p1.png": "b"}
    (conflict,) = report.duplicates
    assert "already an example of 'a'" in conflict.reason
    assert "not added to 'b'" in conflict.reason


def test_a_folder_of_classes_is_one_edit(project, tmp_path):
    make_photos(tmp_path / "set" / "dent", 2)
    make_photos(tmp_path / "set" / "ok", 3, first=10)
    loose = make_photos(tmp_path, 1, first=50)
    project.add_batches(batches_of([tmp_path / "set", *loose]))
    snapshot = project.snapshot()
    assert [c.name for c in snapshot.classes] == ["dent", "ok"]
    assert snapshot.undo_text == "Add 5 examples of 2 classes and 1 photo to the inbox"
    project.undo()
    assert project.snapshot().classes == ()
    project.redo()
    assert project.snapshot().photos == snapshot.photos


def test_batches_whose_names_differ_in_capitals_share_a_class(project, photos):
    project.add_batches([PhotoBatch((photos[0],), "Dent"), PhotoBatch((photos[1],), "dent")])
    assert classes_by_photo(project.snapshot()) == {"p0.png": "Dent", "p1.png": "Dent"}


def test_a_photo_that_was_removed_can_be_added_again(project, photos):
    (old,) = project.add_photos(photos[:1]).added
    project.remove_photos([old.id])
    (new,) = project.add_photos(photos[:1]).added
    assert new.id != old.id
    project.undo()
    project.undo()
    assert project.snapshot().photos == (old,)


def test_progress_tells_each_photo_in_order(project, photos):
    told = []
    project.add_photos(photos, progress=lambda fraction, text: told.append((fraction, text)))
    assert told == [((i + 1) / 4, f"Adding photo {i + 1} of 4: p{i}.png") for i in range(4)]


@pytest.mark.parametrize("after", [1, 3, 4])
def test_a_cancel_adds_nothing(project, photos, after):
    project.add_photos(photos[:1], class_name="scratch")
    before = project.snapshot()

    def cancel(fraction: float, text: str) -> None:
        if fraction >= after / 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        project.add_photos(photos, class_name="dent", progress=cancel)
    assert project.snapshot() == before
    assert copies_on_disk(project) == [before.photos[0].path]
    assert len(project.add_photos(photos).added) == 3


def test_an_impossible_class_name_is_refused_before_any_file_is_read(project):
    with pytest.raises(ClassNameError, match="slash"):
        project.add_photos([Path("gone.png")], class_name="a/b")


def test_nothing_to_add_is_no_edit(project):
    assert project.add_photos([]).added == ()
    assert project.history() == ()


def test_photos_with_odd_file_names_are_added(tmp_path):
    folder = tmp_path / "สแกน"
    folder.mkdir()
    names = ["ตำหนิ 😀.PNG", "no suffix", "a?b%20#c.png", os.fsdecode(b"latin-\xe9.png")]
    for number, name in enumerate(names):
        (folder / name).write_bytes(photo_bytes(number))
    paths = [folder / name for name in names]
    for copies in (True, False):
        with Project.create(tmp_path / f"{copies}?#%.siam", copy_images=copies) as project:
            project.add_photos(paths)
            photos = project.snapshot().photos
            assert [p.name for p in photos] == [*names[:3], "latin-?.png"]
            for photo in photos:
                read_image(photo.path)
            if not copies:
                assert [p.path for p in photos] == paths


def make_old(files):
    """As if written long ago."""
    for file in files:
        os.utime(file, (0, 0))


def test_an_addition_gives_the_space_of_abandoned_copies_back_once(project, photos):
    orphan = project.images_folder / "ab" / "orphan.png"
    orphan.parent.mkdir()
    young = project.images_folder / "ab" / "young.png"
    for file in (orphan, young):
        file.write_bytes(b"x")
    make_old([orphan])
    project.add_photos(photos[:1])
    assert (orphan.exists(), young.exists()) == (False, True)
    make_old([young])
    project.add_photos(photos[1:2])
    assert young.exists()  # until the project is opened again
    with Project.open(project.path) as again:
        assert young.exists()
        again.add_photos(photos[2:3])
        assert not young.exists()


def test_a_clean_up_that_fails_does_not_fail_the_addition(project, photos):
    loop = project.images_folder / "loop"
    loop.symlink_to(loop)
    with pytest.raises(StorageError):
        project.clean_up()
    assert len(project.add_photos(photos).added) == 4


def test_the_clean_up_deletes_what_nothing_can_bring_back(project, photos):
    project.add_photos(photos[:1])
    forgotten = project.add_photos(photos[1:2]).added[0]
    project.undo()
    removed = project.add_photos(photos[2:3]).added[0]  # the undone addition is forgotten
    project.remove_photos([removed.id])
    orphan = project.images_folder / "ab" / "orphan.png"
    torn = project.images_folder / "ab" / ".0123.part"
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    torn.write_bytes(b"x")
    assert project.clean_up() == 0  # all too young: they could be on their way in
    make_old(copies_on_disk(project))
    assert project.clean_up() == 3
    assert not any(path.exists() for path in (orphan, torn, forgotten.path))
    project.undo()
    assert all(photo.path.is_file() for photo in project.snapshot().photos)
    assert len(project.snapshot().photos) == 2


def test_the_kind_of_edit_is_recorded(project, photos):
    project.add_photos(photos)
    (edit,) = project.history()
    assert (edit.kind, edit.text) == (EditKind.ADD_PHOTOS, "Add 4 photos to the inbox")


@pytest.mark.parametrize("left", [None, b"", b"half"])
def test_adding_a_photo_again_restores_its_lost_copy(project, photos, tmp_path, left):
    lost, whole = project.add_photos(photos[:2], class_name="dent").added
    lost.path.unlink()
    if left is not None:
        lost.path.write_bytes(left)
    again = tmp_path / "again.jpeg"  # another suffix: the copy comes back where it was
    again.write_bytes(photos[0].read_bytes())
    before = project.snapshot()

    report = project.add_photos([again, photos[1]], class_name="dent")
    assert report.duplicates[0].reason == (
        "the same photo is already an example of 'dent', as 'p0.png'. "
        "Its copy in the project was lost and has been restored."
    )
    assert "restored" not in report.duplicates[1].reason
    assert lost.path.read_bytes() == photos[0].read_bytes()
    assert sorted(copies_on_disk(project)) == sorted([lost.path, whole.path])
    assert project.snapshot() == before


def test_a_restored_copy_survives_a_cancel(project, photos):
    (lost,) = project.add_photos(photos[:1]).added
    lost.path.unlink()

    def cancel(fraction: float, text: str) -> None:
        if fraction == 1.0:
            raise Cancelled

    with pytest.raises(Cancelled):
        project.add_photos(photos, progress=cancel)
    assert copies_on_disk(project) == [lost.path]


def test_a_project_in_place_makes_no_copies_of_photos_that_are_added_again(tmp_path, photos):
    with Project.create(tmp_path / "lean.siam", copy_images=False) as project:
        project.add_photos(photos[:1])
        (again,) = project.add_photos(photos[:1]).duplicates
        assert "restored" not in again.reason
        assert copies_on_disk(project) == []


def test_a_large_jpeg_is_listed_with_the_size_that_it_has_upright(project, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((1200, 900), 60).save(tmp_path / "large.jpg", exif=exif)
    (photo,) = project.add_photos([tmp_path / "large.jpg"]).added
    assert (photo.width, photo.height) == (900, 1200)
