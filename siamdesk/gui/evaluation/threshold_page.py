"""From which probability on a class is called: the ROC curve, and what mistakes cost."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from siamdesk.figures.assessment import Assessment
from siamdesk.figures.threshold import Costs, OperatingPoint, Roc, Role, unseen_cost
from siamdesk.gui.evaluation.evaluation_plots import RocPlot
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedComboBox, label
from siamdesk.gui.words import text

_STEPS = 1000
_AS_JUDGED = 0.0
"""The lowest value of the field for the share of defects stands for that of the judged photos."""


class ThresholdPage(QWidget):
    """Works out everything by itself, from the `Assessment` that it is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._ok_name: str | None = None
        self.point: OperatingPoint | None = None
        """What the chosen threshold does."""
        self.is_touched = False
        """Whether the inspector has chosen something."""
        self.plot = RocPlot(theme, self)
        self._build_question()
        self._build_threshold()
        self._lay_out()

    def _build_question(self) -> None:
        self.classes = ElidedComboBox(self)
        self.classes.setAccessibleName(self.tr("Class"))
        self.classes.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.classes.setMinimumContentsLength(14)
        self.roles = QComboBox(self)
        self.roles.setAccessibleName(self.tr("What it means to be of the class"))
        self.roles.addItem(self.tr("is a defect"), Role.DEFECT)
        self.roles.addItem(self.tr("is OK; all others are defects"), Role.OK)
        self.miss = self._cost(self.tr("Cost of a defect that is missed"))
        self.false_alarm = self._cost(self.tr("Cost of a false alarm"))
        self.rate = QDoubleSpinBox(self)
        self.rate.setRange(_AS_JUDGED, 99.9)
        self.rate.setSingleStep(0.1)
        self.rate.setDecimals(1)
        self.rate.setSuffix(" %")
        self.rate.setValue(_AS_JUDGED)
        self.rate.setSpecialValueText(self.tr("as judged"))
        self.rate.setAccessibleName(self.tr("Share of defects where the model will work"))
        for box in (self.classes, self.roles):
            box.activated.connect(self._touch)
        self.classes.currentIndexChanged.connect(self._change_class)
        self.roles.currentIndexChanged.connect(self._change_question)
        for field in (self.miss, self.false_alarm, self.rate):
            field.setKeyboardTracking(False)
            field.lineEdit().setTextMargins(6, 0, 6, 0)
            field.valueChanged.connect(self._touch)
            field.valueChanged.connect(self._change_question)

    def _cost(self, name: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox(self)
        field.setRange(0.0, 1_000_000.0)
        field.setDecimals(2)
        field.setValue(1.0)
        field.setAccessibleName(name)
        return field

    def _build_threshold(self) -> None:
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 20)
        self.slider.setAccessibleName(self.tr("Threshold"))
        self.slider.valueChanged.connect(self._slide)
        self.cheapest = QPushButton(self.tr("Cheapest threshold"), self)
        self.cheapest.setAutoDefault(False)
        self.cheapest.clicked.connect(self._go_to_cheapest)
        self._rule = label("", "heading", wrap=True)
        self._misses = label("", wrap=True)
        self._alarms = label("", wrap=True)
        self._price = label("", wrap=True)
        self._area = label("", "muted", wrap=True)

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(8)
        for row, (words, field) in enumerate(
            (
                (self.tr("Class"), self.classes),
                (self.tr("A photo of it"), self.roles),
                (self.tr("A missed defect costs"), self.miss),
                (self.tr("A false alarm costs"), self.false_alarm),
                (self.tr("Share of defects"), self.rate),
            )
        ):
            form.addWidget(label(words, "muted"), row, 0)
            form.addWidget(field, row, 1)
        form.setColumnStretch(1, 1)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addLayout(form)
        side.addSpacing(8)
        chooser = QHBoxLayout()
        chooser.setSpacing(10)
        chooser.addWidget(self.slider, 1)
        chooser.addWidget(self.cheapest)
        side.addLayout(chooser)
        for part in (self._rule, self._misses, self._alarms, self._price, self._area):
            side.addWidget(part)
        side.addStretch(1)
        card = QFrame(self)
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(10, 10, 12, 6)
        inside.addWidget(self.plot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(card, 1)
        layout.addLayout(side, 1)

    # ---- what is shown ----

    @property
    def costs(self) -> Costs:
        """What was entered; two costs of zero count as one each."""
        miss, alarm = self.miss.value(), self.false_alarm.value()
        if miss + alarm <= 0:
            miss = alarm = 1.0
        rate = self.rate.value() / 100
        return Costs(miss, alarm, rate if 0 < rate < 1 else None)

    @property
    def role(self) -> Role:
        """What it means to be of the class."""
        return Role(self.roles.currentData())

    def show_assessment(self, assessment: Assessment, ok_name: str | None) -> None:
        """Show the curves of this one; `ok_name` is the class that is OK."""
        before = self.classes.currentData()
        self._assessment, self._ok_name = assessment, ok_name
        names = [roc.class_name for roc in assessment.rocs]
        with QSignalBlocker(self.classes):
            self.classes.clear()
            for name in names:
                self.classes.addItem(name, name)
            wanted = before if before in names else ok_name
            if wanted not in names and names:
                # The class that is told from the others least well has most to gain.
                wanted = min(assessment.rocs, key=lambda roc: roc.area.value).class_name
            self.classes.setCurrentIndex(names.index(wanted) if wanted in names else -1)
        self.setEnabled(bool(names))
        if before in names:
            self._change_question()
        else:
            self._change_class()

    @property
    def roc(self) -> Roc | None:
        """The curve of the chosen class."""
        name = self.classes.currentData()
        return self._assessment.roc_of(name) if self._assessment is not None and name else None

    @Slot()
    def _touch(self) -> None:
        self.is_touched = True

    @Slot()
    def _change_class(self) -> None:
        is_ok = self.classes.currentData() == self._ok_name is not None
        with QSignalBlocker(self.roles):
            self.roles.setCurrentIndex(self.roles.findData(Role.OK if is_ok else Role.DEFECT))
        self._change_question()

    @Slot()
    def _change_question(self) -> None:
        self._go_to_cheapest()

    @Slot()
    def _go_to_cheapest(self) -> None:
        roc = self.roc
        if roc is None:
            self.plot.show_figures(None)
            return
        point = roc.cheapest(self.role, self.costs)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(min(point.threshold, 1.0) * _STEPS))
        self._show_point(roc, point)

    @Slot(int)
    def _slide(self, step: int) -> None:
        roc = self.roc
        if roc is not None:
            index = roc.index_of(step / _STEPS)
            self._show_point(roc, roc.point(index, self.role, self.costs))

    def _show_point(self, roc: Roc, point: OperatingPoint) -> None:
        self.point = point
        self.plot.show_figures(roc, roc.index_of(point.threshold))
        if point.threshold > 1:
            self._rule.setText(self.tr("No photo is called “{0}”.").format(roc.class_name))
        else:
            self._rule.setText(
                self.tr("From {0} on, a photo is called “{1}”.").format(
                    f"{text.decimal(100 * point.threshold, 1)} %", roc.class_name
                )
            )
        for part, words, share, count, whole in (
            (
                self._misses,
                self.tr("Missed defects: {0} of {1}, {2}"),
                point.miss_rate,
                point.misses,
                point.defects,
            ),
            (
                self._alarms,
                self.tr("False alarms: {0} of {1}, {2}"),
                point.false_alarm_rate,
                point.false_alarms,
                point.sound,
            ),
        ):
            ends = text.ranged(share.value, share.low, share.high)
            part.setText(words.format(text.number(count), text.number(whole), ends))
        self._price.setText(self._cost_words(roc, point))
        self._area.setText(
            self.tr("Area under the curve: {0} ({1}–{2})").format(
                *(text.decimal(v, 3) for v in (roc.area.value, roc.area.low, roc.area.high))
            )
        )

    def _unseen(self, roc: Roc) -> float | None:
        if self._assessment is None:
            return None
        photos = self._assessment.photos
        return unseen_cost(photos, photos.classes.index(roc.class_name), self.role, self.costs)

    def _cost_words(self, roc: Roc, point: OperatingPoint) -> str:
        words = self.tr("Cost per photo: {0}.").format(text.decimal(point.cost, 3))
        if point.threshold != roc.cheapest(self.role, self.costs).threshold:
            return words
        unseen = self._unseen(roc)
        if unseen is not None:
            words += " " + self.tr(
                "Expect about {0}: that is what it comes to when the threshold is chosen on other "
                "photos than those it is used on."
            ).format(text.decimal(unseen, 3))
        return words
