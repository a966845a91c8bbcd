"""A region of the screen, drawn with the mouse or the keys."""

from pathlib import Path

import numpy as np
import pytest
import qimage2ndarray
from living_windows import OpenWindow
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.intake.screen_commands import ScreenCommands
from siamdesk.gui.intake.screen_overlay import ScreenOverlay
from siamdesk.gui.look.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def still(ratio: float) -> tuple[np.ndarray, QPixmap]:
    """A picture of the screen in which no two pixels are alike, and its pixels."""
    screen = QGuiApplication.primaryScreen().size()
    height, width = round(screen.height() * ratio), round(screen.width() * ratio)
    y, x = np.mgrid[:height, :width]
    rgb = np.stack([x % 256, y % 256, x // 256 + 16 * (y // 256)], axis=-1).astype(np.uint8)
    pixmap = QPixmap.fromImage(qimage2ndarray.array2qimage(rgb))
    pixmap.setDevicePixelRatio(ratio)
    return rgb, pixmap


@pytest.fixture
def overlay(qtbot: QtBot, theme: Theme, qapp: QApplication) -> ScreenOverlay:
    made = ScreenOverlay(QGuiApplication.primaryScreen(), still(1.0)[1], theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_dragged_rectangle_is_taken_in_the_pixels_of_the_screen(
    qtbot: QtBot, theme: Theme, qapp: QApplication, ratio: float
) -> None:
    rgb, pixmap = still(ratio)
    overlay = ScreenOverlay(QGuiApplication.primaryScreen(), pixmap, theme)
    qtbot.addWidget(overlay)
    overlay.show()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(overlay, left, pos=QPoint(240, 160))
    qtbot.mouseMove(overlay, QPoint(100, 80))
    with qtbot.waitSignal(overlay.taken) as taken:
        qtbot.mouseRelease(overlay, left, pos=QPoint(100, 80))
    left_side, top, right, bottom = (round(side * ratio) for side in (100, 80, 240, 160))
    picture = taken.args[0].convertToFormat(QImage.Format.Format_RGB32)
    found = qimage2ndarray.rgb_view(picture)  # of its memory: it must live on
    assert np.array_equal(found, rgb[top:bottom, left_side:right])
    assert taken.args[0].devicePixelRatio() == 1.0


def test_a_click_takes_nothing_and_escape_gives_up(qtbot: QtBot, overlay: ScreenOverlay) -> None:
    with qtbot.assertNotEmitted(overlay.taken):
        qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
        qtbot.keyClick(overlay, Key.Key_Return)
    with qtbot.waitSignal(overlay.given_up):
        qtbot.keyClick(overlay, Key.Key_Escape)


def test_the_keys_alone_draw_a_rectangle(qtbot: QtBot, overlay: ScreenOverlay) -> None:
    qtbot.keyClick(overlay, Key.Key_Right)
    first = QRect(overlay.chosen)
    assert not first.isEmpty()
    qtbot.keyClick(overlay, Key.Key_Right)
    assert overlay.chosen == first.translated(10, 0)
    qtbot.keyClick(overlay, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert overlay.chosen == first.translated(10, 1)
    qtbot.keyClick(overlay, Key.Key_Up, SHIFT)
    assert overlay.chosen.size() == first.adjusted(0, 0, 0, -10).size()
    for _ in range(300):
        qtbot.keyClick(overlay, Key.Key_Left)
    assert overlay.chosen.left() >= 0
    with qtbot.waitSignal(overlay.taken):
        qtbot.keyClick(overlay, Key.Key_Return)


def test_the_window_steps_aside_and_the_region_comes_to_the_inbox(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    place = window.geometry()
    window.actions_by_id[ActionId.GRAB_SCREEN].trigger()
    assert not window.isVisible()

    def overlays() -> list[ScreenOverlay]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, ScreenOverlay)]

    qtbot.waitUntil(lambda: bool(overlays()), timeout=10_000)
    (overlay,) = overlays()
    qtbot.keyClick(overlay, Key.Key_Down)
    size = overlay.chosen.size()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(overlay, Key.Key_Return)
    assert window.isVisible()
    assert window.geometry() == place
    photo = session.snapshot.photos[-1]
    assert (photo.width, photo.height, photo.class_id) == (size.width(), size.height(), None)
    assert photo.folder == "Screen"


def test_giving_up_brings_the_window_back_without_a_photo(
    opened_window: OpenWindow, qtbot: QtBot, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.GRAB_SCREEN].trigger()
    qtbot.waitUntil(
        lambda: any(isinstance(w, ScreenOverlay) for w in QApplication.topLevelWidgets()),
        timeout=10_000,
    )
    (overlay,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, ScreenOverlay)]
    qtbot.keyClick(overlay, Key.Key_Escape)
    assert window.isVisible()
    assert len(session.snapshot.photos) == 12


def test_wayland_refuses_and_another_way_is_told(
    opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    (commands,) = window.findChildren(ScreenCommands)
    assert "paste it here with Ctrl+V" in commands._why_not("wayland")
    assert commands._why_not("xcb") is None
