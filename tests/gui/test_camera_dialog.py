"""Photos from a camera, in a real window with the real reader; a film stands in for a camera."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from living_windows import OpenWindow
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.intake.camera_dialog import CameraDialog
from siamdesk.gui.intake.camera_feed import CameraFeed
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.images.camera import CameraChoice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def open_on(qtbot: QtBot, window: MainWindow, address: Path) -> CameraDialog:
    """The dialog, with what lies at an address as its network camera."""
    (feed,) = window.findChildren(CameraFeed)
    with qtbot.waitSignal(feed.found, timeout=10_000):
        window.actions_by_id[ActionId.TAKE_PHOTOS].trigger()
    (dialog,) = window.findChildren(CameraDialog)
    dialog.cameras.setCurrentIndex(dialog.cameras.count() - 1)
    dialog.cameras.activated.emit(dialog.cameras.currentIndex())
    dialog.address.setText(str(address))
    qtbot.keyClick(dialog.address, Qt.Key.Key_Return)
    return dialog


@pytest.fixture
def opened(opened_window: OpenWindow, project_path: Path) -> tuple[MainWindow, Session]:
    return opened_window(project_path)


def test_space_takes_a_photo_for_the_class_that_is_chosen(qtbot: QtBot, opened, film) -> None:
    window, session = opened
    (feed,) = window.findChildren(CameraFeed)
    with qtbot.waitSignal(feed.opened, timeout=10_000):
        dialog = open_on(qtbot, window, film(frames=1000))
    dialog.target.setCurrentText("dent")
    qtbot.waitUntil(lambda: dialog.preview.words == "", timeout=10_000)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(dialog.preview, Qt.Key.Key_Space)
    assert dialog.strip.count() == 1
    photo = session.snapshot.photos[-1]
    dent = next(c.id for c in session.snapshot.classes if c.name == "dent")
    assert (photo.class_id, photo.width, photo.height) == (dent, 160, 120)
    assert photo.folder == "Network camera"
    assert photo.name.startswith("Network camera 20")
    assert photo.name.endswith(".png")
    # The bars of the film: only black and white fields, the whole height.
    pixels = cv2.imread(str(photo.path), cv2.IMREAD_GRAYSCALE)
    fields = pixels.reshape(120, 10, 16).mean(axis=(0, 2))
    assert np.all((fields < 60) | (fields > 195))


def test_previews_go_on_while_nothing_is_taken(qtbot: QtBot, opened, film) -> None:
    window, _ = opened
    (feed,) = window.findChildren(CameraFeed)
    open_on(qtbot, window, film(frames=1000))
    for _ in range(3):
        with qtbot.waitSignal(feed.previewed, timeout=10_000):
            pass


def test_a_camera_that_ends_says_so_and_takes_no_more(qtbot: QtBot, opened, film) -> None:
    window, session = opened
    dialog = open_on(qtbot, window, film(frames=2))
    qtbot.waitUntil(lambda: "gives no more pictures" in dialog.preview.words, timeout=10_000)
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Space)
    dialog.reject()
    assert len(session.snapshot.photos) == 12


def test_a_camera_that_does_not_answer_is_told(qtbot: QtBot, opened, tmp_path) -> None:
    window, _ = opened
    dialog = open_on(qtbot, window, tmp_path / "nothing.mp4")
    qtbot.waitUntil(lambda: "does not answer" in dialog.preview.words, timeout=10_000)


def test_without_a_camera_the_way_out_is_told(qtbot: QtBot, theme: Theme, qapp) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = CameraDialog((), theme, host)
    dialog.show_cameras([], "")
    assert "Plug one in and press “Look again”" in dialog.preview.words


def test_the_camera_of_the_last_time_is_opened(qtbot: QtBot, theme: Theme, qapp) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = CameraDialog((), theme, host)
    choices = [CameraChoice("Webcam", 0), CameraChoice("Microscope", 2)]
    with qtbot.waitSignal(dialog.camera_chosen) as chosen:
        dialog.show_cameras(choices, "Microscope")
    assert chosen.args == [choices[1]]
    with qtbot.waitSignal(dialog.camera_chosen) as chosen:
        dialog.show_cameras(choices, "Gone")
    assert chosen.args == [choices[0]]


def test_a_camera_may_be_called_what_no_file_may_be_called(qtbot: QtBot, opened) -> None:
    _, session = opened
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.add_picture(picture, origin="Line 3: top/left")
    photo = session.snapshot.photos[-1]
    assert photo.folder == "Line 3_ top_left"
    assert photo.name.startswith("Line 3_ top_left 20")
