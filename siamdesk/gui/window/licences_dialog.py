"""The licences of all parts of this SiamDesk, one part at a time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.parts.dialog_parts import close_button
from siamdesk.gui.parts.labels import label
from siamdesk.resources import resource_path


def licence_files() -> list[Path]:
    """What there is to read, by the names of the parts.

    An installed app brings the licences of all its parts. In the Python package those of other
    packages lie beside these, so only SiamDesk's own parts are here.
    """
    collected = sorted(resource_path("licences").glob("*.txt"), key=lambda f: f.name.lower())
    if collected:
        return collected
    encoders = resource_path("encoders")
    return [
        *sorted(encoders.glob("*.LICENSE")),
        encoders / "NOTICE",
        resource_path("sample", "SOURCE_AND_LICENCE.txt"),
    ]


class LicencesDialog(QDialog):
    """Parts on the left, what the licence of the chosen one says on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 560)
        self._files = licence_files()
        self.parts = QListWidget(self)
        self.parts.setAccessibleName(self.tr("Parts of SiamDesk"))
        self.parts.addItems([self._title(file) for file in self._files])
        self.parts.setFixedWidth(240)
        self.words = QPlainTextEdit(self)
        self.words.setAccessibleName(self.tr("Licence of the chosen part"))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.parts.currentRowChanged.connect(self._show)
        both = QHBoxLayout()
        both.setSpacing(10)
        both.addWidget(self.parts)
        both.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Licences"), "title"))
        layout.addLayout(both, 1)
        layout.addWidget(close_button(self))
        self.parts.setCurrentRow(0)
        self.parts.setFocus()

    def _title(self, file: Path) -> str:
        if file.suffix == ".LICENSE":
            return self.tr("Encoder {0}").format(file.stem)
        titles = {
            "NOTICE": self.tr("Encoders"),
            "SOURCE_AND_LICENCE": self.tr("Sample photos"),
        }
        return titles.get(file.stem, file.stem)

    @Slot(int)
    def _show(self, row: int) -> None:
        text = self._files[row].read_text(encoding="utf-8", errors="replace") if row >= 0 else ""
        self.words.setPlainText(text)
