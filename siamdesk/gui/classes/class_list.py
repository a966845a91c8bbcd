"""The list of classes: rows can be renamed, moved, and photos can be dropped on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from siamdesk.gui.classes.class_delegate import ClassDelegate, badge_rect
from siamdesk.gui.classes.class_model import KEYS, ClassModel
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts import transfer

_EDGE = 18
"""Pixels at the top and bottom over which a drag scrolls the list."""


class ClassList(QListView):
    """Shows a `ClassModel`. A row shows its examples; its key badge corrects the selection."""

    class_chosen = Signal(int)
    """Id of the class whose examples are to be shown."""
    correction_requested = Signal(int)
    """Id of the class that the selected photos are to get."""
    photos_dropped = Signal(object, int)
    """Ids of photos of the project, and the class they were dropped on."""
    files_dropped = Signal(object, int)
    """Paths from outside, and the class they were dropped on."""
    picture_dropped = Signal(object, int)
    """A picture that is no file, and the class it was dropped on."""
    move_requested = Signal(int, int)
    """Id of a class, and its place in the list once it has moved."""

    def __init__(self, model: ClassModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = model
        self._delegate = ClassDelegate(theme, self)
        self._pressed_badge = -1
        self._gap = -1
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Classes"))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def current_class(self) -> int | None:
        """Id of the current class."""
        index = self.currentIndex()
        return self._classes.defect_class(index.row()).id if index.isValid() else None

    def rename_current(self) -> None:
        """Let the inspector type another name for the current class."""
        if self.currentIndex().isValid():
            self.setFocus()
            self.edit(self.currentIndex())

    def move_current(self, step: int) -> None:
        """Ask to move the current class by so many places, as far as the list goes."""
        row = self.currentIndex().row()
        if row >= 0 and 0 <= row + step < self._classes.rowCount():
            self.move_requested.emit(self._classes.defect_class(row).id, row + step)

    def place_below_current(self) -> QPoint:
        """Where on the screen something that belongs to the current class can open."""
        row = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(row.bottomLeft() + QPoint(8, 2))

    def select_class(self, class_id: int | None) -> None:
        """Mark one class, or none, without announcing it."""
        row = self._classes.row(class_id) if class_id is not None else None
        if row is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self._classes.index(row))

    def _choose(self, index: QModelIndex) -> None:
        if self._pressed_badge != index.row():
            self.class_chosen.emit(self._classes.defect_class(index.row()).id)

    # ---- the badge is a button ----

    def _badge_row(self, position: QPoint) -> int:
        index = self.indexAt(position)
        on_badge = index.isValid() and index.row() < KEYS
        on_badge = on_badge and badge_rect(self.visualRect(index)).adjusted(-4, -4, 4, 4).contains(
            position
        )
        return index.row() if on_badge else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press on a badge is no choice of a row."""
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed_badge = self._badge_row(event.position().toPoint()) if left else -1
        if self._pressed_badge < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Correct to the class whose badge was clicked."""
        row = self._badge_row(event.position().toPoint())
        if row >= 0 and row == self._pressed_badge:
            self.correction_requested.emit(self._classes.defect_class(row).id)
        elif self._pressed_badge < 0:
            super().mouseReleaseEvent(event)
        self._pressed_badge = -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Two quick clicks on a badge are no wish to rename."""
        if self._badge_row(event.position().toPoint()) < 0:
            super().mouseDoubleClickEvent(event)

    # ---- dragging a class ----

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Drag a class to another place."""
        del supported
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(transfer.class_to_mime(self._classes.defect_class(index.row()).id))
        row = self.visualRect(index)
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - row.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def _gap_at(self, place: QPoint) -> int:
        """The row before which a class would be dropped here."""
        index = self.indexAt(place)
        if not index.isValid():
            return self._classes.rowCount()
        return index.row() + (place.y() > self.visualRect(index).center().y())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the rows, and a line where a dragged class would go."""
        super().paintEvent(event)
        if self._gap < 0:
            return
        last = self._gap == self._classes.rowCount()
        row = self.visualRect(self._classes.index(self._gap - last))
        y = row.bottom() if last else max(row.top(), 2)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().highlight(), 2))
        painter.drawEllipse(3, y - 3, 6, 6)
        painter.drawLine(10, y, row.right() - 4, y)

    # ---- drops ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome photos, files and classes."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Light up the class under the pointer, or the gap that a class would fill."""
        self._scroll_at_edges(event.position().toPoint().y())
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Light up nothing."""
        del event
        self._light_up(-1)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Announce what was dropped on which class, or which class between which others."""
        place = event.position().toPoint()
        moved = transfer.class_from_mime(event.mimeData())
        self._light_up(-1)
        if moved is not None:
            self._drop_class(event, moved, self._gap_at(place))
            return
        index = self.indexAt(place)
        if not index.isValid():
            event.ignore()
            return
        class_id = self._classes.defect_class(index.row()).id
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        mime = event.mimeData()
        if photo_ids := transfer.photos_from_mime(mime):
            self.photos_dropped.emit(photo_ids, class_id)
        elif paths := transfer.paths_from_mime(mime):
            self.files_dropped.emit(paths, class_id)
        elif picture := transfer.picture_from_mime(mime):
            self.picture_dropped.emit(picture, class_id)

    def _drop_class(self, event: QDropEvent, class_id: int, gap: int) -> None:
        row = self._classes.row(class_id)
        if row is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        # What stands behind the class moves up by one when it leaves.
        if gap not in (row, row + 1):
            self.move_requested.emit(class_id, gap - (row < gap))

    def _consider(self, event: QDropEvent) -> None:
        mime, place = event.mimeData(), event.position().toPoint()
        if transfer.class_from_mime(mime) is not None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self._light_up(-1, self._gap_at(place))
            return
        index = self.indexAt(place)
        welcome = mime.hasFormat(transfer.PHOTO_IDS) or transfer.is_from_outside(mime)
        # Enter has to be accepted anywhere, or Qt sends no moves.
        if welcome and (index.isValid() or event.type() == QEvent.Type.DragEnter):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        self._light_up(index.row() if welcome else -1)

    def _scroll_at_edges(self, y: int) -> None:
        bar = self.verticalScrollBar()
        if y < _EDGE:
            bar.setValue(bar.value() - _EDGE)
        elif y > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _EDGE)

    def _light_up(self, row: int, gap: int = -1) -> None:
        if (row, gap) != (self._delegate.drop_row, self._gap):
            self._delegate.drop_row, self._gap = row, gap
            self.viewport().update()
