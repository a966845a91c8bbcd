"""Photos and classes for other programs; projects as a zip, there and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.session import Session
from siamdesk.gui.sharing.data_dialog import DataDialog
from siamdesk.gui.sharing.data_work import DataWork
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated
from siamdesk.project.exchange.values import DataFormat, SavedData
from siamdesk.project.values import AddReport

_KEY = "data"


class DataCommands(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._work = DataWork(self)
        window.actions_by_id[ActionId.EXPORT_DATA].triggered.connect(self._ask_format)
        window.actions_by_id[ActionId.EXPORT_ZIP].triggered.connect(self._ask_zip)
        window.actions_by_id[ActionId.OPEN_ZIP].triggered.connect(window.file_dialogs.ask_packed)
        window.file_dialogs.data_chosen.connect(self._save)
        window.file_dialogs.packed_chosen.connect(self._unpack)
        window.status_line.cancel_requested.connect(self._cancel)
        window.closing.connect(self._work.shut_down)
        self._work.progressed.connect(self._show_progress)
        self._work.saved.connect(self._tell_saved)
        self._work.unpacked.connect(session.open_project)
        self._work.failed.connect(self._tell_failure)
        self._work.finished.connect(self._finish)

    @Slot()
    def _ask_format(self) -> None:
        dialog = DataDialog(self._window)
        dialog.chosen.connect(self._ask_place)
        dialog.open()

    @Slot()
    def _ask_zip(self) -> None:
        self._ask_place(DataFormat.ZIP)

    @Slot(object)
    def _ask_place(self, kind: DataFormat) -> None:
        if self._session.snapshot is not None:
            self._window.file_dialogs.ask_data(self._session.snapshot.path.stem, kind)

    @Slot(object, object)
    def _save(self, out: Path, kind: DataFormat) -> None:
        if self._session.snapshot is not None:
            self._show_progress(0.0, self.tr("Exporting to {0}").format(out.name))
            self._work.save(self._session.snapshot.path, out, kind)

    @Slot(object, object)
    def _unpack(self, archive: Path, path: Path) -> None:
        self._show_progress(0.0, self.tr("Unpacking {0}").format(archive.name))
        self._work.unpack(archive, path)

    @Slot(float, str)
    def _show_progress(self, fraction: float, message: str) -> None:
        self._session.show_beside(_KEY, Activity(_KEY, translated(message), fraction))

    @Slot()
    def _finish(self) -> None:
        self._session.show_beside(_KEY, None)

    @Slot(str)
    def _cancel(self, key: str) -> None:
        if key == _KEY:
            self._work.cancel()
            self._finish()

    @Slot(object)
    def _tell_saved(self, saved: SavedData) -> None:
        words = self.tr("Wrote {0} to {1}.").format(text.photos(saved.photos), saved.path)
        kind = NoticeKind.WARNING if saved.problems else NoticeKind.SUCCESS
        self._session.noticed.emit(Notice(kind, words))
        if saved.problems:
            report = AddReport((), (), saved.problems)
            self._session.problems_found.emit(self.tr("Photos that were not exported"), report)

    @Slot(str)
    def _tell_failure(self, message: str) -> None:
        self._session.noticed.emit(Notice(NoticeKind.ERROR, translated(message)))
