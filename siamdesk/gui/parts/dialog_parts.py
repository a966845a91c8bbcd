"""What dialogs have in common: a title on top, buttons below, a height that fits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout

from siamdesk.gui.parts.labels import label

_WIDTH = 420


def buttons(
    dialog: QDialog,
    act: QPushButton,
    role: str,
    *,
    leave: str | None = None,
    careful: bool = False,
) -> QHBoxLayout:
    """Cancel, or `leave` in its place, beside the button that acts.

    Return presses the one that acts, or the other one where that is `careful`.
    """
    words = leave or QCoreApplication.translate("dialog_parts", "Cancel")
    cancel = QPushButton(words, dialog)
    cancel.clicked.connect(dialog.reject)
    act.setProperty("role", role)
    default, other = (cancel, act) if careful else (act, cancel)
    default.setDefault(True)
    other.setAutoDefault(False)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(act)
    return row


def close_button(dialog: QDialog) -> QDialogButtonBox:
    """The one button of a dialog that only shows something."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    return box


def heading(dialog: QDialog, title: str) -> QVBoxLayout:
    """The layout of a small dialog, begun with its title."""
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFixedWidth(_WIDTH)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(12)
    layout.addWidget(label(title, "title", wrap=True))
    return layout


def fit_height(dialog: QDialog) -> None:
    """Make a dialog of fixed width as high as its wrapped texts need; Qt alone guesses."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.setFixedHeight(layout.totalHeightForWidth(dialog.width()))
