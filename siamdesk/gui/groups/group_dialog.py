"""Asks which photos show the same part: by hand, by folder, or by file name, with a preview."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.groups.grouping import (
    ByFolder,
    ByHand,
    ByName,
    Grouper,
    Grouping,
    GroupRow,
    PatternError,
    Rule,
)
from siamdesk.gui.parts.labels import label
from siamdesk.gui.parts.segment import Segment
from siamdesk.gui.words import text
from siamdesk.project.values import ProjectSnapshot

FIRST_PATTERN = "^(.+)[-_ ]"
"""Takes what stands before the last dash, underscore or blank."""

AnyIndex = QModelIndex | QPersistentModelIndex


class Way(StrEnum):
    """How the groups are found."""

    HAND = "hand"
    FOLDER = "folder"
    NAME = "name"


class GroupTable(QAbstractTableModel):
    """The groups as they will be."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[GroupRow, ...] = ()

    def show_rows(self, rows: tuple[GroupRow, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Number of groups."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Group, number of photos, some of their names."""
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Group"), self.tr("Photos"), self.tr("Such as"))[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows[index.row()]
        number = text.number(row.photos)
        if row.others:
            number = self.tr("{0} + {1} there").format(number, text.number(row.others))
        return (row.name, number, row.such_as)[index.column()]


class GroupDialog(QDialog):
    """Shows what will be before it is; announces what was chosen."""

    chosen = Signal(object)
    """``{photo id: group or None}``"""

    def __init__(self, project: ProjectSnapshot, selected: list[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("group dialog")
        self.setWindowTitle(self.tr("Group photos"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(600, 560)
        self._project = project
        wanted = set(selected)
        self._selected = tuple(photo for photo in project.photos if photo.id in wanted)
        self._grouping: Grouping | None = None
        self._grouper = Grouper(self)
        self._table = GroupTable(self)
        self._build_fields()
        self._lay_out()
        self._grouper.finished.connect(self._show)
        self._grouper.refused.connect(self._refuse)
        self._choose_way(Way.HAND if len(selected) > 1 else Way.NAME)

    # ---- building ----

    def _build_fields(self) -> None:
        self._ways: dict[Way, Segment] = {}
        group = QButtonGroup(self)
        names = {
            Way.HAND: self.tr("By hand"),
            Way.FOLDER: self.tr("By folder"),
            Way.NAME: self.tr("By file name"),
        }
        for way in Way:
            button = Segment(names[way], self)
            button.setProperty("way", way.value)
            button.clicked.connect(self._take_way)
            group.addButton(button)
            self._ways[way] = button
        self.field = QLineEdit(self)
        self.field.textChanged.connect(self._preview)
        known = sorted({photo.group for photo in self._project.photos if photo.group is not None})
        self._completer = QCompleter(known, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completions = QListView()
        completions.setObjectName("completions")
        self._completer.setPopup(completions)
        self._scope = QComboBox(self)
        self._scope.setAccessibleName(self.tr("Which photos"))
        self._scope.addItem(self.tr("All %Ln photos", "", len(self._project.photos)))
        if self._selected:
            self._scope.addItem(self.tr("Only the %Ln selected photos", "", len(self._selected)))
        self._scope.currentIndexChanged.connect(self._preview)
        self._help = label("", "small", wrap=True)
        self._words = label("", "muted", wrap=True)
        self._view = QTableView(self)
        self._view.setModel(self._table)
        self._view.setAccessibleName(self.tr("Groups as they will be"))
        self._view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._view.setShowGrid(False)
        self._view.setWordWrap(False)
        self._view.setTabKeyNavigation(False)
        self._view.verticalHeader().hide()
        self._view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self._view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._view.setColumnWidth(0, 170)
        self._view.setColumnWidth(1, 110)
        self._set = QPushButton(self.tr("Set groups"), self)
        self._set.setProperty("role", "primary")
        self._set.setDefault(True)
        self._set.clicked.connect(self._choose)

    def _lay_out(self) -> None:
        segments = QFrame(self)
        segments.setObjectName("segments")
        inside = QHBoxLayout(segments)
        inside.setContentsMargins(3, 3, 3, 3)
        inside.setSpacing(2)
        for button in self._ways.values():
            inside.addWidget(button)
        top = QHBoxLayout()
        top.addWidget(segments)
        top.addStretch(1)
        top.addWidget(self._scope)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._set)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Which photos show the same part?"), "title"))
        why = self.tr(
            "Photos of one part look alike. As a group they are never used to judge each other, "
            "so the accuracy stays honest."
        )
        layout.addWidget(label(why, "muted", wrap=True))
        layout.addSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.field)
        layout.addWidget(self._help)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._words)
        layout.addLayout(buttons)

    # ---- what is asked ----

    @property
    def words(self) -> str:
        """What is said below the preview."""
        return self._words.text()

    @property
    def way(self) -> Way:
        """How the groups are found."""
        return next(way for way, button in self._ways.items() if button.isChecked())

    @Slot()
    def _take_way(self) -> None:
        button = self.sender()
        if button is not None:
            self._choose_way(Way(button.property("way")))

    def _choose_way(self, way: Way) -> None:
        self._ways[way].setChecked(True)
        by_hand = way is Way.HAND
        self._scope.setVisible(bool(self._selected) and not by_hand)
        with QSignalBlocker(self._scope):
            self._scope.setCurrentIndex(int(len(self._selected) > 1))
        self.field.setVisible(way is not Way.FOLDER)
        self._help.setText(self._help_for(way))
        self.field.setCompleter(self._completer if by_hand else None)  # type: ignore[arg-type]
        self.field.setAccessibleName(
            self.tr("Name of the group") if by_hand else self.tr("Pattern")
        )
        self.field.setPlaceholderText(self.tr("Name of the part, such as 4711") if by_hand else "")
        with QSignalBlocker(self.field):
            self.field.setText(self._present_group() if by_hand else FIRST_PATTERN)
        self.field.selectAll()
        (self._ways[way] if way is Way.FOLDER else self.field).setFocus()
        self._preview()

    def _help_for(self, way: Way) -> str:
        if way is Way.HAND:
            return self.tr("Leave it empty to take the selected photos out of their groups.")
        if way is Way.FOLDER:
            return self.tr("Each folder that photos were added from becomes a group.")
        return self.tr(
            "A regular expression. What its brackets ( ) find in the file name is the group; "
            "photos in whose name it finds nothing stay as they are."
        )

    def _present_group(self) -> str:
        """The group that the selected photos have in common."""
        groups = {photo.group for photo in self._selected}
        return (groups.pop() or "") if len(groups) == 1 else ""

    # ---- preview ----

    @Slot()
    def _preview(self) -> None:
        self._grouper.stop()
        some = self.way is Way.HAND or self._scope.currentIndex() == 1
        photos = self._selected if some else self._project.photos
        self._set.setEnabled(False)
        try:
            rule: Rule = (
                ByHand(self.field.text())
                if self.way is Way.HAND
                else ByFolder(photos)
                if self.way is Way.FOLDER
                else ByName(self.field.text())
            )
        except PatternError as error:
            self._refuse(str(error))
            return
        self._grouper.start(rule, photos, self._project)

    @Slot(str)
    def _refuse(self, why: str) -> None:
        self._grouping = None
        self._table.show_rows(())
        self._say(why, "danger")
        self._set.setText(self.tr("Set groups"))

    @Slot(object)
    def _show(self, grouping: Grouping) -> None:
        self._grouping = grouping
        self._table.show_rows(grouping.rows)
        self._set.setEnabled(bool(grouping.groups))
        out = bool(grouping.groups) and not grouping.rows
        self._set.setText(self.tr("Take out of groups") if out else self.tr("Set groups"))
        self._say(self._summary(grouping), "warning" if grouping.lonely else "muted")

    def _say(self, words: str, role: str) -> None:
        self._words.setProperty("role", role)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(words)

    def _summary(self, grouping: Grouping) -> str:
        number = len(grouping.groups)
        if grouping.rows:
            groups = self.tr("in %Ln groups", "", len(grouping.rows))
            said = self.tr("%Ln photos {0}.", "the blank says in how many groups", number)
            said = said.format(groups)
        elif grouping.groups:
            said = self.tr("%Ln photos will be in no group.", "", number)
        elif self.way is Way.HAND:
            said = self.tr("No photo is selected. Select photos of one part first.")
        else:
            said = self.tr("No photo is found by this.")
        if grouping.left_alone and grouping.groups:
            said += " " + self.tr("%Ln photos stay as they are.", "", grouping.left_alone)
        if grouping.lonely:
            said += " " + self.tr(
                "All examples of {0} would be one part: how well it is told can't be checked then."
            ).format(self._listed(grouping.lonely))
        return said

    def _listed(self, names: tuple[str, ...]) -> str:
        """``“a”``, or ``“a” and 2 more``."""
        if len(names) == 1:
            return self.tr("“{0}”").format(names[0])
        return self.tr("“{0}” and %Ln more", "", len(names) - 1).format(names[0])

    @Slot()
    def _choose(self) -> None:
        if self._grouping is not None:
            self.chosen.emit(self._grouping.groups)
            self.accept()
