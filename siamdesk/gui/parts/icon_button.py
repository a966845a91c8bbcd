"""A small button that is a picture, with its words for the pointer and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget


def icon_button(name: str, parent: QWidget) -> QToolButton:
    """Make one; who asks for it sets the icon, in the colours of the theme."""
    button = QToolButton(parent)
    button.setProperty("role", "icon")
    button.setIconSize(QSize(18, 18))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
