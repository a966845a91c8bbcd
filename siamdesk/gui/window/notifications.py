"""Tells that long work has ended to an inspector who meanwhile looks at something else."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.look import icons
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.session.session import Session
from siamdesk.gui.window.main_window import MainWindow

LONG_S = 5.0
"""Work that takes less is waited for."""
_JUST_NOW_S = 1.0
"""The notice of a result comes shortly before or after the end of its activity."""
_SHOWN_MS = 10_000


class LongWork(QObject):
    """Hears of activities and notices, and knows which notice is the end of long work."""

    ended = Signal(object)
    """The `Notice` with which long work ended."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock` tells the seconds since any moment."""
        super().__init__(parent)
        self._clock = clock
        self._began: dict[str, float] = {}
        """By the key of the activity; one may be out of sight behind another for a while."""
        self._last = (float("-inf"), 0.0)
        """When activities ended last, and how long the longest had taken."""

    @Slot(object)
    def follow(self, activity: Activity | None) -> None:
        """Something runs, or nothing does any more."""
        now = self._clock()
        if activity is not None:
            self._began.setdefault(activity.key, now)
        elif self._began:
            self._last = (now, now - min(self._began.values()))
            self._began.clear()

    @Slot(object)
    def hear(self, notice: Notice) -> None:
        """The window says something."""
        now = self._clock()
        at, took = self._last
        if self._began:
            took = now - min(self._began.values())
        elif now - at > _JUST_NOW_S:
            return
        if took >= LONG_S:
            self.ended.emit(notice)


class Notifications(QObject):
    """Shows them in the system's tray, or else marks the window in the task bar."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self.long_work = LongWork(self)
        session.activity_changed.connect(self.long_work.follow)
        session.noticed.connect(self.long_work.hear)
        self.long_work.ended.connect(self._tell)
        self._switch = window.actions_by_id[ActionId.NOTIFY]
        self._switch.setChecked(window.settings.notifications)
        self._switch.toggled.connect(self._keep)
        window.closing.connect(self._leave)

    @Slot(bool)
    def _keep(self, wanted: bool) -> None:
        self._window.settings.notifications = wanted

    @Slot(object)
    def _tell(self, notice: Notice) -> None:
        if not self._switch.isChecked() or self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icons.app_icon(), self)
            self._tray.messageClicked.connect(self._go_to_window)
            self._tray.activated.connect(self._go_to_window)
        bad = notice.kind in (NoticeKind.WARNING, NoticeKind.ERROR)
        icon = QSystemTrayIcon.MessageIcon
        mark = icon.Warning if bad else icon.Information
        self._tray.show()
        self._tray.showMessage(self._window.windowTitle(), notice.text, mark, _SHOWN_MS)

    @Slot()
    def _go_to_window(self) -> None:
        self._leave()
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def _leave(self) -> None:
        if self._tray is not None:
            self._tray.hide()
