"""The model panel: what the model knows, its training, and how it learns."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.look.plots import PlotLibrary
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.knowledge_page import KnowledgePage
from siamdesk.gui.model_panel.settings_page import SettingsPage
from siamdesk.gui.model_panel.training_page import TrainingPage
from siamdesk.gui.parts.segment import Segment


class Page(IntEnum):
    """The pages, in their order."""

    KNOWLEDGE = 0
    TRAINING = 1
    SETTINGS = 2


class ModelDialog(QDialog):
    """Stands beside the window, which goes on."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("model dialog")
        self.setWindowTitle(self.tr("Model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.knowledge = KnowledgePage(theme, self)
        self.training = TrainingPage(theme, self)
        self.settings = SettingsPage(self)
        self._pages = QStackedWidget(self)
        for page in (self.knowledge, self.training, self.settings):
            self._pages.addWidget(page)
        self._close_button = QPushButton(self.tr("Close"), self)
        self._close_button.setAutoDefault(False)
        self._close_button.clicked.connect(self.reject)
        self._lay_out()
        self._library = PlotLibrary(self)
        for plot in (self.knowledge.plot, self.training.plot):
            self._library.arrived.connect(plot.take_library)
        self._library.fetch()
        self.resize(900, 700)
        self.setMinimumSize(780, 560)

    def _lay_out(self) -> None:
        segments = QFrame(self)
        segments.setObjectName("segments")
        row = QHBoxLayout(segments)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._segments = QButtonGroup(self)
        for page, words in (
            (Page.KNOWLEDGE, self.tr("What it knows")),
            (Page.TRAINING, self.tr("Training")),
            (Page.SETTINGS, self.tr("Settings")),
        ):
            button = Segment(words, segments)
            self._segments.addButton(button, page)
            row.addWidget(button)
        self._segments.idClicked.connect(self._turn)
        head = QHBoxLayout()
        head.addWidget(segments)
        head.addStretch(1)
        head.addWidget(self._close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 18)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return Page(self._pages.currentIndex())

    def show_page(self, page: Page) -> None:
        """Turn to this page, with the keyboard on it."""
        self._turn(page)
        if page is Page.TRAINING:
            self.training.versions.list.setFocus()
        else:
            self._segments.button(page).setFocus()

    @Slot(int)
    def _turn(self, page: int) -> None:
        self._segments.button(page).setChecked(True)
        self._pages.setCurrentIndex(page)
