"""A field and a list: any of a hundred classes is found by typing part of its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from siamdesk.gui.look.theme import Theme
from siamdesk.project.values import DefectClass

_ROWS = 9


class ClassFinder(QWidget):
    """The first class found is current; arrows in the field move on."""

    current_changed = Signal()
    entered = Signal()
    """Return was pressed in the field."""
    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, can_add: bool) -> None:
        """With `can_add`, a name that is not found can be picked too, see `typed`."""
        super().__init__(parent)
        self._theme = theme
        self._can_add = can_add
        self._classes: tuple[DefectClass, ...] = ()
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(self.tr("Type to find a class"))
        self._field.setAccessibleName(self.tr("Find a class"))
        self._list = QListWidget(self)
        self._list.setIconSize(QSize(12, 12))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Classes"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.setFocusProxy(self._field)
        self._field.textChanged.connect(self._find)
        self._field.returnPressed.connect(self.entered)
        self._list.itemClicked.connect(self.clicked)
        self._list.itemDoubleClicked.connect(self.double_clicked)
        self._list.currentRowChanged.connect(self.current_changed)
        self._field.installEventFilter(self)

    def offer(self, classes: tuple[DefectClass, ...]) -> None:
        """Let these be found."""
        self._classes = classes
        self._field.clear()
        self._find("")
        rows = min(max(1, len(classes)), _ROWS)
        self._list.setFixedHeight(rows * 30 + 8)

    @property
    def current(self) -> int | None:
        """Id of the current class; None when nothing is found."""
        item = self._list.currentItem()
        found: int | None = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return found

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self._field.text().strip()

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
        if self._can_add and not self._list.count() and wanted:
            item = QListWidgetItem(self.tr("Add class “{0}”").format(typed.strip()))
            item.setSizeHint(QSize(100, 30))
            self._list.addItem(item)
        self._list.setCurrentRow(0)

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
