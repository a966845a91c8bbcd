"""The classes as a list model, in their order, with the number of their examples."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from siamdesk.project.values import DefectClass

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
        self._classes: list[DefectClass] = []
        self._counts: dict[int, int] = {}

    def set_classes(self, classes: tuple[DefectClass, ...], counts: dict[int, int]) -> None:
        """Show these; rows that stay keep their selection, wherever they move to."""
        known = {c.id for c in self._classes}
        stay = [c for c in classes if c.id in known]
        self._remove_all_but({c.id for c in stay})
        self._put_in_order(stay)
        for row, new in enumerate(classes):
            if new.id not in known:
                self.beginInsertRows(QModelIndex(), row, row)
                self._classes.insert(row, new)
                self.endInsertRows()
        self._counts = counts
        if classes:
            self.dataChanged.emit(self.index(0), self.index(len(classes) - 1))

    def _remove_all_but(self, stay: set[int]) -> None:
        for row in reversed(range(len(self._classes))):
            if self._classes[row].id not in stay:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._classes[row]
                self.endRemoveRows()

    def _put_in_order(self, order: list[DefectClass]) -> None:
        """Take these values for the classes that are there, in their new order."""
        old = [c.id for c in self._classes]
        if old == [c.id for c in order]:
            self._classes = order
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        place = {c.id: row for row, c in enumerate(order)}
        self._classes = order
        after = [self.index(place[old[index.row()]]) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

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
            return self._sentence(known, number, index.row())
        return None

    def _sentence(self, known: DefectClass, examples: int, row: int) -> str:
        if row < KEYS:
            words = self.tr("{0}: %Ln examples; key {1} corrects the selection to it", "", examples)
        else:
            words = self.tr("{0}: %Ln examples", "", examples)
        if known.is_ok:
            words = self.tr("{0}; its photos are OK").format(words)
        return words.format(known.name, row + 1)

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
        """Rows can be selected, renamed, dragged and dropped on."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
        )
