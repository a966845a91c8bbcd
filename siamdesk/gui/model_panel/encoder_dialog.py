"""Asks for a file to make an encoder of, and what has to be known of it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QRegularExpression, QStandardPaths, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from siamdesk.engine.model_messages import PixelScale
from siamdesk.gui.parts.dialog_parts import buttons, fit_height, heading
from siamdesk.gui.parts.labels import ElidedComboBox, ElidedLabel, label

_WIDTH = 480
_NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,39}"


class EncoderDialog(QDialog):
    """Stays open while the worker looks at the file: a refusal is told here."""

    confirmed = Signal(object, str, object)
    """The file's `Path`, the encoder's name, and the `PixelScale`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("encoder dialog")
        self._path: Path | None = None
        self._busy = False
        layout = heading(self, self.tr("Add an encoder"))
        self.setFixedWidth(_WIDTH)
        self.choose_button = QPushButton(self.tr("Choose &file…"), self)
        self.choose_button.setAutoDefault(False)
        self._file = ElidedLabel(self.tr("No file chosen yet"), "muted")
        self.name = QLineEdit(self)
        self.name.setValidator(QRegularExpressionValidator(QRegularExpression(_NAME), self))
        self.name.setPlaceholderText(self.tr("letters a to z, digits, - and _"))
        self.scale = self._scales()
        self._refusal = label("", "warning", wrap=True)
        self.add_button = QPushButton(self.tr("Add"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose_button)
        row.addWidget(self._file, 1)
        layout.addWidget(
            label(
                self.tr(
                    "An encoder turns a photo into numbers. A Keras file may hold Keras’ own "
                    "layers alone. One from ONNX is frozen: it can’t be fine-tuned, and models "
                    "that use it can’t be exported."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(row)
        for words, field in (
            (self.tr("&Name"), self.name),
            (self.tr("It wants &black to white as"), self.scale),
        ):
            title = label(words, "small")
            title.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            layout.addWidget(title)
            layout.addWidget(field)
        layout.addWidget(self._refusal)
        layout.addLayout(buttons(self, self.add_button, "primary"))
        self.choose_button.clicked.connect(self._ask_file)
        self.name.textChanged.connect(self._update)
        self.add_button.clicked.connect(self._confirm)
        self._update()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the texts need."""
        super().showEvent(event)
        fit_height(self)

    def _scales(self) -> ElidedComboBox:
        box = ElidedComboBox(self)
        for scale, words in (
            (PixelScale.BYTES, self.tr("0 to 255")),
            (PixelScale.UNIT, self.tr("0 to 1")),
            (PixelScale.SIGNED, self.tr("−1 to 1")),
            (PixelScale.IMAGENET, self.tr("ImageNet’s mean and deviation (most of PyTorch’s)")),
        ):
            box.addItem(words, scale.value)
        return box

    @Slot()
    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Encoder"))
        dialog.setObjectName("encoder file dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Encoders ({0})").format("*.keras *.onnx"), self.tr("All files (*)")]
        )
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.fileSelected.connect(self.show_file)
        dialog.open()

    @Slot(str)
    def show_file(self, path: str) -> None:
        """Take this file; a name is made of its own unless one was typed."""
        known = "" if self._path is None else _as_name(self._path)
        self._path = Path(path)
        self._file.setText(self._path.name)
        self._file.setToolTip(path)
        self._refusal.clear()
        if self.name.text() == known:
            self.name.setText(_as_name(self._path))
        self._update()
        self.name.setFocus()

    @Slot(str)
    def show_refusal(self, reason: str) -> None:
        """Say why the file was not taken; another one can be chosen."""
        self._refusal.setText(reason)
        self.show_adding(adding=False)
        self.choose_button.setFocus()

    def show_adding(self, *, adding: bool) -> None:
        """Tell that the worker looks at the file, or that it does not."""
        self._busy = adding
        self._update()

    @Slot()
    def _update(self) -> None:
        self._refusal.setVisible(bool(self._refusal.text()))
        self.add_button.setText(self.tr("Adding…") if self._busy else self.tr("Add"))
        ready = self._path is not None and self.name.hasAcceptableInput()
        self.add_button.setEnabled(ready and not self._busy)
        for part in (self.choose_button, self.name, self.scale):
            part.setEnabled(not self._busy)
        if self.isVisible():
            fit_height(self)

    @Slot()
    def _confirm(self) -> None:
        if self._path is not None and self.add_button.isEnabled():
            self._refusal.clear()
            scale = PixelScale(self.scale.currentData())
            self.confirmed.emit(self._path, self.name.text().lower(), scale)


def _as_name(path: Path) -> str:
    """A name that an encoder may have, like that of the file."""
    return re.sub(r"[^a-z0-9_-]+", "-", path.stem.lower()).strip("-_")[:40]
