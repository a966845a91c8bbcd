"""The left side: project, classes, model."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from siamdesk.engine.messages import LearningSummary
from siamdesk.gui.classes.class_list import ClassList
from siamdesk.gui.classes.class_model import ClassModel
from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.model_card import ModelCard
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.gui.words import text
from siamdesk.project.values import ProjectSnapshot

WIDTH = 250


class SideBar(QFrame):
    """Announces what the inspector wants to do with the classes."""

    class_addition_requested = Signal(str)

    def __init__(self, classes: ClassModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self.setMinimumWidth(190)
        self._theme = theme
        self.class_list = ClassList(classes, theme, self)
        self.model_card = ModelCard(self)
        self._project = ElidedLabel("", "title", mode=Qt.TextElideMode.ElideRight)
        self._contents = label("", "small")
        self._empty = label(
            self.tr(
                "No classes yet. Type a name below, or drop a folder with one sub-folder per class."
            ),
            "muted",
            wrap=True,
        )
        self._field = QLineEdit(self)
        self._field.setProperty("role", "inline")
        self._field.setPlaceholderText(self.tr("Add class…"))
        self._field.setAccessibleName(self.tr("Name of a new class"))
        self._field.setMaxLength(200)
        self._add = QToolButton(self)
        self._add.setProperty("role", "icon")
        self._add.setIconSize(QSize(18, 18))
        self._add.setToolTip(self.tr("Add class"))
        self._add.setAccessibleName(self.tr("Add class"))
        self._lay_out()
        self._field.returnPressed.connect(self._request_class)
        self._add.clicked.connect(self._request_class)
        theme.changed.connect(self._tint)
        self._tint()

    def _lay_out(self) -> None:
        new_class = QHBoxLayout()
        new_class.setSpacing(4)
        new_class.addWidget(self._field, 1)
        new_class.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 13, 14)
        layout.setSpacing(2)
        layout.addWidget(self._project)
        layout.addWidget(self._contents)
        layout.addSpacing(12)
        layout.addWidget(label(self.tr("Classes"), "section"))
        layout.addSpacing(4)
        layout.addWidget(self._empty)
        layout.addWidget(self.class_list, 1)
        layout.addSpacing(4)
        layout.addLayout(new_class)
        layout.addSpacing(12)
        layout.addWidget(self.model_card)

    def show_project(self, snapshot: ProjectSnapshot, examples: int) -> None:
        """Name the project and tell how many photos it has, and how many of them are examples."""
        self._project.setText(snapshot.path.stem)
        self._project.setToolTip(str(snapshot.path))
        self._contents.setText(
            self.tr("{0}, {1}", "photos, examples").format(
                text.photos(len(snapshot.photos)), text.examples(examples)
            )
        )
        self._empty.setVisible(not snapshot.classes)
        self.class_list.setVisible(True)

    def show_summary(self, summary: LearningSummary | None, hint: str) -> None:
        """Tell what the model knows."""
        self.model_card.show_summary(summary, hint)

    def type_class(self) -> None:
        """Put the cursor where a new class is named."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @Slot()
    def _request_class(self) -> None:
        name = self._field.text().strip()
        if not name:
            self._field.setFocus()
            return
        self._field.clear()
        self.class_addition_requested.emit(name)

    @Slot()
    def _tint(self) -> None:
        tones = self._theme.tones
        self._add.setIcon(icons.icon("add-class", tones.text, tones.strong_border))
