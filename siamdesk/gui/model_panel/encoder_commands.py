"""Adding an encoder: the dialog, and what the worker says of the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from siamdesk.engine.messages import Event
from siamdesk.engine.model_messages import AddEncoder, EncoderAdded, PixelScale
from siamdesk.gui.model_panel.encoder_dialog import EncoderDialog
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.learner import Learner


class EncoderCommands(QObject):
    """Lives in the GUI thread; one dialog at a time."""

    def __init__(self, learner: Learner, parent: QObject) -> None:
        super().__init__(parent)
        self._learner = learner
        self._dialog: EncoderDialog | None = None
        learner.encoder_refused.connect(self._refuse)
        learner.model_told.connect(self._take)
        learner.state_changed.connect(self._show_state)

    def ask(self, parent: QWidget) -> None:
        """Open the dialog, before `parent`."""
        if self._dialog is None:
            self._dialog = EncoderDialog(parent)
            self._dialog.confirmed.connect(self._add)
            self._dialog.finished.connect(self._forget)
        self._dialog.open()
        self._show_state()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    @Slot(object, str, object)
    def _add(self, path: Path, name: str, pixels: PixelScale) -> None:
        self._learner.add_encoder(path, name, pixels)

    @Slot()
    def _show_state(self) -> None:
        if self._dialog is not None:
            self._dialog.show_adding(adding=self._learner.running(AddEncoder) is not None)

    @Slot(str)
    def _refuse(self, reason: str) -> None:
        if self._dialog is not None:
            self._dialog.show_refusal(reason)
        else:  # it was closed meanwhile
            self._learner.noticed.emit(Notice(NoticeKind.ERROR, reason))

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, EncoderAdded):
            words = self.tr("The encoder {0} was added. Choose it in the learning settings.")
            name = event.encoder_id.partition(":")[2]
            self._learner.noticed.emit(Notice(NoticeKind.SUCCESS, words.format(name)))
            if self._dialog is not None:
                self._dialog.accept()
