"""Examples that deserve a second look, in four lists, each decided with one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.label_check.finding_words import FindingWords
from siamdesk.gui.label_check.label_findings import Finding, FindingKind
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.gui.photo.photo_view import PhotoView
from siamdesk.gui.words import text
from siamdesk.project.values import DefectClass, Photo

_LIST_WIDTH = 290


class FindingList(QListWidget):
    """Announces the keys that decide, which it would otherwise take to search by."""

    decided = Signal(int)
    """A `Qt.Key`."""
    KEYS = (
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_K,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_X,
        Qt.Key.Key_Space,
    )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Decide, or move as in any list."""
        if event.key() in self.KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.decided.emit(event.key())
        else:
            super().keyPressEvent(event)


class LabelsDialog(QDialog):
    """Announces what was decided; stands beside the window, which goes on."""

    change_requested = Signal(int, int)
    """Ids of a photo, and of the class that it is to have."""
    confirmation_requested = Signal(object)
    """Ids of photos whose class is right."""
    inbox_requested = Signal(int)
    removal_requested = Signal(int)
    photos_requested = Signal(object)
    """Ids of photos that are to be seen in the grid."""
    undo_requested = Signal()
    kind_chosen = Signal(int)
    """A `FindingKind`."""

    def __init__(self, theme: Theme, photos: ImageLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("labels dialog")
        self.setWindowTitle(self.tr("Check classes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._photos = photos
        self._words = FindingWords(self)
        self._classes: Mapping[int, DefectClass] = {}
        self._findings: list[Finding] = []
        self._swapped = self._checked = False
        self.list = FindingList(self)
        self.list.setAccessibleName(self.tr("Examples to check"))
        self.list.setSpacing(2)
        self.list.setMinimumWidth(_LIST_WIDTH)
        self.list.setMaximumWidth(_LIST_WIDTH)
        self.list.currentRowChanged.connect(self._take_row)
        self.list.decided.connect(self._decide_by_key)
        self.views = (PhotoView(theme, self), PhotoView(theme, self))
        self._titles = tuple(ElidedLabel("", "heading") for _ in self.views)
        self._names = tuple(ElidedLabel("", "small") for _ in self.views)
        self._lead = label("", "muted", wrap=True)
        self._matter = label("", "title", wrap=True)
        self._build_buttons()
        self._build_segments()
        self._lay_out()
        photos.arrived.connect(self._show_pixels)
        self.resize(980, 660)
        self.setMinimumSize(880, 540)

    def _build_buttons(self) -> None:
        self.change = self._button("", "primary")
        self.change.clicked.connect(self._change)
        self.keep = self._button(self.tr("Class is right  K"))
        self.keep.clicked.connect(self._keep)
        self.to_inbox = self._button(self.tr("Back to inbox  ⌫"))
        self.to_inbox.clicked.connect(self._to_inbox)
        self.remove = self._button(self.tr("Remove  Del"))
        self.remove.setToolTip(self.tr("Remove the photo from the project"))
        self.remove.clicked.connect(self._remove)
        self.swap = self._button(self.tr("The other one  X"))
        self.swap.setToolTip(self.tr("Decide about the other one of the two photos"))
        self.swap.clicked.connect(self._swap)
        self.undo = self._button(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take the last decision back (Ctrl+Z)"))
        self.undo.setShortcut("Ctrl+Z")
        self.undo.clicked.connect(self.undo_requested)
        self.leave = self._button(self.tr("Close"))
        self.leave.clicked.connect(self.reject)

    def _button(self, words: str, role: str | None = None) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        if role is not None:
            button.setProperty("role", role)
        return button

    def _build_segments(self) -> None:
        self._segments = QButtonGroup(self)
        self._frame = QFrame(self)
        self._frame.setObjectName("segments")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for kind in FindingKind:
            button = self._button("")
            button.setCheckable(True)
            self._segments.addButton(button, kind)
            row.addWidget(button)
        self._segments.button(FindingKind.DOUBT).setChecked(True)
        self._segments.idClicked.connect(self.kind_chosen)
        self.show_counts(dict.fromkeys(FindingKind, 0))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._frame)
        head.addStretch(1)
        head.addWidget(self.leave)
        sides = QGridLayout()
        sides.setHorizontalSpacing(12)
        sides.setVerticalSpacing(2)
        for column, (view, title, name) in enumerate(
            zip(self.views, self._titles, self._names, strict=True)
        ):
            sides.addWidget(title, 0, column)
            sides.addWidget(view, 1, column)
            sides.addWidget(name, 2, column)
            sides.setColumnStretch(column, 1)
        sides.setRowStretch(1, 1)
        decisions = QVBoxLayout()
        decisions.setSpacing(8)
        for row in ((self.change, self.keep), (self.to_inbox, self.remove, self.swap)):
            line = QHBoxLayout()
            line.setSpacing(8)
            for button in row:
                line.addWidget(button)
            line.addStretch(1)
            if self.swap in row:
                line.addWidget(self.undo)
            decisions.addLayout(line)
        self._right = QWidget(self)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        right.addWidget(self._matter)
        right.addLayout(sides, 1)
        right.addLayout(decisions)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addWidget(self._right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._lead)
        layout.addLayout(body, 1)
        layout.addStretch(0)

    # ---- what is shown ----

    @property
    def kind(self) -> FindingKind:
        """The list that is shown."""
        return FindingKind(self._segments.checkedId())

    @property
    def is_checked(self) -> bool:
        """Whether the lists are what a check has found, which may be nothing."""
        return self._checked

    @property
    def finding(self) -> Finding | None:
        """The one that is looked at."""
        row = self.list.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def show_kind(self, kind: FindingKind) -> None:
        """Show this list, with the keyboard on it."""
        self._segments.button(kind).setChecked(True)
        self.list.setFocus()

    def show_counts(self, counts: Mapping[FindingKind, int]) -> None:
        """Tell how long each list is."""
        for kind in FindingKind:
            words = f"{self._words.name(kind)}  {text.number(counts[kind])}"
            self._segments.button(kind).setText(words)

    def show_words(self, words: str) -> None:
        """Say that there is nothing to show, and why."""
        self.show_findings([], {})
        self._checked = False
        self._lead.setText(words)

    def show_findings(
        self, findings: Sequence[Finding], classes: Mapping[int, DefectClass]
    ) -> None:
        """Show these; the one that was looked at, or the one in its place, stays current."""
        row, before = self.list.currentRow(), self.finding
        self._checked = True
        self._findings, self._classes = list(findings), classes
        with QSignalBlocker(self.list):
            self.list.clear()
            for finding in findings:
                item = QListWidgetItem(finding.photo.name)
                words = self._words.of(finding, self._classes)
                item.setToolTip(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{finding.photo.name}. {words}")
                self.list.addItem(item)
            same = [i for i, f in enumerate(findings) if before and f.key == before.key]
            self.list.setCurrentRow(same[0] if same else min(max(row, 0), len(findings) - 1))
        self._lead.setText(self._words.lead(self.kind, self._findings))
        if self.finding is None or before is None or self.finding.key != before.key:
            self._swapped = False
        self._show_current()

    @Slot()
    def _take_row(self) -> None:
        self._swapped = False
        self._show_current()

    def _show_current(self) -> None:
        finding = self.finding
        comes = self.list.isHidden()
        self._right.setVisible(finding is not None)
        self.list.setVisible(finding is not None)
        if finding is None:
            return
        if comes:
            self.list.setFocus()  # the keys went elsewhere with it
        self._matter.setText(self._words.of(finding, self._classes))
        is_pair = finding.kind is FindingKind.CONTRADICTION
        self.swap.setVisible(is_pair)
        other = self._classes.get(self._target(finding) or 0)
        self.change.setEnabled(other is not None)
        name = other.name if other is not None else ""
        short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 150)
        self.change.setText(
            self.tr("Change to “{0}”  ⏎").format(short) if other is not None else self.tr("Change")
        )
        self.change.setToolTip(name)
        for photo, title, shown in zip(self._both(finding), self._titles, self._names, strict=True):
            known = self._classes.get(photo.class_id or 0) if photo is not None else None
            title.setText(self.tr("Example of “{0}”").format(known.name) if known else "")
            shown.setText(photo.name if photo is not None else "")
        self._show_pixels()

    def _both(self, finding: Finding) -> tuple[Photo | None, Photo | None]:
        """The photo that is decided about, and the one beside it."""
        both = finding.photo, finding.beside
        return (both[1], both[0]) if self._swapped else both

    def _target(self, finding: Finding) -> int | None:
        """The class that the photo would be changed to."""
        return finding.class_id if self._swapped else finding.other_id

    @Slot()
    def _show_pixels(self) -> None:
        finding = self.finding
        if finding is None:
            return
        for view, photo in zip(self.views, self._both(finding), strict=True):
            view.setVisible(photo is not None)
            if photo is not None:
                pixmap, region = self._photos.pixmap(photo), photo.framing.shown_region
                view.show_pixmap(pixmap, self._photos.problem(photo), region=region)
                view.setAccessibleName(photo.name)

    # ---- deciding ----

    @Slot(int)
    def _decide_by_key(self, key: int) -> None:
        match Qt.Key(key):
            case Qt.Key.Key_K:
                self._keep()
            case Qt.Key.Key_Backspace:
                self._to_inbox()
            case Qt.Key.Key_Delete:
                self._remove()
            case Qt.Key.Key_X:
                self._swap()
            case Qt.Key.Key_Space:
                self._show_in_grid()
            case _:
                self._change()

    @Slot()
    def _change(self) -> None:
        finding = self.finding
        if finding is None:
            return
        photo, target = self._both(finding)[0], self._target(finding)
        if photo is not None and target is not None:
            self.change_requested.emit(photo.id, target)

    @Slot()
    def _keep(self) -> None:
        finding = self.finding
        if finding is None:
            return
        both = [finding.photo]
        if finding.kind is FindingKind.CONTRADICTION and finding.beside is not None:
            both.append(finding.beside)
        self.confirmation_requested.emit([photo.id for photo in both])

    @Slot()
    def _to_inbox(self) -> None:
        if (finding := self.finding) is not None and (photo := self._both(finding)[0]) is not None:
            self.inbox_requested.emit(photo.id)

    @Slot()
    def _remove(self) -> None:
        if (finding := self.finding) is not None and (photo := self._both(finding)[0]) is not None:
            self.removal_requested.emit(photo.id)

    @Slot()
    def _swap(self) -> None:
        if (finding := self.finding) is not None and finding.kind is FindingKind.CONTRADICTION:
            self._swapped = not self._swapped
            self._show_current()

    def _show_in_grid(self) -> None:
        if (finding := self.finding) is not None:
            self.photos_requested.emit([finding.photo.id])
