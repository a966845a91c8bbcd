"""How good the model is: figures, confusion, confidence, thresholds, learning curve."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import Qt, Signal, Slot
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

from siamdesk.engine.model_messages import MeasuredCurve
from siamdesk.figures.assessment import Assessment, Source
from siamdesk.gui.evaluation.confidence_page import ConfidencePage
from siamdesk.gui.evaluation.confusion_page import ConfusionPage
from siamdesk.gui.evaluation.figures_page import FiguresPage
from siamdesk.gui.evaluation.threshold_page import ThresholdPage
from siamdesk.gui.look.plots import PlotLibrary
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.curve_page import CurvePage
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.project.values import ProjectSnapshot


class EvaluationTab(IntEnum):
    """The pages, in their order."""

    FIGURES = 0
    CONFUSION = 1
    CONFIDENCE = 2
    THRESHOLD = 3
    CURVE = 4


class EvaluationDialog(QDialog):
    """Stands beside the window, which goes on; shows what it is told."""

    folder_wanted = Signal()
    """A test folder is to be chosen."""
    examples_wanted = Signal()
    """The examples are to be judged again, in place of a folder."""
    report_wanted = Signal()
    photos_requested = Signal(object)
    """Ids of photos that are to be seen in the grid."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("evaluation dialog")
        self.setWindowTitle(self.tr("Evaluation"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.figures = FiguresPage(theme, self)
        self.confusion = ConfusionPage(theme, self)
        self.confidence = ConfidencePage(theme, self)
        self.threshold = ThresholdPage(theme, self)
        self.curve = CurvePage(theme, self)
        self._build_head()
        self._build_pages()
        self._lay_out()
        self._library = PlotLibrary(self)
        for plot in (
            self.confidence.reliability,
            self.confidence.risk,
            self.threshold.plot,
            self.curve.plot,
        ):
            self._library.arrived.connect(plot.take_library)
        self._library.fetch()
        for page in (self.figures, self.confusion):
            page.photos_requested.connect(self.photos_requested)
        self.resize(980, 720)
        self.setMinimumSize(820, 560)
        self.show_state(self.tr("Judging…"))

    def _build_head(self) -> None:
        self.folder_button = self._button(self.tr("Test folder…"))
        self.folder_button.setToolTip(
            self.tr("Judge the model on a folder with one sub-folder of photos per class")
        )
        self.folder_button.clicked.connect(self.folder_wanted)
        self.examples_button = self._button(self.tr("Back to the examples"))
        self.examples_button.clicked.connect(self.examples_wanted)
        self.examples_button.hide()
        self.report_button = self._button(self.tr("Save report…"))
        self.report_button.setToolTip(self.tr("Write all this to one HTML or PDF file"))
        self.report_button.clicked.connect(self.report_wanted)
        self._close_button = self._button(self.tr("Close"))
        self._close_button.clicked.connect(self.reject)
        self._state = ElidedLabel("", "muted", mode=Qt.TextElideMode.ElideRight)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    def _build_pages(self) -> None:
        self._pages = QStackedWidget(self)
        self._message = label("", "muted", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (
            self.figures,
            self.confusion,
            self.confidence,
            self.threshold,
            self.curve,
            self._message,
        ):
            self._pages.addWidget(page)
        self._segments = QButtonGroup(self)
        self._tab = EvaluationTab.FIGURES

    def _lay_out(self) -> None:
        segments = QFrame(self)
        segments.setObjectName("segments")
        row = QHBoxLayout(segments)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for tab, words in (
            (EvaluationTab.FIGURES, self.tr("Figures")),
            (EvaluationTab.CONFUSION, self.tr("Confusion")),
            (EvaluationTab.CONFIDENCE, self.tr("Confidence")),
            (EvaluationTab.THRESHOLD, self.tr("Threshold")),
            (EvaluationTab.CURVE, self.tr("Learning curve")),
        ):
            button = QPushButton(words, segments)
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._segments.addButton(button, tab)
            row.addWidget(button)
        self._segments.idClicked.connect(self._turn)
        self._segments.button(self._tab).setChecked(True)
        head = QHBoxLayout()
        head.addWidget(segments)
        head.addStretch(1)
        head.addWidget(self._close_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._state, 1)
        foot.addWidget(self.examples_button)
        foot.addWidget(self.folder_button)
        foot.addWidget(self.report_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    # ---- what is shown ----

    @property
    def tab(self) -> EvaluationTab:
        """The page that is chosen."""
        return self._tab

    @property
    def is_judged(self) -> bool:
        """Whether figures are shown."""
        return bool(self.figures.table.rowCount()) and not self._message.text()

    @property
    def message(self) -> str:
        """What is said in place of the pages; empty when they are shown."""
        return self._message.text() if self._pages.currentWidget() is self._message else ""

    def show_tab(self, tab: EvaluationTab) -> None:
        """Turn to this page, with the keyboard on it."""
        self._turn(tab)
        self._segments.button(tab).setFocus()

    def show_assessment(
        self, assessment: Assessment, problems: tuple[str, ...], snapshot: ProjectSnapshot
    ) -> None:
        """Show all of it."""
        colours: Mapping[str, str] = {c.name: c.colour for c in snapshot.classes}
        ok_name = next((c.name for c in snapshot.classes if c.is_ok), None)
        photos = {
            photo_id: photo
            for photo_id in assessment.photos.photo_ids.tolist()
            if (photo := snapshot.photo(photo_id)) is not None
        }
        self.figures.show_assessment(assessment, problems, colours)
        self.confusion.show_assessment(assessment, photos, snapshot.framing)
        self.confidence.show_assessment(assessment)
        self.threshold.show_assessment(assessment, ok_name)
        self.examples_button.setVisible(assessment.source is Source.FOLDER)
        self.report_button.setEnabled(True)
        self._message.clear()
        self._turn(self._tab)

    def show_curve(self, curve: MeasuredCurve | None) -> None:
        """Show the learning curve; None: it is being measured."""
        self.curve.show_curve(curve)

    def show_state(self, words: str) -> None:
        """Say at the foot what goes on."""
        self._state.setText(words)

    def show_problem(self, words: str) -> None:
        """Say in place of the pages why there are no figures."""
        self._message.setText(words)
        self.report_button.setEnabled(False)
        self._pages.setCurrentWidget(self._message)

    @Slot(int)
    def _turn(self, tab: int) -> None:
        self._tab = EvaluationTab(tab)
        self._segments.button(tab).setChecked(True)
        if not self._message.text():
            self._pages.setCurrentIndex(tab)
