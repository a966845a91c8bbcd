"""Opens the dialog that takes photos, and carries them to the project."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.intake.camera_dialog import CameraDialog
from siamdesk.gui.intake.camera_feed import CameraFeed
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow
from siamdesk.gui.words.core_words import translated
from siamdesk.images.camera import CameraChoice


class CameraCommands(QObject):
    """Lives in the GUI thread; the camera is held for as long as the dialog is open."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._feed = feed = CameraFeed(self)
        self._dialog: CameraDialog | None = None
        window.actions_by_id[ActionId.TAKE_PHOTOS].triggered.connect(self._open)
        window.closing.connect(feed.shut_down)
        session.leaving.connect(self._close)
        feed.found.connect(self._show_found)
        feed.opened.connect(self._show_opened)
        feed.previewed.connect(self._show_preview)
        feed.taken.connect(self._add)
        feed.failed.connect(self._show_failure)

    @Slot()
    def _open(self) -> None:
        snapshot = self._session.snapshot
        if snapshot is None or self._dialog is not None:
            return
        window = self._window
        self._dialog = dialog = CameraDialog(snapshot.classes, window.theme, window)
        dialog.camera_chosen.connect(self._choose)
        dialog.search_requested.connect(self._feed.find)
        dialog.taking_requested.connect(self._feed.take)
        dialog.preview.drawn.connect(self._feed.look_at_next)
        dialog.finished.connect(self._finish)
        dialog.open()
        self._feed.find()

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()

    @Slot()
    def _finish(self) -> None:
        self._feed.close()
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot(object)
    def _choose(self, choice: CameraChoice) -> None:
        self._window.settings.camera = choice.name
        self._feed.open(choice)

    @Slot(object)
    def _show_found(self, found: list[CameraChoice]) -> None:
        if self._dialog is not None:
            self._dialog.show_cameras(found, self._window.settings.camera)

    @Slot(str, int, int)
    def _show_opened(self, name: str, width: int, height: int) -> None:
        del name
        if self._dialog is not None:
            size = self.tr("{0} × {1} pixels").format(width, height)
            self._dialog.show_ready(ready=True, size=size)

    @Slot(QImage)
    def _show_preview(self, picture: QImage) -> None:
        if self._dialog is not None:
            self._dialog.preview.show_picture(picture)

    @Slot(QImage, str, object)
    def _add(self, picture: QImage, camera: str, class_id: int | None) -> None:
        # Also when the dialog was closed meanwhile: what was taken is kept.
        self._session.add_picture(picture, class_id, camera)
        if self._dialog is not None:
            self._dialog.add_taken(picture)

    @Slot(str)
    def _show_failure(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(translated(words))
