"""Shows the photos of the last additions that look like other ones."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.intake.similar_choices import present_pairs
from siamdesk.gui.intake.similar_dialog import SimilarDialog
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow


class SimilarCommands(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        window.actions_by_id[ActionId.SAME_PICTURE].triggered.connect(self._show)

    @Slot()
    def _show(self) -> None:
        snapshot, window = self._session.snapshot, self._window
        if snapshot is None:
            return
        pairs = present_pairs(snapshot, self._session.similar)
        if pairs:
            dialog = SimilarDialog(snapshot, pairs, window.large_photos, window.theme, window)
            dialog.chosen.connect(self._session.edit)
            dialog.accepted.connect(self._session.forget_similar)
            dialog.open()
        else:
            words = self.tr("No photo that was added lately looks nearly like another one.")
            self._session.noticed.emit(Notice(NoticeKind.INFO, words))
