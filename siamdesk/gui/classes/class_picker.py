"""A pop-up to pick any class by typing part of its name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from siamdesk.gui.classes.class_finder import ClassFinder
from siamdesk.gui.look.theme import Theme
from siamdesk.project.values import DefectClass

_WIDTH = 280


class ClassPicker(QFrame):
    """Shown over the window; goes away when something is picked, or with Escape."""

    picked = Signal(int)
    """Id of a class."""
    addition_requested = Signal(str)
    """Name of a class that there is not yet."""

    def __init__(self, theme: Theme, parent: QWidget, *, can_add: bool = True) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._finder = ClassFinder(theme, self, can_add=can_add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._finder)
        self.setFixedWidth(_WIDTH)
        self._finder.entered.connect(self._pick)
        self._finder.clicked.connect(self._pick)

    def choose_from(self, classes: tuple[DefectClass, ...], at: QPoint) -> None:
        """Open at this point of the screen."""
        self._finder.offer(classes)
        self.adjustSize()
        self.move(at)
        self.show()
        self._finder.setFocus()

    @Slot()
    def _pick(self) -> None:
        class_id, name = self._finder.current, self._finder.typed
        self.close()
        if class_id is not None:
            self.picked.emit(class_id)
        elif name:
            self.addition_requested.emit(name)
