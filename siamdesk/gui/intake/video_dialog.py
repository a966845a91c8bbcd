"""Which frames of a video are to be added, before they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTime, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.intake.film_strip import FilmStrip
from siamdesk.gui.intake.video_work import FrameWish
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedComboBox, ElidedLabel, label
from siamdesk.gui.words import text
from siamdesk.images.video import Sampling, Unit, VideoInfo
from siamdesk.project.values import DefectClass

_MOST_FRAMES = 9999.0
_DAY_S = 24 * 60 * 60 - 1


class VideoDialog(QDialog):
    """Asks how often, from when to when, and where to; says how many frames that gives."""

    confirmed = Signal(object)
    """The `FrameWish`."""

    def __init__(
        self,
        infos: Sequence[VideoInfo],
        classes: Sequence[DefectClass],
        class_name: str | None,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("video dialog")
        self.setWindowTitle(self.tr("Frames of a video"))
        self._infos = tuple(infos)
        lengths = [info.seconds for info in infos]
        self._length = None if None in lengths else max(s for s in lengths if s is not None)
        self._strip = FilmStrip(theme, self)
        self._build_interval()
        self._build_span()
        self.alike = QCheckBox(self.tr("&Leave out frames that hardly differ from the one before"))
        self.grouped = QCheckBox(self.tr("All frames of a video show the same &part (one group)"))
        self.target = ElidedComboBox()
        self.target.setAccessibleName(self.tr("Where the frames go"))
        self.target.addItem(self.tr("Inbox"), None)
        for known in classes:
            self.target.addItem(known.name, known.name)
        if class_name is not None:
            self.target.setCurrentIndex(max(0, self.target.findData(class_name)))
        self._add = QPushButton(self)
        self._add.setProperty("role", "primary")
        self._add.setDefault(True)
        self._lay_out()
        self._connect()
        self._update()
        self.every.setFocus()
        self.every.selectAll()

    def _build_interval(self) -> None:
        self.every = QDoubleSpinBox()
        self.every.setDecimals(2)
        self.every.setRange(0.01, 24 * 60 * 60)
        self.every.setValue(1.0)
        self.every.setFixedWidth(100)
        self.every.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.every.setAccessibleName(self.tr("Interval"))
        self.unit = QComboBox()
        self.unit.addItem(self.tr("seconds"), Unit.SECONDS.value)
        self.unit.addItem(self.tr("frames"), Unit.FRAMES.value)
        self.unit.setAccessibleName(self.tr("Unit of the interval"))

    def _build_span(self) -> None:
        self.start = QTimeEdit()
        self.start.setAccessibleName(self.tr("First moment, in hours, minutes and seconds"))
        self.end = QTimeEdit()
        self.end.setAccessibleName(self.tr("Last moment, in hours, minutes and seconds"))
        # Rounded up: with the greatest value, the whole video is meant.
        whole = QTime(0, 0).addSecs(min(_DAY_S, -int(-(self._length or _DAY_S) // 1)))
        for field in (self.start, self.end):
            field.setDisplayFormat("HH:mm:ss")
            field.setMaximumTime(whole)
            field.setFixedWidth(100)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.end.setTime(whole)
        self.end.setEnabled(self._length is not None)

    def _lay_out(self) -> None:
        first = self._infos[0]
        name = ElidedLabel(self._title(), "title")
        facts = label(self._facts(first), "muted")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("One frame &every"), (self.every, self.unit)),
            (self.tr("&From"), (self.start, label(self.tr("to")), self.end)),
            (self.tr("Add &to"), (self.target,)),
        )
        for row, (words, fields) in enumerate(rows):
            caption = QLabel(words)
            caption.setBuddy(fields[0])
            line = QHBoxLayout()
            line.setSpacing(8)
            for field in fields:
                line.addWidget(field, 1 if field is self.target else 0)
            if fields[-1] is not self.target:
                line.addStretch(1)
            grid.addWidget(caption, row, 0)
            grid.addLayout(line, row, 1)
        grid.setColumnStretch(1, 1)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        end = QHBoxLayout()
        end.setSpacing(8)
        self._said = label("", "muted", wrap=True)
        end.addWidget(self._said, 1)
        end.addWidget(cancel)
        end.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(name)
        layout.addWidget(facts)
        layout.addWidget(self._strip)
        layout.addLayout(grid)
        layout.addWidget(self.alike)
        layout.addWidget(self.grouped)
        layout.addSpacing(6)
        layout.addStretch(1)
        layout.addLayout(end)
        self.resize(600, layout.totalSizeHint().height())

    def _connect(self) -> None:
        self.every.valueChanged.connect(self._update)
        self.unit.currentIndexChanged.connect(self._change_unit)
        self.start.timeChanged.connect(self._update)
        self.end.timeChanged.connect(self._update)
        self.alike.toggled.connect(self._update)
        self._add.clicked.connect(self._confirm)

    def _title(self) -> str:
        first = self._infos[0].path.name
        others = len(self._infos) - 1
        if others == 0:
            return self.tr("Take frames of {0}").format(first)
        return self.tr("Take frames of {0} and %Ln more videos", "", others).format(first)

    def _facts(self, info: VideoInfo) -> str:
        rate = QLocale().toString(info.frames_per_second, "g", 4)
        if info.seconds is None:
            return self.tr("Its length isn't known; {0} × {1} pixels.").format(
                info.width, info.height
            )
        return self.tr("{0} long, {1} × {2} pixels, {3} frames per second.").format(
            text.clock(info.seconds), info.width, info.height, rate
        )

    def show_still(self, path: Path, number: int, picture: QImage) -> None:
        """Show one of the stills of the first video."""
        if path == self._infos[0].path:
            self._strip.show_still(number, picture)

    @property
    def sampling(self) -> Sampling | None:
        """What is chosen; None when it gives no frames."""
        whole = self.end.time() == self.end.maximumTime()
        start, end = (QTime(0, 0).secsTo(field.time()) for field in (self.start, self.end))
        if not whole and end < start:
            return None
        return Sampling(
            every=self.every.value(),
            unit=Unit(self.unit.currentData()),
            start=float(start),
            end=None if whole else float(end),
            skip_alike=self.alike.isChecked(),
        )

    def _expected(self, sampling: Sampling) -> int | None:
        """How many frames that gives at most; None when it can't be told."""
        counts = [info.expected(sampling) for info in self._infos]
        return None if None in counts else sum(c for c in counts if c is not None)

    @Slot()
    def _change_unit(self) -> None:
        frames = self.unit.currentData() == Unit.FRAMES
        self.every.setDecimals(0 if frames else 2)
        self.every.setRange(1 if frames else 0.01, _MOST_FRAMES if frames else _DAY_S)
        self.every.setValue(round(self._infos[0].frames_per_second) if frames else 1.0)

    @Slot()
    def _update(self) -> None:
        sampling = self.sampling
        number = 0 if sampling is None else self._expected(sampling)
        self._add.setEnabled(number != 0)
        if number is None:
            self._add.setText(self.tr("Add frames"))
            self._said.setText("")
        else:
            self._add.setText(self.tr("Add %Ln frames", "", number))
            self._said.setText(
                self.tr("There are no frames between these moments.")
                if number == 0
                else self.tr("Fewer, if some hardly differ.")
                if self.alike.isChecked()
                else ""
            )

    @Slot()
    def _confirm(self) -> None:
        sampling = self.sampling
        if sampling is not None:
            wish = FrameWish(
                videos=tuple(info.path for info in self._infos),
                sampling=sampling,
                class_name=self.target.currentData(),
                grouped=self.grouped.isChecked(),
            )
            self.accept()
            self.confirmed.emit(wish)
