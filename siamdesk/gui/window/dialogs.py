"""Small dialogs: keyboard shortcuts, about, and the files that were left out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
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
from siamdesk.build_info import Flavour, installed_build
from siamdesk.gui.actions.action import Menu
from siamdesk.gui.actions.action_set import ActionSet, menu_text, plain_text
from siamdesk.gui.actions.action_specs import KEYS_WITHOUT_ACTION
from siamdesk.gui.look import icons
from siamdesk.gui.parts.dialog_parts import close_button
from siamdesk.gui.parts.labels import label
from siamdesk.gui.window.licences_dialog import LicencesDialog
from siamdesk.gui.words.core_words import translated
from siamdesk.project.values import AddReport, FileProblem


class ShortcutSheet(QDialog):
    """All keys, made from the registry of actions."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
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
        translate = QCoreApplication.translate
        other = [
            (translate("ActionSet", keys), translate("ActionSet", words))
            for keys, words in KEYS_WITHOUT_ACTION
        ]
        row = self._add_section(grid, 0, self.tr("Sorting photos"), other)
        for menu in Menu:
            keys = [
                (self._shown(spec.keys), plain_text(action.text()))
                for spec, action in actions.items()
                if spec.menu is menu and spec.keys
            ]
            row = self._add_section(grid, row, plain_text(menu_text(menu)), keys)
        grid.setRowStretch(row, 1)
        scroll = QScrollArea(self)
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
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
        layout.addWidget(close_button(self))

    def _add_section(
        self, grid: QGridLayout, row: int, title: str, keys: list[tuple[str, str]]
    ) -> int:
        if not keys:
            return row
        grid.addWidget(label(title, "section"), row, 0, 1, 2)
        for shown, words in keys:
            row += 1
            grid.addWidget(label(shown, "keycap"), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(words), row, 1)
        grid.setRowMinimumHeight(row + 1, 8)
        return row + 2

    def _shown(self, keys: tuple[str, ...]) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        named = dict.fromkeys(QKeySequence(key).toString(native) for key in keys)
        return self.tr("  or  ", "between two keys").join(named)


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
        words.addWidget(label(self._version(), "muted"))
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
        buttons = close_button(self)
        self.licences_button = buttons.addButton(
            self.tr("Licences…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.licences_button.clicked.connect(self._open_licences)
        layout.addWidget(buttons)
        self.setFixedWidth(460)

    def _version(self) -> str:
        build = installed_build()
        if build is None:
            return self.tr("Version {0}").format(__version__)
        name = f"{__version__} Lite" if build.flavour is Flavour.LITE else __version__
        return self.tr("Version {0}, built {1} from {2}").format(name, build.day, build.commit)

    @Slot()
    def _open_licences(self) -> None:
        LicencesDialog(self).open()


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
            said.append(self.tr("%Ln files could not be read.", "", len(report.failed)))
        if report.duplicates:
            number = len(report.duplicates)
            said.append(self.tr("%Ln photos are in the project already.", "", number))
        if report.added:
            said.append(self.tr("%Ln photos were added.", "", len(report.added)))
        layout.addWidget(label(" ".join(said), "muted"))
        self.table = self._table([*report.failed, *report.duplicates])
        layout.addWidget(self.table, 1)
        layout.addWidget(close_button(self))

    def _table(self, problems: list[FileProblem]) -> QTableWidget:
        table = QTableWidget(len(problems), 2)
        table.setAccessibleName(self.tr("Files that were left out"))
        table.setHorizontalHeaderLabels([self.tr("File"), self.tr("Why")])
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, problem in enumerate(problems):
            name = QTableWidgetItem(problem.path.name)
            name.setToolTip(str(problem.path))
            reason = translated(problem.reason)
            why = QTableWidgetItem(reason[:1].upper() + reason[1:])
            why.setToolTip(reason)
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
