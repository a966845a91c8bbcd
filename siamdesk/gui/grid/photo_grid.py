"""The grid of photos: selection by photo, keyboard movement, dragging out and dropping in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from siamdesk.gui.grid.photo_delegate import GAP, PhotoDelegate, tile_height
from siamdesk.gui.grid.photo_model import PhotoModel
from siamdesk.gui.grid.tile_view import TileView
from siamdesk.gui.look.theme import FONT_PIXELS, Theme
from siamdesk.gui.parts import transfer
from siamdesk.gui.words import text

_NARROWEST = 148
_SCROLL_BAR = 16
_MANY_RANGES = 200


class PhotoGrid(TileView):
    """Shows a `PhotoModel` in columns that fill its width."""

    selection_changed = Signal(object)
    """Ids of the selected photos, in the order of their rows."""
    current_changed = Signal(object)
    """Id of the current photo, or None."""
    files_dropped = Signal(object)
    picture_dropped = Signal(object)
    """Paths from outside, meant for the inbox."""

    def __init__(self, model: PhotoModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = model
        self._theme = theme
        self._delegate = PhotoDelegate(theme, self)
        self._selected: list[int] | None = None
        """What `selected_ids` said since the selection or the rows have changed."""
        self._kept_ids: list[int] = []
        self._kept_current: int | None = None
        self._kept_row = 0
        self._kept_top: int | None = None
        self._kept_scroll = 0
        self._dropping = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Photos"))
        self.setItemDelegate(self._delegate)
        self.gap = GAP
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._forget_selected)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        model.rowsRemoved.connect(self._select_current)
        theme.changed.connect(self._repaint)

    # ---- selection, by photo ----

    def selected_ids(self) -> list[int]:
        """Ids of the selected photos in the order of their rows."""
        # Several panels ask at every change, and thousands of ranges take a while to walk through.
        if self._selected is None:
            rows = self._selected_rows()
            self._selected = [i for first, last in rows for i in self._photos.ids(first, last)]
        return list(self._selected)

    @Slot()
    def _forget_selected(self) -> None:
        self._selected = None

    def current_id(self) -> int | None:
        """Id of the current photo."""
        index = self.currentIndex()
        return self._photos.photo(index.row()).id if index.isValid() else None

    def select_ids(self, photo_ids: Iterable[int], current: int | None = None) -> None:
        """Select these photos, as far as they are shown, and scroll to the current one."""
        rows = sorted(r for i in photo_ids if (r := self._photos.row(i)) is not None)
        if not rows:
            return
        row = self._photos.row(current) if current is not None else None
        index = self._photos.index(rows[0] if row is None else row)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        selection = self._selection(rows)
        if selection.size() > _MANY_RANGES:
            # Qt compares each range with each that was selected before: a quarter of a second.
            self.selectionModel().clearSelection()
        self.selectionModel().select(selection, flags.ClearAndSelect)
        self.scrollTo(index)

    def deselect(self) -> None:
        """Have neither a selection nor a current photo: others are about to be shown."""
        self.selectionModel().clear()

    def select_row(self, row: int) -> None:
        """Make one row the current and only selected one."""
        if 0 <= row < self._photos.rowCount():
            # Qt's own setter looks at the keyboard: with Ctrl held it would toggle the row.
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self._photos.index(row), flags.ClearAndSelect)
            self.scrollTo(self.currentIndex())

    def advance(self) -> None:
        """Go to the photo after the selection, or else to the one before it."""
        ranges = self._selected_rows()
        if not ranges:
            return
        after, before = ranges[-1][1] + 1, ranges[0][0] - 1
        if after < self._photos.rowCount():
            self.select_row(after)
        elif before >= 0:
            self.select_row(before)

    def _selected_rows(self) -> list[tuple[int, int]]:
        # Ranges, because an index for each of 10,000 selected rows would stall the window.
        selection = self.selectionModel().selection()
        return sorted((part.top(), part.bottom()) for part in selection)  # type: ignore[attr-defined]

    def _selection(self, rows: list[int]) -> QItemSelection:
        selection = QItemSelection()
        start = previous = rows[0]
        for row in [*rows[1:], -1]:
            if row != previous + 1:
                selection.select(self._photos.index(start), self._photos.index(previous))
                start = row
            previous = row
        return selection

    @Slot()
    def _keep_selection(self) -> None:
        self._kept_ids = self.selected_ids()
        self._kept_current = self.current_id()
        self._kept_row = self.currentIndex().row()
        place = self.visualRect(self.currentIndex())
        self._kept_top = place.top() if place.intersects(self.viewport().rect()) else None
        self._kept_scroll = self.verticalScrollBar().value()

    @Slot()
    def _restore_selection(self) -> None:
        self.select_ids(self._kept_ids, self._kept_current)
        if self._kept_ids and not self.selectionModel().hasSelection():
            self.select_row(min(self._kept_row, self._photos.rowCount() - 1))
        elif self._kept_current is not None and self.current_id() == self._kept_current:
            # The photo that is worked on stays under the eye, wherever its row is now.
            bar, top = self.verticalScrollBar(), self._kept_top
            moved = 0 if top is None else self.visualRect(self.currentIndex()).top() - top
            bar.setValue(self._kept_scroll if top is None else bar.value() + moved)

        if self._kept_ids and not self.selectionModel().hasSelection():
            # Qt forgets a selection silently when a model is reset.
            self.selection_changed.emit([])

    @Slot()
    def _select_current(self) -> None:
        """Photos went away: what is current then is selected, so that the keys go on working."""
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.select_row(self.currentIndex().row())

    def selectionChanged(  # noqa: N802 - Qt's name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Announce the selection by ids."""
        super().selectionChanged(selected, deselected)
        self._forget_selected()
        self.selection_changed.emit(self.selected_ids())

    def currentChanged(  # noqa: N802 - Qt's name
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Announce the current photo by id."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_id())

    # ---- looks ----

    @Slot()
    def repaint_photos(self) -> None:
        """Draw what is visible again: thumbnails have arrived."""
        self.viewport().update()

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make the columns fill the width."""
        super().resizeEvent(event)
        # As if the scroll bar were there: the tiles' width must not depend on their number.
        width = self.width() - _SCROLL_BAR
        columns = max(1, width // _NARROWEST)
        cell = QSize(width // columns, tile_height(width // columns))
        if cell != self._delegate.cell or columns != self.columns:
            self._delegate.cell = cell
            self.set_cell(cell)

    # ---- dragging out, dropping in ----

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Drag the selected photos, shown as a count."""
        del supported
        ids = self.selected_ids()
        if not ids:
            return
        drag = QDrag(self)
        drag.setMimeData(transfer.photos_to_mime(ids))
        drag.setPixmap(self._drag_pixmap(text.photos(len(ids))))
        drag.exec(Qt.DropAction.CopyAction)

    def _drag_pixmap(self, words: str) -> QPixmap:
        ratio = self.devicePixelRatioF()
        font = self.font()
        font.setPixelSize(FONT_PIXELS)
        width = self.fontMetrics().horizontalAdvance(words) + 28
        image = QPixmap(round(width * ratio), round(30 * ratio))
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(0, 0, width, 30, 8, 8)
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_accent"))
        painter.drawText(0, 0, width, 30, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return image

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files and pictures."""
        self._consider(event)
        self._show_dropping(event.isAccepted())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing will be dropped."""
        del event
        self._show_dropping(False)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files and pictures anywhere on the grid."""
        self._consider(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Announce dropped files, or a picture."""
        self._show_dropping(False)
        self._consider(event)
        if paths := transfer.paths_from_mime(event.mimeData()):
            self.files_dropped.emit(paths)
        elif picture := transfer.picture_from_mime(event.mimeData()):
            self.picture_dropped.emit(picture)

    def _show_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tiles, and a frame while files are dragged over them."""
        super().paintEvent(event)
        if self._dropping:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 3))
            frame = self.viewport().rect().adjusted(3, 3, -3, -3)
            painter.drawRoundedRect(frame, 10, 10)

    @staticmethod
    def _consider(event: QDropEvent) -> None:
        if transfer.is_from_outside(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
