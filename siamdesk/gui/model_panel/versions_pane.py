"""A project's encoders, and the buttons to go back to one of them or to delete it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from siamdesk.engine.messages import UseVersion, VersionFiles, VersionState
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.model_panel.version_list import VersionList
from siamdesk.gui.parts.labels import label
from siamdesk.gui.words import text


class VersionsPane(QWidget):
    """Announces what is to be used or deleted."""

    use_requested = Signal(object)
    """Id of a version; None is the pretrained encoder."""
    deletion_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changing: UseVersion | None = None
        self.list = VersionList(theme, self)
        self._remark = label("", "muted", wrap=True)
        self.delete_button = QPushButton(self.tr("Delete…"), self)
        self.use_button = QPushButton(self.tr("Use this version"), self)
        for button in (self.delete_button, self.use_button):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect_keys()
        self.list.currentRowChanged.connect(self._show_current)
        self.list.itemDoubleClicked.connect(self._use)
        self.use_button.clicked.connect(self._use)
        self.delete_button.clicked.connect(self._ask_deletion)
        theme.changed.connect(self.list.viewport().update)
        self._show_current()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._remark, 1)
        buttons.addWidget(self.delete_button)
        buttons.addWidget(self.use_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def _connect_keys(self) -> None:
        # Of the list alone: other lists stand beside it.
        for key, then in (
            (Qt.Key.Key_Return, self._use),
            (Qt.Key.Key_Enter, self._use),
            (Qt.Key.Key_Delete, self.delete_button.click),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(then)

    def show_versions(self, states: tuple[VersionState, ...]) -> None:
        """Show the encoders that there are."""
        self.list.show_versions(states)
        self._show_current()

    def show_changing(self, changing: UseVersion | None) -> None:
        """Tell that the encoder is being changed, or that it is not."""
        if changing != self._changing:
            self._changing = changing
            self._show_current()

    @property
    def remark(self) -> str:
        """What is said below the list."""
        return self._remark.text()

    @Slot()
    def _show_current(self) -> None:
        state, idle = self.list.current(), self._changing is None
        fine = state is not None and state.files is VersionFiles.FINE
        self.use_button.setEnabled(idle and state is not None and fine and not state.chosen)
        self.delete_button.setEnabled(
            idle and state is not None and state.version is not None and not state.chosen
        )
        if self._changing is not None:
            wanted = self._changing.version_id
            self._remark.setText(
                self.tr("Changing to the pretrained encoder…")
                if wanted is None
                else self.tr("Changing to version {0}…").format(wanted)
            )
        else:
            self._remark.setText(self._remark_on(state))

    def _remark_on(self, state: VersionState | None) -> str:
        """What to know about the selected encoder."""
        if state is None:
            return self.tr("Looking for versions…")
        if state.files is VersionFiles.MISSING:
            why = self.tr("Version {0} can't be used: its files are missing.")
        elif state.files is VersionFiles.DAMAGED:
            why = self.tr("Version {0} can't be used: its files are damaged.")
        elif state.in_use:
            return self.tr("SiamDesk learns with this encoder.")
        else:
            return self.tr("When you use it, SiamDesk learns again with it at once.")
        said = [why.format(state.version_id)]
        if state.chosen:
            said.append(self.tr("The pretrained encoder is used instead."))
        said.append(self.tr("Use another version, or fine-tune again."))
        return " ".join(said)

    @Slot()
    def _use(self) -> None:
        state = self.list.current()
        if state is not None and self.use_button.isEnabled():
            self.list.setFocus()  # its button is about to be disabled
            self.use_requested.emit(state.version_id)

    @Slot()
    def _ask_deletion(self) -> None:
        state = self.list.current()
        if state is not None and state.version_id is not None:
            question = DeletionQuestion(self, state.version_id, state.size)
            question.confirmed.connect(self.deletion_requested)
            question.open()


class DeletionQuestion(QDialog):
    """Asks before a version is deleted; Enter and Escape keep it."""

    confirmed = Signal(int)
    """Id of the version to delete."""

    def __init__(self, parent: QWidget, version_id: int, size: int) -> None:
        super().__init__(parent)
        self._version_id = version_id
        self.setWindowTitle(self.tr("Delete version {0}").format(version_id))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr(
            "This frees {0} and can't be undone. Photos, classes and examples stay as they are."
        ).format(text.megabytes(size))
        self.delete_button = QPushButton(self.tr("Delete version"))
        self.keep_button = QPushButton(self.tr("Keep it"))
        self.keep_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.delete_button)
        buttons.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Delete version {0}?").format(version_id), "title"))
        layout.addWidget(label(words, wrap=True))
        layout.addSpacing(8)
        layout.addLayout(buttons)
        self.setFixedWidth(380)
        self.keep_button.setFocus()
        self.keep_button.clicked.connect(self.reject)
        self.delete_button.clicked.connect(self._confirm)

    @Slot()
    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit(self._version_id)
