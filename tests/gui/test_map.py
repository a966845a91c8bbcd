"""The map in the real window: reaching it, moving and selecting by keys, encircling, its looks."""

from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from living_windows import OpenWindow
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from siamdesk.engine.messages import PhotosMapped, SimilarFound
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.map.map_page import MapPage
from siamdesk.gui.map.map_symbols import SYMBOLS, symbol_of, unit_path
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.project.store import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier

PLACES = {
    "scratch 0.png": (0, 0),
    "scratch 1.png": (1, 0),
    "scratch 2.png": (0, 1),
    "dent 0.png": (9, 9),
    "dent 1.png": (8, 9),
    "dent 2.png": (9, 8),
    "new 0.png": (7, 8),
    "new 1.png": (1, 1),
    "new 2.png": (8, 8),
    "new 3.png": (2, 1),
    "new 4.png": (8, 7),
    "new 5.png": (2, 2),
}


def place(
    qtbot: QtBot,
    window: MainWindow,
    session: Session,
    places: dict[str, tuple[float, float]] = PLACES,
) -> None:
    """The worker's answer, until it is drawn."""
    assert session.snapshot is not None
    ids = {photo.name: photo.id for photo in session.snapshot.photos}
    event = PhotosMapped(
        0,
        session.snapshot.revision,
        np.array([ids[name] for name in places]),
        np.array(list(places.values()), np.float32),
        0,
    )
    session.learner.found.emit(event)
    page = window.photo_page.map_page
    assert page is not None
    qtbot.waitUntil(lambda: sum(len(group.rows) for group in page.view.dots) == len(places))


def opened_map(qtbot: QtBot, window: MainWindow) -> MapPage:
    qtbot.keyClick(window.photo_page.grid, Key.Key_M)
    qtbot.waitUntil(lambda: window.photo_page.shows_map, timeout=20_000)
    assert window.photo_page.map_page is not None
    return window.photo_page.map_page


def selected(window: MainWindow) -> set[str]:
    grid, model = window.photo_page.grid, window.photo_model
    rows = [model.row(photo_id) for photo_id in grid.selected_ids()]
    return {model.photo(row).name for row in rows if row is not None}


def test_the_map_is_reached_by_a_key_says_what_to_do_and_is_left_by_escape(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    assert not page.has_places
    place(qtbot, window, session)
    assert page.has_places
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Key.Key_Escape)
    assert not window.photo_page.shows_map
    assert window.photo_page.grid.hasFocus()
    # The second time it is there at once.
    qtbot.keyClick(window.photo_page.grid, Key.Key_M)
    assert window.photo_page.shows_map
    assert page.has_places


def test_photos_like_one_are_shown_in_the_grid_since_a_map_knows_no_order(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    place(qtbot, window, session)
    wanted = window.photo_page.grid.current_id()
    assert wanted is not None
    qtbot.keyClick(page.view, Key.Key_S)
    session.learner.found.emit(SimilarFound(0, 1, wanted, np.array([wanted]), np.ones(1)))
    assert not window.photo_page.shows_map
    assert window.photo_page.likeness_bar.isVisible()
    assert window.photo_page.grid.hasFocus()
    # One step back to what was there before.
    qtbot.keyClick(window.photo_page.grid, Key.Key_Escape)
    assert not window.photo_page.likeness_bar.isVisible()


def test_arrow_keys_go_from_point_to_point_and_shift_selects_more(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    place(qtbot, window, session)
    assert selected(window) == {"new 0.png"}
    qtbot.keyClick(page.view, Key.Key_Right)
    assert selected(window) == {"new 2.png"}
    qtbot.keyClick(page.view, Key.Key_Down)
    assert selected(window) == {"new 4.png"}
    qtbot.keyClick(page.view, Key.Key_Up, SHIFT)
    assert selected(window) == {"new 4.png", "new 2.png"}
    # Labelling keys work as in the grid, and a photo that leaves the view is left out of reach.
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(page.view, Key.Key_2)
    assert session.snapshot is not None
    classes = {p.name: p.class_id for p in session.snapshot.photos}
    assert classes["new 4.png"] == classes["new 2.png"] == session.snapshot.classes[1].id


def test_a_loop_selects_what_it_encloses_of_what_the_grid_shows(
    opened_window: OpenWindow, project_path: Path, qtbot: QtBot
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    place(qtbot, window, session)
    corners = [(-0.5, -0.5), (2.5, -0.5), (2.5, 1.5), (-0.5, 1.5)]

    def encircle(*, adding: bool = False) -> None:
        page.view.begin_lasso(QPointF(*corners[0]))
        for corner in corners[1:]:
            page.view.go_on_lasso(QPointF(*corner))
        page.view.end_lasso(adding=adding)

    encircle(adding=True)
    assert selected(window) == {"new 0.png", "new 1.png", "new 3.png"}
    encircle()
    assert selected(window) == {"new 1.png", "new 3.png"}
    window.actions_by_id[ActionId.SHOW_ALL].trigger()
    qtbot.waitUntil(lambda: len(page.view.ids[page.view._pickable]) == 12)
    encircle()
    assert selected(window) == {
        "new 1.png",
        "new 3.png",
        "scratch 0.png",
        "scratch 1.png",
        "scratch 2.png",
    }


def test_a_drag_with_the_mouse_is_a_loop_and_a_click_picks_a_point(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    place(qtbot, window, session)
    view = page.view
    on_screen = dict(zip(PLACES, view.on_screen(), strict=True))
    x, y = on_screen["new 5.png"]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert selected(window) == {"new 5.png"}
    assert window.photo_page.grid.current_id() == session.snapshot.photos[11].id
    # Around the three points at the lower left, two of which are examples that the grid hides.
    low, high = on_screen["scratch 0.png"], on_screen["new 5.png"]
    corners = [
        QPoint(round(px), round(py))
        for px, py in (
            (low[0] - 9, low[1] + 9),
            (high[0] - 9, low[1] + 9),
            (high[0] - 9, high[1] + 9),
            (low[0] - 9, high[1] + 9),
        )
    ]
    # A hand is slower than this test: pyqtgraph skips moves that follow each other too fast.
    pg.setConfigOption("mouseRateLimit", -1)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view.viewport(), left, pos=corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(view.viewport(), pos=corner)
    qtbot.mouseRelease(view.viewport(), left, pos=corners[-1])
    assert selected(window) == {"new 1.png"}
    # What the pixels say agrees with where Qt itself draws the point.
    scene = view.getViewBox().mapViewToScene(QPointF(2, 2))
    assert (scene.x(), scene.y()) == pytest.approx((x, y), abs=0.5)


def test_the_photo_below_the_mouse_is_shown_with_its_class(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    window.actions_by_id[ActionId.SHOW_ALL].trigger()
    place(qtbot, window, session)
    assert page.card_words == ""
    photo = next(p for p in session.snapshot.photos if p.name == "dent 0.png")
    page.view.hovered.emit(photo.id, QPoint(20, 20))
    assert page.card_words == "dent 0.png, Example of dent"
    page.view.hovered.emit(None, None)
    assert page.card_words == ""


def test_photos_that_came_later_are_offered_a_place(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    later = ("new 1.png", "new 2.png")
    some = {name: at for name, at in PLACES.items() if name not in later}
    place(qtbot, window, session, some)
    assert page.update_button.isVisible()
    assert page.update_button.text() == "Add 2 new photos"
    place(qtbot, window, session)
    assert not page.update_button.isVisible()


def test_points_are_told_apart_by_shape_and_hollow_where_the_class_is_a_guess(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    place(qtbot, window, session)
    dots = page.view.dots
    assert {group.symbol for group in dots if not group.hollow} == set(SYMBOLS[:2])
    assert all(group.hollow == group.shown for group in dots)  # the inbox is what the grid shows
    assert sum(len(group.rows) for group in dots) == len(PLACES)


def test_each_shape_fits_its_square_and_is_like_no_other() -> None:
    shapes = [unit_path(symbol) for symbol in SYMBOLS]
    for shape in shapes:
        bounds = shape.boundingRect()
        assert bounds.left() >= -0.56
        assert bounds.right() <= 0.56
    assert len({shape.elementCount() for shape in shapes} | {id(s) for s in shapes}) >= len(shapes)
    assert [symbol_of(i) for i in range(len(SYMBOLS))] == list(SYMBOLS)
    assert symbol_of(len(SYMBOLS)) == SYMBOLS[0]


def test_places_that_came_while_another_project_was_being_opened_are_not_shown_in_it(
    qtbot: QtBot, opened_window: OpenWindow, project_path: Path, tmp_path: Path
) -> None:
    window, session = opened_window(project_path)
    page = opened_map(qtbot, window)
    Project.create(tmp_path / "Other.siam").close()
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open_project(tmp_path / "Other.siam")
        event = PhotosMapped(0, 1, np.array([1, 2]), np.zeros((2, 2), np.float32), 0)
        session.learner.found.emit(event)
        assert len(page.view.ids) == 2
    assert not len(page.view.ids)
