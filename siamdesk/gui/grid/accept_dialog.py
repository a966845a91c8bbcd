"""Accept all guesses above a confidence, after a look at what that means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.grid.accept_preview import PREVIEWED, ClassCounts, LeastSure
from siamdesk.gui.grid.accepting import Candidates
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.parts.labels import label
from siamdesk.project.values import DefectClass

_STEPS = 10
"""Slider steps per percent."""


class AcceptDialog(QDialog):
    """Shows at once what each confidence means. `confirmed` carries what was shown, not more."""

    confirmed = Signal(object, float)
    """Class ids by photo id, and the confidence that was chosen."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        thumbnails: ImageLoader,
        candidates: Candidates,
        classes: Sequence[DefectClass],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Accept all guesses above…"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._candidates = candidates
        self._classes = {known.id: known for known in classes}
        self._build_limit()
        self._counts = ClassCounts(theme, self)
        everything = candidates.counts(range(len(candidates)))
        self._counts.set_classes(classes, max(everything.values(), default=1))
        self._least_sure = LeastSure(theme, thumbnails, self)
        self._said = label("", "muted")
        self._accept = QPushButton(self)
        self._accept.setProperty("role", "primary")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self._confirm)
        self._lay_out()
        self._show()

    def _build_limit(self) -> None:
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, 100 * _STEPS - 1)
        self.slider.setSingleStep(_STEPS)
        self.slider.setMinimumHeight(22)
        self.slider.setPageStep(5 * _STEPS)
        self.slider.setAccessibleName(self.tr("Confidence"))
        self.slider.valueChanged.connect(self._slide)
        self.box = QDoubleSpinBox(self)
        self.box.setRange(0.0, 100 - 1 / _STEPS)
        self.box.setDecimals(1)
        self.box.setSuffix(" %")
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.setFixedWidth(84)
        self.box.setAccessibleName(self.tr("Confidence in percent"))
        self.box.valueChanged.connect(self._type)
        unknown = self._candidates.unknown
        self.unknown = QCheckBox(self.tr("Also %Ln photos unlike every example", "", unknown), self)
        self.unknown.setVisible(unknown > 0)
        self.unknown.toggled.connect(self._show)

    def _lay_out(self) -> None:
        limit = QHBoxLayout()
        limit.setSpacing(12)
        limit.addWidget(label(self.tr("At least")))
        limit.addWidget(self.slider, 1)
        limit.addWidget(self.box)
        limit.addWidget(label(self.tr("sure")))
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._counts)
        scroll.setMinimumWidth(320)
        scroll.setAccessibleName(self.tr("Will become examples of"))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label(self.tr("Will become examples of"), "section"))
        left.addWidget(scroll, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(self.tr("The least sure of them"), "section"))
        right.addWidget(self._least_sure)
        right.addStretch(1)
        parts = QHBoxLayout()
        parts.setSpacing(24)
        parts.addLayout(left, 1)
        parts.addLayout(right)
        # A plain button: the platform's own would wear an icon on some desktops.
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        end = QHBoxLayout()
        end.setSpacing(8)
        end.addWidget(self._said, 1)
        end.addWidget(cancel)
        end.addWidget(self._accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(14)
        layout.addWidget(label(self.tr("Accept all guesses above a confidence"), "title"))
        layout.addLayout(limit)
        layout.addWidget(self.unknown)
        layout.addLayout(parts, 1)
        layout.addLayout(end)

    def start_at(self, confidence: float) -> None:
        """Begin with this confidence, in [0, 1]."""
        self.slider.setValue(round(confidence * 100 * _STEPS))
        self.slider.setFocus()

    @property
    def confidence(self) -> float:
        """The least probability of a guess that is accepted."""
        return self.slider.value() / (100 * _STEPS)

    def chosen(self) -> dict[int, int]:
        """Class ids by id of the photos that will be accepted."""
        found = self._candidates
        return {found.photos[row].id: found.class_id(row) for row in self._rows()}

    def _rows(self) -> list[int]:
        with_unknown = self.unknown.isChecked()
        return self._candidates.chosen(self.confidence, with_unknown=with_unknown)

    @Slot(int)
    def _slide(self, value: int) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(value / _STEPS)
        self._show()

    @Slot(float)
    def _type(self, percent: float) -> None:
        self.slider.setValue(round(percent * _STEPS))

    @Slot()
    def _show(self) -> None:
        found, rows = self._candidates, self._rows()
        self._counts.show_counts(found.counts(rows))
        self._least_sure.show_photos(
            [
                (found.photos[row], self._classes[found.class_id(row)], found.probability(row))
                for row in rows[:PREVIEWED]
            ]
        )
        rest = len(found) - len(rows)
        self._said.setText(self.tr("%Ln photos of those shown left in the inbox", "", rest))
        self._accept.setText(self.tr("Accept %Ln guesses", "", len(rows)))
        self._accept.setEnabled(bool(rows))

    @Slot()
    def _confirm(self) -> None:
        chosen, confidence = self.chosen(), self.confidence
        self.accept()
        self.confirmed.emit(chosen, confidence)
