"""The window with a real project on disk, driven by keys and drops; the worker is not started."""

import re
import shutil
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from living_windows import OpenWindow, write_photo
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import Ready, WorkerDied
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.actions.action_specs import SPECS
from siamdesk.gui.classes.split_dialog import SplitDialog
from siamdesk.gui.grid.photo_model import Show
from siamdesk.gui.intake.dropping import Dropping
from siamdesk.gui.intake.import_dialog import ImportDialog
from siamdesk.gui.parts import transfer
from siamdesk.gui.parts.banner import NoticeKind
from siamdesk.gui.session.additions import AddByFolder
from siamdesk.gui.session.edit_requests import AddClass
from siamdesk.gui.session.project_link import ProjectLink
from siamdesk.gui.session.session import Session
from siamdesk.gui.settings import Settings
from siamdesk.gui.window.dialogs import ProblemsDialog, ShortcutSheet
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project
from siamdesk.project.values import Photo

# What the offscreen platform can't do, no window needs.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RankAll = Callable[[Session, int], None]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def photos(session: Session) -> dict[str, Photo]:
    assert session.snapshot is not None
    return {photo.name: photo for photo in session.snapshot.photos}


def class_id(session: Session, name: str) -> int:
    assert session.snapshot is not None
    return next(c.id for c in session.snapshot.classes if c.name == name)


def press(qtbot: QtBot, window: MainWindow, session: Session, *keys: object) -> None:
    """Press a key in the grid and wait for the project to follow."""
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, *keys)


def drop(target: QWidget, mime: QMimeData, at: QPoint | None = None) -> None:
    """Drop on a widget as the window system does: enter, then drop."""
    place = at or target.rect().center()
    both = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(place, *both)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(place), *both))


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def names(window: MainWindow) -> list[str]:
    model = window.photo_model
    return [model.photo(row).name for row in range(model.rowCount())]


def test_the_window_starts_with_new_open_sample_and_without_project(
    opened_window: OpenWindow,
) -> None:
    window, _ = opened_window(None)
    assert not window.shows_work
    assert {ActionId.NEW_PROJECT, ActionId.OPEN_PROJECT, ActionId.OPEN_SAMPLE} == set(
        window.start_page.cards
    )
    assert not window.actions_by_id[ActionId.ADD_PHOTOS].isEnabled()
    assert window.actions_by_id[ActionId.OPEN_SAMPLE].isEnabled()


def test_opening_a_project_shows_its_inbox_with_the_first_photo_selected(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    assert window.shows_work
    assert names(window) == [f"new {i}.png" for i in range(6)]
    assert window.photo_page.grid.selected_ids() == [photos(session)["new 0.png"].id]
    assert window.settings.recent() == [project_path]


def test_enter_accepts_the_first_guess_and_goes_to_the_next_photo(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    dent = class_id(session, "dent")
    rank_all(session, dent)
    press(qtbot, window, session, Key.Key_Return)
    assert photos(session)["new 0.png"].class_id == dent
    assert names(window) == [f"new {i}.png" for i in range(1, 6)]
    assert window.photo_page.grid.selected_ids() == [photos(session)["new 1.png"].id]


def test_two_quick_enters_accept_two_photos(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    dent = class_id(session, "dent")
    rank_all(session, dent)
    with qtbot.waitSignals([session.changed, session.changed], timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, Key.Key_Return)
        qtbot.keyClick(window.photo_page.grid, Key.Key_Return)
    assert photos(session)["new 0.png"].class_id == dent
    assert photos(session)["new 1.png"].class_id == dent
    assert photos(session)["new 2.png"].class_id is None


def test_enter_without_a_guess_changes_nothing(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    with qtbot.assertNotEmitted(session.changed, wait=200):
        qtbot.keyClick(window.photo_page.grid, Key.Key_Return)


def test_a_number_key_corrects_the_selection_and_undo_brings_it_back_selected(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    scratch, dent = class_id(session, "scratch"), class_id(session, "dent")
    rank_all(session, dent)
    grid = window.photo_page.grid
    qtbot.keyClick(grid, Key.Key_Right, SHIFT)
    chosen = grid.selected_ids()
    assert len(chosen) == 2
    press(qtbot, window, session, Key.Key_1)
    assert photos(session)["new 0.png"].class_id == scratch
    assert photos(session)["new 1.png"].class_id == scratch
    press(qtbot, window, session, Key.Key_Z, CTRL)
    assert photos(session)["new 0.png"].class_id is None
    assert names(window) == [f"new {i}.png" for i in range(6)]
    assert grid.selected_ids() == chosen
    press(qtbot, window, session, Key.Key_Z, CTRL | SHIFT)
    assert photos(session)["new 1.png"].class_id == scratch
    with Project.open(project_path) as project:
        found = {p.name: p.class_id for p in project.snapshot().photos}
    assert found["new 0.png"] == scratch


def test_digits_typed_into_a_field_correct_nothing(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    field = window.side_bar.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClicks(field, "crack 2")
        qtbot.keyClick(field, Key.Key_Return)
    assert session.snapshot is not None
    assert [c.name for c in session.snapshot.classes] == ["scratch", "dent", "crack 2"]
    assert photos(session)["new 0.png"].class_id is None


def test_a_class_name_that_is_taken_is_told_in_the_banner(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        window.side_bar.class_addition_requested.emit("dent")
    notice = window.photo_page.banner.notice
    assert notice is not None
    assert notice.kind is NoticeKind.ERROR
    assert "dent" in notice.text
    assert window.photo_page.banner.isVisible()


def test_delete_removes_and_undo_restores(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    press(qtbot, window, session, Key.Key_Delete)
    assert "new 0.png" not in photos(session)
    press(qtbot, window, session, Key.Key_Z, CTRL)
    assert "new 0.png" in photos(session)


def test_backspace_sends_an_example_back_to_the_inbox(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    assert window.photo_model.show is Show.EXAMPLES
    window.photo_page.grid.setFocus()
    press(qtbot, window, session, Key.Key_Backspace)
    assert photos(session)["scratch 0.png"].class_id is None


def test_a_folder_dropped_on_the_grid_brings_one_class_per_sub_folder(
    qtbot: QtBot, opened_window: OpenWindow, photo_folder: Path, tmp_path: Path
) -> None:
    window, session = opened_window(None)
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.create_project(tmp_path / "New.siam")
    assert "Drop photos here" in window.photo_page.empty.words
    with qtbot.waitSignal(session.import_planned, timeout=20_000):
        drop(window, files(photo_folder))
    with qtbot.waitSignal(session.noticed, timeout=20_000):
        qtbot.keyClick(import_dialog(window), Key.Key_Return)
    assert session.snapshot is not None
    assert [c.name for c in session.snapshot.classes] == ["dent", "scratch"]
    assert names(window) == ["loose 1.png", "loose 2.png"]
    assert sum(p.class_id is not None for p in session.snapshot.photos) == 6
    assert "Added 8 photos" in window.photo_page.banner.notice.text
    # One drop is one edit: one undo takes photos and classes back.
    # (By the menu: the offscreen platform gives keys to no window once a dialog is gone.)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        window.actions_by_id[ActionId.UNDO].trigger()
    assert session.snapshot.photos == ()
    assert session.snapshot.classes == ()


def import_dialog(window: MainWindow) -> ImportDialog:
    return window.findChildren(ImportDialog)[-1]


def test_the_inspector_sees_what_a_folder_would_bring_and_leaves_a_class_out(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, photo_folder: Path
) -> None:
    window, session = opened_window(project_path)
    write_photo(photo_folder / "pit" / "1.png", "dent", 77)
    write_photo(photo_folder / "pit" / "2.png", "dent", 78)
    before = photos(session)
    with qtbot.waitSignal(session.import_planned, timeout=20_000):
        drop(window, files(photo_folder))
    dialog = import_dialog(window)
    rows = [
        [dialog.table.item(row, column).text() for column in range(3)]
        for row in range(dialog.table.rowCount())
    ]
    examples = Counter(p.class_id for p in before.values())
    assert rows == [
        ["dent", "3", f"{examples[class_id(session, 'dent')]} examples"],
        ["pit", "2", "new class"],
        ["scratch", "3", f"{examples[class_id(session, 'scratch')]} examples"],
    ]
    for row in (0, 2):
        dialog.table.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen.classes == {"pit": 2}
    with qtbot.waitSignal(session.noticed, timeout=20_000):
        qtbot.keyClick(dialog, Key.Key_Return)
    added = set(photos(session)) - set(before)
    assert added == {"1.png", "2.png"} | {n for n in added if n.startswith("loose")}
    assert photos(session)["1.png"].class_id == class_id(session, "pit")


def test_a_folder_can_go_to_the_inbox_as_a_whole_or_not_be_added_at_all(
    qtbot: QtBot, opened_window: OpenWindow, photo_folder: Path, tmp_path: Path
) -> None:
    window, session = opened_window(None)
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.create_project(tmp_path / "New.siam")
    archive = Path(shutil.make_archive(str(tmp_path / "set"), "zip", photo_folder))
    with qtbot.waitSignal(session.import_planned, timeout=20_000):
        drop(window, files(archive))
    import_dialog(window).reject()
    assert session.snapshot is not None
    assert session.snapshot.photos == ()
    with qtbot.waitSignal(session.import_planned, timeout=20_000):
        drop(window, files(archive))
    dialog = import_dialog(window)
    dialog.as_inbox.setChecked(True)
    with qtbot.waitSignal(session.noticed, timeout=20_000):
        qtbot.keyClick(dialog, Key.Key_Return)
    assert len(session.snapshot.photos) == 8
    assert {p.class_id for p in session.snapshot.photos} == {None}
    assert session.snapshot.classes == ()


def test_files_dropped_on_a_class_become_its_examples(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    photo = write_photo(tmp_path / "extra.png", "dent", 99)
    classes = window.side_bar.class_list
    row = classes.visualRect(window.class_model.index(1)).center()
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        drop(classes.viewport(), files(photo), row)
    assert photos(session)["extra.png"].class_id == class_id(session, "dent")


def picture() -> QImage:
    """Stripes of four colours, 40 × 30 pixels, as a screenshot tool would give."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    for x in range(40):
        for y in range(30):
            image.setPixelColor(x, y, QColor(60 * (x // 10), 255 - 60 * (x // 10), 7 * y))
    return image


def pixels(image: QImage) -> list[int]:
    return [image.pixel(x, y) for x in range(image.width()) for y in range(image.height())]


def test_a_picture_is_pasted_into_the_inbox_pixel_by_pixel(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    before = set(photos(session))
    QGuiApplication.clipboard().setImage(picture())
    window.photo_page.grid.setFocus()
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        qtbot.keyClick(window.photo_page.grid, Key.Key_V, CTRL)
    (name,) = set(photos(session)) - before
    photo = photos(session)[name]
    assert re.fullmatch(r"Picture \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png", name)
    assert photo.class_id is None
    assert pixels(QImage(str(photo.path))) == pixels(picture())
    press(qtbot, window, session, Key.Key_Z, CTRL)
    assert set(photos(session)) == before


def test_files_on_the_clipboard_are_pasted_and_an_empty_one_says_so(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    paste = window.actions_by_id[ActionId.PASTE]
    QGuiApplication.clipboard().setMimeData(files(write_photo(tmp_path / "e.png", "dent", 99)))
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        paste.trigger()
    assert photos(session)["e.png"].class_id is None
    QGuiApplication.clipboard().setText("just words")
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        paste.trigger()
    assert "no photo on the clipboard" in window.photo_page.banner.notice.text


@pytest.mark.parametrize("place", ["window", "grid", "class"])
def test_a_picture_from_a_browser_can_be_dropped(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, place: str
) -> None:
    window, session = opened_window(project_path)
    before = set(photos(session))
    mime = QMimeData()
    mime.setImageData(picture())
    mime.setUrls([QUrl("https://example.org/defect.jpg")])
    classes = window.side_bar.class_list
    row = classes.visualRect(window.class_model.index(1)).center()
    target, at = {
        "window": (window, None),
        "grid": (window.photo_page.grid.viewport(), None),
        "class": (classes.viewport(), row),
    }[place]
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        drop(target, mime, at)
    (name,) = set(photos(session)) - before
    wanted = class_id(session, "dent") if place == "class" else None
    assert photos(session)[name].class_id == wanted


def test_an_archive_dropped_on_a_class_becomes_its_examples(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    write_photo(tmp_path / "more" / "e.png", "dent", 99)
    archive = shutil.make_archive(str(tmp_path / "more"), "zip", tmp_path / "more")
    classes = window.side_bar.class_list
    row = classes.visualRect(window.class_model.index(1)).center()
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        drop(classes.viewport(), files(Path(archive)), row)
    assert photos(session)["e.png"].class_id == class_id(session, "dent")


def test_photos_of_a_watched_folder_come_to_the_inbox_by_themselves(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    folder = tmp_path / "Line 3"
    write_photo(folder / "first.png", "dent", 90)
    watch = window.actions_by_id[ActionId.WATCH_FOLDER]
    watch.trigger()
    dialog = window.findChild(QFileDialog, "watch folder dialog")
    assert not watch.isChecked()
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        dialog.fileSelected.emit(str(folder))
    assert watch.isChecked()
    assert "Line 3" in window.photo_page.banner.notice.text
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        write_photo(folder / "second.png", "dent", 91)
    assert photos(session)["first.png"].class_id is None
    assert photos(session)["second.png"].class_id is None
    # Another window on the project goes on watching, and takes nothing twice.
    window.close()
    again, session = opened_window(project_path)
    qtbot.waitUntil(lambda: session.watched == folder, timeout=10_000)
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        write_photo(folder / "third.png", "dent", 92)
    assert again.photo_page.banner.notice.text == "1 new photo from Line 3."
    with qtbot.waitSignal(session.watching, timeout=10_000):
        again.actions_by_id[ActionId.WATCH_FOLDER].trigger()
    assert session.watched is None


def test_quitting_while_watched_photos_come_does_not_end_the_watch(
    qtbot: QtBot, project_path: Path, tmp_path: Path
) -> None:
    write_photo(tmp_path / "Line 3" / "first.png", "dent", 90)
    link = ProjectLink(0.01)
    link.open(project_path)
    with qtbot.waitSignal(link.finished, timeout=10_000):
        link.watch(tmp_path / "Line 3", project_path)
        link.request_stop()
    link.close()
    again = ProjectLink(0.01)
    with qtbot.waitSignal(again.watching, timeout=10_000) as told:
        again.open(project_path)
    assert told.args == [tmp_path / "Line 3"]
    with qtbot.waitSignal(again.arrived, timeout=10_000):
        pass  # what was cut off comes by itself
    again.close()


def test_photos_dropped_while_no_project_is_open_are_not_shown_as_being_added_for_ever(
    qtbot: QtBot, photo_folder: Path
) -> None:
    link = ProjectLink(0.01)
    for ask, given in (
        (link.add, AddByFolder((photo_folder,))),
        (link.plan_import, [photo_folder]),
    ):
        with qtbot.waitSignal(link.finished, timeout=1_000):
            ask(given, None)


def test_a_watched_folder_that_goes_away_is_told_once_and_tried_again(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    folder = tmp_path / "Line 3"
    folder.mkdir()
    with qtbot.waitSignal(session.watching, timeout=10_000):
        session.watch(folder)
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        folder.rmdir()
    assert "can't be read" in window.photo_page.banner.notice.text
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        folder.mkdir()
    assert "come from the watched folder" in window.photo_page.banner.notice.text


def test_a_folder_chosen_for_one_project_does_not_feed_the_next(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    _, session = opened_window(project_path)
    other, trail = tmp_path / "Other.siam", tmp_path / "trail.csv"
    Project.create(other).close()
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(other)
        session.watch(tmp_path)
        session.export_trail(trail)
    with qtbot.waitSignal(session.changed, timeout=10_000):  # in line behind both
        session.edit(AddClass("stain"))
    assert session.watched is None
    assert not trail.exists()


def test_watched_photos_that_cannot_be_kept_come_once_they_can(
    qtbot: QtBot, project_path: Path, tmp_path: Path
) -> None:
    folder, images = tmp_path / "Line 3", project_path / "images"
    photo = write_photo(folder / "first.png", "dent", 90)
    images.rename(tmp_path / "aside")
    images.write_text("in the way")
    link = ProjectLink(0.01)
    link.open(project_path)
    with qtbot.waitSignal(link.watch_disturbed, timeout=10_000) as told:
        link.watch(folder, project_path)
    assert "the disk refused" in told.args[0]
    with qtbot.assertNotEmitted(link.watch_disturbed, wait=100):  # told once, tried on
        pass
    with (
        qtbot.waitSignal(link.arrived, timeout=10_000) as arrived,
        qtbot.waitSignal(link.watch_disturbed, timeout=10_000) as told,
    ):
        images.unlink()
        (tmp_path / "aside").rename(images)
    assert [added.name for added in arrived.args[0].added] == [photo.name]
    assert told.args == [""]
    link.close()


def test_photos_dragged_onto_a_class_become_its_examples(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    moved = [photos(session)[f"new {i}.png"].id for i in (1, 3)]
    classes = window.side_bar.class_list
    row = classes.visualRect(window.class_model.index(0)).center()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        drop(classes.viewport(), transfer.photos_to_mime(moved), row)
    assert photos(session)["new 1.png"].class_id == class_id(session, "scratch")
    assert photos(session)["new 3.png"].class_id == class_id(session, "scratch")


def test_after_photos_were_dragged_away_another_one_is_selected(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    moved = window.photo_page.grid.selected_ids()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        window.side_bar.class_list.photos_dropped.emit(moved, class_id(session, "dent"))
    assert window.photo_page.grid.selected_ids() == [photos(session)["new 1.png"].id]


def test_files_that_cannot_be_read_are_listed_with_their_reasons_and_duplicates_told(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nno more")
    good = write_photo(tmp_path / "good.png", "dent", 77)
    with qtbot.waitSignal(session.problems_found, timeout=10_000):
        drop(window.photo_page.grid.viewport(), files(broken, good, tmp_path / "new 0.png"))
    dialog = window.findChild(ProblemsDialog)
    assert dialog is not None
    listed = [dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())]
    assert listed == ["broken.png", "new 0.png"]
    assert "good.png" in photos(session)
    assert "1 photo was in the project already" in window.photo_page.banner.notice.text


def test_a_folder_dropped_without_a_project_asks_where_to_make_one(
    qtbot: QtBot, opened_window: OpenWindow, photo_folder: Path
) -> None:
    window, session = opened_window(None)
    drop(window, files(photo_folder))
    qtbot.waitUntil(lambda: window.findChild(QFileDialog, "new project dialog") is not None)
    dialog = window.findChild(QFileDialog, "new project dialog")
    assert dialog is not None
    with qtbot.waitSignal(session.import_planned, timeout=20_000):
        dialog.accept()
    with qtbot.waitSignal(session.noticed, timeout=20_000):
        qtbot.keyClick(import_dialog(window), Key.Key_Return)
    assert session.snapshot is not None
    assert session.snapshot.path == photo_folder.parent / "delivered.siam"
    assert len(session.snapshot.photos) == 8


def test_dropping_a_project_opens_it(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(None)
    with qtbot.waitSignal(session.opened, timeout=10_000):
        drop(window, files(project_path))
    assert window.shows_work


def test_a_project_that_cannot_be_made_leaves_the_open_one_as_it_is(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, photo_folder: Path
) -> None:
    window, session = opened_window(project_path)
    loose = sorted(photo_folder.glob("*.png"))
    with qtbot.waitSignal(session.noticed, timeout=10_000) as told:
        session.create_project(project_path, loose)
    assert "exists already" in told.args[0].text
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(AddClass("stain"))  # whatever was asked for before is done by now
    assert len(photos(session)) == 12
    assert window.shows_work


def test_what_was_asked_of_a_project_is_not_done_to_the_one_that_opens_next(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, photo_folder: Path
) -> None:
    other = shutil.copytree(project_path, project_path.with_name("Other.siam"))
    window, session = opened_window(project_path)
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(other)
        # The window still shows the first project.
        qtbot.keyClick(window.photo_page.grid, Qt.Key.Key_1)
        session.add_to([photo_folder / "loose 1.png"], None)
        session.add_found([photo_folder / "loose 2.png"])
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(AddClass("stain"))  # whatever was asked for before is done by now
    assert session.snapshot.path == other
    assert [photo.class_id for photo in photos(session).values()].count(None) == 6
    assert len(photos(session)) == 12


def test_what_was_dropped_on_a_project_is_not_added_to_the_one_that_opens_next(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, photo_folder: Path
) -> None:
    other = shutil.copytree(project_path, project_path.with_name("Other.siam"))
    window, session = opened_window(project_path)
    (dropping,) = window.findChildren(Dropping)
    drive, pool = threading.Event(), QThreadPool.globalInstance()
    try:
        for _ in range(pool.maxThreadCount()):
            pool.start(drive.wait)  # it is slow to answer
        window.files_dropped.emit([photo_folder / "loose 1.png"])
        with qtbot.waitSignal(session.opened, timeout=10_000):
            session.open_project(other)
    finally:
        drive.set()
    pool.waitForDone()
    QApplication.sendPostedEvents(dropping)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(AddClass("stain"))
    assert "loose 1.png" not in photos(session)


def test_a_dialog_about_photos_of_one_project_closes_when_another_one_opens(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    other = shutil.copytree(project_path, project_path.with_name("Other.siam"))
    window, session = opened_window(project_path)
    window.photo_page.grid.select_row(0)
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(other)
        window.actions_by_id[ActionId.SPLIT_CLASS].trigger()
        (dialog,) = window.findChildren(SplitDialog)
        assert dialog.isVisible()
        window.actions_by_id[ActionId.CORRECT].trigger()
        assert window.class_picker.isVisible()
    assert not dialog.isVisible()
    assert not window.class_picker.isVisible()


def test_a_step_that_fails_is_told_and_no_success(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    _, session = opened_window(project_path)
    with (
        qtbot.assertNotEmitted(session.revealed),
        qtbot.waitSignals([session.noticed, session.changed], timeout=10_000),
    ):
        session.go_to(999)


def test_no_two_entries_of_a_menu_have_the_same_letter(opened_window: OpenWindow) -> None:
    window, _ = opened_window(None)
    for menu in window.menuBar().findChildren(QMenu):
        texts = [action.text() for action in menu.actions()]
        letters = [QKeySequence.mnemonic(words).toString() for words in texts if "&" in words]
        assert len(set(letters)) == len(letters), texts


def test_a_folder_that_is_no_project_is_told_on_the_start_page(
    qtbot: QtBot, opened_window: OpenWindow, tmp_path: Path
) -> None:
    window, session = opened_window(None)
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        session.open_project(tmp_path)
    assert not window.shows_work
    assert window.start_page.banner.isVisible()


def test_a_click_on_a_class_shows_its_examples_and_the_chip_shows_all_again(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    classes = window.side_bar.class_list
    row = classes.visualRect(window.class_model.index(1))
    qtbot.mouseClick(classes.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert names(window) == [f"dent {i}.png" for i in range(3)]
    window.photo_page.class_filter_removed.emit()
    assert len(names(window)) == 6


def test_a_click_on_the_key_badge_of_a_class_corrects_to_it(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    from siamdesk.gui.classes.class_delegate import badge_rect

    window, session = opened_window(project_path)
    classes = window.side_bar.class_list
    badge = badge_rect(classes.visualRect(window.class_model.index(1)))
    with qtbot.assertNotEmitted(classes.correction_requested):  # it asks for the menu
        qtbot.mouseClick(classes.viewport(), Qt.MouseButton.RightButton, pos=badge.center())
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.mouseClick(classes.viewport(), Qt.MouseButton.LeftButton, pos=badge.center())
    assert photos(session)["new 0.png"].class_id == class_id(session, "dent")
    assert window.photo_model.show is Show.INBOX


def test_a_guess_row_asks_why_it_is_so(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    scratch, dent = class_id(session, "scratch"), class_id(session, "dent")
    rank_all(session, dent)
    assert window.inspector.explained_pair == (dent, scratch)
    rows = window.inspector.guess_list
    with qtbot.waitSignal(window.inspector.explanation_requested) as asked:
        qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(60, rows.height() * 3 // 4))
    assert asked.args == [scratch, dent]
    assert window.inspector.explained_pair == (scratch, dent)


def test_any_class_can_be_picked_by_typing_part_of_its_name(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    qtbot.keyClick(window.photo_page.grid, Key.Key_C)
    picker = window.class_picker
    assert picker.isVisible()
    field = picker.findChild(QLineEdit)
    qtbot.keyClicks(field, "EN")
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(field, Key.Key_Return)
    assert photos(session)["new 0.png"].class_id == class_id(session, "dent")


def test_when_the_inbox_is_empty_the_window_says_so(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    qtbot.keyClick(window.photo_page.grid, Key.Key_A, CTRL)
    press(qtbot, window, session, Key.Key_2)
    assert names(window) == []
    assert window.photo_page.empty.isVisible()
    assert "Inbox done" in window.photo_page.empty.words


def test_renaming_a_class_changes_it_everywhere(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        window.class_model.setData(window.class_model.index(1), "Beule 打痕")
    assert window.class_model.data(window.class_model.index(1)) == "Beule 打痕"


def test_closing_and_reopening_the_project_shows_the_same(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.CLOSE_PROJECT].trigger()
    assert not window.shows_work
    assert names(window) == []
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(project_path)
    assert len(names(window)) == 6


def test_edits_made_just_before_quitting_are_on_disk(
    qtbot: QtBot, settings: Settings, project_path: Path
) -> None:
    added: list[str] = []
    for turn in range(30):  # which of the threads is faster differs from turn to turn
        session = Session(settings)
        with qtbot.waitSignal(session.opened, timeout=10_000):
            session.open_project(project_path)
        for name in (f"a {turn}", f"b {turn}", f"c {turn}"):
            session.edit(AddClass(name))
            added.append(name)
        session.shut_down()
        with Project.open(project_path) as project:
            assert [c.name for c in project.snapshot().classes] == ["scratch", "dent", *added]


def test_what_guesses_wait_for_is_told_anew_once_the_worker_is_ready(
    qtbot: QtBot, opened_window: OpenWindow, project_path
) -> None:
    window, session = opened_window(project_path)
    said = window.inspector._message
    assert said.text() == "Guesses come as soon as the engine has started."
    session.learner._take(Ready(0, "CPU"))
    session.learner.tell_state()
    assert said.text() == "Looking at the photos…"


def test_thumbnails_and_the_large_photo_arrive(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    first = photos(session)["new 0.png"]
    qtbot.waitUntil(lambda: window.thumbnails.pixmap(first) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: window.large_photos.pixmap(first) is not None, timeout=10_000)
    qtbot.waitUntil(
        lambda: window.inspector.photo_view.pixmap is window.large_photos.pixmap(first),
        timeout=10_000,
    )


def test_a_photo_that_is_gone_is_told_where_it_would_be_shown(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    with Project.open(project_path) as project:
        gone = next(p for p in project.snapshot().photos if p.name == "new 0.png")
    gone.path.unlink()
    window, _ = opened_window(project_path)
    qtbot.waitUntil(lambda: window.thumbnails.problem(gone) is not None, timeout=10_000)
    assert "missing" in str(window.thumbnails.problem(gone))


def test_every_control_has_a_name_for_screen_readers(
    opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    rank_all(session, class_id(session, "dent"))
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QLabel)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


def test_tab_reaches_side_bar_grid_and_inspector(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    rank_all(session, class_id(session, "dent"))
    reached = set()
    for _ in range(40):
        widget = QApplication.focusWidget()
        reached.add(widget)
        qtbot.keyClick(widget, Key.Key_Tab)
    assert window.photo_page.grid in reached
    assert window.side_bar.class_list in reached
    assert window.inspector.guess_list in reached


def test_the_shortcut_sheet_lists_every_key(qtbot: QtBot, opened_window: OpenWindow) -> None:
    window, _ = opened_window(None)
    window.actions_by_id[ActionId.SHORTCUTS].trigger()
    sheet = window.findChild(ShortcutSheet)
    assert sheet is not None
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for spec in SPECS:
        if spec.keys:
            assert spec.text.replace("&", "").rstrip("…") in shown
    with qtbot.waitExposed(sheet):
        sheet.show()
    assert sheet.findChild(QScrollArea).horizontalScrollBar().maximum() == 0
    sheet.close()


@pytest.mark.parametrize("action", [ActionId.NEW_PROJECT, ActionId.OPEN_PROJECT, ActionId.ABOUT])
def test_dialogs_do_not_block_the_window(opened_window: OpenWindow, action: ActionId) -> None:
    window, _ = opened_window(None)
    window.actions_by_id[action].trigger()
    dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].close()


def test_what_is_told_on_the_start_page_is_acted_on_there_and_goes_with_it(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(None)
    banner = window.start_page.banner
    session.learner._link.heard.emit(WorkerDied(0, "It ended.", False))
    qtbot.mouseClick(banner._details, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    assert session.learner._link._restart.is_set()
    with qtbot.waitSignal(session.noticed, timeout=10_000):
        session.open_project(project_path.parent)
    assert banner.isVisible()
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(project_path)
    session.close_project()
    assert not banner.isVisible()


def test_a_dropped_folder_that_can_not_be_looked_into_is_not_passed_over_in_silence(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    write_photo(tmp_path / "folder" / "one more.png", "dent", 93)
    # Root can read what is locked; asking what this leads to fails for everybody.
    (tmp_path / "folder" / "project.db").symlink_to("x" * 300)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        window.files_dropped.emit([tmp_path / "folder"])
    assert "one more.png" in photos(session)
