"""The dialog in which the inspector chooses what of photos is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import qimage2ndarray
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.framing.framed_pixels import FramedPixels
from siamdesk.gui.framing.grey_window import GreyWindow
from siamdesk.gui.framing.region_editor import RegionEditor
from siamdesk.gui.framing.region_moves import SMALLEST, stretched
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.dialog_parts import buttons
from siamdesk.gui.parts.labels import label
from siamdesk.gui.parts.segment import Segment
from siamdesk.gui.session.edit_requests import EditRequest, SetFraming, SetProjectFraming
from siamdesk.gui.words.core_words import translated
from siamdesk.images.framing import PLAIN, WHOLE, Framing, Region, Window
from siamdesk.project.values import Photo, ProjectSnapshot


class FramingDialog(QDialog):
    """Shows one photo; the choice is for it, for all selected ones, or for the project."""

    chosen = Signal(object)
    """The `EditRequest` that carries the choice out."""

    def __init__(
        self,
        snapshot: ProjectSnapshot,
        photo: Photo,
        selected: Sequence[Photo],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("framing dialog")
        self.setWindowTitle(self.tr("Region and grey values"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._snapshot = snapshot
        self._photo = photo
        self._selected = tuple(selected)
        self._pixels: FramedPixels | None = None
        self._window: Window | None = photo.framing.window
        self._region_touched = self._window_touched = False
        self.editor = RegionEditor(theme, self)
        self.sides = {side: self._side_box(side) for side in ("left", "top", "right", "bottom")}
        self.rectangle = Segment(self.tr("Rectangle"), self)
        self.outline = Segment(self.tr("Outline"), self)
        self.whole = QPushButton(self.tr("Whole photo"))
        self.grey = GreyWindow(theme, self)
        self._grey_title = label(self.tr("Grey values"), "section")
        self._lead = label("", "muted", wrap=True)
        # Two lines, whichever words are in it: the photo must not jump.
        self._lead.setMinimumHeight(2 * self._lead.fontMetrics().lineSpacing())
        self._lead.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._remark = label("", "muted", wrap=True)
        self.for_photos = QRadioButton(self._words_for_photos())
        self.for_all = QRadioButton(self.tr("All photos, and those to come"))
        self.everywhere = QCheckBox()
        self.as_project = QPushButton(self.tr("As the project"))
        self.use = QPushButton(self.tr("Use"))
        self._fill_in()
        self._lay_out()
        self._connect()

    def _fill_in(self) -> None:
        own = [p for p in self._selected if p.own != PLAIN]
        others = sum(p.own != PLAIN for p in self._snapshot.photos)
        self.as_project.setVisible(bool(own))
        self.everywhere.setText(self.tr("Also %Ln photos with their own choice", "", others))
        self.everywhere.setVisible(bool(others))
        (self.for_photos if own else self.for_all).setChecked(True)
        self.everywhere.setEnabled(self.for_all.isChecked())
        self._show_region(self._photo.framing.shown_region or WHOLE)
        has_outline = bool(self.editor.region.corners)
        (self.outline if has_outline else self.rectangle).setChecked(True)
        self._draw_outlines(has_outline)
        self._grey_title.hide()
        self.grey.hide()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.editor, 1)
        middle.addWidget(self._panel())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self._photo.name, "title"))
        layout.addWidget(self._lead)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons(self, self.use, "primary"))
        self.resize(960, 660)
        shapes = (self.rectangle, self.outline)
        sides = (self.sides[side] for side in ("left", "right", "top", "bottom"))
        for first, second in pairwise((self.editor, *shapes, *sides, self.whole)):
            self.setTabOrder(first, second)
        self.editor.setFocus()

    def _panel(self) -> QWidget:
        """What stands beside the photo."""
        panel = QWidget(self)
        panel.setFixedWidth(300)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Region"), "section"))
        layout.addWidget(self._shapes(), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._side_boxes())
        layout.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(10)
        layout.addWidget(self._grey_title)
        layout.addWidget(self.grey)
        layout.addSpacing(10)
        layout.addWidget(label(self.tr("Use it for"), "section"))
        layout.addWidget(self.for_all)
        indented = QHBoxLayout()
        indented.addSpacing(24)
        indented.addWidget(self.everywhere)
        layout.addLayout(indented)
        layout.addWidget(self.for_photos)
        layout.addWidget(self.as_project, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        layout.addWidget(self._remark)
        return panel

    def _shapes(self) -> QFrame:
        """What dragging draws."""
        frame = QFrame(self)
        frame.setObjectName("segments")
        row = QHBoxLayout(frame)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        group = QButtonGroup(frame)
        for button in (self.rectangle, self.outline):
            group.addButton(button)
            row.addWidget(button)
        return frame

    def _side_boxes(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        names = {
            "left": self.tr("Left"),
            "right": self.tr("Right"),
            "top": self.tr("Top"),
            "bottom": self.tr("Bottom"),
        }
        for place, (side, name) in enumerate(names.items()):
            row, column = divmod(place, 2)
            grid.addWidget(label(name, "muted"), 2 * row, column)
            grid.addWidget(self.sides[side], 2 * row + 1, column)
        return grid

    def _connect(self) -> None:
        self.editor.region_changed.connect(self._take_region)
        for box in self.sides.values():
            box.valueChanged.connect(self._take_sides)
        self.whole.clicked.connect(self._take_whole)
        self.outline.toggled.connect(self._draw_outlines)
        self.grey.window_changed.connect(self._take_window)
        self.for_all.toggled.connect(self.everywhere.setEnabled)
        self.as_project.clicked.connect(self._forget_own)
        self.use.clicked.connect(self._choose)

    # ---- what is shown ----

    @Slot(object, object)
    def show_pixels(self, path: Path, pixels: FramedPixels) -> None:
        """Show the photo at this path, if it is the dialog's."""
        if path != self._photo.path:
            return
        self._pixels = pixels
        self._show_photo()
        if pixels.grey is not None:
            self._grey_title.show()
            self.grey.show()
            self.grey.show_values(pixels.grey, self._window)

    @Slot(object, str)
    def show_problem(self, path: Path, reason: str) -> None:
        """Say why the photo can't be shown; the project's region can be chosen all the same."""
        if path == self._photo.path:
            said = translated(reason)
            self._remark.setText(said[:1].upper() + said[1:])

    def _show_photo(self) -> None:
        if self._pixels is not None:
            image = qimage2ndarray.array2qimage(self._pixels.shown(self._window))
            self.editor.show_photo(QPixmap.fromImage(image))

    def _show_region(self, region: Region) -> None:
        self.editor.show_region(region)
        for side, box in self.sides.items():
            with QSignalBlocker(box):
                box.setValue(100 * getattr(region, side))

    def _side_box(self, side: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(0, 100)
        box.setDecimals(1)
        box.setSuffix(self.tr(" %"))
        box.lineEdit().setTextMargins(6, 0, 6, 0)
        box.setKeyboardTracking(False)
        names = {
            "left": self.tr("Left side of the region"),
            "top": self.tr("Upper side of the region"),
            "right": self.tr("Right side of the region"),
            "bottom": self.tr("Lower side of the region"),
        }
        box.setAccessibleName(names[side])
        return box

    def _words_for_photos(self) -> str:
        if len(self._selected) == 1:
            return self.tr("This photo alone")
        return self.tr("The %Ln selected photos alone", "", len(self._selected))

    # ---- what is chosen ----

    @Slot(object)
    def _take_region(self, region: Region) -> None:
        self._region_touched = True
        self._show_region(region)

    @Slot()
    def _take_sides(self) -> None:
        values = {side: box.value() / 100 for side, box in self.sides.items()}
        left, top = (min(values[side], 1 - SMALLEST) for side in ("left", "top"))
        right = max(values["right"], left + SMALLEST)
        bottom = max(values["bottom"], top + SMALLEST)
        sides = (left, top, min(right, 1.0), min(bottom, 1.0))
        self._take_region(stretched(self.editor.region, *sides))

    @Slot(bool)
    def _draw_outlines(self, wanted: bool) -> None:
        self.editor.draw_outlines(wanted)
        self._lead.setText(
            self.tr(
                "Draw a line around what counts, or click its corners: only that is learnt, ranked "
                "and explained. With the keys: arrows move the cross, Space sets a corner."
            )
            if wanted
            else self.tr(
                "Drag over the part of the photo that counts: only that is learnt, ranked and "
                "explained. Arrow keys move it, with Shift they resize it."
            )
        )

    @Slot()
    def _take_whole(self) -> None:
        self.editor.start_over()
        self._take_region(WHOLE)

    @Slot(object)
    def _take_window(self, window: Window | None) -> None:
        self._window_touched = True
        self._window = window
        self._show_photo()

    @Slot()
    def _forget_own(self) -> None:
        self.chosen.emit(SetFraming(dict.fromkeys((p.id for p in self._selected), PLAIN)))
        self.accept()

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._request())
        self.accept()

    def _request(self) -> EditRequest:
        region = self.editor.region
        if self.for_all.isChecked():
            deep = self._pixels is not None and self._pixels.grey is not None
            window = self._window if deep else self._snapshot.framing.window
            framing = Framing(None if region == WHOLE else region, window)
            everywhere = self.everywhere.isChecked() and not self.everywhere.isHidden()
            return SetProjectFraming(framing, everywhere=everywhere)
        return SetFraming({p.id: self._own(p, region) for p in self._selected})

    def _own(self, photo: Photo, region: Region) -> Framing:
        """What was not touched stays as it is for each photo."""
        window = self._window
        if self._window_touched and window is None and self._snapshot.framing.window is not None:
            window = self._pixels.grey.default if self._pixels and self._pixels.grey else None
        return Framing(
            region if self._region_touched else photo.own.region,
            window if self._window_touched else photo.own.window,
        )
