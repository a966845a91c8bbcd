"""The list of classes: colour, key, name and number of examples; photos can be dropped on a row."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from siamdesk.gui import text, transfer
from siamdesk.gui.key_badge import BADGE, draw_badge
from siamdesk.gui.theme import Theme
from siamdesk.project.values import DefectClass

ROW_HEIGHT = 34
KEYS = 9
"""Classes that have a number key."""


class ClassRole(IntEnum):
    """Roles of `ClassModel` beyond Qt's own."""

    CLASS = Qt.ItemDataRole.UserRole
    COUNT = Qt.ItemDataRole.UserRole + 1


class ClassModel(QAbstractListModel):
    """Classes in their order, with the number of their examples."""

    rename_requested = Signal(int, str)
    """Class id and new name. The model changes when the project has."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[DefectClass, ...] = ()
        self._counts: dict[int, int] = {}

    def set_classes(self, classes: tuple[DefectClass, ...], counts: dict[int, int]) -> None:
        """Show these; the selection stays where only names and numbers changed."""
        old = [c.id for c in self._classes]
        new = [c.id for c in classes]
        if new[: len(old)] == old:
            if len(new) > len(old):
                self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._classes, self._counts = classes, counts
            if len(new) > len(old):
                self.endInsertRows()
            if classes:
                self.dataChanged.emit(self.index(0), self.index(len(classes) - 1))
            return
        if old[: len(new)] == new:
            self.beginRemoveRows(QModelIndex(), len(new), len(old) - 1)
            self._classes, self._counts = classes, counts
            self.endRemoveRows()
            if classes:
                self.dataChanged.emit(self.index(0), self.index(len(classes) - 1))
            return
        self.beginResetModel()
        self._classes, self._counts = classes, counts
        self.endResetModel()

    def defect_class(self, row: int) -> DefectClass:
        """The class in a row."""
        return self._classes[row]

    def row(self, class_id: int) -> int | None:
        """The row of a class."""
        return next((r for r, c in enumerate(self._classes) if c.id == class_id), None)

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """Number of classes."""
        return 0 if parent is not None and parent.isValid() else len(self._classes)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Texts for people and screen readers, values for the delegate."""
        if not index.isValid() or index.row() >= len(self._classes):
            return None
        known = self._classes[index.row()]
        number = self._counts.get(known.id, 0)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return known.name
        if role == ClassRole.CLASS:
            return known
        if role == ClassRole.COUNT:
            return number
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{known.name}: {text.count(number, 'example', 'examples')}"
            if index.row() < KEYS:
                said += self.tr("; key {0} corrects the selection to it").format(index.row() + 1)
            return said
        return None

    def setData(  # noqa: N802 - Qt's name
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: object,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Ask for a new name; the project decides."""
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            known = self._classes[index.row()]
            name = str(value).strip()
            if name and name != known.name:
                self.rename_requested.emit(known.id, name)
        return False

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Rows can be selected, renamed and dropped on."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDropEnabled
        )


class _ClassDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.drop_row = -1

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(100, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        known = index.data(ClassRole.CLASS)
        if not isinstance(known, DefectClass):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = option.rect.adjusted(0, 1, 0, -1)
        self._draw_row(painter, row, option.state, is_target=index.row() == self.drop_row)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.class_colour(known.colour))
        painter.drawEllipse(QRectF(row.x() + 10, row.center().y() - 4.5, 11, 11))
        right = row.right() - 10
        if index.row() < KEYS:
            badge = badge_rect(option.rect)
            draw_badge(painter, badge, str(index.row() + 1), self._theme.tones)
            right = badge.left() - 8
        number = str(index.data(ClassRole.COUNT))
        painter.setPen(self._theme.colour("muted"))
        width = option.fontMetrics.horizontalAdvance(number)
        painter.drawText(
            QRect(right - width, row.y(), width + 1, row.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            number,
        )
        frame = QRect(row.x() + 30, row.y(), right - width - 8 - row.x() - 30, row.height())
        painter.setPen(self._theme.colour("text"))
        name = option.fontMetrics.elidedText(known.name, Qt.TextElideMode.ElideRight, frame.width())
        painter.drawText(frame, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def _draw_row(
        self, painter: QPainter, row: QRect, state: QStyle.StateFlag, *, is_target: bool
    ) -> None:
        fill, line = None, None
        if is_target:
            fill, line = "accent_soft", "accent"
        elif state & QStyle.StateFlag.State_Selected:
            fill = "accent_soft"
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = "hover"
        if state & QStyle.StateFlag.State_HasFocus:
            line = "accent"
        painter.setBrush(self._theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour(line), 1.5) if line else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 7, 7)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Lay the field over the name."""
        del index
        editor.setGeometry(option.rect.adjusted(24, 2, -4, -2))


def badge_rect(row: QRect) -> QRect:
    """Where the key badge of a class stands in its row."""
    return QRect(
        row.right() - 10 - BADGE.width(),
        row.center().y() - BADGE.height() // 2,
        BADGE.width(),
        BADGE.height(),
    )


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

    def __init__(self, model: ClassModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = model
        self._delegate = _ClassDelegate(theme, self)
        self._pressed_badge = -1
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
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
        self._pressed_badge = self._badge_row(event.position().toPoint())
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

    # ---- drops ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome photos and files."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Light up the class under the pointer."""
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Light up nothing."""
        del event
        self._light_up(-1)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Announce what was dropped on which class."""
        index = self.indexAt(event.position().toPoint())
        self._light_up(-1)
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

    def _consider(self, event: QDropEvent) -> None:
        mime = event.mimeData()
        index = self.indexAt(event.position().toPoint())
        welcome = mime.hasFormat(transfer.PHOTO_IDS) or transfer.is_from_outside(mime)
        # Enter has to be accepted anywhere, or Qt sends no moves.
        if welcome and (index.isValid() or event.type() == QEvent.Type.DragEnter):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        self._light_up(index.row() if welcome else -1)

    def _light_up(self, row: int) -> None:
        if row != self._delegate.drop_row:
            self._delegate.drop_row = row
            self.viewport().update()
