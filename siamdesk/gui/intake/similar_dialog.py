"""The dialog that shows added photos beside those that they look like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.intake.similar_choices import Choice, Pair, edits_for
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.dialog_parts import buttons
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.gui.photo.photo_view import PhotoView
from siamdesk.project.values import ProjectSnapshot

_KEYS: Final = {Choice.KEEP: "Alt+1", Choice.SKIP: "Alt+2", Choice.GROUP: "Alt+3"}


class SimilarDialog(QDialog):
    """Announces the edits that carry out what was chosen; closing it keeps all photos.

    There must be at least one pair.
    """

    chosen = Signal(object)
    """An `EditRequest`; perhaps two of them."""

    def __init__(
        self,
        snapshot: ProjectSnapshot,
        pairs: Sequence[Pair],
        photos: ImageLoader,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("similar dialog")
        self.setWindowTitle(self.tr("Nearly the same picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._snapshot = snapshot
        self._pairs = tuple(pairs)
        self._photos = photos
        self._classes = {c.id: c.name for c in snapshot.classes}
        self._choices = {added.id: Choice.KEEP for added, _ in pairs}
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Added photos that look like another one"))
        self.list.setFixedWidth(230)
        self.views = (PhotoView(theme, self), PhotoView(theme, self))
        self._names = (ElidedLabel("", "strong"), ElidedLabel("", "strong"))
        self._facts = (ElidedLabel("", "muted"), ElidedLabel("", "muted"))
        self.choices = {choice: QRadioButton(self._words(choice)) for choice in Choice}
        self.for_all = QPushButton(self.tr("Choose this for all"))
        self._group = QButtonGroup(self)
        self._lay_out()
        self._fill_in()
        self.list.currentRowChanged.connect(self._show_current)
        self._group.buttonToggled.connect(self._choose)
        self.for_all.clicked.connect(self._choose_for_all)
        photos.arrived.connect(self._show_pixels)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _words(self, choice: Choice) -> str:
        return {
            Choice.KEEP: self.tr("Keep both"),
            Choice.SKIP: self.tr("Skip the added photo"),
            Choice.GROUP: self.tr("Same part: keep both as one group"),
        }[choice]

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addLayout(self._side_by_side(), 1)
        lead = self.tr(
            "Two shots of one part as separate examples make the accuracy look better than it is. "
            "Nothing is left out unless you say so, and undo brings it back."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Nearly the same picture"), "title"))
        layout.addWidget(label(lead, "muted", wrap=True))
        layout.addLayout(middle, 1)
        layout.addLayout(self._choice_row())
        layout.addLayout(self._button_row())
        self.resize(900, 560)

    def _side_by_side(self) -> QGridLayout:
        sides = QGridLayout()
        sides.setHorizontalSpacing(12)
        for column, words in enumerate((self.tr("Added"), self.tr("Looks like"))):
            sides.addWidget(label(words, "section"), 0, column)
            sides.addWidget(self.views[column], 1, column)
            sides.addWidget(self._names[column], 2, column)
            sides.addWidget(self._facts[column], 3, column)
            sides.setColumnStretch(column, 1)
        sides.setRowStretch(1, 1)
        return sides

    def _choice_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for choice, button in self.choices.items():
            button.setShortcut(_KEYS[choice])
            button.setToolTip(_KEYS[choice])
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.for_all)
        return row

    def _button_row(self) -> QHBoxLayout:
        use = QPushButton(self.tr("Use"), self)
        use.clicked.connect(self.accept_choices)
        return buttons(self, use, "primary", leave=self.tr("Keep all"))

    def _fill_in(self) -> None:
        for _ in self._pairs:
            self.list.addItem(QListWidgetItem())
        for row in range(len(self._pairs)):
            self._name_item(row)

    def _name_item(self, row: int) -> None:
        added, _ = self._pairs[row]
        choice = self._choices[added.id]
        if choice is Choice.KEEP:
            words = added.name
        elif choice is Choice.SKIP:
            words = self.tr("{0}  ·  skip").format(added.name)
        else:
            words = self.tr("{0}  ·  same part").format(added.name)
        self.list.item(row).setText(words)

    # ---- what is shown ----

    @Slot()
    def _show_current(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        pair = self._pairs[row]
        for photo, name, facts in zip(pair, self._names, self._facts, strict=True):
            place = self._classes.get(photo.class_id or 0)
            name.setText(photo.name)
            if place is None:
                words = self.tr("{0} × {1}  ·  in the inbox").format(photo.width, photo.height)
            else:
                words = self.tr("{0} × {1}  ·  example of {2}")
                words = words.format(photo.width, photo.height, place)
            facts.setText(words)
        for view, photo in zip(self.views, pair, strict=True):
            view.setAccessibleName(photo.name)
        self.choices[self._choices[pair[0].id]].setChecked(True)
        self._show_pixels()

    @Slot()
    def _show_pixels(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            for view, photo in zip(self.views, self._pairs[row], strict=True):
                pixmap = self._photos.pixmap(photo)
                region = photo.framing.shown_region
                view.show_pixmap(pixmap, self._photos.problem(photo), region=region)

    # ---- what is chosen ----

    @Slot()
    def _choose(self) -> None:
        row = self.list.currentRow()
        checked = next((c for c, button in self.choices.items() if button.isChecked()), None)
        if row >= 0 and checked is not None:
            self._choices[self._pairs[row][0].id] = checked
            self._name_item(row)

    @Slot()
    def _choose_for_all(self) -> None:
        checked = next(c for c, button in self.choices.items() if button.isChecked())
        self._choices = dict.fromkeys(self._choices, checked)
        for row in range(len(self._pairs)):
            self._name_item(row)

    @Slot()
    def accept_choices(self) -> None:
        """Announce what was chosen, and close."""
        for edit in edits_for(self._snapshot, self._pairs, self._choices):
            self.chosen.emit(edit)
        self.accept()
