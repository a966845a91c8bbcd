from __future__ import annotations

import getpass

import pytest
from project_photos import classes_by_photo

from siamdesk.errors import ClassNameError, ProjectError
from siamdesk.project.colours import CYCLE
from siamdesk.project.store import Project
from siamdesk.project.values import Happening
from siamdesk.project.wording import set_class_text


@pytest.fixture
def filled(project, photos):
    """p0, p1: scratch; p2, p3: inbox; dent is empty."""
    project.add_photos(photos[:2], class_name="scratch")
    project.add_photos(photos[2:])
    project.add_class("dent")
    return project


def ids(project, *names):
    return [photo.id for photo in project.snapshot().photos if photo.name in names]


def test_a_correction_moves_a_photo_and_undo_moves_it_back(filled):
    dent = filled.class_by_name("dent")
    filled.set_class(ids(filled, "p0.png", "p2.png"), dent.id)
    assert classes_by_photo(filled.snapshot()) == {
        "p0.png": "dent",
        "p1.png": "scratch",
        "p2.png": "dent",
        "p3.png": None,
    }
    assert filled.snapshot().undo_text == "Set class of 2 photos to dent"
    undone = filled.undo()
    assert undone is not None
    assert undone.undone
    assert undone.text == "Set class of 2 photos to dent"
    assert classes_by_photo(filled.snapshot())["p0.png"] == "scratch"
    assert classes_by_photo(filled.snapshot())["p2.png"] is None
    assert filled.snapshot().redo_text == "Set class of 2 photos to dent"
    redone = filled.redo()
    assert redone is not None
    assert not redone.undone
    assert classes_by_photo(filled.snapshot())["p2.png"] == "dent"


def test_examples_can_be_sent_back_to_the_inbox(filled):
    filled.set_class(ids(filled, "p0.png"), None)
    assert classes_by_photo(filled.snapshot())["p0.png"] is None
    assert filled.snapshot().undo_text == "Send p0.png back to the inbox"


def test_setting_the_class_that_a_photo_has_is_no_edit(filled):
    before = filled.snapshot()
    filled.set_class(ids(filled, "p0.png", "p1.png"), filled.class_by_name("scratch").id)
    filled.set_class([], None)
    filled.remove_photos([])
    assert filled.snapshot() == before


def test_removed_photos_come_back_by_undo_as_they_were(filled):
    before = filled.snapshot()
    filled.remove_photos(ids(filled, "p1.png", "p3.png"))
    assert [photo.name for photo in filled.snapshot().photos] == ["p0.png", "p2.png"]
    filled.undo()
    assert filled.snapshot().photos == before.photos


def test_classes_have_positions_and_colours_in_order(project):
    made = [project.add_class(f"class {n}") for n in range(len(CYCLE) + 1)]
    assert [c.position for c in made] == list(range(len(CYCLE) + 1))
    assert [c.colour for c in made] == [*CYCLE, CYCLE[0]]
    assert project.snapshot().classes == tuple(made)


def test_a_class_that_comes_back_by_redo_keeps_its_id(project):
    made = project.add_class("dent")
    project.undo()
    assert project.class_by_name("dent") is None
    project.redo()
    assert project.class_by_name("dent") == made


def test_a_name_that_was_undone_is_free_again(project):
    old = project.add_class("dent")
    project.undo()
    new = project.add_class("dent")
    assert new.id != old.id
    assert project.snapshot().classes == (new,)


def test_names_that_differ_in_capitals_or_composition_are_the_same(project):
    project.add_class("Größe é")
    for name in ("größe é", "GRÖSSE É", " Größe e\u0301 "):
        with pytest.raises(ClassNameError, match="already a class 'Größe é'"):
            project.add_class(name)
        found = project.class_by_name(name)
        assert found is not None
        assert found.name == "Größe é"


def test_renaming_can_change_capitals_but_not_take_a_name(filled):
    scratch = filled.class_by_name("scratch")
    filled.rename_class(scratch.id, "Scratch")
    assert filled.class_by_name("scratch").name == "Scratch"
    with pytest.raises(ClassNameError, match="already a class 'dent'"):
        filled.rename_class(scratch.id, "DENT")
    filled.rename_class(scratch.id, "ตำหนิ")
    assert filled.snapshot().undo_text == "Rename class Scratch to ตำหนิ"
    assert filled.class_by_name("scratch") is None
    filled.undo()
    assert filled.class_by_name("scratch").name == "Scratch"
    assert filled.class_by_name("ตำหนิ") is None


def test_photos_and_classes_that_are_gone_are_refused_and_nothing_changes(filled):
    before = filled.snapshot()
    known = before.photos[0].id
    with pytest.raises(ProjectError, match="1 of 2 photos are not in the project"):
        filled.set_class([known, 999], None)
    with pytest.raises(ProjectError, match="not in the project"):
        filled.remove_photos([999])
    with pytest.raises(ClassNameError, match="not in the project any more"):
        filled.set_class([known], 999)
    with pytest.raises(ClassNameError, match="not in the project any more"):
        filled.rename_class(999, "x")
    assert filled.snapshot() == before


def test_more_photos_than_an_sql_statement_has_variables(project):
    with pytest.raises(ProjectError, match="100000 of 100000 photos"):
        project.set_class(range(1, 100_001), None)


def test_nothing_to_undo_or_redo(project):
    revision = project.revision
    assert project.undo() is None
    assert project.redo() is None
    assert project.revision == revision
    assert project.snapshot().undo_text is None
    assert project.snapshot().redo_text is None


def test_a_new_edit_forgets_what_was_undone_but_the_trail_keeps_it(project):
    project.add_class("a")
    project.add_class("b")
    project.undo()
    project.add_class("c")
    assert project.redo() is None
    assert [edit.text for edit in project.history()] == ["Add class a", "Add class c"]
    assert [(line.happening, line.text) for line in project.trail()] == [
        (Happening.DONE, "Add class a"),
        (Happening.DONE, "Add class b"),
        (Happening.UNDONE, "Add class b"),
        (Happening.DONE, "Add class c"),
    ]


def test_the_trail_says_who_and_when(project):
    project.add_class("a")
    (line,) = project.trail()
    assert line.user == getpass.getuser()
    assert line.at.tzinfo is not None
    assert line.revision == project.revision
    assert line.at >= project.history()[0].at


def test_undo_and_redo_survive_a_restart(filled):
    before = filled.snapshot()
    filled.set_class(ids(filled, "p3.png"), filled.class_by_name("dent").id)
    path = filled.path
    filled.close()
    with Project.open(path) as again:
        assert again.snapshot().undo_text == "Set class of p3.png to dent"
        again.undo()
        assert again.snapshot().photos == before.photos
    with Project.open(path) as again:
        assert again.snapshot().redo_text == "Set class of p3.png to dent"
        again.redo()
        assert classes_by_photo(again.snapshot())["p3.png"] == "dent"
        while again.undo():
            pass
        assert again.snapshot().photos == ()
        assert again.snapshot().classes == ()


def test_every_edit_undo_and_redo_raises_the_revision(filled):
    seen = [filled.revision]
    for step in (lambda: filled.add_class("x"), filled.undo, filled.redo):
        step()
        seen.append(filled.revision)
    assert seen == sorted(set(seen))


def test_photos_that_did_not_change_are_the_same_values(filled):
    before = {photo.id: photo for photo in filled.snapshot().photos}
    (moved,) = ids(filled, "p3.png")
    filled.set_class([moved], filled.class_by_name("dent").id)
    for photo in filled.snapshot().photos:
        assert (photo is before[photo.id]) == (photo.id != moved)


# --- finding photos -------------------------------------------------------------------------------


def test_a_photo_is_found_by_path_name_or_content(filled, photos, tmp_path):
    second = filled.snapshot().photos[1]
    renamed = tmp_path / "renamed.png"
    renamed.write_bytes(photos[1].read_bytes())
    assert filled.find_photo(photos[1]) == second
    assert filled.find_photo("p1.png") == second
    assert filled.find_photo(renamed) == second
    assert filled.find_photo(second.path) == second
    assert filled.photo_by_digest(second.digest) == second
    photos[1].unlink()
    assert filled.find_photo(photos[1]) == second
    assert filled.find_photo("unheard-of.png") is None
    assert filled.photo_by_digest("0" * 64) is None


def test_another_photo_of_the_same_name_is_not_mistaken_for_it(filled, photos, monkeypatch):
    photos[1].write_bytes(photos[0].read_bytes() + b"the camera has begun anew at p1.png")
    monkeypatch.chdir(photos[1].parent)
    assert filled.find_photo(photos[1]) is None
    assert filled.find_photo("p1.png") is None


def test_a_photo_in_place_is_found_by_its_path_even_when_it_was_edited(tmp_path, photos):
    with Project.create(tmp_path / "lean.siam", copy_images=False) as project:
        project.add_photos(photos)
        photos[1].write_bytes(photos[1].read_bytes() + b"edited")
        assert project.find_photo(photos[1]) == project.snapshot().photos[1]


def test_a_name_that_several_photos_share_is_not_guessed(project, photos, tmp_path):
    other = tmp_path / "other" / "p0.png"
    other.parent.mkdir()
    other.write_bytes(photos[1].read_bytes())
    project.add_photos([photos[0], other])
    with pytest.raises(ProjectError, match=r"2 photos are called 'p0.png'.*path"):
        project.find_photo("p0.png")
    assert project.find_photo(other).digest != project.find_photo(photos[0]).digest


def test_a_name_is_found_however_its_accents_are_stored(project, photos, tmp_path):
    stored = tmp_path / "pie\u0301ce.png"
    stored.write_bytes(photos[0].read_bytes())
    project.add_photos([stored])
    stored.unlink()
    assert project.find_photo("pi\u00e9ce.png") is not None


# --- models and settings --------------------------------------------------------------------------


def test_one_model_version_is_active_at_a_time(project):
    assert project.model_versions() == ()
    first = project.add_model_version("lite0", project.models_folder / "1", 0.5, 0.75)
    second = project.add_model_version("lite0", project.models_folder / "2", 0.5, float("nan"))
    assert first.active
    assert second.accuracy_after != second.accuracy_after  # not a number stays that
    assert second.folder == project.models_folder / "2"
    assert [v.active for v in project.model_versions()] == [False, True]
    revision = project.revision
    project.activate_model(first.id)
    assert [v.active for v in project.model_versions()] == [True, False]
    project.activate_model(None)
    assert [v.active for v in project.model_versions()] == [False, False]
    assert project.revision > revision
    assert project.undo() is None
    with pytest.raises(ProjectError, match="no model version 99"):
        project.activate_model(99)


def test_an_inactive_version_changes_nothing_in_use(project):
    first = project.add_model_version("lite0", project.models_folder / "1", 0.5, 0.75)
    project.add_model_version("lite0", project.models_folder / "2", 0.5, 0.4, active=False)
    assert [v.id for v in project.model_versions() if v.active] == [first.id]


def test_models_lie_in_the_project_so_that_it_can_be_moved(project, tmp_path):
    with pytest.raises(ProjectError, match="not below"):
        project.add_model_version("lite0", tmp_path / "elsewhere", 0.5, 0.6)
    project.add_model_version("lite0", project.models_folder / "1", 0.5, 0.6)
    project.close()
    moved = project.path.rename(tmp_path / "moved.siam")
    with Project.open(moved) as again:
        assert again.model_versions()[0].folder == moved / "models" / "1"


def test_settings_are_kept(project):
    assert project.setting("encoder") is None
    project.set_setting("encoder", {"id": "lite0", "sizes": [224, 1.5, None, True]})
    project.set_setting("other", "ä")
    path = project.path
    project.close()
    with Project.open(path) as again:
        assert again.setting("encoder") == {"id": "lite0", "sizes": [224, 1.5, None, True]}
        again.set_setting("encoder", None)
        assert again.setting("encoder") is None
        assert again.setting("other") == "ä"


def test_photos_get_classes_of_their_own_in_one_edit(filled):
    scratch, dent = filled.class_by_name("scratch"), filled.class_by_name("dent")
    wanted = {
        **dict.fromkeys(ids(filled, "p0.png"), None),
        **dict.fromkeys(ids(filled, "p1.png", "p2.png"), dent.id),
        **dict.fromkeys(ids(filled, "p3.png"), scratch.id),
    }
    before, lines = classes_by_photo(filled.snapshot()), len(filled.trail())
    filled.set_classes(wanted)
    after = {"p0.png": None, "p1.png": "dent", "p2.png": "dent", "p3.png": "scratch"}
    assert classes_by_photo(filled.snapshot()) == after
    sentence = "Set class of 4 photos: 2 to dent, 1 back to the inbox, 1 to scratch"
    assert filled.snapshot().undo_text == sentence
    assert [line.text for line in filled.trail()[lines:]] == [sentence]
    filled.undo()
    assert classes_by_photo(filled.snapshot()) == before
    filled.redo()
    assert classes_by_photo(filled.snapshot()) == after


def test_one_wrong_class_among_several_changes_nothing(filled):
    before = filled.snapshot()
    first, second = ids(filled, "p2.png", "p3.png")
    dent = filled.class_by_name("dent").id
    with pytest.raises(ClassNameError):
        filled.set_classes({first: dent, second: 999})
    with pytest.raises(ProjectError):
        filled.set_classes({first: dent, 999: dent})
    assert filled.snapshot() == before


def test_photos_that_are_where_they_should_be_are_left_out_of_the_sentence(filled):
    dent = filled.class_by_name("dent").id
    (kept,), (moved,) = ids(filled, "p0.png"), ids(filled, "p2.png")
    filled.set_classes({kept: filled.class_by_name("scratch").id, moved: dent})
    assert filled.snapshot().undo_text == "Set class of p2.png to dent"


def test_many_classes_are_counted_and_not_all_named():
    moves = [("x.png", letter) for letter in "aaaaaaaaabcccccccddeeeee"]
    assert set_class_text(moves) == (
        "Set class of 24 photos: 9 to a, 7 to c, 5 to e, 3 to 2 other classes"
    )
    four = [(photo, letter) for photo, letter in moves if letter != "b"]
    assert set_class_text(four) == "Set class of 23 photos: 9 to a, 7 to c, 5 to e, 2 to d"
