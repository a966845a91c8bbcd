"""The loupe in the real window, by keys and by the mouse."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from living_windows import OpenWindow
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.loupe.loupe import Loupe
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project
from siamdesk.project.values import Photo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RankAll = Callable[[Session, int], None]
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def enter(qtbot: QtBot, window: MainWindow) -> Loupe:
    qtbot.keyClick(window.photo_page.grid, Key.Key_Space)
    loupe = window.findChild(Loupe)
    assert loupe is not None
    assert loupe.isVisible()
    assert loupe.hasFocus()
    return loupe


def photos(session: Session) -> dict[str, Photo]:
    assert session.snapshot is not None
    return {photo.name: photo for photo in session.snapshot.photos}


def class_id(session: Session, name: str) -> int:
    assert session.snapshot is not None
    return next(c.id for c in session.snapshot.classes if c.name == name)


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Escape])
def test_space_covers_the_window_and_two_keys_bring_it_back(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, key: Qt.Key
) -> None:
    window, _ = opened_window(project_path)
    loupe = enter(qtbot, window)
    assert loupe.geometry() == window.rect()
    window.resize(1100, 700)
    assert loupe.geometry() == window.rect()
    assert loupe.name.text() == "new 0.png"
    qtbot.keyClick(loupe, key)
    assert not loupe.isVisible()
    assert QApplication.focusWidget() is window.photo_page.grid


def test_number_keys_and_enter_label_and_go_on_to_the_next_photo(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    dent = class_id(session, "dent")
    rank_all(session, dent)
    loupe = enter(qtbot, window)
    assert loupe.guesses.words.startswith("dent 80 %")
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(loupe, Key.Key_1)
    assert loupe.name.text() == "new 1.png"
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(loupe, Key.Key_Return)
    assert loupe.name.text() == "new 2.png"
    assert photos(session)["new 0.png"].class_id == class_id(session, "scratch")
    assert photos(session)["new 1.png"].class_id == dent
    assert loupe.isVisible()


def test_k_says_in_the_loupe_too_that_a_class_is_right(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.actions_by_id[ActionId.SHOW_EXAMPLES].trigger()
    loupe = enter(qtbot, window)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(loupe, Key.Key_K)
    assert session.snapshot is not None
    scratch = photos(session)["scratch 0.png"]
    assert session.snapshot.confirmed == {(scratch.id, scratch.class_id)}


def test_the_loupe_fills_the_screen_and_the_window_is_as_before(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    before = window.size()
    loupe = enter(qtbot, window)
    qtbot.keyClick(loupe, Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    qtbot.waitUntil(lambda: loupe.size() == window.screen().size())
    full_screen = window.actions_by_id[ActionId.FULL_SCREEN]
    assert full_screen.isChecked()
    qtbot.keyClick(loupe, Key.Key_F11)
    qtbot.waitUntil(lambda: window.size() == before)
    assert not full_screen.isChecked()
    assert loupe.isVisible()


def test_after_the_last_photo_the_window_comes_back(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    loupe = enter(qtbot, window)
    for _ in range(6):
        with qtbot.waitSignal(session.changed, timeout=10_000):
            qtbot.keyClick(loupe, Key.Key_2)
    assert window.photo_model.rowCount() == 0
    assert not loupe.isVisible()


def test_only_the_photo_that_is_seen_is_labelled(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    window.photo_page.grid.selectAll()
    loupe = enter(qtbot, window)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.keyClick(loupe, Key.Key_1)
    assert [n for n, p in photos(session).items() if n.startswith("new") and p.class_id] == [
        "new 0.png"
    ]


def test_arrows_go_from_photo_to_photo_and_move_a_zoomed_one(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    loupe = enter(qtbot, window)
    qtbot.keyClick(loupe, Key.Key_Right)
    assert loupe.name.text() == "new 1.png"
    qtbot.keyClick(loupe, Key.Key_Left)
    qtbot.keyClick(loupe, Key.Key_Left)
    assert loupe.name.text() == "new 0.png"
    for _ in range(4):
        qtbot.keyClick(loupe, Key.Key_Plus)
    assert loupe.zoom.factor == pytest.approx(1.25**4)
    before = loupe.zoom.centre
    qtbot.keyClick(loupe, Key.Key_Right)
    assert loupe.name.text() == "new 0.png"
    assert loupe.zoom.centre.x() > before.x()
    assert loupe.zoom.centre.y() == pytest.approx(before.y())
    qtbot.keyClick(loupe, Key.Key_PageDown)
    assert loupe.name.text() == "new 1.png"
    assert loupe.zoom.factor == pytest.approx(1.25**4)  # the same place of the next photo
    qtbot.keyClick(loupe, Key.Key_Minus)
    qtbot.keyClick(loupe, Key.Key_0)
    assert loupe.zoom.factor == 1.0
    qtbot.keyClick(loupe, Key.Key_Z)
    assert loupe.percent.text() == "100 %"
    qtbot.keyClick(loupe, Key.Key_Z)
    assert loupe.zoom.factor == 1.0


def test_the_wheel_zooms_towards_the_pointer_and_a_drag_moves_the_photo(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    loupe = enter(qtbot, window)
    view, at = loupe.view, QPointF(loupe.view.width() / 2 + 60, loupe.view.height() / 2 - 40)
    view.zoom_by(3.0)  # until it is larger than the view, the photo stays in the middle
    place = view.frame.place_at(at, loupe.zoom.factor, loupe.zoom.centre)
    for _ in range(3):
        QApplication.sendEvent(
            view,
            QWheelEvent(
                at,
                view.mapToGlobal(at),
                QPoint(),
                QPoint(0, 120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )
    assert loupe.zoom.factor == pytest.approx(3 * 1.25**3)
    found = view.frame.place_at(at, loupe.zoom.factor, loupe.zoom.centre)
    assert (found.x(), found.y()) == pytest.approx((place.x(), place.y()))
    start, end = at.toPoint(), at.toPoint() + QPoint(-30, 25)
    held = view.frame.place_at(QPointF(start), loupe.zoom.factor, loupe.zoom.centre)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    there = view.frame.place_at(QPointF(end), loupe.zoom.factor, loupe.zoom.centre)
    assert (there.x(), there.y()) == pytest.approx((held.x(), held.y()))


def test_b_shows_the_nearest_example_beside_it_with_the_same_zoom(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    rank_all(session, class_id(session, "dent"))
    loupe = enter(qtbot, window)
    assert not loupe.example_view.isVisible()
    qtbot.keyClick(loupe, Key.Key_B)
    assert loupe.example_view.isVisible()
    assert loupe.example_view.accessibleName().startswith("dent 0.png")
    assert loupe.example.text() == "Nearest example of dent  ·  similarity 0.70"
    example = photos(session)["dent 0.png"]
    qtbot.waitUntil(lambda: window.large_photos.kept(example) is not None, timeout=10_000)
    for _ in range(3):
        qtbot.keyClick(loupe, Key.Key_Plus)
    # Seen pixels, not state: the middle of each view shows the middle of its photo.
    for view, name in ((loupe.view, "new 0.png"), (loupe.example_view, "dent 0.png")):
        rgb = cv2.imread(str(photos(session)[name].path))[..., ::-1].astype(int)
        qtbot.waitUntil(lambda v=view: v.pixels_at_hand == 96, timeout=10_000)
        seen = view.grab().toImage().pixelColor(view.width() // 2, view.height() // 2)
        near = rgb[46:50, 46:50].reshape(-1, 3)
        for channel, value in enumerate((seen.red(), seen.green(), seen.blue())):
            assert near[:, channel].min() - 2 <= value <= near[:, channel].max() + 2
    qtbot.keyClick(loupe, Key.Key_B)
    assert not loupe.example_view.isVisible()


def test_without_a_guess_there_is_nothing_to_compare_with(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    loupe = enter(qtbot, window)
    qtbot.keyClick(loupe, Key.Key_B)
    assert not loupe.example_view.isVisible()
    assert loupe.guesses.words == "No guess yet"
    assert not loupe.compare.isEnabled()


def test_all_pixels_of_a_large_photo_come_when_they_can_be_seen(
    qtbot: QtBot, opened_window: OpenWindow, tmp_path: Path
) -> None:
    rng = np.random.default_rng(3)
    pixels = rng.integers(0, 256, (2000, 3000, 3), dtype=np.uint8)
    assert cv2.imwrite(str(tmp_path / "large.png"), pixels[..., ::-1])
    with Project.create(tmp_path / "Large.siam") as project:
        project.add_photos([tmp_path / "large.png"])
    window, _ = opened_window(tmp_path / "Large.siam")
    loupe = enter(qtbot, window)
    view = loupe.view
    qtbot.waitUntil(lambda: view.pixels_at_hand > 1000, timeout=60_000)
    assert view.pixels_at_hand < 3000  # the whole photo needs no more than a small picture
    qtbot.keyClick(loupe, Key.Key_Z)
    qtbot.waitUntil(lambda: view.pixels_at_hand == 3000, timeout=20_000)
    seen = view.grab().toImage()
    target = view.frame.target(loupe.zoom.factor, loupe.zoom.centre)
    x, y = view.width() // 2, view.height() // 2
    row, column = int(y - target.y()), int(x - target.x())
    # Noise: any pixel but this one, or a mean of several, has another colour.
    around = pixels[row - 1 : row + 2, column - 1 : column + 2].reshape(-1, 3).tolist()
    colour = seen.pixelColor(x, y)
    assert [colour.red(), colour.green(), colour.blue()] in around
    qtbot.keyClick(loupe, Key.Key_Escape)
    assert not view.needs_full


def test_tab_stays_in_the_loupe(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    rank_all(session, class_id(session, "dent"))
    loupe = enter(qtbot, window)
    reached = set()
    for modifier in (Qt.KeyboardModifier.NoModifier, SHIFT):
        for _ in range(6):
            focused = QApplication.focusWidget()
            reached.add(focused)
            assert focused is loupe or loupe.isAncestorOf(focused)
            qtbot.keyClick(focused, Key.Key_Tab, modifier)
    assert loupe.compare in reached


def test_space_presses_what_has_the_focus_outside_the_grid(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> None:
    window, session = opened_window(project_path)
    rank_all(session, class_id(session, "dent"))
    window.inspector.guess_list.setFocus()
    with qtbot.waitSignal(window.inspector.guess_list.explanation_requested):
        qtbot.keyClick(window.inspector.guess_list, Key.Key_Space)
    loupe = window.findChild(Loupe)
    assert loupe is not None
    assert not loupe.isVisible()


def test_closing_the_project_closes_the_loupe(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, _ = opened_window(project_path)
    loupe = enter(qtbot, window)
    window.actions_by_id[ActionId.CLOSE_PROJECT].trigger()
    assert not loupe.isVisible()
