"""Groups by hand, folder and file name: the rules alone, and the dialog in the real window."""

from dataclasses import replace
from pathlib import Path

import pytest
from grid_values import photo, snapshot
from living_windows import OpenWindow, write_photo
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from siamdesk.gui.groups.group_dialog import FIRST_PATTERN, GroupDialog, Way
from siamdesk.gui.groups.grouping import (
    ByFolder,
    ByHand,
    ByName,
    Grouper,
    Grouping,
    PatternError,
    folder_labels,
)
from siamdesk.gui.session.edit_requests import SetGroups
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project
from siamdesk.project.values import Photo, ProjectSnapshot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def named(number: int, name: str, class_id: int | None = None, group: str | None = None) -> Photo:
    return replace(photo(number, class_id), name=name, group=group)


def worked_out(qtbot: QtBot, rule: object, photos: list[Photo], project: object) -> Grouping:
    home = QObject()
    grouper = Grouper(home)
    with qtbot.waitSignal(grouper.finished, timeout=10_000) as done:
        grouper.start(rule, photos, project)  # type: ignore[arg-type]
    found = done.args[0]
    assert isinstance(found, Grouping)
    return found


# ---- the rules alone ----


@pytest.mark.parametrize(
    ("pattern", "name", "group"),
    [
        (FIRST_PATTERN, "part-12_a.png", "part-12"),
        (FIRST_PATTERN, "whole.png", None),
        (r"\d+", "part 012 b.png", "012"),
        (r"^(\w)\w*-(\d+)", "left-7-dark.png", "l 7"),
        (r"^(x)?part(\d)", "part3.png", "3"),
        (r"(Größe\d)", "Größe4 links.png", "Größe4"),
        (r"()", "any.png", None),
    ],
)
def test_a_pattern_tells_the_group_by_what_its_brackets_find(
    qapp: object, pattern: str, name: str, group: str | None
) -> None:
    assert ByName(pattern).group_of(named(1, name)) == group


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("^(part", "This is no pattern: missing closing parenthesis, after “^(part”."),
        ("a)b", "This is no pattern: unmatched closing parenthesis, after “a)”."),
        ("", "Type a pattern that finds the part in the file name."),
    ],
)
def test_a_bad_pattern_is_told_in_a_clear_sentence(qapp: object, pattern: str, said: str) -> None:
    with pytest.raises(PatternError) as caught:
        ByName(pattern)
    assert str(caught.value) == said


def test_a_pattern_that_would_never_end_gives_up(qapp: object) -> None:
    rule = ByName("^(a|aa)+$")
    with pytest.raises(PatternError, match="too slow for “aaa"):
        rule.group_of(named(1, "a" * 200 + "!"))


def test_folders_are_told_apart_by_as_little_as_it_takes() -> None:
    assert folder_labels({"/in/left", "/in/right"}) == {"/in/left": "left", "/in/right": "right"}
    assert folder_labels({"/in/1/left", "/in/2/left", "/in/2/right"}) == {
        "/in/1/left": "1/left",
        "/in/2/left": "2/left",
        "/in/2/right": "right",
    }
    # One is the end of the other.
    assert folder_labels({"/left", "/in/left", ""})["/in/left"] == "in/left"


def test_what_a_rule_comes_to_is_counted_and_sorted_as_people_do(qtbot: QtBot) -> None:
    photos = [
        named(1, "part10_a.png"),
        named(2, "part9_a.png"),
        named(3, "part9_b.png"),
        named(4, "other.png", group="part9"),
        named(5, "another.png"),
    ]
    found = worked_out(qtbot, ByName(FIRST_PATTERN), photos, snapshot(photos))
    assert [(r.name, r.photos, r.others, r.such_as) for r in found.rows] == [
        ("part9", 2, 1, "part9_a.png, part9_b.png"),
        ("part10", 1, 0, "part10_a.png"),
    ]
    assert found.groups == {1: "part10", 2: "part9", 3: "part9"}
    assert found.left_alone == 2


def test_a_class_that_would_be_one_part_is_named(qtbot: QtBot) -> None:
    photos = [named(1, "a", 1), named(2, "b", 1), named(3, "c", 2), named(4, "d", 2, "z")]
    project = snapshot(photos)
    assert worked_out(qtbot, ByHand("x"), photos[:2], project).lonely == ("scratch",)
    assert worked_out(qtbot, ByHand("z"), photos[2:3], project).lonely == ("dent",)
    assert worked_out(qtbot, ByHand(""), photos, project).lonely == ()
    assert worked_out(qtbot, ByHand("x"), photos[1:3], project).lonely == ()


def test_an_empty_name_takes_photos_out_of_their_groups(qtbot: QtBot) -> None:
    photos = [named(1, "a", group="x"), named(2, "b")]
    found = worked_out(qtbot, ByHand("  "), photos, snapshot(photos))
    assert found.groups == {1: None, 2: None}
    assert found.rows == ()


def test_the_folder_of_origin_is_the_group(qtbot: QtBot) -> None:
    photos = [replace(photo(i), folder=f"/camera/part {i % 2}") for i in (1, 2, 3)]
    found = worked_out(qtbot, ByFolder(photos), photos, snapshot(photos))
    assert found.groups == {1: "part 1", 2: "part 0", 3: "part 1"}


def test_the_window_gets_its_turn_while_a_hundred_thousand_photos_are_grouped(
    qtbot: QtBot,
) -> None:
    photos = [named(i, f"part{i // 3}_{i % 3}.png") for i in range(1, 100_001)]
    project = ProjectSnapshot(Path("/gone"), 1, (), tuple(photos), None, None)
    home = QObject()
    turns: list[int] = []
    window = QTimer(home, interval=0)
    window.timeout.connect(lambda: turns.append(1))
    window.start()
    found = worked_out(qtbot, ByName(FIRST_PATTERN), photos, project)
    assert found.groups == {i: f"part{i // 3}" for i in range(1, 100_001)}
    assert [row.name for row in found.rows] == [f"part{i}" for i in range(33_334)]
    assert len(turns) > 5


# ---- in the window ----


@pytest.fixture
def opened(opened_window: OpenWindow, project_path: Path) -> tuple[MainWindow, Session]:
    return opened_window(project_path)


def groups(session: Session) -> dict[str, str | None]:
    assert session.snapshot is not None
    return {photo.name: photo.group for photo in session.snapshot.photos}


def ask(qtbot: QtBot, window: MainWindow) -> GroupDialog:
    qtbot.keyClick(window.photo_page.grid, Key.Key_G, CTRL)
    dialog = window.findChild(GroupDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def ready(qtbot: QtBot, dialog: GroupDialog) -> QPushButton:
    button = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    qtbot.waitUntil(button.isEnabled)
    return button


def undo(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, Key.Key_Z, CTRL)


def test_the_selected_photos_are_grouped_by_hand_with_keys_alone(
    qtbot: QtBot, opened: tuple[MainWindow, Session], project_path: Path
) -> None:
    window, session = opened
    grid = window.photo_page.grid
    qtbot.keyClick(grid, Key.Key_Right, SHIFT)
    dialog = ask(qtbot, window)
    assert dialog.way is Way.HAND
    qtbot.keyClicks(dialog.field, "4711")
    ready(qtbot, dialog)
    assert dialog.words.startswith("2 photos in 1 group.")
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog.field, Key.Key_Return)
    assert [name for name, group in groups(session).items() if group == "4711"] == [
        "new 0.png",
        "new 1.png",
    ]
    with Project.open(project_path) as project:
        assert project.snapshot().undo_text == "Put 2 photos into group 4711"
    undo(qtbot, window, session)
    assert set(groups(session).values()) == {None}


def test_existing_groups_are_offered_while_typing(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    assert session.snapshot is not None
    ids = [photo.id for photo in session.snapshot.photos]
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(SetGroups({ids[0]: "Left 12", ids[1]: "right 12", ids[2]: "right 13"}))
    qtbot.keyClick(window.photo_page.grid, Key.Key_Right, SHIFT)
    dialog = ask(qtbot, window)
    completer = dialog.field.completer()
    assert completer is not None
    qtbot.keyClicks(dialog.field, "T 12")
    offered = completer.completionModel()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == [
        "Left 12",
        "right 12",
    ]
    dialog.close()


def test_a_pattern_is_previewed_while_it_is_typed(
    qtbot: QtBot, opened: tuple[MainWindow, Session]
) -> None:
    window, session = opened
    dialog = ask(qtbot, window)
    assert dialog.way is Way.NAME
    ready(qtbot, dialog)
    model = dialog.findChild(QTableView).model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "dent",
        "new",
        "scratch",
    ]
    assert "All examples of “scratch” and 1 more would be one part" in dialog.words
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "^(new [01]")
    assert dialog.words == "This is no pattern: missing closing parenthesis, after “^(new [01]”."
    assert model.rowCount() == 0
    with qtbot.assertNotEmitted(dialog.chosen, wait=50):
        qtbot.keyClick(dialog.field, Key.Key_Return)
    qtbot.keyClicks(dialog.field, ")")
    ready(qtbot, dialog)
    assert "10 photos stay as they are." in dialog.words
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog.field, Key.Key_Return)
    assert {n: g for n, g in groups(session).items() if g} == {
        "new 0.png": "new 0",
        "new 1.png": "new 1",
    }


def test_photos_are_grouped_by_the_folder_that_they_came_from(
    qtbot: QtBot, opened: tuple[MainWindow, Session], tmp_path: Path
) -> None:
    window, session = opened
    taken = [write_photo(tmp_path / "camera" / f"part {i}" / "a.png", "dent", i) for i in (70, 71)]
    with qtbot.waitSignal(session.noticed, timeout=20_000):
        session.add_to(taken, None)
    dialog = ask(qtbot, window)
    button = next(
        b for b in dialog.findChildren(QPushButton) if b.property("way") == Way.FOLDER.value
    )
    button.click()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        ready(qtbot, dialog).click()
    assert session.snapshot is not None
    found = {p.digest: p.group for p in session.snapshot.photos}
    assert list(found.values()) == [tmp_path.name] * 12 + ["part 70", "part 71"]


def test_the_inspector_tells_the_group(qtbot: QtBot, opened: tuple[MainWindow, Session]) -> None:
    window, session = opened
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(SetGroups({window.photo_page.grid.selected_ids()[0]: "4711"}))
    assert "group 4711" in window.inspector.facts
