"""Asks what a model is exported as and where to, and shows how that goes and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.engine.messages import Exported
from siamdesk.export_kinds import PRECISIONS, ExportFormat, Precision
from siamdesk.gui.parts.labels import label
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.sharing.export_progress import ExportProgress
from siamdesk.gui.sharing.export_words import format_words, precision_words

_ZIP = ".zip"
_INDENT = 26
"""Below a radio button's words."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written, and where."""

    out: Path
    format: ExportFormat
    precision: Precision


class ExportDialog(QDialog):
    """Stands beside the window, which goes on."""

    wished = Signal(object)
    """An `ExportWish`."""
    cancel_requested = Signal()
    place_requested = Signal(object)
    """The path that is suggested so far; `show_place` brings the one that was chosen."""

    def __init__(self, folder: Path, name: str, parent: QWidget) -> None:
        """`folder` is where exports go unless another place is chosen, `name` the project's."""
        super().__init__(parent)
        self.setObjectName("export dialog")
        self.setWindowTitle(self.tr("Export model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(580)
        self._folder, self._name = folder, name
        self._typed = False
        """Whether the place is the inspector's own, and stays when the format changes."""
        self._running = False
        self._formats = list(format_words())
        self.format_buttons = QButtonGroup(self)
        self.precisions = QComboBox(self)
        self.precisions.setAccessibleName(self.tr("Precision"))
        self.place = QLineEdit(self)
        self.place.setAccessibleName(self.tr("Where to"))
        self.choose_button = QPushButton(self.tr("Choose…"), self)
        self.choose_button.setAccessibleName(self.tr("Choose where to"))
        self.zip_box = QCheckBox(self.tr("As one &zip file"), self)
        self.progress = ExportProgress(self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.cancel_button = QPushButton(self.tr("Cancel export"), self)
        self.export_button = QPushButton(self.tr("Export"), self)
        self._lay_out()
        self._connect()
        self.format_buttons.button(0).setChecked(True)
        self._show_format()
        self._show_running(running=False)

    # ---- laying out ----

    def _lay_out(self) -> None:
        self._rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("What shall the model run on?"), "title"))
        self._choices = QWidget(self)
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(10)
        for index, words in enumerate(format_words().values()):
            choices.addLayout(self._format_row(index, words.title, words.where))
        choices.addSpacing(4)
        choices.addLayout(self._details())
        layout.addWidget(self._choices)
        layout.addWidget(self.progress)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.close_button, self.cancel_button, self.export_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.choose_button.setAutoDefault(False)
        self.export_button.setProperty("role", "primary")
        self.export_button.setDefault(True)
        layout.addLayout(row)

    def _format_row(self, index: int, title: str, where: str) -> QVBoxLayout:
        button = QRadioButton(title, self)
        button.setAccessibleDescription(where)
        self.format_buttons.addButton(button, index)
        said = label(where, "small", wrap=True)
        said.setContentsMargins(_INDENT, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(button)
        column.addWidget(said)
        return column

    def _details(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        precision = label(self.tr("&Precision"))
        precision.setBuddy(self.precisions)
        place = label(self.tr("&Where to"))
        place.setBuddy(self.place)
        grid.addWidget(precision, 0, 0)
        grid.addWidget(self.precisions, 0, 1)
        grid.addWidget(place, 1, 0)
        grid.addWidget(self.place, 1, 1)
        grid.addWidget(self.choose_button, 1, 2)
        grid.addWidget(self.zip_box, 2, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _connect(self) -> None:
        self.format_buttons.idToggled.connect(self._show_format)
        self.zip_box.toggled.connect(self._show_suffix)
        self.place.textEdited.connect(self._keep_typed)
        self.place.textChanged.connect(self._show_possible)
        self.choose_button.clicked.connect(self._ask_place)
        self.close_button.clicked.connect(self.reject)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.export_button.clicked.connect(self._wish)

    # ---- what is chosen ----

    @property
    def wish(self) -> ExportWish:
        """What would be exported now."""
        text = self.place.text().strip()
        return ExportWish(Path(text), self._format, self.precisions.currentData())

    @property
    def running(self) -> bool:
        """Whether an export is shown as under way."""
        return self._running

    @property
    def _format(self) -> ExportFormat:
        return self._formats[self.format_buttons.checkedId()]

    def choose(self, chosen: ExportFormat, precision: Precision | None = None) -> None:
        """Check a format, and a precision of it."""
        self.format_buttons.button(self._formats.index(chosen)).setChecked(True)
        if precision is not None:
            self.precisions.setCurrentIndex(self.precisions.findData(precision))

    def show_place(self, path: Path) -> None:
        """Another place was chosen."""
        self._typed = True
        self.zip_box.setChecked(path.suffix.lower() == _ZIP)
        self.place.setText(str(path))

    @Slot()
    def _show_format(self) -> None:
        offered, words = PRECISIONS[self._format], precision_words()
        self.precisions.clear()
        for precision in offered:
            self.precisions.addItem(words[precision], precision)
        self.precisions.setEnabled(len(offered) > 1)
        if not self._typed:
            self._suggest()

    def _suggest(self) -> None:
        suffix = _ZIP if self.zip_box.isChecked() else ""
        self.place.setText(str(self._folder / f"{self._name} {self._format.value}{suffix}"))

    @Slot()
    def _show_suffix(self) -> None:
        path = Path(self.place.text().strip())
        is_zip = path.suffix.lower() == _ZIP
        if self.zip_box.isChecked() and not is_zip and path.name:
            self.place.setText(f"{path}{_ZIP}")
        elif not self.zip_box.isChecked() and is_zip:
            self.place.setText(str(path.with_suffix("")))

    @Slot()
    def _keep_typed(self) -> None:
        self._typed = True
        self.zip_box.setChecked(Path(self.place.text().strip()).suffix.lower() == _ZIP)

    @Slot()
    def _show_possible(self) -> None:
        self.export_button.setEnabled(Path(self.place.text().strip()).is_absolute())

    @Slot()
    def _ask_place(self) -> None:
        self.place_requested.emit(Path(self.place.text().strip()))

    @Slot()
    def _wish(self) -> None:
        self.show_begun()
        self.wished.emit(self.wish)

    # ---- how it goes ----

    def show_begun(self) -> None:
        """An export was asked for."""
        self.progress.begin()
        self._show_running(running=True)

    def show_activity(self, activity: Activity) -> None:
        """How far the export is."""
        if not self._running:
            self._show_running(running=True)
        self.progress.show_activity(activity)
        self._fit()

    def show_result(self, event: Exported) -> None:
        """It was written, and this is how it was verified."""
        self._show_running(running=False)
        self.progress.show_result(event)
        self._fit()

    def show_problem(self, words: str) -> None:
        """It was not written."""
        self._show_running(running=False)
        self.progress.show_problem(words)
        self._fit()

    def show_cancelled(self) -> None:
        """It was stopped."""
        self._show_running(running=False)
        self.progress.show_cancelled()
        self._fit()

    def _show_running(self, *, running: bool) -> None:
        self._running = running
        self._choices.setEnabled(not running)
        self.cancel_button.setVisible(running)
        self.export_button.setVisible(not running)
        (self.cancel_button if running else self.export_button).setFocus()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need: `adjustSize` takes wrapped ones for one line."""
        self._rows.activate()
        self.resize(self.width(), self._rows.totalHeightForWidth(self.width()))
