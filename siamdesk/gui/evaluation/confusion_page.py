"""The confusion matrix, and the photos of the cell that is looked at."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from siamdesk.figures.assessment import Assessment
from siamdesk.figures.judged import NO_PHOTO, JudgedPhotos
from siamdesk.gui.evaluation.confusion_table import ConfusionTable
from siamdesk.gui.evaluation.judged_list import JudgedList, ListedPhoto, stand_in
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.gui.words import text
from siamdesk.images.framing import PLAIN, Framing
from siamdesk.project.values import Photo


class ConfusionPage(QWidget):
    """Announces photos of the project that are to be seen in the grid."""

    photos_requested = Signal(object)
    """Ids of photos."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._photos: Mapping[int, Photo] = {}
        self._framing = PLAIN
        self.table = ConfusionTable(theme, self)
        self.list = JudgedList(theme, self)
        self._title = ElidedLabel("", "heading", mode=Qt.TextElideMode.ElideRight)
        self._show = QPushButton(self.tr("Show in the grid"), self)
        self._show.setAutoDefault(False)
        self._show.setToolTip(self.tr("Show these photos among the examples (Enter)"))
        self._show.clicked.connect(self._request)
        self.table.cell_chosen.connect(self._show_cell)
        self.table.photos_requested.connect(self._enter_list)
        self.list.photos_requested.connect(self.photos_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        hint = self.tr(
            "Rows are the true classes, columns what the photos were taken for. Enter goes to the "
            "photos of a cell."
        )
        left = QWidget(self)
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(label(hint, "small", wrap=True))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._show)
        right = QWidget(self)
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        body = QSplitter(Qt.Orientation.Horizontal, self)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(13)
        body.setStyleSheet("QSplitter::handle { background: transparent; }")
        body.addWidget(left)
        body.addWidget(right)
        body.setSizes([560, 340])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(body)

    def show_assessment(
        self, assessment: Assessment, photos: Mapping[int, Photo], framing: Framing
    ) -> None:
        """Show this one; `photos` are those of the project by id, `framing` the project's."""
        self._assessment, self._photos, self._framing = assessment, photos, framing
        evaluation = assessment.evaluation
        self.table.show_counts(evaluation.classes, evaluation.confusion)

    def _listed(self, judged: JudgedPhotos, row: int) -> ListedPhoto:
        photo_id = int(judged.photo_ids[row])
        photo = self._photos.get(photo_id) if photo_id != NO_PHOTO else None
        if photo is None:
            photo = stand_in(judged.files[row], judged.names[row], self._framing)
        guess = int(judged.guesses[row])
        return ListedPhoto(photo, text.probability(float(judged.probabilities[row, guess])))

    @Slot(int, int)
    def _show_cell(self, true: int, guessed: int) -> None:
        if self._assessment is None:
            return
        judged = self._assessment.photos
        rows = judged.cell(true, guessed).tolist()
        names = judged.classes[true], judged.classes[guessed]
        if true == guessed:
            words = self.tr("%Ln recognised: “{0}”", "", len(rows)).format(names[0])
        else:
            words = self.tr("%Ln of “{0}” taken for “{1}”", "", len(rows)).format(*names)
        self._title.setText(words)
        self.list.show_photos([self._listed(judged, row) for row in rows])
        self._show.setEnabled(bool(self.list.chosen_ids()))

    @Slot()
    def _enter_list(self) -> None:
        if self.list.count():
            self.list.setFocus()

    @Slot()
    def _request(self) -> None:
        if ids := self.list.chosen_ids():
            self.photos_requested.emit(ids)
