"""Brings the check of the examples to life."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from siamdesk.engine.evaluation_messages import CheckLabels, LabelsChecked
from siamdesk.engine.messages import Event, Failed, Request
from siamdesk.figures.label_quality import LabelQuality
from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.label_check.label_findings import FindingKind, Findings
from siamdesk.gui.label_check.labels_dialog import LabelsDialog
from siamdesk.gui.session.edit_requests import ConfirmClasses
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.going_to import go_to_photos
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words.core_words import translated

_DELAY_MS = 700
"""After the last decision; a check is not worth making for each of them."""


class LabelsPresenter(QObject):
    """Opens the dialog and carries decisions out; lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._learner = window, session, session.learner
        self._dialog: LabelsDialog | None = None
        self._quality: LabelQuality | None = None
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self._ask)
        window.actions_by_id[ActionId.CHECK_LABELS].triggered.connect(self._open)
        window.closing.connect(self._close)
        session.opened.connect(self._close)
        session.closed.connect(self._close)
        session.changed.connect(self._show)
        self._learner.learned.connect(self._take_learned)
        self._learner.found.connect(self._take)
        self._learner.ended.connect(self._take_end)

    @Slot()
    def _open(self) -> None:
        if self._dialog is None:
            window, session = self._window, self._session
            dialog = LabelsDialog(window.theme, window.large_photos, window)
            dialog.change_requested.connect(self._change)
            dialog.confirmation_requested.connect(self._confirm)
            dialog.inbox_requested.connect(self._to_inbox)
            dialog.removal_requested.connect(self._remove)
            dialog.photos_requested.connect(self._go_to)
            dialog.undo_requested.connect(session.undo)
            dialog.kind_chosen.connect(self._choose)
            dialog.finished.connect(self._forget)
            self._dialog = dialog
            dialog.show_words(self.tr("Checking…"))
            dialog.show()
            dialog.list.setFocus()
            self._ask()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot()
    def _close(self) -> None:
        self._quality = None
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
        self._delay.stop()

    @Slot()
    def _ask(self) -> None:
        if self._dialog is None:
            return
        if self._learner.summary is None:
            self._quality = None  # or the next change would list it again
            self._dialog.show_words(
                self.tr("Examples are checked once the model has learned from them.")
            )
        else:
            self._learner.look_for(CheckLabels)

    @Slot()
    def _take_learned(self) -> None:
        if self._dialog is not None:
            self._delay.start()

    @Slot(object)
    def _take(self, event: Event) -> None:
        if isinstance(event, LabelsChecked):
            self._quality = event.quality
            self._show()

    @Slot(object, object)
    def _take_end(self, request: Request, event: Event) -> None:
        if isinstance(request, CheckLabels) and isinstance(event, Failed):
            self._quality = None
            if self._dialog is not None:
                self._dialog.show_words(translated(event.message))

    @Slot(int)
    def _choose(self, kind: int) -> None:
        if self._dialog is not None:
            self._dialog.show_kind(FindingKind(kind))
            self._show()

    @Slot()
    def _show(self) -> None:
        """Show what is still open, as the project is now."""
        snapshot, quality = self._session.snapshot, self._quality
        if self._dialog is None or snapshot is None or quality is None:
            return
        findings = Findings(quality, snapshot, self._session.rankings)
        lists = {kind: findings.of(kind) for kind in FindingKind}
        self._dialog.show_counts({kind: len(found) for kind, found in lists.items()})
        if not self._dialog.is_checked and not lists[self._dialog.kind]:
            # Begin with the first list that has something to decide.
            filled = (kind for kind, found in lists.items() if found)
            self._dialog.show_kind(next(filled, self._dialog.kind))
        self._dialog.show_findings(lists[self._dialog.kind], {c.id: c for c in snapshot.classes})
        self._dialog.undo.setEnabled(snapshot.undo_text is not None)

    # ---- decisions ----

    @Slot(int, int)
    def _change(self, photo_id: int, class_id: int) -> None:
        self._session.correct([photo_id], class_id)

    @Slot(object)
    def _confirm(self, photo_ids: list[int]) -> None:
        self._session.edit(ConfirmClasses(tuple(photo_ids)))

    @Slot(int)
    def _to_inbox(self, photo_id: int) -> None:
        self._session.correct([photo_id], None)

    @Slot(int)
    def _remove(self, photo_id: int) -> None:
        self._session.remove([photo_id])

    @Slot(object)
    def _go_to(self, photo_ids: list[int]) -> None:
        go_to_photos(self._window, photo_ids)
