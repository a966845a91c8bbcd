"""What of photos is looked at, as edits of the project."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from project_photos import make_photos

from siamdesk.errors import ProjectError
from siamdesk.images.framing import PLAIN, WHOLE, Framing, Region, Window
from siamdesk.project.framing_words import framing_words
from siamdesk.project.store import Project

LEFT = Region(0, 0, 0.5, 1)
RIGHT = Region(0.5, 0, 1, 1)
WINDOW = Window(1000, 2000)


def grey_16(path, *values):
    """A photo with such values, one column of each."""
    Image.fromarray(np.tile(np.array(values, np.uint16), (20, 1))).save(path)
    return path


@pytest.fixture
def framed(project, photos):
    """Four photos; the first has a region of its own, and the project has another."""
    project.add_photos(photos)
    ids = [p.id for p in project.snapshot().photos]
    project.set_framing({ids[0]: Framing(LEFT)})
    project.set_project_framing(Framing(RIGHT))
    return project


def regions(project):
    return [p.framing.region for p in project.snapshot().photos]


def test_a_photos_own_region_comes_before_that_of_the_project(framed):
    assert regions(framed) == [LEFT, RIGHT, RIGHT, RIGHT]
    assert framed.snapshot().framing == framed.framing == Framing(RIGHT)


def test_a_photo_can_be_looked_at_whole_in_a_project_with_a_region(framed):
    photo = framed.snapshot().photos[1]
    framed.set_framing({photo.id: Framing(WHOLE)})
    found = framed.snapshot().photos[1]
    assert found.look == found.digest


def test_an_outline_is_kept_and_undone(framed):
    drawn = Region.around([(0.1, 0.2), (0.9, 0.3), (1 / 3, 0.8)])
    framed.set_project_framing(Framing(drawn))
    assert regions(framed) == [LEFT, drawn, drawn, drawn]
    with Project.open(framed.path, read_only=True) as again:
        assert regions(again) == [LEFT, drawn, drawn, drawn]
    framed.undo()
    assert regions(framed) == [LEFT, RIGHT, RIGHT, RIGHT]


def test_each_look_at_a_photo_has_a_name_of_its_own(framed):
    photos = framed.snapshot().photos
    assert all(p.look.startswith(p.digest) and p.look != p.digest for p in photos)
    keys = [p.look.removeprefix(p.digest) for p in photos]
    assert keys[0] != keys[1] == keys[2] == keys[3]


def test_framings_are_undone_and_redone_across_restarts(framed):
    path = framed.path
    framed.close()
    with Project.open(path) as again:
        again.undo()
        assert regions(again) == [LEFT, None, None, None]
        again.undo()
        assert regions(again) == [None] * 4
    with Project.open(path) as again:
        again.redo()
        again.redo()
        assert regions(again) == [LEFT, RIGHT, RIGHT, RIGHT]


def test_one_edit_gives_all_photos_the_projects_framing_and_undo_gives_their_own_back(framed):
    edits = len(framed.history())
    framed.set_project_framing(Framing(RIGHT, WINDOW), everywhere=True)
    assert len(framed.history()) == edits + 1
    assert regions(framed) == [RIGHT] * 4
    framed.undo()
    assert regions(framed) == [LEFT, RIGHT, RIGHT, RIGHT]
    assert framed.framing == Framing(RIGHT)


def test_what_changes_nothing_is_no_edit(framed):
    edits = len(framed.history())
    first = framed.snapshot().photos[0].id
    framed.set_framing({first: Framing(LEFT)})
    framed.set_project_framing(Framing(RIGHT))
    assert len(framed.history()) == edits


def test_a_photo_that_is_gone_is_refused(framed):
    with pytest.raises(ProjectError, match="not in the project any more"):
        framed.set_framing({99: PLAIN})


def test_the_history_says_what_was_chosen(project, photos):
    project.add_photos(photos)
    first, second, *_ = (p.id for p in project.snapshot().photos)
    project.set_framing({first: Framing(Region(0.1, 0, 0.905, 0.5))})
    project.set_framing({first: Framing(window=Window(0.5, 1200))})
    project.set_framing({first: PLAIN})
    project.set_framing(dict.fromkeys((first, second), Framing(WHOLE)))
    project.set_framing({first: Framing(LEFT), second: Framing(RIGHT)})
    project.set_project_framing(Framing(Region.around([(0, 0), (0.5, 0.2), (0.1, 1)])))
    project.set_project_framing(Framing(LEFT))
    project.set_project_framing(Framing(LEFT, WINDOW))
    project.set_project_framing(Framing(window=WINDOW))
    project.set_project_framing(PLAIN)
    assert [edit.text for edit in project.history()[1:]] == [
        "Look at a region of p0.png: 10 % to 90.5 % across, 0 % to 50 % down",
        "Choose region and grey values of p0.png",
        "Show the project's grey values of p0.png",
        "Look at the whole of 2 photos",
        "Choose what is looked at of 2 photos",
        "Look at a region of all photos: 0 % to 50 % across, 0 % to 100 % down, within an outline",
        "Look at a region of all photos: 0 % to 50 % across, 0 % to 100 % down",
        "Show grey values 1,000 to 2,000 of all photos",
        "Look at the whole of all photos",
        "Show the usual grey values of all photos",
    ]
    assert [line.text for line in project.trail()] == [e.text for e in project.history()]


def test_a_change_for_photos_leaves_the_others_the_very_same_values(framed):
    before = framed.snapshot().photos
    framed.set_framing({before[3].id: Framing(LEFT)})
    after = framed.snapshot().photos
    assert [a is b for a, b in zip(after, before, strict=True)] == [True, True, True, False]
    framed.set_project_framing(Framing(WHOLE))
    assert framed.snapshot().photos[0] is after[0]  # it has a region of its own


def test_a_window_is_nothing_to_photos_of_8_bits(project, tmp_path, photos):
    deep = grey_16(tmp_path / "deep.png", 5, 9)
    project.add_photos([*photos[:1], deep])
    shallow = project.snapshot().photos[0]
    project.set_project_framing(Framing(window=WINDOW))
    first, second = project.snapshot().photos
    assert (first.deep, first.framing) == (False, PLAIN)
    assert first is shallow
    assert (second.deep, second.framing) == (True, Framing(window=WINDOW))


def test_damage_in_a_framing_cannot_be_undone_into_another_table(framed):
    connection = sqlite3.connect(framed.path / "project.db")
    connection.execute("UPDATE edit SET inverse = replace(inverse, 'grey_window', 'revision')")
    connection.commit()
    connection.close()
    with pytest.raises(ValueError, match="not what an edit may change"):
        framed.undo()


# --- the grey values of a project's first deep photos ---------------------------------------------


def test_the_first_deep_photos_decide_once_which_grey_values_are_shown(project, tmp_path):
    first = [
        grey_16(tmp_path / "a.png", 10_000, 20_000),
        grey_16(tmp_path / "b.png", 15_000, 30_000),
    ]
    report = project.add_photos(first)
    # 10,000 to 30,000 and a tenth of that on both sides
    assert report.window == Window(8_000, 32_000) == project.framing.window
    assert (
        project.history()[-1].text == "Add 2 photos to the inbox; show grey values 8,000 to 32,000"
    )
    later = project.add_photos([grey_16(tmp_path / "c.png", 100, 60_000)])
    assert later.window is None
    assert {p.framing.window for p in project.snapshot().photos} == {Window(8_000, 32_000)}


def test_undoing_the_addition_undoes_the_choice_of_grey_values(project, tmp_path):
    project.add_photos([grey_16(tmp_path / "a.png", 10_000, 20_000)])
    project.undo()
    assert project.framing == PLAIN
    project.redo()
    assert project.framing.window is not None


def test_grey_values_that_the_inspector_chose_stay(project, tmp_path):
    project.set_project_framing(Framing(window=WINDOW))
    project.add_photos([grey_16(tmp_path / "a.png", 10_000, 20_000)])
    assert project.framing.window == WINDOW


@pytest.mark.parametrize("values", [(7, 7), ()], ids=["plain", "8 bits"])
def test_nothing_is_decided_by_photos_that_have_nothing_to_choose(project, tmp_path, values):
    paths = [grey_16(tmp_path / "a.png", *values)] if values else make_photos(tmp_path, 1)
    assert project.add_photos(paths).window is None
    assert project.framing == PLAIN


# --- what is told ---------------------------------------------------------------------------------


def test_reports_tell_of_regions_and_grey_values(framed, tmp_path):
    framed.set_project_framing(Framing(Region(0.1, 0.2, 0.9, 0.8), WINDOW))
    assert framing_words(framed.snapshot()) == (
        "Only a region of each photo counts: 10 % to 90 % across, 20 % to 80 % down.",
        "Of 1 photo the region or the grey values are other ones.",
    )
    framed.add_photos([grey_16(tmp_path / "a.png", 10, 20)])
    assert (
        "Of photos with more than 8 bits the grey values 1,000 to 2,000 are shown."
        in framing_words(framed.snapshot())
    )


def test_reports_of_whole_photos_say_nothing_of_it(project, photos):
    project.add_photos(photos)
    assert framing_words(project.snapshot()) == ()


# --- projects of the format before ----------------------------------------------------------------


@pytest.fixture
def format_4(tmp_path):
    """A project that SiamDesk wrote when its format was 4, as SQL."""
    path = tmp_path / "old.siam"
    for folder in ("images", "cache", "models"):
        (path / folder).mkdir(parents=True)
    connection = sqlite3.connect(path / "project.db", isolation_level=None)
    connection.executescript(Path(__file__).with_name("format_4.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def test_a_project_of_format_4_keeps_everything_and_can_be_framed(format_4):
    with Project.open(format_4) as project:
        photos = project.snapshot().photos
        assert [(p.name, p.group, p.note) for p in photos] == [
            ("p0.png", "part 7", ""),
            ("p1.png", None, "near the edge"),
            ("p2.png", None, ""),
            ("old.JPG", None, ""),
        ]
        # what a PNG holds is not known without reading it; a JPEG has 8 bits
        assert [p.deep for p in photos] == [None, None, None, False]
        assert all(p.look == p.digest for p in photos)
        project.redo()
        assert project.snapshot().photos[2].note == "undone"
        project.set_project_framing(Framing(LEFT, WINDOW))
        assert [p.framing.window for p in project.snapshot().photos] == [WINDOW] * 3 + [None]
    (backup,) = format_4.glob("project-format4-*.db")
    connection = sqlite3.connect(backup)
    assert connection.execute("SELECT COUNT(*) FROM photo").fetchone() == (4,)
    assert "region" not in [row[1] for row in connection.execute("PRAGMA table_info(photo)")]
    connection.close()


def test_photos_of_older_projects_of_unknown_depth_leave_the_grey_values_alone(format_4, tmp_path):
    with Project.open(format_4) as project:
        assert project.add_photos([grey_16(tmp_path / "a.png", 10, 20)]).window is None
