"""What is asked before a class is merged or deleted."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from siamdesk.gui.classes.class_finder import ClassFinder
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.dialog_parts import buttons, heading
from siamdesk.gui.parts.labels import label
from siamdesk.project.values import DefectClass


class MergeDialog(QDialog):
    """Asks which class another one is merged into, and says what that does."""

    chosen = Signal(int, int)
    """Id of the class that goes away, and of the one that takes its examples."""

    def __init__(
        self,
        merged: DefectClass,
        examples: int,
        others: tuple[DefectClass, ...],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge dialog")
        self._merged, self._examples = merged, examples
        self._names = {c.id: c.name for c in others}
        layout = heading(self, self.tr("Merge “{0}” into…").format(merged.name))
        self._finder = ClassFinder(theme, self, can_add=False)
        self._words = label("", "muted", wrap=True)
        self._merge = QPushButton(self.tr("Merge"), self)
        layout.addWidget(self._finder)
        layout.addWidget(self._words)
        layout.addLayout(buttons(self, self._merge, "primary"))
        self._finder.current_changed.connect(self._tell)
        self._finder.double_clicked.connect(self._choose)
        self._merge.clicked.connect(self._choose)
        self._finder.offer(others)
        self._finder.setFocus()

    @property
    def words(self) -> str:
        """What is said about the class that is chosen just now."""
        return self._words.text()

    @Slot()
    def _tell(self) -> None:
        into = self._finder.current
        self._merge.setEnabled(into is not None)
        if into is None:
            self._words.setText(self.tr("No class is called like this."))
            return
        if self._examples:
            words = self.tr(
                "Its %Ln examples become examples of “{0}”, and “{1}” goes away. "
                "Undo brings it back.",
                "",
                self._examples,
            )
        else:
            words = self.tr(
                "It has no examples; it becomes part of “{0}”, and “{1}” goes away. "
                "Undo brings it back."
            )
        self._words.setText(words.format(self._names[into], self._merged.name))

    @Slot()
    def _choose(self) -> None:
        into = self._finder.current
        if into is not None:
            self.chosen.emit(self._merged.id, into)
            self.accept()


class DeleteDialog(QDialog):
    """Asks whether a class that has examples is to go away."""

    confirmed = Signal(int)
    """Id of the class."""

    def __init__(self, doomed: DefectClass, examples: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("delete dialog")
        self._class_id = doomed.id
        layout = heading(self, self.tr("Delete the class “{0}”?").format(doomed.name))
        self.words = self.tr(
            "Its %Ln examples go back to the inbox. No photo is lost, and undo brings the class "
            "back.",
            "",
            examples,
        )
        layout.addWidget(label(self.words, "muted", wrap=True))
        delete = QPushButton(self.tr("Delete class"), self)
        layout.addLayout(buttons(self, delete, "danger"))
        delete.clicked.connect(self._confirm)
        delete.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self._class_id)
        self.accept()
