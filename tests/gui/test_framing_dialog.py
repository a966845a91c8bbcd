"""Choosing a region and grey values: the arithmetic alone, the editor, and the real window."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from grid_values import photo, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st
from living_windows import OpenWindow, write_photo
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.framing.framed_pixels import read_pixels
from siamdesk.gui.framing.framing_dialog import FramingDialog
from siamdesk.gui.framing.region_editor import RegionEditor
from siamdesk.gui.framing.region_moves import SMALLEST, Sides, pulled, spanned
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.photo.heatmap_kinds import Overlay
from siamdesk.gui.photo.photo_view import PhotoView
from siamdesk.gui.photo.region_painting import region_rect
from siamdesk.gui.session.edit_requests import SetFraming, SetProjectFraming
from siamdesk.images.framing import PLAIN, WHOLE, Framing, Region, Window
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
MIDDLE = Region(0.25, 0.25, 0.75, 0.75)


def close(a: Region, b: Region) -> bool:
    pairs = zip((a.left, a.top, a.right, a.bottom), (b.left, b.top, b.right, b.bottom), strict=True)
    return all(abs(x - y) < 1e-9 for x, y in pairs)


# ---- the arithmetic ----


def test_a_region_that_is_moved_keeps_its_size_and_stops_at_the_edge() -> None:
    assert close(pulled(MIDDLE, Sides.ALL, 0.1, -0.1), Region(0.35, 0.15, 0.85, 0.65))
    assert close(pulled(MIDDLE, Sides.ALL, 0.9, 0.9), Region(0.5, 0.5, 1, 1))


def test_only_the_sides_that_are_held_follow() -> None:
    found = pulled(MIDDLE, Sides.LEFT | Sides.BOTTOM, -0.1, 0.1)
    assert close(found, Region(0.15, 0.25, 0.75, 0.85))


def test_a_side_that_is_pulled_past_the_other_leaves_a_little() -> None:
    found = pulled(MIDDLE, Sides.LEFT, 0.9, 0)
    assert close(found, Region(0.75 - SMALLEST, 0.25, 0.75, 0.75))


coordinates = st.floats(-3, 3)


@settings(deadline=None)
@given(coordinates, coordinates, coordinates, coordinates)
def test_two_places_anywhere_span_a_region_inside_the_photo(x, y, other_x, other_y) -> None:
    found = spanned(x, y, other_x, other_y)  # a `Region` refuses to lie outside
    assert found.right - found.left >= SMALLEST - 1e-9
    assert found.bottom - found.top >= SMALLEST - 1e-9


@settings(deadline=None)
@given(st.sampled_from([Sides.ALL, Sides.LEFT | Sides.TOP, Sides.RIGHT]), coordinates, coordinates)
def test_no_pull_leaves_the_photo(sides, dx, dy) -> None:
    pulled(pulled(MIDDLE, sides, dx, dy), sides, dy, dx)


def test_a_region_is_drawn_where_its_fractions_say() -> None:
    assert region_rect(Region(0.25, 0.5, 0.75, 1), QRectF(10, 20, 400, 200)) == QRectF(
        110, 120, 200, 100
    )


# ---- the editor ----


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> RegionEditor:
    made = RegionEditor(theme)
    qtbot.addWidget(made)
    made.resize(418, 218)  # 400 × 200 inside its margin of 9
    made.show_photo(QPixmap(800, 400))
    made.show()
    return made


def drag(qtbot: QtBot, editor: RegionEditor, start: tuple[int, int], end: tuple[int, int]) -> None:
    qtbot.mousePress(editor, Qt.MouseButton.LeftButton, pos=QPoint(*start))
    qtbot.mouseMove(editor, QPoint(*end))
    qtbot.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=QPoint(*end))


def test_a_region_is_drawn_by_dragging(qtbot: QtBot, editor: RegionEditor) -> None:
    with qtbot.waitSignal(editor.region_changed):
        drag(qtbot, editor, (109, 59), (309, 159))
    assert close(editor.region, MIDDLE)


def test_dragging_inside_moves_and_dragging_a_corner_resizes(
    qtbot: QtBot, editor: RegionEditor
) -> None:
    editor.show_region(MIDDLE)
    drag(qtbot, editor, (209, 109), (249, 109))
    assert close(editor.region, Region(0.35, 0.25, 0.85, 0.75))
    drag(qtbot, editor, (349, 159), (389, 199))
    assert close(editor.region, Region(0.35, 0.25, 0.95, 0.95))


def test_keys_move_and_resize(qtbot: QtBot, editor: RegionEditor) -> None:
    editor.show_region(MIDDLE)
    qtbot.keyClick(editor, Key.Key_Right)
    qtbot.keyClick(editor, Key.Key_Down, CTRL)
    assert close(editor.region, Region(0.26, 0.251, 0.76, 0.751))
    qtbot.keyClick(editor, Key.Key_Left, SHIFT)
    qtbot.keyClick(editor, Key.Key_Up, SHIFT | CTRL)
    assert close(editor.region, Region(0.26, 0.251, 0.75, 0.75))


TRIANGLE = Region.around([(0.25, 0.25), (0.75, 0.25), (0.25, 0.75)])


def click(qtbot: QtBot, editor: RegionEditor, x: int, y: int) -> None:
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def corners_of(region: Region) -> list[float]:
    return [place for corner in region.corners for place in corner]


def test_an_outline_is_made_by_clicking_its_corners(qtbot: QtBot, editor: RegionEditor) -> None:
    editor.draw_outlines(True)
    for x, y in ((109, 59), (309, 59), (109, 159)):
        click(qtbot, editor, x, y)
    assert close(editor.region, MIDDLE)
    assert len(editor.region.corners) == 3
    click(qtbot, editor, 209, 109)  # inside: the next corner all the same
    assert editor.region.corners[-1] == pytest.approx((0.5, 0.5))


def test_an_outline_is_drawn_by_hand(qtbot: QtBot, editor: RegionEditor) -> None:
    editor.draw_outlines(True)
    press = [(109, 59), *((x, 59) for x in range(120, 310, 10)), (309, 159), (109, 159)]
    qtbot.mousePress(editor, Qt.MouseButton.LeftButton, pos=QPoint(*press[0]))
    for place in press[1:]:
        qtbot.mouseMove(editor, QPoint(*place))
    qtbot.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=QPoint(*press[-1]))
    assert editor.region.sides == pytest.approx(MIDDLE.sides, abs=0.01)
    assert len(editor.region.corners) <= 5  # not one for each move


def test_an_outline_is_made_with_the_keys(qtbot: QtBot, editor: RegionEditor) -> None:
    editor.draw_outlines(True)
    for keys in ([], [Key.Key_Right] * 10, [Key.Key_Down] * 10):
        for key in [*keys, Key.Key_Space]:
            qtbot.keyClick(editor, key)
    assert close(editor.region, Region(0.5, 0.5, 0.6, 0.6))
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.region == WHOLE  # two corners enclose nothing
    qtbot.keyClick(editor, Key.Key_Space)
    assert len(editor.region.corners) == 3


def test_an_outline_is_moved_and_stretched_with_its_sides(
    qtbot: QtBot, editor: RegionEditor
) -> None:
    editor.show_region(TRIANGLE)
    editor.draw_outlines(True)
    press, end = QPoint(159, 79), QPoint(199, 79)
    qtbot.mousePress(editor, Qt.MouseButton.LeftButton, pos=press)
    for place in (QPoint(179, 79), end):  # the first one tells that it is no click
        qtbot.mouseMove(editor, place)
    qtbot.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=end)
    moved = [(x + 0.1, y) for x, y in TRIANGLE.corners]
    assert corners_of(editor.region) == pytest.approx(
        [place for corner in moved for place in corner]
    )
    qtbot.keyClick(editor, Key.Key_Down, SHIFT)
    assert editor.region.corners[2] == pytest.approx((0.35, 0.76))


def test_an_outline_becomes_the_rectangle_around_it(editor: RegionEditor) -> None:
    editor.show_region(TRIANGLE)
    editor.draw_outlines(False)
    assert editor.region == MIDDLE


@settings(deadline=None)
@given(st.sampled_from([Sides.ALL, Sides.LEFT | Sides.TOP, Sides.RIGHT]), coordinates, coordinates)
def test_no_pull_takes_an_outline_out_of_the_photo(sides, dx, dy) -> None:
    pulled(pulled(TRIANGLE, sides, dx, dy), sides, dy, dx)  # a `Region` refuses to lie outside


def test_a_heatmap_is_painted_over_the_region_alone(qtbot: QtBot, theme: Theme) -> None:
    view = PhotoView(theme)
    qtbot.addWidget(view)
    view.resize(200, 200)
    pixmap = QPixmap(100, 100)
    pixmap.fill(Qt.GlobalColor.gray)
    view.show_pixmap(pixmap, region=MIDDLE)
    view.show_overlay(Overlay(np.ones((4, 4), np.float32)))
    drawn = view.grab().toImage()
    ratio = drawn.width() / 200
    inside, outside = (
        drawn.pixelColor(*(round(p * ratio) for p in at)) for at in ((100, 100), (25, 100))
    )
    assert inside.red() > inside.blue() + 60
    assert max(outside.red(), outside.blue()) < 80


# ---- the dialog ----


def grey_16(path: Path, low: int, high: int) -> Path:
    values = np.linspace(low, high, 10_000).astype(np.uint16).reshape(100, 100)
    Image.fromarray(values).save(path)
    return path


Opener = Callable[..., tuple[FramingDialog, list[object]]]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Opener:
    parent = QWidget()
    qtbot.addWidget(parent)
    return partial(open_dialog, theme, parent)


def open_dialog(
    theme: Theme, parent: QWidget, framings: list[Framing], selected: int, base: Framing = PLAIN
) -> tuple[FramingDialog, list[object]]:
    photos = [
        replace(photo(i, None), own=own, framing=own.over(base))
        for i, own in enumerate(framings, start=1)
    ]
    shown = replace(snapshot(photos), framing=base)
    dialog = FramingDialog(shown, photos[0], photos[:selected], theme, parent)
    asked: list[object] = []
    dialog.chosen.connect(asked.append)
    dialog.show()
    return dialog, asked


def accept(dialog: FramingDialog) -> None:
    dialog.use.click()


def test_a_region_is_chosen_for_the_whole_project(opened: Opener) -> None:
    dialog, asked = opened([PLAIN, Framing(MIDDLE)], 1)
    dialog.sides["left"].setValue(25)
    dialog.sides["bottom"].setValue(75)
    accept(dialog)
    assert asked == [SetProjectFraming(Framing(Region(0.25, 0, 1, 0.75)))]


def test_an_outline_is_chosen_and_shown_again(qtbot: QtBot, opened: Opener) -> None:
    dialog, asked = opened([PLAIN], 1)
    dialog.outline.click()
    assert dialog.editor.draws_outlines
    dialog.editor.show_photo(QPixmap(100, 100))
    photo_at = dialog.editor.photo_rect()
    wanted = ((0.2, 0.2), (0.8, 0.2), (0.5, 0.7))
    for x, y in wanted:
        place = photo_at.topLeft() + QPointF(x * photo_at.width(), y * photo_at.height())
        click(qtbot, dialog.editor, round(place.x()), round(place.y()))
    accept(dialog)
    (request,) = asked
    region = request.framing.region
    assert corners_of(region) == pytest.approx([p for c in wanted for p in c], abs=0.01)
    other, asked = opened([request.framing], 1)
    assert other.outline.isChecked()
    accept(other)
    assert asked[0].framings[1].region == region


def test_the_whole_photo_forgets_corners_that_enclose_nothing_yet(
    qtbot: QtBot, opened: Opener
) -> None:
    dialog, _ = opened([PLAIN], 1)
    dialog.outline.click()
    dialog.editor.show_photo(QPixmap(100, 100))
    two = [Key.Key_Space, Key.Key_Right, Key.Key_Space]
    for key in two:
        qtbot.keyClick(dialog.editor, key)
    dialog.whole.click()
    for key in [Key.Key_Down, *two]:
        qtbot.keyClick(dialog.editor, key)
    assert dialog.editor.region == WHOLE
    for key in [Key.Key_Up, Key.Key_Space]:
        qtbot.keyClick(dialog.editor, key)
    assert len(dialog.editor.region.corners) == 3


def test_choices_of_single_photos_are_forgotten_only_when_asked(opened: Opener) -> None:
    dialog, asked = opened([PLAIN, Framing(MIDDLE)], 1)
    dialog.everywhere.setChecked(True)
    accept(dialog)
    assert asked == [SetProjectFraming(PLAIN, everywhere=True)]


def test_a_region_for_selected_photos_leaves_their_grey_values(opened: Opener) -> None:
    window = Window(1, 2)
    dialog, asked = opened([PLAIN, Framing(None, window), PLAIN], 2)
    dialog.for_photos.setChecked(True)
    dialog.sides["right"].setValue(50)
    accept(dialog)
    half = Region(0, 0, 0.5, 1)
    assert asked == [SetFraming({1: Framing(half), 2: Framing(half, window)})]


def test_the_whole_photo_is_a_choice_against_the_projects_region(opened: Opener) -> None:
    dialog, asked = opened([PLAIN], 1, Framing(MIDDLE))
    assert close(dialog.editor.region, MIDDLE)
    dialog.for_photos.setChecked(True)
    dialog.whole.click()
    accept(dialog)
    assert asked == [SetFraming({1: Framing(WHOLE)})]


def test_a_photo_goes_back_to_what_the_project_has(opened: Opener) -> None:
    dialog, asked = opened([Framing(MIDDLE)], 1)
    assert dialog.for_photos.isChecked()
    dialog.as_project.click()
    assert asked == [SetFraming({1: PLAIN})]


def test_grey_values_are_only_offered_for_photos_with_more_than_8_bits(
    opened: Opener, tmp_path: Path
) -> None:
    dialog, _ = opened([PLAIN], 1)
    path = dialog._photo.path
    dialog.show_pixels(path, read_pixels(write_photo(tmp_path / "a.png", "dent", 1)))
    assert dialog.grey.isHidden()
    dialog.show_pixels(path, read_pixels(grey_16(tmp_path / "b.png", 5000, 9000)))
    assert dialog.grey.isVisible()
    assert (dialog.grey.low.value(), dialog.grey.high.value()) == (0, 65535)


def test_grey_values_are_typed_fitted_and_reset(opened: Opener, tmp_path: Path) -> None:
    dialog, asked = opened([PLAIN], 1)
    pixels = read_pixels(grey_16(tmp_path / "b.png", 5000, 9000))
    dialog.show_pixels(dialog._photo.path, pixels)
    dialog.grey.fit.click()
    assert 5000 <= dialog.grey.low.value() <= 5050
    assert 8950 <= dialog.grey.high.value() <= 9000
    dialog.grey.low.setValue(6000)
    dialog.grey.high.setValue(8000)
    accept(dialog)
    assert asked == [SetProjectFraming(Framing(window=Window(6000, 8000)))]
    other, asked = opened([PLAIN], 1, Framing(window=Window(6000, 8000)))
    other.show_pixels(other._photo.path, pixels)
    assert other.grey.low.value() == 6000
    other.grey.usual.click()
    accept(other)
    assert asked == [SetProjectFraming(PLAIN)]


def test_black_above_white_is_not_taken(opened: Opener, tmp_path: Path) -> None:
    dialog, asked = opened([PLAIN], 1)
    dialog.show_pixels(dialog._photo.path, read_pixels(grey_16(tmp_path / "b.png", 5000, 9000)))
    dialog.grey.high.setValue(7000)
    dialog.grey.low.setValue(9000)
    accept(dialog)
    assert asked == [SetProjectFraming(Framing(window=Window(0, 7000)))]


# ---- in the real window ----


def test_a_region_is_chosen_and_undone_with_the_keyboard(
    qtbot: QtBot, opened_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "parts.siam"
    with Project.create(path) as made:
        made.add_photos([write_photo(tmp_path / f"{i}.png", "dent", i) for i in range(3)])
    window, session = opened_window(path)
    window.photo_page.grid.select_row(0)
    window.photo_page.grid.setFocus()
    window.actions_by_id[ActionId.FRAMING].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FramingDialog)
    qtbot.waitUntil(lambda: dialog._pixels is not None)
    with qtbot.waitSignal(session.changed):
        for _ in range(20):
            qtbot.keyClick(dialog.editor, Key.Key_Left, SHIFT)
        qtbot.keyClick(dialog.editor, Key.Key_Return)
    assert all(close(p.framing.region, Region(0, 0, 0.8, 1)) for p in session.snapshot.photos)
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert [p.framing for p in session.snapshot.photos] == [PLAIN] * 3
