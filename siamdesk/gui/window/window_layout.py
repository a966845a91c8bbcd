"""Where the window and its panels are: kept a moment after each change, so it survives a crash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QMainWindow, QSplitter

from siamdesk.gui.settings import Settings

_DELAY_MS = 500
_GRIP = QSize(120, 24)
"""So much of the title bar must be on a screen for the window to be taken hold of."""


class WindowLayout(QObject):
    """Restores the layout when it is made, and follows it from then on."""

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        splitters: Mapping[str, tuple[QSplitter, Sequence[int]]],
        size: QSize,
    ) -> None:
        """`splitters` are by the name they are kept under, each with its sizes at first."""
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._splitters = {name: splitter for name, (splitter, _) in splitters.items()}
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self.keep)
        self._restore_window(size)
        for name, (splitter, sizes) in splitters.items():
            self._restore_splitter(name, splitter, sizes)
            splitter.splitterMoved.connect(self._timer.start)
        window.installEventFilter(self)

    @Slot()
    def keep(self) -> None:
        """Write down how everything is now."""
        self._timer.stop()
        self._settings.keep_layout("window", self._window.saveGeometry())
        for name, splitter in self._splitters.items():
            self._settings.keep_layout(name, splitter.saveState())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know when the window is moved, resized or maximised."""
        changes = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)
        if event.type() in changes and self._window.isVisible():
            self._timer.start()
        return super().eventFilter(watched, event)

    def _restore_window(self, size: QSize) -> None:
        kept = self._settings.layout("window")
        if kept is None:
            self._window.resize(size)
        elif not self._window.restoreGeometry(kept) or not self._is_in_reach():
            screen = self._window.screen().availableGeometry()
            self._window.setWindowState(Qt.WindowState.WindowNoState)
            place = QRect(screen.topLeft(), size.boundedTo(screen.size()))
            place.moveCenter(screen.center())
            self._window.setGeometry(place)

    def _is_in_reach(self) -> bool:
        """Whether the title bar is on a screen; the one that it was on may be gone."""
        frame = self._window.frameGeometry()
        bar = QRect(frame.topLeft(), QSize(frame.width(), _GRIP.height()))
        for screen in self._window.screen().virtualSiblings():
            seen = screen.availableGeometry().intersected(bar)
            if seen.width() >= _GRIP.width() and seen.height() >= _GRIP.height():
                return True
        return False

    def _restore_splitter(self, name: str, splitter: QSplitter, sizes: Sequence[int]) -> None:
        kept = self._settings.layout(name)
        direction, handle = splitter.orientation(), splitter.handleWidth()
        restored = kept is not None and splitter.restoreState(kept)
        if not restored or splitter.orientation() is not direction:
            splitter.setOrientation(direction)
            splitter.setSizes(list(sizes))
        # A state holds these as well, and a damaged one must not let a panel vanish.
        splitter.setHandleWidth(handle)
        splitter.setChildrenCollapsible(False)
