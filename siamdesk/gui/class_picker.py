"""A pop-up to pick any class by typing part of its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from siamdesk.gui.theme import Theme
from siamdesk.project.values import DefectClass

_WIDTH = 280
_ROWS = 9


class ClassPicker(QFrame):
    """Shown over the window; goes away when something is picked, or with Escape."""

    picked = Signal(int)
    """Id of a class."""
    addition_requested = Signal(str)
    """Name of a class that there is not yet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._theme = theme
        self._classes: tuple[DefectClass, ...] = ()
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(self.tr("Type to find a class"))
        self._field.setAccessibleName(self.tr("Find a class"))
        self._list = QListWidget(self)
        self._list.setIconSize(QSize(12, 12))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Classes"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.setFixedWidth(_WIDTH)
        self._field.textChanged.connect(self._find)
        self._field.returnPressed.connect(self._pick_current)
        self._list.itemClicked.connect(self._pick)
        self._field.installEventFilter(self)

    def choose_from(self, classes: tuple[DefectClass, ...], at: QPoint) -> None:
        """Open at this point of the screen."""
        self._classes = classes
        self._field.clear()
        self._find("")
        rows = min(max(1, len(classes)), _ROWS)
        self._list.setFixedHeight(rows * 30 + 8)
        self.adjustSize()
        self.move(at)
        self.show()
        self._field.setFocus()

    @Slot(str)
    def _find(self, typed: str) -> None:
        self._list.clear()
        wanted = typed.strip().casefold()
        for known in self._classes:
            if wanted in known.name.casefold():
                item = QListWidgetItem(_dot(self._theme.class_colour(known.colour)), known.name)
                item.setData(Qt.ItemDataRole.UserRole, known.id)
                item.setSizeHint(QSize(100, 30))
                self._list.addItem(item)
        if not self._list.count() and wanted:
            item = QListWidgetItem(self.tr("Add class “{0}”").format(typed.strip()))
            item.setSizeHint(QSize(100, 30))
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    @Slot()
    def _pick_current(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._pick(item)

    @Slot(QListWidgetItem)
    def _pick(self, item: QListWidgetItem) -> None:
        class_id = item.data(Qt.ItemDataRole.UserRole)
        name = self._field.text().strip()
        self.close()
        if class_id is not None:
            self.picked.emit(class_id)
        elif name:
            self.addition_requested.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows in the field move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = self._list.currentRow() + step
                self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
                return True
        return super().eventFilter(watched, event)


def _dot(colour: QColor) -> QIcon:
    image = QPixmap(24, 24)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(2, 2, 20, 20)
    painter.end()
    image.setDevicePixelRatio(2)
    return QIcon(image)
