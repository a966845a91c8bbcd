"""The pop-up with the filters: guessed class, confidence, unknown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.labels import ElidedComboBox, label
from siamdesk.gui.photo_order import PhotoQuery
from siamdesk.project.values import DefectClass

_WIDTH = 300


class FilterPanel(QFrame):
    """Announces every change at once; Escape or a click elsewhere closes it."""

    query_changed = Signal(object)
    """The `PhotoQuery` that is wanted."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._query = PhotoQuery()
        self.class_box = ElidedComboBox(self)
        self.class_box.setAccessibleName(self.tr("Guessed class"))
        self.class_box.setSizeAdjustPolicy(
            ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.class_box.setMinimumContentsLength(8)
        self.class_box.activated.connect(self._announce)
        self.at_least = self._percent(self.tr("Confidence at least"), nothing_at=0)
        self.below = self._percent(self.tr("Confidence below"), nothing_at=100)
        self.unknown = QCheckBox(self.tr("Only photos unlike every example"), self)
        self.unknown.toggled.connect(self._announce)
        limits = QHBoxLayout()
        limits.setSpacing(8)
        limits.addWidget(self.at_least, 1)
        limits.addWidget(label(self.tr("to below"), "muted"))
        limits.addWidget(self.below, 1)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(label(self.tr("Guess")), self.class_box)
        form.addRow(label(self.tr("Sure")), limits)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Show only"), "heading"))
        layout.addLayout(form)
        layout.addWidget(self.unknown)
        self.setFixedWidth(_WIDTH)
        self.set_classes(())

    def _percent(self, name: str, *, nothing_at: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, 100)
        box.setSingleStep(5)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setValue(nothing_at)
        box.setSuffix(" %")
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.valueChanged.connect(self._announce)
        return box

    def set_classes(self, classes: tuple[DefectClass, ...]) -> None:
        """Offer these classes."""
        with QSignalBlocker(self.class_box):
            self.class_box.clear()
            self.class_box.addItem(self.tr("Any class"), None)
            for known in classes:
                self.class_box.addItem(known.name, known.id)
        self.show_query(self._query)

    def show_query(self, query: PhotoQuery) -> None:
        """Show these filters."""
        self._query = query
        at_least = 0 if query.at_least is None else round(query.at_least * 100)
        below = 100 if query.below is None else round(query.below * 100)
        with (
            QSignalBlocker(self.class_box),
            QSignalBlocker(self.at_least),
            QSignalBlocker(self.below),
            QSignalBlocker(self.unknown),
        ):
            self.class_box.setCurrentIndex(max(0, self.class_box.findData(query.class_id)))
            self.at_least.setValue(at_least)
            self.below.setValue(below)
            self.unknown.setChecked(query.unknown_only)

    def open_at(self, corner: QPoint) -> None:
        """Show it at this place of the screen."""
        self.adjustSize()
        self.move(corner)
        self.show()
        self.class_box.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Announce that it is gone."""
        super().hideEvent(event)
        self.closed.emit()

    @Slot()
    def _announce(self) -> None:
        at_least, below = self.at_least.value(), self.below.value()
        self._query = replace(
            self._query,
            class_id=self.class_box.currentData(),
            at_least=at_least / 100 if at_least > 0 else None,
            below=below / 100 if below < 100 else None,
            unknown_only=self.unknown.isChecked(),
        )
        self.query_changed.emit(self._query)
