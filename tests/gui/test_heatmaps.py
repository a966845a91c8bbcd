"""The three kinds of heatmap in the window; what the worker would answer is made up here."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from living_windows import OpenWindow
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from siamdesk.engine.heatmap_messages import MatchParts, PartsMatched, ShowUnusual, UnusualShown
from siamdesk.engine.messages import Explain, Explained
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.heatmaps.heatmap_picture import HeatmapPicture, Panel
from siamdesk.gui.heatmaps.heatmaps import Heatmaps
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.loupe.loupe import Loupe
from siamdesk.gui.parts.banner import NoticeKind
from siamdesk.gui.photo.heatmap_kinds import (
    HeatmapKind,
    HeatmapStyle,
    Overlay,
    Scale,
    Side,
    cell_at,
    highest,
    match_levels,
    unusual_levels,
    why_levels,
)
from siamdesk.gui.photo.photo_view import PhotoView
from siamdesk.gui.photo.zoom import Zoom
from siamdesk.gui.photo.zoom_view import ZoomView
from siamdesk.gui.session.edit_requests import DeleteClass, MergeClasses
from siamdesk.gui.session.explanations import Question
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.images.framing import Framing, Region
from siamdesk.images.heatmap import Palette
from siamdesk.project.values import Photo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RankAll = Callable[[Session, int], None]
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | SHIFT
SCRATCH, DENT = 1, 2
GRID = 14


@pytest.fixture
def ranked(
    opened_window: OpenWindow, project_path: Path, rank_all: RankAll
) -> tuple[MainWindow, Session]:
    window, session = opened_window(project_path)
    rank_all(session, DENT)
    return window, session


def heatmaps(window: MainWindow) -> Heatmaps:
    (found,) = window.findChildren(Heatmaps)
    return found


def current(window: MainWindow) -> int:
    photo_id = window.photo_page.grid.current_id()
    assert photo_id is not None
    return photo_id


def example(window: MainWindow) -> int:
    shown = heatmaps(window).example
    assert shown is not None
    return shown.id


def asked(session: Session) -> list[Question]:
    """What the worker is asked, once the photo has been looked at for a moment."""
    questions: list[Question] = []
    session.learner.explanations.wanted.connect(questions.append)
    return questions


def answer(session: Session, event: Explained | UnusualShown | PartsMatched) -> None:
    session.learner.explanations.take(event)


def explained(window: MainWindow, values: list[list[float]], scale: float = 1.0) -> Explained:
    array = np.array(values, np.float32)
    return Explained(0, 1, current(window), DENT, SCRATCH, array, float(array.sum()), scale)


def matched(window: MainWindow) -> PartsMatched:
    """Cell (r, c) of the photo is alike cell (c, r) of the example, by 0.8, and nothing else."""
    found = np.zeros((GRID,) * 4, np.float32)
    for row in range(GRID):
        for column in range(GRID):
            found[row, column, column, row] = 0.8
    return PartsMatched(0, 1, current(window), example(window), found)


def match_parts(qtbot: QtBot, ranked: tuple[MainWindow, Session], there: QWidget) -> None:
    """Ask by a key which part matches which, and have it answered."""
    window, session = ranked
    qtbot.keyClick(there, Key.Key_P)
    answer(session, matched(window))


def in_loupe(qtbot: QtBot, window: MainWindow) -> Loupe:
    qtbot.keyClick(window.photo_page.grid, Key.Key_Space)
    (loupe,) = window.findChildren(Loupe)
    return loupe


def mark_ok(qtbot: QtBot, window: MainWindow, session: Session, class_id: int) -> None:
    window.side_bar.class_list.select_class(class_id)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        window.actions_by_id[ActionId.OK_CLASS].trigger()


def at(view: PhotoView, x: float, y: float) -> QPoint:
    """Where a place of the photo, which is a square, lies in a view."""
    side = min(view.width(), view.height())
    left, top = (view.width() - side) / 2, (view.height() - side) / 2
    return QPoint(round(left + x * side), round(top + y * side))


# ---- what is asked ----


def test_keys_choose_the_kind_and_the_worker_is_asked_for_it(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    mark_ok(qtbot, window, session, SCRATCH)
    questions, grid = asked(session), window.photo_page.grid
    photo = current(window)
    for key, question in (
        (Key.Key_O, ShowUnusual(0, photo, SCRATCH)),
        (Key.Key_P, MatchParts(0, photo, example(window))),
        (Key.Key_W, Explain(0, photo, DENT, SCRATCH)),
    ):
        qtbot.keyClick(grid, key)
        qtbot.waitUntil(lambda q=question: questions[-1:] == [q])
    assert window.settings.heatmap_kind is HeatmapKind.WHY


def test_the_kind_is_remembered_and_chosen_in_the_box_as_well(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, _ = ranked
    bar = window.inspector.heatmap_bar
    bar.kind_chosen.emit(HeatmapKind.UNUSUAL)
    assert bar.kind is HeatmapKind.UNUSUAL
    assert window.settings.heatmap_kind is HeatmapKind.UNUSUAL
    assert window.actions_by_id[ActionId.HEATMAP_UNUSUAL].isChecked()
    assert not window.actions_by_id[ActionId.HEATMAP_WHY].isChecked()


# ---- the class that is OK ----


def test_without_an_ok_class_the_bar_says_what_to_do(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, _ = ranked
    qtbot.keyClick(window.photo_page.grid, Key.Key_O)
    assert "Mark the class" in window.inspector.heatmap_bar.words


def test_marking_the_ok_class_is_seen_in_the_list_and_can_be_undone(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    action = window.actions_by_id[ActionId.OK_CLASS]
    mark_ok(qtbot, window, session, DENT)
    spoken = [
        window.class_model.data(window.class_model.index(row), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(2)
    ]
    assert ["OK" in str(words) for words in spoken] == [False, True]
    assert action.isChecked()
    window.side_bar.class_list.select_class(SCRATCH)
    assert not action.isChecked()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.undo()
    assert session.snapshot is not None
    assert not any(c.is_ok for c in session.snapshot.classes)


def test_the_ok_class_can_be_picked_beside_the_heatmap(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    from siamdesk.gui.classes.ok_class_commands import OkClassCommands

    window, session = ranked
    (commands,) = window.findChildren(OkClassCommands)
    window.inspector.heatmap_bar.ok_class_wanted.emit()
    assert commands.picker.isVisible()
    with qtbot.waitSignal(session.changed, timeout=10_000):
        commands.picker.picked.emit(DENT)
    ok = heatmaps(window).ok_class
    assert ok is not None
    assert ok.id == DENT


def test_marking_a_class_teaches_nothing_so_nothing_is_learned_again(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    before = session.rankings.get(current(window))
    mark_ok(qtbot, window, session, DENT)
    assert session.rankings.get(current(window)) == before


def unusual(photo_id: int, ok_class_id: int = DENT) -> UnusualShown:
    return UnusualShown(0, 1, photo_id, ok_class_id, np.full((2, 2), 3, np.float32), 4.0)


def test_a_heatmap_of_one_project_is_not_laid_over_another(
    qtbot: QtBot, ranked: tuple[MainWindow, Session], project_path: Path
) -> None:
    window, session = ranked
    mark_ok(qtbot, window, session, DENT)
    qtbot.keyClick(window.photo_page.grid, Key.Key_O)
    photo = current(window)
    answer(session, unusual(photo))
    assert window.inspector.photo_view.has_heatmap

    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(project_path)
    assert current(window) == photo  # the very same question as before
    assert not window.inspector.photo_view.has_heatmap
    assert heatmaps(window).scale is None


def test_the_heatmap_goes_with_the_ok_class_and_comes_back_with_it(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    mark_ok(qtbot, window, session, DENT)
    qtbot.keyClick(window.photo_page.grid, Key.Key_O)
    answer(session, unusual(current(window)))

    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(DeleteClass(DENT))
    assert "Mark the class" in window.inspector.heatmap_bar.words
    assert not window.inspector.photo_view.has_heatmap
    questions = asked(session)
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.undo()
    qtbot.waitUntil(lambda: questions == [ShowUnusual(0, current(window), DENT)])

    # Merged away, its part is taken by the class that its examples go to.
    with qtbot.waitSignal(session.changed, timeout=10_000):
        session.edit(MergeClasses(DENT, SCRATCH))
    ok = heatmaps(window).ok_class
    assert ok is not None
    assert ok.id == SCRATCH


# ---- what is shown ----


def test_the_sums_stand_beside_the_scale(ranked: tuple[MainWindow, Session]) -> None:
    window, session = ranked
    answer(session, explained(window, [[2.0, -0.5], [0.25, -0.05]]))
    words = window.inspector.heatmap_bar.words
    assert "for +2.25" in words
    assert "against −0.55" in words
    assert "sum +1.70" in words


def test_an_answer_for_another_photo_is_not_shown(ranked: tuple[MainWindow, Session]) -> None:
    window, session = ranked
    late = explained(window, [[1.0]])
    window.photo_page.grid.select_row(2)
    answer(session, late)
    assert not window.inspector.photo_view.has_heatmap


def test_a_failure_is_told_in_place_of_the_scale(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    mark_ok(qtbot, window, session, DENT)
    qtbot.keyClick(window.photo_page.grid, Key.Key_O)
    question = ShowUnusual(0, current(window), DENT)
    session.learner.explanations.fail(question, "The OK class needs an example. Add one.")
    assert "needs an example" in window.inspector.heatmap_bar.words
    assert not window.inspector.photo_view.has_heatmap


def test_a_point_of_the_photo_lights_up_in_the_example_and_the_other_way_round(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, _ = ranked
    match_parts(qtbot, ranked, window.photo_page.grid)
    photo, beside = window.inspector.photo_view, window.inspector.example_view
    qtbot.waitUntil(lambda: photo.pixmap is not None and beside.pixmap is not None)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(photo, left, pos=at(photo, 0.25, 0.6))
    # Row 8, column 3 of the photo: row 3, column 8 of the example.
    assert beside.overlay.best == pytest.approx((8.5 / GRID, 3.5 / GRID))
    assert beside.has_heatmap
    assert not photo.has_heatmap
    qtbot.mouseClick(beside, left, pos=at(beside, 0.9, 0.1))
    assert photo.overlay.best == pytest.approx((1.5 / GRID, 12.5 / GRID))
    assert photo.has_heatmap
    assert not beside.has_heatmap
    assert "best 0.80" in window.inspector.heatmap_bar.words


def test_arrow_keys_move_the_point_by_a_cell(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, _ = ranked
    match_parts(qtbot, ranked, window.photo_page.grid)
    photo = window.inspector.photo_view
    qtbot.waitUntil(lambda: photo.pixmap is not None)
    photo.setFocus()
    heatmaps(window).point_at(Side.PHOTO, (0.5 / GRID, 0.5 / GRID))
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Up, Key.Key_Up):
        qtbot.keyClick(photo, key)
    # Two to the right, and no further up than the first row.
    assert window.inspector.example_view.overlay.best == pytest.approx((0.5 / GRID, 2.5 / GRID))


def test_the_example_is_still_gone_to_by_a_click_while_other_kinds_are_shown(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, _ = ranked
    with qtbot.assertNotEmitted(window.inspector.example_requested):
        qtbot.mouseClick(window.inspector.example_view, Qt.MouseButton.RightButton)
    with qtbot.waitSignal(window.inspector.example_requested):
        qtbot.mouseClick(window.inspector.example_view, Qt.MouseButton.LeftButton)
    window.photo_page.grid.select_row(0)
    qtbot.keyClick(window.photo_page.grid, Key.Key_P)
    with qtbot.assertNotEmitted(window.inspector.example_requested):
        qtbot.mouseClick(window.inspector.example_view, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.inspector.example_requested):
        qtbot.keyClick(window.inspector.example_view, Key.Key_Space)


# ---- the loupe ----


def test_the_loupe_shows_the_heatmap_beside_the_example_and_h_hides_it(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    answer(session, explained(window, [[1.0, -1.0]]))
    loupe = in_loupe(qtbot, window)
    assert loupe.view.overlay.levels is not None
    assert "sum" in loupe.facts.text()
    qtbot.keyClick(loupe, Key.Key_H)
    assert not heatmaps(window).style.shown
    assert "sum" not in loupe.facts.text()
    qtbot.keyClick(loupe, Key.Key_W)
    assert heatmaps(window).style.shown


def test_parts_are_matched_in_the_loupe_by_keys_alone(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, _ = ranked
    loupe = in_loupe(qtbot, window)
    match_parts(qtbot, ranked, loupe)
    assert loupe.example_view.isVisible()
    heatmaps(window).point_at(Side.PHOTO, (4.5 / GRID, 6.5 / GRID))
    qtbot.keyClick(loupe, Key.Key_Right, SHIFT)
    assert loupe.example_view.overlay.best == pytest.approx((6.5 / GRID, 5.5 / GRID))
    qtbot.keyClick(loupe, Key.Key_X)
    # Asked from there, the answer is where the point was.
    assert loupe.view.overlay.best == pytest.approx((5.5 / GRID, 6.5 / GRID))
    assert loupe.example_view.overlay.point == pytest.approx((6.5 / GRID, 5.5 / GRID))


def test_a_click_in_the_loupe_points_and_a_drag_does_not(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, _ = ranked
    loupe = in_loupe(qtbot, window)
    match_parts(qtbot, ranked, loupe)
    left, view = Qt.MouseButton.LeftButton, loupe.example_view
    with qtbot.waitSignal(view.point_chosen):
        qtbot.mouseClick(view, left, pos=view.rect().center())
    assert heatmaps(window).point[0] is Side.EXAMPLE
    with qtbot.assertNotEmitted(view.point_chosen):
        qtbot.mousePress(view, left, pos=view.rect().center())
        qtbot.mouseMove(view, view.rect().center() + QPoint(60, 0))
        qtbot.mouseRelease(view, left, pos=view.rect().center() + QPoint(60, 0))


# ---- how it is drawn ----


def drawn(widget: QWidget) -> QImage:
    return widget.grab().toImage()


CORNERS = Region.around([(0.1, 0.1), (0.9, 0.1), (0.1, 0.9)])
"""A triangle: the bottom right corner of the rectangle around it does not count."""
ALL_FOR = Overlay(np.ones((2, 2), np.float32))


def changed_at(before: QImage, after: QImage, x: float, y: float) -> bool:
    place = QPoint(round(x * before.width()), round(y * before.height()))
    return before.pixelColor(place) != after.pixelColor(place)


@pytest.mark.parametrize("kind", ["inspector", "loupe"])
def test_colours_stay_within_an_outline(qtbot: QtBot, theme: Theme, kind: str) -> None:
    grey = QPixmap(300, 300)
    grey.fill(QColor(120, 120, 120))
    view: PhotoView | ZoomView
    if kind == "inspector":
        view = PhotoView(theme)
        view.show_pixmap(grey, region=CORNERS)
    else:
        view = ZoomView(theme, Zoom())
        view.show_photo(QSize(300, 300), preview=grey, full=grey, region=CORNERS)
    qtbot.addWidget(view)
    view.resize(300, 300)
    before = drawn(view)
    view.show_overlay(ALL_FOR)
    after = drawn(view)
    assert changed_at(before, after, 0.3, 0.3)
    assert not changed_at(before, after, 0.8, 0.8)


def test_colours_stay_within_an_outline_in_the_picture_for_others(tmp_path: Path) -> None:
    file = tmp_path / "grey.png"
    cv2.imwrite(str(file), np.full((720, 720, 3), 120, np.uint8))
    photo = Photo(
        1, "0" * 64, str(file), "grey.png", 720, 720, None, None, framing=Framing(CORNERS)
    )

    def picture(overlay: Overlay) -> np.ndarray:
        scale = Scale("low", "high")
        return HeatmapPicture("", (Panel(photo, overlay, ""),), HeatmapStyle(), scale, "").draw()

    differs = (picture(Overlay()) != picture(ALL_FOR)).any(axis=2)
    rows, columns = np.nonzero(differs)
    # The photo is drawn with 720 pixels; the triangle begins after a tenth of them.
    left, top = columns.min() - 72, rows.min() - 72
    assert differs[top + 220, left + 220]
    assert not differs[top + 576, left + 576]


def test_opacity_and_colours_change_the_picture_and_are_remembered(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    view, maps = window.inspector.photo_view, heatmaps(window)
    qtbot.waitUntil(lambda: view.pixmap is not None)
    answer(session, explained(window, [[1.0]]))
    middle = at(view, 0.05, 0.95)
    bright = drawn(view).pixelColor(middle)
    assert bright.red() > bright.blue() + 60  # orange
    maps.set_palette(Palette.RED_CYAN)
    window.inspector.heatmap_bar.opacity_changed.emit(0.9)
    red = drawn(view).pixelColor(middle)
    assert red.green() < bright.green()
    maps.set_shown(shown=False)
    plain = drawn(view).pixelColor(middle)
    assert abs(plain.red() - plain.blue()) < 30
    kept = window.settings.heatmap_style
    assert (kept.palette, kept.opacity) == (Palette.RED_CYAN, 0.9)


def test_one_scale_holds_for_all_photos(ranked: tuple[MainWindow, Session]) -> None:
    window, _ = ranked
    weak, strong = explained(window, [[0.1, -0.1]]), explained(window, [[5.0, 0.0]])
    assert why_levels(weak) == pytest.approx(np.array([[0.1, -0.1]]))
    assert why_levels(strong) == pytest.approx(np.array([[1.0, 0.0]]))


def test_what_is_usual_has_no_colour_and_twice_as_far_has_all_of_it() -> None:
    values = np.array([[0.2, 1.0, 1.5, 2.0, 9.0]], np.float32)
    levels = unusual_levels(UnusualShown(0, 1, 1, 1, values, saturation=2.0))
    assert levels[0] == pytest.approx([0, 0, 0.5, 1, 1])


def test_places_and_cells_agree() -> None:
    assert cell_at((0.0, 0.999), (4, 10)) == (3, 0)
    assert cell_at((1.0, 1.0), (4, 10)) == (3, 9)
    levels = np.zeros((4, 10), np.float32)
    levels[2, 7] = 1
    assert highest(levels) == pytest.approx((0.75, 0.625))
    rng = np.random.default_rng(0)
    cosines = rng.uniform(-1, 1, (3, 4, 5, 6)).astype(np.float32)
    seen = match_levels(cosines, Side.PHOTO, (0.3, 0.9))
    assert seen == pytest.approx(np.maximum(cosines[2, 1], 0))
    seen = match_levels(cosines, Side.EXAMPLE, (0.99, 0.0))
    assert seen == pytest.approx(np.maximum(cosines[:, :, 0, 5], 0))


# ---- pictures ----


def save_to(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.actions_by_id[ActionId.SAVE_HEATMAP].trigger()
    dialog = window.findChild(QFileDialog, "picture dialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_the_heatmap_is_saved_with_its_example_and_scale(
    qtbot: QtBot, ranked: tuple[MainWindow, Session], tmp_path: Path
) -> None:
    window, session = ranked
    answer(session, explained(window, [[1.0, -1.0]]))
    with qtbot.waitSignal(session.noticed, timeout=10_000) as noticed:
        save_to(qtbot, window, tmp_path / "why.png")
    assert noticed.args[0].kind is NoticeKind.SUCCESS
    picture = cv2.imread(str(tmp_path / "why.png"))
    height, width = picture.shape[:2]
    assert width > 2 * 700
    assert height > 700
    blue, _, red = (picture[350, 60:200].mean(axis=0)).tolist()  # the left of the photo is "for"
    assert red > blue + 40
    blue, _, red = (picture[350, 560:700].mean(axis=0)).tolist()
    assert blue > red + 30


def test_a_picture_that_can_not_be_written_is_told_with_its_path(
    qtbot: QtBot, ranked: tuple[MainWindow, Session], project_path: Path
) -> None:
    window, session = ranked
    answer(session, explained(window, [[1.0, -1.0]]))
    with qtbot.waitSignal(session.noticed, timeout=10_000) as noticed:
        save_to(qtbot, window, project_path / "project.db" / "why.png")
    assert noticed.args[0].kind is NoticeKind.WARNING
    assert "project.db" in noticed.args[0].text


def test_without_a_heatmap_there_is_nothing_to_save(
    qtbot: QtBot, ranked: tuple[MainWindow, Session]
) -> None:
    window, session = ranked
    with qtbot.waitSignal(session.noticed) as noticed:
        window.actions_by_id[ActionId.SAVE_HEATMAP].trigger()
    assert "no heatmap to save" in noticed.args[0].text
