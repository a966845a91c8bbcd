"""Mouse and keys in the grid, whose layout is our own arithmetic."""

import pytest
from grid_values import photo, snapshot
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from siamdesk.gui.grid.photo_grid import PhotoGrid
from siamdesk.gui.grid.photo_model import PhotoModel
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.session.ranking_store import RankingStore

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> PhotoGrid:
    loader = ImageLoader(kept=4, waiting=4, threads=1)
    model = PhotoModel(RankingStore(), loader)
    made = PhotoGrid(model, theme)
    loader.setParent(made)
    model.setParent(made)
    qtbot.addWidget(made)
    model.set_snapshot(snapshot([photo(i) for i in range(1, 43)]))
    made.resize(640, 500)
    made.show()
    qtbot.waitExposed(made)
    assert made.columns == 4
    return made


def place(grid: PhotoGrid, row: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, 0)).center()


def test_every_tile_is_found_where_it_stands(grid: PhotoGrid) -> None:
    for scrolled in (0, 137, grid.verticalScrollBar().maximum()):
        grid.verticalScrollBar().setValue(scrolled)
        for row in range(42):
            assert grid.indexAt(place(grid, row)).row() == row


def test_beside_and_below_the_tiles_there_is_none(grid: PhotoGrid) -> None:
    assert not grid.indexAt(QPoint(grid.viewport().width() - 1, 20)).isValid() or (
        grid.viewport().width() <= 4 * grid.visualRect(grid.model().index(0, 0)).width()
    )
    last = grid.visualRect(grid.model().index(41, 0))
    assert not grid.indexAt(last.center() + QPoint(last.width(), 0)).isValid()
    assert not grid.indexAt(last.center() + QPoint(0, last.height())).isValid()


def test_clicks_with_ctrl_and_shift_select_as_everywhere(qtbot: QtBot, grid: PhotoGrid) -> None:
    view = grid.viewport()
    qtbot.mouseClick(view, LEFT, pos=place(grid, 1))
    assert grid.selected_ids() == [2]
    qtbot.mouseClick(view, LEFT, SHIFT, place(grid, 6))
    assert grid.selected_ids() == [2, 3, 4, 5, 6, 7]
    qtbot.mouseClick(view, LEFT, CTRL, place(grid, 3))
    assert grid.selected_ids() == [2, 3, 5, 6, 7]
    qtbot.mouseClick(view, LEFT, pos=place(grid, 5))
    assert grid.selected_ids() == [6]


def test_arrows_move_and_shift_extends(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.select_row(0)
    for key, expected in (
        (Key.Key_Right, 2),
        (Key.Key_Down, 6),
        (Key.Key_Left, 5),
        (Key.Key_Up, 1),
        (Key.Key_Up, 1),
        (Key.Key_End, 42),
        (Key.Key_Right, 42),
        (Key.Key_Home, 1),
    ):
        qtbot.keyClick(grid, key)
        assert grid.selected_ids() == [expected]
    qtbot.keyClick(grid, Key.Key_Down, SHIFT)
    assert grid.selected_ids() == [1, 2, 3, 4, 5]
    qtbot.keyClick(grid, Key.Key_Left, SHIFT)
    assert grid.selected_ids() == [1, 2, 3, 4]


def test_moving_keeps_the_current_tile_in_sight(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.select_row(0)
    for _ in range(10):
        qtbot.keyClick(grid, Key.Key_Down)
        tile = grid.visualRect(grid.currentIndex())
        assert grid.viewport().rect().contains(tile.adjusted(2, 2, -2, -2))
    qtbot.keyClick(grid, Key.Key_PageUp)
    assert grid.viewport().rect().intersects(grid.visualRect(grid.currentIndex()))


def test_ctrl_a_selects_all(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.select_row(3)
    qtbot.keyClick(grid, Key.Key_A, CTRL)
    assert len(grid.selected_ids()) == 42


def test_a_frame_drawn_from_empty_ground_selects_what_it_touches(
    qtbot: QtBot, grid: PhotoGrid
) -> None:
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    view = grid.viewport()
    # Rows 40 and 41 stand alone in the last line: to their right is empty ground.
    start = place(grid, 41) + QPoint(2 * grid.visualRect(grid.currentIndex()).width() or 300, 0)
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for step in (0.3, 0.7, 1.0):
        way = place(grid, 37) - start
        QTest.mouseMove(view, start + QPoint(int(way.x() * step), int(way.y() * step)))
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, place(grid, 37))
    assert grid.selected_ids() == [38, 39, 40, 42]


def test_a_frame_is_drawn_from_between_the_photos_too(qtbot: QtBot, grid: PhotoGrid) -> None:
    """In a full grid there is no other ground."""
    view, tile = grid.viewport(), grid.visualRect(grid.model().index(1, 0))
    start = tile.topLeft() + QPoint(0, tile.height() // 2)  # between the first two
    assert not grid.indexAt(start).isValid()
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for step in (0.3, 0.7, 1.0):
        way = place(grid, 6) - start
        QTest.mouseMove(view, start + QPoint(int(way.x() * step), int(way.y() * step)))
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, place(grid, 6))
    assert grid.selected_ids() == [2, 3, 6, 7]


def test_a_wider_grid_has_more_columns_and_stays_where_it_was(grid: PhotoGrid) -> None:
    grid.verticalScrollBar().setValue(600)
    seen = grid.indexAt(QPoint(20, 20)).row()
    grid.resize(960, 500)
    assert grid.columns == 6
    first = grid.indexAt(QPoint(20, 20)).row()
    assert first <= seen < first + 2 * grid.columns


def test_the_tiles_fill_the_width_at_every_size(grid: PhotoGrid) -> None:
    for width in range(360, 1900, 77):
        grid.resize(width, 500)
        used = grid.columns * grid.visualRect(grid.model().index(0, 0)).width()
        assert 0 <= grid.viewport().width() - used < grid.columns + 20
