"""A list view of equal tiles whose layout is arithmetic.

`QListView` lays its items out one by one and asks the model for each index; with 10,000 photos in a
Python model every correction would stall the window for a quarter of a second. Here a tile's place
follows from its row, so nothing is laid out and nothing has to be laid out again.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QCursor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

AnyIndex = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction


class TileView(QListView):
    """Tiles from left to right and top to bottom; `set_cell` gives their size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell = QSize(160, 180)
        self._columns = 1
        self._frame: QRect | None = None
        self.gap = 0
        """Pixels around each tile that belong to none: a drag that begins there draws a frame."""
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def columns(self) -> int:
        """Tiles in one line."""
        return self._columns

    def set_cell(self, cell: QSize) -> None:
        """Lay tiles of this size out in as many columns as fit."""
        first = self._row_at(self.verticalOffset())
        self._cell = cell
        self._columns = max(1, self.viewport().width() // cell.width())
        self.updateGeometries()
        # What was at the top stays at the top.
        if first > 0:
            self.verticalScrollBar().setValue(first // self._columns * cell.height())
        self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt's name
        """Show this model."""
        super().setModel(model)
        if model is not None:
            for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
                changed.connect(self._relayout)

    @Slot()
    def _relayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    # ---- the arithmetic ----

    def _rows(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)

    def _row_at(self, y: int) -> int:
        """The first row of the line at `y`, counted from the top of all tiles."""
        return max(0, y) // self._cell.height() * self._columns

    def _place(self, row: int) -> QRect:
        line, column = divmod(row, self._columns)
        return QRect(
            column * self._cell.width(),
            line * self._cell.height() - self.verticalOffset(),
            self._cell.width(),
            self._cell.height(),
        )

    def visualRect(self, index: AnyIndex) -> QRect:  # noqa: N802 - Qt's name
        """Where a tile stands in the viewport, visible or not."""
        return self._place(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """The tile at a place in the viewport, or beyond it; none in the gap between tiles."""
        line, down = divmod(point.y() + self.verticalOffset(), self._cell.height())
        column, across = divmod(point.x(), self._cell.width())
        row = line * self._columns + column
        if line < 0 or not 0 <= column < self._columns or row >= self._rows():
            return QModelIndex()
        in_tile = all(
            self.gap <= place < size - self.gap
            for place, size in ((across, self._cell.width()), (down, self._cell.height()))
        )
        return self._index(row) if in_tile else QModelIndex()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's name
        """Always 0: there is nothing to the side."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's name
        """Pixels scrolled away at the top."""
        return self.verticalScrollBar().value()

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's name
        """There is nothing to lay out."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Give the scroll bar its range."""
        QAbstractItemView.updateGeometries(self)
        lines = -(-self._rows() // self._columns)
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, lines * self._cell.height() - page))
        bar.setPageStep(page)
        bar.setSingleStep(max(20, self._cell.height() // 4))

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll no further than needed to show a tile."""
        del hint
        place = self.visualRect(index)
        bar = self.verticalScrollBar()
        if place.top() < 0:
            bar.setValue(bar.value() + place.top())
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + place.bottom() - self.viewport().height() + 1)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Move what is drawn."""
        QAbstractItemView.scrollContentsBy(self, dx, dy)
        self.viewport().scroll(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the scroll bar to the new height."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    # ---- changes of the model ----

    def dataChanged(  # noqa: N802 - Qt's name
        self,
        topLeft: AnyIndex,
        bottomRight: AnyIndex,
        roles: object = (),
    ) -> None:
        """Draw again; no tile changes its size."""
        del topLeft, bottomRight, roles
        self.viewport().update()

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:  # noqa: N802
        """Qt's bookkeeping without its layout."""
        QAbstractItemView.rowsInserted(self, parent, start, end)

    def rowsAboutToBeRemoved(  # noqa: N802 - Qt's name
        self, parent: AnyIndex, start: int, end: int
    ) -> None:
        """Qt's bookkeeping without its layout."""
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)

    # ---- moving and selecting ----

    def moveCursor(  # noqa: N802 - Qt's name
        self,
        cursorAction: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Where a key leads from the current tile."""
        del modifiers
        rows, current = self._rows(), self.currentIndex().row()
        if not rows:
            return QModelIndex()
        if current < 0:
            return self._index(0)
        page = max(1, self.viewport().height() // self._cell.height()) * self._columns
        steps = {
            _Move.MoveLeft: -1,
            _Move.MovePrevious: -1,
            _Move.MoveRight: 1,
            _Move.MoveNext: 1,
            _Move.MoveUp: -self._columns,
            _Move.MoveDown: self._columns,
            _Move.MovePageUp: -page,
            _Move.MovePageDown: page,
            _Move.MoveHome: -rows,
            _Move.MoveEnd: rows,
        }
        target = current + steps.get(cursorAction, 0)
        if cursorAction is _Move.MoveUp and target < 0:
            target = current  # the first line is the end of the way up
        return self._index(min(max(target, 0), rows - 1))

    def setSelection(  # noqa: N802 - Qt's name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select what a drag encloses, or all tiles between the two corners in reading order."""
        selection = QItemSelection()
        if self.state() is QAbstractItemView.State.DragSelectingState:
            self._frame = rect.normalized()
            self.viewport().update()
            for first, last in self._enclosed(self._frame):
                selection.select(self._index(first), self._index(last))
        else:
            ends = [self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())]
            rows = sorted(index.row() for index in ends if index.isValid())
            if rows:
                selection.select(self._index(rows[0]), self._index(rows[-1]))
        self.selectionModel().select(selection, command)

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Select all tiles as one range; Qt's own way asks for each of them."""
        if self._rows():
            everything = QItemSelection(self._index(0), self._index(self._rows() - 1))
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(everything, flags.ClearAndSelect)

    def _enclosed(self, rect: QRect) -> list[tuple[int, int]]:
        """Rows of the tiles that a rectangle touches, as ranges."""
        left = max(0, rect.left() // self._cell.width())
        right = min(self._columns - 1, rect.right() // self._cell.width())
        top = self._row_at(rect.top() + self.verticalOffset())
        bottom = self._row_at(rect.bottom() + self.verticalOffset())
        last_row = self._rows() - 1
        return [
            (line + left, min(line + right, last_row))
            for line in range(top, bottom + 1, self._columns)
            if left <= right and line + left <= last_row
        ]

    def visualRegionForSelection(  # noqa: N802 - Qt's name
        self, selection: QItemSelection
    ) -> QRegion:
        """All that is visible: drawing it again is cheaper than adding 10,000 places up."""
        del selection
        return QRegion(self.viewport().rect())

    # ---- drawing ----

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tiles that can be seen."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        hovered = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()
        if not self.viewport().underMouse():
            hovered = -1
        focused = self.currentIndex().row() if self.hasFocus() else -1
        offset = self.verticalOffset()
        first = self._row_at(event.rect().top() + offset)
        last = self._row_at(event.rect().bottom() + offset) + self._columns
        for row in range(first, min(last, self._rows())):
            index = self._index(row)
            option.rect = self._place(row)
            option.state = base | self._state(index, row, hovered, focused)
            self.itemDelegate().paint(painter, option, index)
        if self._frame is not None:
            self._draw_frame(painter, self._frame)

    def _draw_frame(self, painter: QPainter, frame: QRect) -> None:
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(accent)
        accent.setAlpha(40)
        painter.setBrush(accent)
        painter.drawRect(frame)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the frame of a drag away."""
        super().mouseReleaseEvent(event)
        self._frame = None
        self.viewport().update()

    def _state(self, index: QModelIndex, row: int, hovered: int, focused: int) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_None
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if row == focused:
            state |= QStyle.StateFlag.State_HasFocus
        if row == hovered:
            state |= QStyle.StateFlag.State_MouseOver
        return state
