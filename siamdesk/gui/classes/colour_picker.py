"""A pop-up with colours for a class; the ones that all people tell apart come first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QColorDialog,
    QFrame,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.project.colours import CYCLE
from siamdesk.project.values import DefectClass

_COLUMNS = 6
_SWATCH = QSize(34, 34)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class _Swatch(QAbstractButton):
    """One colour; ticked when the class has it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.colour = ""
        self.setCheckable(True)
        self.setFixedSize(_SWATCH)
        self.setMouseTracking(True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a disc, a ring around it when it is looked at, and the tick."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            line = "accent" if self.hasFocus() else "strong_border"
            painter.setPen(QPen(self._theme.colour(line), 2))
            painter.drawEllipse(frame.adjusted(2, 2, -2, -2))
        fill = self._theme.class_colour(self.colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(frame.adjusted(6, 6, -6, -6))
        if self.isChecked():
            dark = fill.lightnessF() > 0.6
            pen = QPen(QColor("#000000" if dark else "#ffffff"), 2.2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline([QPoint(12, 18), QPoint(16, 21), QPoint(22, 13)])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the arrows to the grid; Return presses like Space does."""
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ColourPicker(QFrame):
    """Shown over the window; goes away when a colour is picked, or with Escape."""

    picked = Signal(int, str)
    """Id of the class and ``#rrggbb``."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._class_id = -1
        self._colour = ""
        self._title = ElidedLabel("", "heading", mode=Qt.TextElideMode.ElideRight)
        self.swatches = [_Swatch(theme, self) for _ in CYCLE]
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, (swatch, colour) in enumerate(zip(self.swatches, CYCLE, strict=True)):
            swatch.colour = colour
            swatch.clicked.connect(self._pick)
            grid.addWidget(swatch, place // _COLUMNS, place % _COLUMNS)
        self.other_button = QPushButton(self.tr("Other colour…"), self)
        self.other_button.clicked.connect(self._ask_other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(grid)
        layout.addWidget(label(self.tr("Colour-blind safe"), "small"))
        layout.addSpacing(2)
        layout.addWidget(self.other_button)

    def choose_for(self, known: DefectClass, taken: Mapping[str, str], at: QPoint) -> None:
        """Open at this point of the screen; `taken` names the other classes by their colours."""
        self._class_id, self._colour = known.id, known.colour
        self._title.setText(self.tr("Colour of “{0}”").format(known.name))
        for swatch, said in zip(self.swatches, self._names(), strict=True):
            swatch.setChecked(swatch.colour == known.colour)
            if swatch.colour in taken:
                said = self.tr("{0}, the colour of {1}").format(said, taken[swatch.colour])
            swatch.setToolTip(said)
            swatch.setAccessibleName(said)
        self.adjustSize()
        self.move(at)
        self.show()
        current = next((s for s in self.swatches if s.isChecked()), self.other_button)
        current.setFocus(Qt.FocusReason.PopupFocusReason)

    def _names(self) -> tuple[str, ...]:
        """What the colours of the cycle are called."""
        return (
            self.tr("Blue"),
            self.tr("Orange"),
            self.tr("Green"),
            self.tr("Vermilion"),
            self.tr("Sky blue"),
            self.tr("Pink"),
            self.tr("Indigo"),
            self.tr("Olive"),
            self.tr("Wine"),
            self.tr("Brown"),
            self.tr("Violet"),
            self.tr("Lavender"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows move over the grid, and from its last line to the button below."""
        step = _STEPS.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None:
            super().keyPressEvent(event)
        elif isinstance(focused, _Swatch):
            place = self.swatches.index(focused) + step
            if 0 <= place < len(self.swatches):
                self.swatches[place].setFocus()
            elif step == _COLUMNS:
                self.other_button.setFocus()
        elif step < 0:
            self.swatches[-_COLUMNS].setFocus()

    @Slot()
    def _pick(self) -> None:
        swatch = self.sender()
        if isinstance(swatch, _Swatch):
            self.close()
            self.picked.emit(self._class_id, swatch.colour)

    @Slot()
    def _ask_other(self) -> None:
        self.close()
        dialog = QColorDialog(QColor(self._colour), self.parentWidget())
        dialog.setObjectName("colour dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The system's own dialog may offer transparency, and looks like another program.
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        for place, colour in enumerate(CYCLE):
            QColorDialog.setCustomColor(place, QColor(colour))
        dialog.colorSelected.connect(self._take_other)
        dialog.open()

    @Slot(QColor)
    def _take_other(self, colour: QColor) -> None:
        self.picked.emit(self._class_id, colour.name())
