"""Photos that look alike: the choices alone, and from an addition to a group in the window."""

from dataclasses import replace
from pathlib import Path

import pytest
from grid_values import photo, snapshot
from living_windows import OpenWindow, write_photo
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.gui.intake.similar_choices import Choice, edits_for, present_pairs
from siamdesk.gui.intake.similar_dialog import SimilarDialog
from siamdesk.gui.session.edit_requests import RemovePhotos, SetGroups
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project
from siamdesk.project.values import Photo, SimilarPair

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def named(number: int, group: str | None = None) -> Photo:
    return replace(photo(number, None), name=f"shot {number}.png", group=group)


def test_nothing_is_edited_when_all_are_kept() -> None:
    photos = [named(1), named(2)]
    pairs = [(photos[1], photos[0])]
    assert edits_for(snapshot(photos), pairs, {2: Choice.KEEP}) == []


def test_a_chain_of_shots_becomes_one_group_named_after_the_first() -> None:
    photos = [named(1), named(2), named(3)]
    pairs = [(photos[1], photos[0]), (photos[2], photos[1])]
    found = edits_for(snapshot(photos), pairs, {2: Choice.GROUP, 3: Choice.GROUP})
    assert found == [SetGroups(dict.fromkeys((1, 2, 3), "shot 1"))]


def test_a_group_that_there_is_takes_the_new_photo() -> None:
    photos = [named(1, "part 7"), named(2)]
    found = edits_for(snapshot(photos), [(photos[1], photos[0])], {2: Choice.GROUP})
    assert found == [SetGroups({2: "part 7"})]


def test_a_new_group_gets_no_name_of_another_one() -> None:
    photos = [named(1), named(2), named(3, "shot 1")]
    found = edits_for(snapshot(photos), [(photos[1], photos[0])], {2: Choice.GROUP})
    assert found == [SetGroups({1: "shot 1 (2)", 2: "shot 1 (2)"})]


def test_skipped_photos_are_taken_out_by_one_edit() -> None:
    photos = [named(number) for number in range(1, 5)]
    pairs = [(photos[1], photos[0]), (photos[3], photos[2])]
    found = edits_for(snapshot(photos), pairs, {2: Choice.SKIP, 4: Choice.SKIP})
    assert found == [RemovePhotos((2, 4))]


def test_pairs_that_are_settled_are_not_shown_again() -> None:
    photos = [named(1, "a"), named(2, "a"), named(3)]
    pairs = [SimilarPair(2, 1), SimilarPair(3, 1), SimilarPair(9, 1)]
    assert present_pairs(snapshot(photos), pairs) == ((photos[2], photos[0]),)


def shown_dialog() -> SimilarDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SimilarDialog)
    return dialog


def press_notice(window: MainWindow) -> None:
    window.photo_page.banner.details_requested.emit()


def test_added_photos_that_look_alike_are_told_compared_and_grouped(
    qtbot: QtBot, opened_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "parts.siam"
    first = write_photo(tmp_path / "first.png", "dent", 1)
    Image.open(first).save(tmp_path / "again.jpg", quality=92)
    with Project.create(path) as made:
        made.add_photos([first])
    window, session = opened_window(path)
    with qtbot.waitSignal(session.noticed) as told:
        session.add_to([tmp_path / "again.jpg"], None)
    notice = told.args[0]
    assert notice.text == "Added 1 photo. 1 of them looks nearly like another photo."
    press_notice(window)
    dialog = shown_dialog()
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["again.jpg"]
    dialog.choices[Choice.GROUP].click()
    with qtbot.waitSignal(session.changed):
        dialog.accept_choices()
    assert [p.group for p in session.snapshot.photos] == ["first", "first"]
    assert session.similar == ()


def test_a_choice_is_made_for_all_pairs_at_once(
    qtbot: QtBot, opened_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "parts.siam"
    files = [
        write_photo(tmp_path / f"{i}.png", kind, i) for i, kind in enumerate(("dent", "stain"))
    ]
    copies = [file.with_suffix(".jpg") for file in files]
    for file, copy in zip(files, copies, strict=True):
        Image.open(file).save(copy, quality=92)
    with Project.create(path) as made:
        made.add_photos(files)
    window, session = opened_window(path)
    with qtbot.waitSignal(session.noticed):
        session.add_to(copies, None)
    press_notice(window)
    dialog = shown_dialog()
    dialog.choices[Choice.SKIP].click()
    dialog.for_all.click()
    with qtbot.waitSignal(session.changed):
        dialog.accept_choices()
    assert [p.name for p in session.snapshot.photos] == ["0.png", "1.png"]
