"""Labels and small widgets that several panels share."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)


def label(words: str, role: str | None = None, *, wrap: bool = False) -> QLabel:
    """A plain-text label in one of the style sheet's roles."""
    made = QLabel(words)
    # Names come from files and people: never to be read as HTML.
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role is not None:
        made.setProperty("role", role)
    return made


class ElidedLabel(QLabel):
    """One line that gives way with an ellipsis instead of widening its panel."""

    def __init__(
        self,
        words: str = "",
        role: str | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(words)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role is not None:
            self.setProperty("role", role)

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Show these words, and all of them as a tool tip."""
        super().setText(words)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """May become as narrow as it has to."""
        return QSize(20, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what fits."""
        del event
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(self.text(), self._mode, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


_BOX_FRAME = 40
"""Padding, borders and arrow of a combo box, as the style sheet has them."""


class ElidedComboBox(QComboBox):
    """A combo box whose current text ends in an ellipsis where it does not fit.

    The style sheet's own drawing cuts through the middle of a letter.
    """

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame as usual, and what fits of the text."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText or self.placeholderText(),
            Qt.TextElideMode.ElideRight,
            self.width() - _BOX_FRAME,
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
