"""The form of the learning settings, made from what the engine says that there is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from siamdesk.engine.messages import FineTuneMode
from siamdesk.engine.model_messages import LearningSettings, SettingKey, SettingSpec, SettingsRead
from siamdesk.gui.parts.labels import ElidedComboBox, label
from siamdesk.gui.words.core_words import translated

_FIELD_WIDTH = 280


class SettingsPage(QWidget):
    """Announces how the project is to learn; a change counts when it is applied."""

    settings_chosen = Signal(object)
    """`LearningSettings`"""
    encoder_wanted = Signal()
    """An encoder of the user's own is to be added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read: SettingsRead | None = None
        self._busy = False
        self.fields: dict[SettingKey, ElidedComboBox | QSpinBox] = {}
        self._explained: dict[SettingKey, QLabel] = {}
        self._problem = label("", "warning", wrap=True)
        self._waiting = label(self.tr("Reading the settings…"), "muted")
        self._state = label("", "muted", wrap=True)
        self.apply_button = QPushButton(self.tr("Apply"), self)
        self.apply_button.setProperty("role", "primary")
        self.defaults_button = QPushButton(self.tr("Back to the defaults"), self)
        self.add_button = QPushButton(self.tr("Add an &encoder…"), self)
        self.add_button.setToolTip(self.tr("Use a .keras or .onnx file of your own"))
        for button in (self.apply_button, self.defaults_button, self.add_button):
            button.setAutoDefault(False)
        self._lay_out()
        self.apply_button.clicked.connect(self._apply)
        self.defaults_button.clicked.connect(self._fill_in_defaults)
        self.add_button.clicked.connect(self.encoder_wanted)
        self._update()

    def _lay_out(self) -> None:
        content = QWidget(self)
        content.setObjectName("scrolled")
        self._form = QVBoxLayout(content)
        self._form.setContentsMargins(0, 0, 12, 0)
        self._form.setSpacing(4)
        self._form.addWidget(self._waiting)
        self._form.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self._state, 1)
        buttons.addWidget(self.defaults_button)
        buttons.addWidget(self.apply_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(
            label(
                self.tr(
                    "The defaults suit most projects. What you choose here is kept in the project."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self._problem)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)

    def show_settings(self, read: SettingsRead) -> None:
        """Show how the project learns, and what else there is; what was being chosen stays."""
        before = self._read
        if before is None or before.specs != read.specs:
            self._build(read.specs)
        if before is None or before.settings != read.settings or before.specs != read.specs:
            self._fill_in(read.settings)
        self._read = read
        self._problem.setText(translated(read.problem))
        self._update()

    def choose_encoder(self, encoder_id: str) -> None:
        """Propose this encoder; it is used when the choice is applied."""
        field = self.fields.get(SettingKey.ENCODER)
        if isinstance(field, ElidedComboBox) and (row := field.findData(encoder_id)) >= 0:
            field.setCurrentIndex(row)

    def show_changing(self, *, changing: bool) -> None:
        """Tell that the choice is being taken up, or that it is not."""
        self._busy = changing
        self._update()

    def _build(self, specs: tuple[SettingSpec, ...]) -> None:
        self._waiting.hide()
        while (item := self._form.takeAt(0)) is not None:
            if (old := item.widget()) not in (None, self._waiting):
                old.deleteLater()
        self.fields.clear()
        self._explained.clear()
        for spec in specs:
            field = self._field(spec)
            field.setFixedWidth(_FIELD_WIDTH)
            field.setAccessibleName(translated(spec.title))
            name = label(translated(spec.title), "heading")
            name.setBuddy(field)
            explained = label("", "small", wrap=True)
            self.fields[spec.key], self._explained[spec.key] = field, explained
            for part in (name, field, explained):
                self._form.addWidget(part)
            self._form.addSpacing(10)
        self._form.addStretch(1)

    def _field(self, spec: SettingSpec) -> ElidedComboBox | QSpinBox:
        if not spec.choices:
            number = QSpinBox(self)
            number.setRange(0, spec.highest)
            number.lineEdit().setTextMargins(6, 0, 6, 0)
            number.valueChanged.connect(self._update)
            return number
        box = ElidedComboBox(self)
        for row, choice in enumerate(spec.choices):
            title = translated(choice.title)
            box.addItem(self.tr("{0} (not installed)").format(title) if choice.missing else title)
            box.setItemData(row, choice.value)
            box.setItemData(
                row, translated(choice.missing or choice.explanation), Qt.ItemDataRole.ToolTipRole
            )
            model = box.model()
            if choice.missing and isinstance(model, QStandardItemModel):
                model.item(row).setEnabled(False)
        box.currentIndexChanged.connect(self._update)
        return box

    def _fill_in(self, settings: LearningSettings) -> None:
        for key, field in self.fields.items():
            value = getattr(settings, key.value)
            if isinstance(field, QSpinBox):
                field.setValue(value)
                continue
            row = field.findData(str(value))
            if row < 0:  # chosen on another computer, where it is installed
                field.addItem(self.tr("{0} (not installed)").format(value), str(value))
                row = field.count() - 1
            field.setCurrentIndex(row)

    @Slot()
    def _fill_in_defaults(self) -> None:
        self._fill_in(LearningSettings())
        self.apply_button.setFocus()

    @property
    def chosen(self) -> LearningSettings | None:
        """What the form says now."""
        if self._read is None:
            return None
        values: dict[str, Any] = {
            key.value: field.value() if isinstance(field, QSpinBox) else field.currentData()
            for key, field in self.fields.items()
        }
        if values:
            values["fine_tune"] = FineTuneMode(values["fine_tune"])
        return replace(self._read.settings, **values)

    @Slot()
    def _update(self) -> None:
        chosen = self.chosen
        changed = self._read is not None and chosen != self._read.settings
        self.apply_button.setEnabled(changed and not self._busy)
        self.defaults_button.setEnabled(
            chosen is not None and chosen != LearningSettings() and not self._busy
        )
        self._problem.setVisible(bool(self._problem.text()))
        for field in self.fields.values():
            field.setEnabled(not self._busy)
        self._state.setText(
            self.tr("Taking up the new settings…")
            if self._busy
            else self.tr("Not applied yet")
            if changed
            else ""
        )
        for spec in self._read.specs if self._read is not None else ():
            self._explained[spec.key].setText(self._explanation(spec))

    def _explanation(self, spec: SettingSpec) -> str:
        field = self.fields[spec.key]
        said = [translated(spec.explanation)]
        if isinstance(field, ElidedComboBox):
            choice = next((c for c in spec.choices if c.value == field.currentData()), None)
            if choice is not None:
                said.append(translated(choice.missing or choice.explanation))
        return "\n".join(said)

    @Slot()
    def _apply(self) -> None:
        if self.apply_button.isEnabled():
            self.settings_chosen.emit(self.chosen)
