"""The figures of an evaluation: accuracy, each class, and what makes them less than they seem."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from siamdesk.figures.assessment import Assessment, Leak, LeakKind, Source
from siamdesk.figures.judged import NO_PHOTO
from siamdesk.gui.evaluation.figures_table import FiguresTable
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import label
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated

_WARNINGS_HEIGHT = 120


class FiguresPage(QWidget):
    """Announces photos of warnings that are to be seen in the grid."""

    photos_requested = Signal(object)
    """Ids of photos."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._balanced, self._accuracy, self._expected = (label("", "figure") for _ in range(3))
        self._ranges = tuple(label("", "muted") for _ in range(3))
        self._expected_name = label(self.tr("To expect with all examples"), "muted")
        self._expected_name.setToolTip(
            self.tr(
                "Heads that were judged had one example of each class fewer than the model has."
            )
        )
        self._what = label("", "muted", wrap=True)
        self.table = FiguresTable(theme, self)
        self._warnings_title = label(self.tr("What to keep in mind"), "heading")
        self.warnings = QListWidget(self)
        self.warnings.setAccessibleName(self.tr("Warnings"))
        self.warnings.setWordWrap(True)
        self.warnings.setMaximumHeight(_WARNINGS_HEIGHT)
        self.warnings.itemActivated.connect(self._go_to)
        self._lay_out()

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(30)
        names = (
            label(self.tr("Balanced accuracy"), "muted"),
            label(self.tr("Accuracy"), "muted"),
            self._expected_name,
        )
        values = (self._balanced, self._accuracy, self._expected)
        for name, value, ends in zip(names, values, self._ranges, strict=True):
            figure = QHBoxLayout()
            figure.setSpacing(8)
            figure.addWidget(value)
            figure.addWidget(ends, 1, Qt.AlignmentFlag.AlignVCenter)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(name)
            column.addLayout(figure)
            figures.addLayout(column)
        figures.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(figures)
        layout.addWidget(self._what)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._warnings_title)
        layout.addWidget(self.warnings)

    def show_assessment(
        self, assessment: Assessment, problems: tuple[str, ...], colours: Mapping[str, str]
    ) -> None:
        """Show this one; `colours` are ``#rrggbb`` by the name of the class."""
        found = assessment.evaluation
        shares = [
            (found.balanced_accuracy, found.balanced_low, found.balanced_high),
            (found.accuracy, found.low, found.high),
        ]
        expected = assessment.expected
        if expected is not None:
            shares.append((expected.value, expected.low, expected.high))
        for part in (self._expected, self._expected_name, self._ranges[2]):
            part.setVisible(expected is not None)
        values = (self._balanced, self._accuracy, self._expected)
        for (value, low, high), shown, ends in zip(shares, values, self._ranges, strict=False):
            shown.setText(text.percent(value))
            ends.setText(f"({round(low * 100)}–{round(high * 100)} %)")
        self._what.setText(self._judged_words(assessment))
        self.table.show_classes(found.per_class, colours)
        self._show_warnings(assessment, problems)

    def _judged_words(self, assessment: Assessment) -> str:
        number = assessment.evaluation.photos
        if assessment.source is Source.EXAMPLES:
            return self.tr(
                "On %Ln examples, each judged by a head that has not seen it. Photos of one part "
                "are left out together. Ranges hold with 95 % confidence.",
                "",
                number,
            )
        return self.tr(
            "On %Ln photos of {0}, which the model was not taught. Ranges hold with 95 % "
            "confidence.",
            "",
            number,
        ).format(assessment.folder)

    # ---- warnings ----

    def _show_warnings(self, assessment: Assessment, problems: tuple[str, ...]) -> None:
        self.warnings.clear()
        for leak in assessment.leaks:
            ids = [p.photo_id for p in (leak.judged, leak.known) if p.photo_id != NO_PHOTO]
            self._add(self._leak_words(leak), ids)
        if not_judged := assessment.evaluation.not_judged:
            self._add(self.tr("Too few examples to judge: {0}").format(", ".join(not_judged)), [])
        for words in (*assessment.left_out, *problems):
            self._add(translated(words), [])
        shown = bool(self.warnings.count())
        self.warnings.setVisible(shown)
        self._warnings_title.setVisible(shown)

    def _add(self, words: str, photo_ids: list[int]) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, photo_ids)
        if photo_ids:
            item.setToolTip(self.tr("Enter shows the photos in the grid"))
        self.warnings.addItem(item)

    def _leak_words(self, leak: Leak) -> str:
        template = {
            LeakKind.SAME_FILE: self.tr(
                "“{0}” is an example (“{1}”) as well, and was left out of the test."
            ),
            LeakKind.NEARLY_SAME: self.tr(
                "“{0}” is nearly the same picture as “{1}”: the figures may be too good. Put both "
                "into one group."
            ),
            LeakKind.SPLIT_PART: self.tr(
                "“{0}” and “{1}” show one part, but have different classes: one of them may be "
                "wrong."
            ),
        }[leak.kind]
        return template.format(leak.judged.name, leak.known.name)

    @Slot(QListWidgetItem)
    def _go_to(self, item: QListWidgetItem) -> None:
        if ids := item.data(Qt.ItemDataRole.UserRole):
            self.photos_requested.emit(list(ids))
