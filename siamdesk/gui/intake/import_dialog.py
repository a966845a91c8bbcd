"""What a folder or archive would bring, before it does."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHeaderView,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.parts.dialog_parts import buttons
from siamdesk.gui.parts.labels import label
from siamdesk.gui.words import text
from siamdesk.project.importing import ImportPlan
from siamdesk.project.names import class_key


class ImportDialog(QDialog):
    """Lists the classes that folders stand for; the inspector leaves some out, or all."""

    confirmed = Signal(object)
    """The `ImportPlan` to carry out."""

    def __init__(self, plan: ImportPlan, examples: Mapping[str, int], parent: QWidget) -> None:
        """`examples` tells how many examples the classes of the project have, by name."""
        super().__init__(parent)
        self.setObjectName("import dialog")
        self.setWindowTitle(self.tr("Add folder"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 480)
        self._plan = plan
        self.as_classes = QRadioButton(self.tr("Each folder is a &class, its photos are examples"))
        self.as_inbox = QRadioButton(self.tr("All photos go to the &inbox, without a class"))
        self.as_classes.setChecked(True)
        kinds = QButtonGroup(self)
        for button in (self.as_classes, self.as_inbox):
            kinds.addButton(button)
        self._ticks = [_tick(name) for name in plan.classes]
        known = {class_key(name): count for name, count in examples.items()}
        self.table = self._table(plan.classes, known)
        self._summary = label("", "muted", wrap=True)
        self._add = QPushButton(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("What shall be added?"), "title"))
        layout.addWidget(self.as_classes)
        layout.addWidget(self.as_inbox)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._summary)
        layout.addLayout(buttons(self, self._add, "primary"))
        self._add.clicked.connect(self._confirm)
        self.as_inbox.toggled.connect(self._update)
        self.table.itemChanged.connect(self._update)
        self._update()

    def _table(self, photos: Mapping[str, int], known: Mapping[str, int]) -> QTableWidget:
        table = QTableWidget(len(self._ticks), 3)
        table.setAccessibleName(self.tr("Classes to add"))
        table.setHorizontalHeaderLabels(
            [self.tr("Class"), self.tr("Photos"), self.tr("In the project")]
        )
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        for row, (tick, count) in enumerate(zip(self._ticks, photos.values(), strict=True)):
            has = known.get(class_key(tick.text()))
            table.setItem(row, 0, tick)
            table.setItem(row, 1, _cell(text.number(count)))
            words = self.tr("new class") if has is None else text.examples(has)
            table.setItem(row, 2, _cell(words))
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(1, 80)
        table.setColumnWidth(2, 150)
        return table

    @property
    def chosen(self) -> ImportPlan:
        """The plan as it would be carried out now."""
        if self.as_inbox.isChecked():
            return self._plan.into_inbox()
        left_out = [t.text() for t in self._ticks if t.checkState() is not Qt.CheckState.Checked]
        return self._plan.without(left_out)

    @Slot()
    def _update(self) -> None:
        self.table.setEnabled(self.as_classes.isChecked())
        chosen = self.chosen
        examples = sum(chosen.classes.values())
        said = []
        if chosen.classes:
            classes = self.tr("of %Ln classes", "", len(chosen.classes))
            said.append(self.tr("%Ln examples {0}.", "", examples).format(classes))
        if chosen.loose:
            said.append(self.tr("%Ln photos to the inbox.", "", chosen.loose))
        if problems := len(self._plan.content.problems):
            said.append(self.tr("%Ln files could not be unpacked.", "", problems))
        said = said or [self.tr("Nothing.")]
        said.append(self.tr("Photos that are in the project already are left out and listed."))
        self._summary.setText(" ".join(said))
        self._add.setText(self.tr("Add %Ln photos", "", examples + chosen.loose))
        self._add.setEnabled(bool(chosen.batches))

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self.chosen)
        self.accept()


def _tick(name: str) -> QTableWidgetItem:
    item = _cell(name)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    return item


def _cell(words: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item
