"""Takes a region of the screen as a photo: the window steps aside, and comes back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QImage

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.intake.screen_overlay import ScreenOverlay
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow

_FADE_MS = 400
"""Desktops fade windows out; until then, the window would be in the picture."""


class ScreenCommands(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._overlays: list[ScreenOverlay] = []
        self._gone = QTimer(self, singleShot=True, interval=_FADE_MS)
        self._gone.timeout.connect(self._cover)
        window.actions_by_id[ActionId.GRAB_SCREEN].triggered.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        if refused := self._why_not(QGuiApplication.platformName()):
            self._session.noticed.emit(Notice(NoticeKind.WARNING, refused))
        elif not self._overlays and not self._gone.isActive():
            self._window.hide()
            self._gone.start()

    def _why_not(self, platform: str) -> str | None:
        if platform.startswith("wayland"):
            return self.tr(
                "On Wayland no program may look at the screen by itself. Take the picture with "
                "your desktop's screenshot tool (often the Print key), copy it and paste it here "
                "with Ctrl+V."
            )
        return None

    @Slot()
    def _cover(self) -> None:
        for screen in QGuiApplication.screens():
            still = screen.grabWindow(0)
            if not still.isNull():
                self._overlays.append(ScreenOverlay(screen, still, self._window.theme))
        for overlay in self._overlays:
            overlay.begun.connect(self._forget_others)
            overlay.taken.connect(self._take)
            overlay.given_up.connect(self._end)
            overlay.showFullScreen()
        if self._overlays:
            self._overlays[0].activateWindow()
            self._overlays[0].setFocus()
            return
        self._end()
        words = self.tr(
            "The system gave no picture of the screen. Allow SiamDesk to record it in the "
            "system's privacy settings, or paste a screenshot with Ctrl+V."
        )
        self._session.noticed.emit(Notice(NoticeKind.WARNING, words))

    @Slot()
    def _forget_others(self) -> None:
        for overlay in self._overlays:
            if overlay is not self.sender():
                overlay.forget()

    @Slot(QImage)
    def _take(self, picture: QImage) -> None:
        self._end()
        self._session.add_picture(picture, origin=self.tr("Screen"))

    @Slot()
    def _end(self) -> None:
        window = self._window
        # Before the overlays go: without a window the application would end.
        window.show()
        window.activateWindow()
        for overlay in self._overlays:
            overlay.close()
            overlay.deleteLater()
        self._overlays.clear()
        window.photo_page.grid.setFocus()
