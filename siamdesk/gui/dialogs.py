"""Small dialogs: keyboard shortcuts, about, and the files that were left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from siamdesk import __version__
from siamdesk.gui import icons, text
from siamdesk.gui.action_specs import KEYS_WITHOUT_ACTION, SPECS
from siamdesk.gui.actions import Menu
from siamdesk.gui.labels import label
from siamdesk.project.values import AddReport, FileProblem


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons


class ShortcutSheet(QDialog):
    """All keys, made from the registry of actions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 600)
        inside = QWidget()
        inside.setObjectName("scrolled")
        grid = QGridLayout(inside)
        grid.setContentsMargins(4, 4, 16, 4)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        row = self._add_section(grid, 0, self.tr("Sorting photos"), list(KEYS_WITHOUT_ACTION))
        for menu in Menu:
            keys = [
                (_shown(spec.keys), spec.text.replace("&", "").rstrip("…"))
                for spec in SPECS
                if spec.menu is menu and spec.keys
            ]
            row = self._add_section(grid, row, menu.value.replace("&", ""), keys)
        grid.setRowStretch(row, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        # Whatever the font and the language: nobody wants to scroll sideways.
        scroll.setMinimumWidth(
            inside.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width()
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 12, 14)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Keyboard shortcuts"), "title"))
        layout.addWidget(scroll, 1)
        layout.addWidget(_close_button(self))

    def _add_section(
        self, grid: QGridLayout, row: int, title: str, keys: list[tuple[str, str]]
    ) -> int:
        if not keys:
            return row
        grid.addWidget(label(title, "section"), row, 0, 1, 2)
        for shown, words in keys:
            row += 1
            grid.addWidget(label(shown, "keycap"), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(self.tr(words)), row, 1)
        grid.setRowMinimumHeight(row + 1, 8)
        return row + 2


def _shown(keys: tuple[str, ...]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "  or  ".join(dict.fromkeys(QKeySequence(key).toString(native) for key in keys))


class AboutDialog(QDialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About SiamDesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        logo = QLabel()
        logo.setPixmap(icons.pixmap("siamdesk", "#000000", 72, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("SiamDesk", "hero"))
        words.addWidget(label(self.tr("Version {0}").format(__version__), "muted"))
        words.addSpacing(8)
        words.addWidget(
            label(
                self.tr(
                    "Learns defect classes from a handful of photos, shows why it guesses what it "
                    "guesses, and gets better with every correction. Works without a network; "
                    "photos never leave this computer."
                ),
                wrap=True,
            )
        )
        words.addSpacing(8)
        words.addWidget(
            label(
                self.tr(
                    "Apache License 2.0. Encoders: EfficientNet-Lite0 (Apache-2.0) and "
                    "TinyViT-5M (MIT). Made with Qt, Keras and OpenVINO."
                ),
                "small",
                wrap=True,
            )
        )
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addWidget(logo, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(14)
        layout.addLayout(body)
        layout.addWidget(_close_button(self))
        self.setFixedWidth(460)


class ProblemsDialog(QDialog):
    """Files that were left out, each with its reason."""

    def __init__(self, parent: QWidget, title: str, report: AddReport) -> None:
        super().__init__(parent)
        self.setObjectName("problems dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(title, "title"))
        said = []
        if report.failed:
            said.append(
                self.tr("{0} not be read").format(
                    text.count(len(report.failed), "file could", "files could")
                )
            )
        if report.duplicates:
            said.append(
                self.tr("{0} in the project already").format(
                    text.count(len(report.duplicates), "photo is", "photos are")
                )
            )
        summary = ", ".join(said)
        if report.added:
            summary += self.tr("; {0} added").format(
                text.count(len(report.added), "photo was", "photos were")
            )
        layout.addWidget(label(summary + ".", "muted"))
        self.table = _problem_table([*report.failed, *report.duplicates])
        layout.addWidget(self.table, 1)
        layout.addWidget(_close_button(self))


def _problem_table(problems: list[FileProblem]) -> QTableWidget:
    table = QTableWidget(len(problems), 2)
    table.setAccessibleName("Files that were left out")
    table.setHorizontalHeaderLabels(["File", "Why"])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    for row, problem in enumerate(problems):
        name = QTableWidgetItem(problem.path.name)
        name.setToolTip(str(problem.path))
        why = QTableWidgetItem(problem.reason[:1].upper() + problem.reason[1:])
        why.setToolTip(problem.reason)
        table.setItem(row, 0, name)
        table.setItem(row, 1, why)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setColumnWidth(0, 210)
    if len(problems) <= 500:
        # Measuring thousands of wrapped rows would stall the window; those stay one line high.
        table.resizeRowsToContents()
    return table
