"""What is asked before photos become a class of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from siamdesk.gui.parts.dialog_parts import buttons, heading
from siamdesk.gui.parts.labels import label
from siamdesk.project.names import class_key
from siamdesk.project.values import DefectClass, Photo

_LONGEST_NAME = 200


class SplitDialog(QDialog):
    """Asks for the name of the new class, and says what becomes of the old ones."""

    confirmed = Signal(object, str)
    """Ids of the photos, and the name."""

    def __init__(
        self, photos: Sequence[Photo], classes: Sequence[DefectClass], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("split dialog")
        self._photo_ids = tuple(photo.id for photo in photos)
        self._taken = {class_key(known.name): known.name for known in classes}
        title = self.tr("Make a new class of %Ln photos", "", len(photos))
        layout = heading(self, title)
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST_NAME)
        self.field.setPlaceholderText(self.tr("Name of the new class"))
        self.field.setAccessibleName(self.tr("Name of the new class"))
        self.field.textChanged.connect(self._tell)
        self._said = label("", "muted", wrap=True)
        self._plain_words = self._where_from(photos, {c.id: c.name for c in classes})
        self._act = QPushButton(self.tr("Make class"), self)
        layout.addWidget(self.field)
        layout.addWidget(self._said)
        layout.addLayout(buttons(self, self._act, "primary"))
        self._act.clicked.connect(self._confirm)
        self._tell()
        self.field.setFocus()

    @property
    def words(self) -> str:
        """What is said below the name."""
        return self._said.text()

    def _where_from(self, photos: Sequence[Photo], names: dict[int, str]) -> str:
        sources = {photo.class_id for photo in photos}
        (only, *others) = sources
        if others:
            return self.tr("They come from several classes. Undo takes all of it back.")
        if only is None:
            return self.tr("They come from the inbox. Undo takes all of it back.")
        return self.tr("The other examples of “{0}” stay there. Undo takes all of it back.").format(
            names.get(only, "?")
        )

    @Slot()
    def _tell(self) -> None:
        name = self.field.text().strip()
        taken = self._taken.get(class_key(name)) if name else None
        self._act.setEnabled(bool(name) and taken is None)
        if taken is None:
            self._said.setText(self._plain_words)
        else:
            self._said.setText(self.tr("There is a class “{0}” already.").format(taken))

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self._photo_ids, self.field.text().strip())
        self.accept()
