"""The map itself: a point for each photo, drawn by pyqtgraph, picked and encircled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from siamdesk.gui.look.theme import Theme
from siamdesk.gui.map.map_symbols import unit_path

_NEAR = 12.0
"""Pixels from a point within which it is meant."""
_SIZE = 11
_SMALL = 8
_FAINT = 130
"""Opacity of points of photos that the grid does not show, of 255."""
_ASIDE = 2.0
"""An arrow key prefers a point straight ahead to one that is so much nearer at the side."""

_STEPS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Dots:
    """Points that look the same."""

    rows: NDArray[np.int64]
    """Rows of the map's places."""
    colour: str | None
    """Of the class; None where there is no guess."""
    symbol: str
    hollow: bool
    """Photos of the inbox."""
    shown: bool
    """Whether the grid shows them, so that they can be picked."""

    @property
    def look(self) -> tuple[str | None, str, bool, bool]:
        """All but the rows."""
        return self.colour, self.symbol, self.hollow, self.shown


class _Box(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """The plane: the left button encircles, the middle one moves, the wheel zooms."""

    def __init__(self, view: MapView) -> None:
        super().__init__(lockAspect=True, enableMenu=False)
        self._view = view

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802 - pyqtgraph's name
        """Encircle points with the left button."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        adding = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        place = self.mapToView(event.pos())
        if event.isStart():
            self._view.begin_lasso(self.mapToView(event.buttonDownPos()))
        self._view.go_on_lasso(place)
        if event.isFinish():
            self._view.end_lasso(adding=adding)


class MapView(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Shows places and announces picks; knows photos by their ids alone."""

    picked = Signal(object, object, bool)
    """Ids of photos to select, the id of the one to make current, whether to keep the others."""
    hovered = Signal(object, object)
    """Id of the photo below the mouse and where in the view it is; or None twice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, viewBox=_Box(self))
        self._theme = theme
        self._ids: Ids = np.empty(0, np.int64)
        self._places: Floats = np.empty((0, 2))
        self._pickable = np.zeros(0, np.bool_)
        self._selected: frozenset[int] = frozenset()
        self.current: int | None = None
        """Id of the photo that arrow keys start from."""
        self._hovered: int | None = None
        self._loop: list[QPointF] = []
        self.hideButtons()
        for side in ("left", "bottom"):
            self.hideAxis(side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map of the photos"))
        self._rings = pg.ScatterPlotItem(pxMode=True)
        self._rings.setZValue(50)
        self._lasso = pg.PlotCurveItem(antialias=True)
        self._lasso.setZValue(60)
        for item in (self._rings, self._lasso):
            self.addItem(item)
        self._items: list[tuple[Dots, pg.ScatterPlotItem]] = []
        theme.changed.connect(self._tint)
        self._tint()

    # ---- what is shown ----

    @property
    def ids(self) -> Ids:
        """Ids [n] of the photos that have a place."""
        return self._ids

    def set_places(self, ids: Ids, places: NDArray[np.float32]) -> None:
        """Show photos [n] at these places [n, 2]; `set_dots` follows."""
        self._ids, self._places = ids, places.astype(np.float64)
        self.set_dots(())
        self.fit()

    @property
    def dots(self) -> tuple[Dots, ...]:
        """The points that are drawn."""
        return tuple(dots for dots, _ in self._items)

    def set_dots(self, dots: tuple[Dots, ...]) -> None:
        """Draw the points like this; all points that look alike are one item."""
        kept = {known.look: (known, item) for known, item in self._items}
        self._pickable = np.zeros(len(self._ids), np.bool_)
        self._items = []
        for group in dots:
            self._pickable[group.rows] = group.shown
            known, item = kept.get(group.look, (None, None))
            # A correction changes few looks, and making an item takes a while.
            if known is not None and np.array_equal(known.rows, group.rows):
                self._items.append((group, item))
                del kept[group.look]
            elif len(group.rows):
                self._items.append((group, self._item(group)))
        for _, item in kept.values():
            self.removeItem(item)
        self._draw_rings()

    def _item(self, group: Dots) -> pg.ScatterPlotItem:
        tones = self._theme.tones
        colour = self._theme.class_colour(group.colour) if group.colour else QColor(tones.muted)
        edge = QColor(colour)
        for tint in (colour, edge):
            tint.setAlpha(255 if group.shown else _FAINT)
        places = self._places[group.rows]
        item = pg.ScatterPlotItem(
            x=places[:, 0],
            y=places[:, 1],
            pxMode=True,
            symbol=unit_path(group.symbol),
            size=_SIZE if group.shown else _SMALL,
            pen=pg.mkPen(edge, width=1.6) if group.hollow else pg.mkPen(tones.raised, width=0.8),
            brush=pg.mkBrush(None) if group.hollow else pg.mkBrush(colour),
        )
        item.setZValue(10 if group.shown else 0)
        self.addItem(item)
        return item

    def mark(self, selected: frozenset[int]) -> None:
        """Mark the photos that are selected, and the current one."""
        self._selected = selected
        self._draw_rings()

    def _draw_rings(self) -> None:
        rows = np.flatnonzero(np.isin(self._ids, list(self._selected)))
        now = np.flatnonzero(self._ids == (-1 if self.current is None else self.current))
        accent = self._theme.tones.accent
        sizes = np.concatenate([np.full(len(rows), _SIZE + 7), np.full(len(now), _SIZE + 13)])
        places = self._places[np.concatenate([rows, now])]
        self._rings.setData(
            x=places[:, 0],
            y=places[:, 1],
            size=sizes,
            symbol="o",
            pen=pg.mkPen(accent, width=2),
            brush=pg.mkBrush(None),
        )

    def fit(self) -> None:
        """Show all points."""
        if len(self._places):
            low, high = self._places.min(axis=0), self._places.max(axis=0)
            self.setRange(xRange=(low[0], high[0]), yRange=(low[1], high[1]), padding=0.08)

    def zoom(self, factor: float) -> None:
        """Make distances so many times as long, around the middle."""
        self.getViewBox().scaleBy((1 / factor, 1 / factor))

    # ---- where points are ----

    def on_screen(self) -> Floats:
        """Where the points [n, 2] are in the view, in pixels."""
        box = self.getViewBox()
        (left, right), (bottom, top) = box.viewRange()
        frame = box.sceneBoundingRect()
        shares = (self._places - (left, bottom)) / (right - left, top - bottom)
        x = frame.left() + shares[:, 0] * frame.width()
        y = frame.bottom() - shares[:, 1] * frame.height()
        return np.stack([x, y], axis=1)

    def _row_near(self, place: QPointF) -> int | None:
        rows = np.flatnonzero(self._pickable)
        if not len(rows):
            return None
        away = np.hypot(*(self.on_screen()[rows] - (place.x(), place.y())).T)
        best = int(away.argmin())
        return int(rows[best]) if away[best] <= _NEAR else None

    def _row_towards(self, step: tuple[float, float]) -> int | None:
        """The next point that an arrow key leads to; any one when there is no current point."""
        rows = np.flatnonzero(self._pickable)
        if not len(rows):
            return None
        screen = self.on_screen()
        here = np.flatnonzero(self._ids == (-1 if self.current is None else self.current))
        if not len(here):
            return int(rows[0])
        moved = screen[rows] - screen[here[0]]
        ahead = moved @ np.array(step)
        aside = np.abs(moved @ np.array((step[1], step[0])))
        cost = np.where(ahead > 0.5, ahead + _ASIDE * aside, np.inf)
        best = int(cost.argmin())
        return int(rows[best]) if np.isfinite(cost[best]) else None

    # ---- encircling ----

    def begin_lasso(self, place: QPointF) -> None:
        """Start a loop at a place of the map."""
        self._loop = [place]

    def go_on_lasso(self, place: QPointF) -> None:
        """Draw the loop on to a place of the map."""
        self._loop.append(place)
        closed = [*self._loop, self._loop[0]]
        self._lasso.setData(x=[p.x() for p in closed], y=[p.y() for p in closed])

    def end_lasso(self, *, adding: bool) -> None:
        """Pick what the loop encloses."""
        loop, self._loop = QPolygonF(self._loop), []
        self._lasso.setData(x=[], y=[])
        bounds = loop.boundingRect()
        x, y = self._places.T
        near = (x >= bounds.left()) & (x <= bounds.right())
        near &= (y >= bounds.top()) & (y <= bounds.bottom()) & self._pickable
        rule = Qt.FillRule.OddEvenFill
        inside = [
            int(self._ids[row])
            for row in np.flatnonzero(near).tolist()
            if loop.containsPoint(QPointF(x[row], y[row]), rule)
        ]
        if inside:
            self.picked.emit(inside, inside[0], adding)

    # ---- mouse and keys ----

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click picks the point below it."""
        clicked = event.button() == Qt.MouseButton.LeftButton and not self._loop
        super().mouseReleaseEvent(event)
        row = self._row_near(event.position()) if clicked else None
        if row is not None:
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self._pick(row, adding=bool(event.modifiers() & both))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell which photo is below the mouse."""
        super().mouseMoveEvent(event)
        row = None if event.buttons() else self._row_near(event.position())
        found = None if row is None else int(self._ids[row])
        if found != self._hovered:
            self._hovered = found
            self.hovered.emit(found, None if found is None else event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is below the mouse."""
        super().leaveEvent(event)
        self._hovered = None
        self.hovered.emit(None, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from point to point, + and - zoom, 0 shows all."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            row = self._row_towards(_STEPS[key])
            if row is not None:
                shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._pick(row, adding=bool(shift))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.25)
        elif key is Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif key is Qt.Key.Key_0:
            self.fit()
        elif key is Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            shown = self._ids[self._pickable].tolist()
            self.picked.emit(shown, self.current, False)
        else:
            event.ignore()

    def _pick(self, row: int, *, adding: bool) -> None:
        photo_id = int(self._ids[row])
        self.picked.emit([photo_id], photo_id, adding)

    # ---- looks ----

    @Slot()
    def _tint(self) -> None:
        self.setBackground(self._theme.tones.surface)
        accent = self._theme.colour("accent")
        self._lasso.setPen(pg.mkPen(accent, width=1.5))
        dots = self.dots
        self.set_dots(())
        self.set_dots(dots)
