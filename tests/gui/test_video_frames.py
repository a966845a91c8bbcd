"""Videos that come into the window: asked about, taken apart in the background, added."""

from pathlib import Path

import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from siamdesk.gui.intake.video_dialog import VideoDialog
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.images.video import Sampling, Unit, VideoInfo
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def dialog_of(qtbot: QtBot, window: MainWindow) -> VideoDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(VideoDialog)), timeout=10_000)
    return window.findChildren(VideoDialog)[0]


def press_add(qtbot: QtBot, dialog: VideoDialog) -> None:
    qtbot.waitActive(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


def frames_in(project: Path) -> list[tuple[str, str | None, str | None]]:
    """Name, class and group of the photos that came from a video."""
    with Project.open(project, read_only=True) as opened:
        snapshot = opened.snapshot()
    names = {c.id: c.name for c in snapshot.classes}
    return [
        (p.name, names.get(p.class_id or 0), p.group)
        for p in snapshot.photos
        if p.name.startswith("line3")
    ]


@pytest.fixture
def info() -> VideoInfo:
    """A video of 65.2 seconds."""
    return VideoInfo(Path("line3.mp4"), 640, 480, 25.0, 1630)


def test_a_dropped_video_is_asked_about_and_its_frames_come_to_the_inbox(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, film
) -> None:
    window, session = opened_window(project_path)
    window.files_dropped.emit([film()])
    dialog = dialog_of(qtbot, window)
    dialog.every.setValue(0.4)
    dialog.grouped.setChecked(True)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        press_add(qtbot, dialog)
    assert frames_in(project_path) == [
        (f"line3 00-00-0{seconds:.3f}.png", None, "line3") for seconds in (0, 0.4, 0.8, 1.2, 1.6)
    ]


def test_a_video_dropped_on_a_class_brings_examples(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, film
) -> None:
    window, session = opened_window(project_path)
    dent = next(c for c in session.snapshot.classes if c.name == "dent")
    window.side_bar.class_list.files_dropped.emit([film()], dent.id)
    with qtbot.waitSignal(session.changed, check_params_cb=lambda s, _: len(s.photos) > 12):
        press_add(qtbot, dialog_of(qtbot, window))
    assert [row[1] for row in frames_in(project_path)] == ["dent", "dent"]


def test_a_video_that_cannot_be_read_is_named_and_the_others_are_asked_about(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, film, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 900)
    window, session = opened_window(project_path)
    session.add_found([bad, film()])
    dialog = dialog_of(qtbot, window)
    with qtbot.waitSignal(session.problems_found, timeout=10_000) as told:
        dialog.reject()
    assert [problem.path for problem in told.args[1].failed] == [bad]


def test_cancelling_the_dialog_adds_nothing_and_asks_about_the_next_videos(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, film
) -> None:
    window, session = opened_window(project_path)
    session.add_found([film("a.avi")])
    first = dialog_of(qtbot, window)
    session.add_found([film("b.avi")])
    with qtbot.waitSignal(first.destroyed, timeout=10_000):
        first.reject()
    qtbot.waitUntil(lambda: bool(window.findChildren(VideoDialog)), timeout=10_000)
    assert len(session.snapshot.photos) == 12


def test_closing_the_project_while_frames_are_taken_adds_them_to_no_other_one(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path, film, tmp_path: Path
) -> None:
    other = tmp_path / "Other.siam"
    Project.create(other).close()
    window, session = opened_window(project_path)
    session.add_found([film("line3.mp4", frames=900)])
    dialog = dialog_of(qtbot, window)
    dialog.every.setValue(0.04)
    press_add(qtbot, dialog)
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(other)
    notice = window.photo_page.banner.notice
    assert notice is not None
    assert notice.text == "No more frames are taken, because their project was closed."
    qtbot.waitUntil(lambda: window.status_line.activity is None, timeout=10_000)
    assert frames_in(other) == []


def test_the_dialog_tells_how_many_frames_each_choice_gives(
    qtbot: QtBot, theme: Theme, qapp, info: VideoInfo
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = VideoDialog([info], (), None, theme, host)

    def chosen() -> tuple[Sampling | None, str]:
        return dialog.sampling, dialog._add.text()

    assert chosen() == (Sampling(1.0), "Add 66 frames")
    dialog.start.setTime(QTime(0, 0, 10))
    dialog.end.setTime(QTime(0, 0, 20))
    assert chosen() == (Sampling(1.0, start=10.0, end=20.0), "Add 11 frames")
    dialog.unit.setCurrentIndex(1)
    assert chosen() == (
        Sampling(25.0, Unit.FRAMES, start=10.0, end=20.0),
        "Add 11 frames",
    )
    dialog.end.setTime(QTime(0, 0, 5))
    assert chosen() == (None, "Add 0 frames")
    assert not dialog._add.isEnabled()
