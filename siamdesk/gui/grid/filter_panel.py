"""The pop-up with the filters: guess, confidence, day, folder, note, unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QLocale,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
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

from siamdesk.gui.grid.photo_order import PhotoQuery
from siamdesk.gui.parts.labels import ElidedComboBox, label
from siamdesk.project.values import DefectClass

_WIDTH = 300
_LAST_DAYS = (7, 30)
_MOST_DAYS = 60
"""Single days that are offered, the newest ones."""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from `first` to `last`; None is without a limit."""

    first: date | None
    last: date | None


def day_words(span: DaySpan) -> str:
    """What a span of days is called."""
    translate, today = QCoreApplication.translate, date.today()
    if span == DaySpan(None, None):
        return translate("FilterPanel", "Any day")
    if span == DaySpan(today, today):
        return translate("FilterPanel", "Today")
    if span.last is None and span.first is not None:
        days = (today - span.first).days + 1
        return translate("FilterPanel", "Last {0} days").format(days)
    first, last = _day(span.first), _day(span.last)
    return first if first == last else translate("FilterPanel", "{0} to {1}").format(first, last)


def _day(day: date | None) -> str:
    if day is None:
        return "…"
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def folder_words(folder: str) -> str:
    """The last two parts of a folder's path, which tell it from others."""
    parts = Path(folder).parts
    return str(Path(*parts[-2:])) if parts else folder


class FilterPanel(QFrame):
    """Announces every change at once; Escape or a click elsewhere closes it."""

    query_changed = Signal(object)
    """The `PhotoQuery` that is wanted."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._query = PhotoQuery()
        self.class_box = self._chooser(self.tr("Guessed class"))
        self.at_least = self._percent(self.tr("Confidence at least"), nothing_at=0)
        self.below = self._percent(self.tr("Confidence below"), nothing_at=100)
        self.unknown = QCheckBox(self.tr("Only photos unlike every example"), self)
        self.unknown.toggled.connect(self._announce)
        limits = QHBoxLayout()
        limits.setSpacing(8)
        limits.addWidget(self.at_least, 1)
        limits.addWidget(label(self.tr("to below"), "muted"))
        limits.addWidget(self.below, 1)
        self.day_box = self._chooser(self.tr("Day on which photos were added"))
        self.folder_box = self._chooser(self.tr("Folder from which photos were added"))
        self.noted = QCheckBox(self.tr("Only photos with a note"), self)
        self.noted.toggled.connect(self._announce)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(label(self.tr("Guess")), self.class_box)
        form.addRow(label(self.tr("Sure")), limits)
        form.addRow(label(self.tr("Added")), self.day_box)
        form.addRow(label(self.tr("Folder")), self.folder_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Show only"), "heading"))
        layout.addLayout(form)
        layout.addWidget(self.noted)
        layout.addWidget(self.unknown)
        self.setFixedWidth(_WIDTH)
        self._spans: list[DaySpan] = []
        self.set_classes(())
        self.offer((), ())

    def _chooser(self, name: str) -> ElidedComboBox:
        box = ElidedComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(
            ElidedComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        box.setMinimumContentsLength(8)
        box.activated.connect(self._announce)
        return box

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

    def offer(self, days: Sequence[date], folders: Sequence[str]) -> None:
        """Offer the days on which photos were added, newest first, and the folders they are of."""
        today = date.today()
        self._spans = [DaySpan(None, None), DaySpan(today, today)]
        self._spans += [DaySpan(today - timedelta(days=n - 1), None) for n in _LAST_DAYS]
        self._spans += [DaySpan(day, day) for day in days[:_MOST_DAYS] if day != today]
        chosen = DaySpan(self._query.added_from, self._query.added_until)
        if chosen not in self._spans:
            self._spans.append(chosen)
        with QSignalBlocker(self.day_box), QSignalBlocker(self.folder_box):
            self.day_box.clear()
            self.day_box.addItems([day_words(span) for span in self._spans])
            self.folder_box.clear()
            self.folder_box.addItem(self.tr("Any folder"), None)
            for folder in folders:
                self.folder_box.addItem(folder_words(folder), folder)
                self.folder_box.setItemData(
                    self.folder_box.count() - 1, folder, Qt.ItemDataRole.ToolTipRole
                )
        self.show_query(self._query)

    def show_query(self, query: PhotoQuery) -> None:
        """Show these filters."""
        self._query = query
        span = DaySpan(query.added_from, query.added_until)
        at_least = 0 if query.at_least is None else round(query.at_least * 100)
        below = 100 if query.below is None else round(query.below * 100)
        with (
            QSignalBlocker(self.class_box),
            QSignalBlocker(self.at_least),
            QSignalBlocker(self.below),
            QSignalBlocker(self.unknown),
            QSignalBlocker(self.noted),
            QSignalBlocker(self.day_box),
            QSignalBlocker(self.folder_box),
        ):
            self.class_box.setCurrentIndex(max(0, self.class_box.findData(query.class_id)))
            self.at_least.setValue(at_least)
            self.below.setValue(below)
            self.unknown.setChecked(query.unknown_only)
            self.noted.setChecked(query.noted_only)
            self.day_box.setCurrentIndex(self._spans.index(span) if span in self._spans else 0)
            self.folder_box.setCurrentIndex(max(0, self.folder_box.findData(query.folder)))

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
        span = self._spans[max(0, self.day_box.currentIndex())]
        self._query = replace(
            self._query,
            class_id=self.class_box.currentData(),
            at_least=at_least / 100 if at_least > 0 else None,
            below=below / 100 if below < 100 else None,
            unknown_only=self.unknown.isChecked(),
            noted_only=self.noted.isChecked(),
            folder=self.folder_box.currentData(),
            added_from=span.first,
            added_until=span.last,
        )
        self.query_changed.emit(self._query)
