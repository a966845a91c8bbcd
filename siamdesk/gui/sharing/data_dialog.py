"""Asks in which form photos and classes shall leave the app, and says what each form carries."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.parts.dialog_parts import buttons, fit_height, heading
from siamdesk.gui.parts.labels import label
from siamdesk.project.exchange.values import DataFormat

_WIDTH = 520
_INDENT = 26


class DataDialog(QDialog):
    """One choice; where to write is asked next."""

    chosen = Signal(object)
    """`DataFormat`"""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export data dialog")
        layout = heading(self, self.tr("Export photos and classes"))
        self.setFixedWidth(_WIDTH)
        layout.addWidget(
            label(self.tr("Copies of all photos go into a new folder."), "muted", wrap=True)
        )
        self.choices: dict[DataFormat, QRadioButton] = {}
        group = QButtonGroup(self)
        for kind, title, words in self._forms():
            button = QRadioButton(title, self)
            button.setAccessibleDescription(words)
            explained = label(words, "small", wrap=True)
            explained.setContentsMargins(_INDENT, 0, 0, 0)
            group.addButton(button)
            choice = QVBoxLayout()
            choice.setSpacing(2)
            choice.addWidget(button)
            choice.addWidget(explained)
            layout.addLayout(choice)
            self.choices[kind] = button
        self.choices[DataFormat.FOLDERS].setChecked(True)
        self.go_on = QPushButton(self.tr("Choose where…"), self)
        layout.addLayout(buttons(self, self.go_on, "primary"))
        self.go_on.clicked.connect(self._confirm)
        self.choices[DataFormat.FOLDERS].setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the texts need."""
        super().showEvent(event)
        fit_height(self)

    def _forms(self) -> tuple[tuple[DataFormat, str, str], ...]:
        return (
            (
                DataFormat.FOLDERS,
                self.tr("&Folders, one per class"),
                self.tr(
                    "Any program can read them. Groups, notes, regions and colours stay behind; "
                    "characters that a system forbids in names are replaced."
                ),
            ),
            (
                DataFormat.CSV,
                self.tr("&Table (CSV)"),
                self.tr(
                    "For spreadsheets and FiftyOne: class, group, note, region, grey values and "
                    "colour of each photo. Classes without examples stay behind."
                ),
            ),
            (
                DataFormat.COCO,
                self.tr("&COCO (JSON)"),
                self.tr(
                    "For FiftyOne, Label Studio and training tools: one box per photo with its "
                    "class, and all that SiamDesk knows of photos and classes."
                ),
            ),
        )

    @Slot()
    def _confirm(self) -> None:
        kind = next(kind for kind, button in self.choices.items() if button.isChecked())
        self.accept()
        self.chosen.emit(kind)
