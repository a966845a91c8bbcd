"""One of several buttons side by side of which one is pressed in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget


class Segment(QPushButton):
    """As wide as its words are in bold, which the style sheet makes them once it is pressed in.

    Qt measures them as they are when nothing is pressed, and cuts off both ends of the bold ones.
    A click leaves the keys where they are; they are reached with Tab.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the words in bold."""
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain, wide = self.fontMetrics(), QFontMetrics(bold)
        more = wide.horizontalAdvance(self.text()) - plain.horizontalAdvance(self.text())
        return QSize(hint.width() + max(more, 0), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No narrower than that."""
        return self.sizeHint()
