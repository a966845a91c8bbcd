"""The bottom line: device, state, progress with Cancel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from siamdesk.gui.look import icons
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.labels import ElidedLabel, label
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.words.core_words import translated


class StatusLine(QStatusBar):
    """Shows at most one `Activity`."""

    cancel_requested = Signal(str)
    """Key of the activity to stop."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._activity: Activity | None = None
        self.setSizeGripEnabled(False)
        self._device_icon = QLabel(self)
        self._device = label(self.tr("Starting…"), "small")
        self._device.setAccessibleName(self.tr("Device"))
        self._watched_icon = QLabel(self)
        self._watched = label("", "small")
        self._watched.setAccessibleName(self.tr("Watched folder"))
        self._watched.setContentsMargins(0, 0, 14, 0)
        self._state = ElidedLabel("", "small", mode=Qt.TextElideMode.ElideRight)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(QSize(190, 6))
        self._progress.setAccessibleName(self.tr("Progress"))
        self._share = label("", "small")
        self._share.setFixedWidth(38)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.setProperty("role", "small")
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(14, 3, 14, 3)
        layout.setSpacing(8)
        layout.addWidget(self._device_icon)
        layout.addWidget(self._device)
        layout.addSpacing(14)
        layout.addWidget(self._watched_icon)
        layout.addWidget(self._watched)
        layout.addWidget(self._state, 1)
        layout.addWidget(self._progress)
        layout.addWidget(self._share)
        layout.addWidget(self._cancel)
        row.setMinimumHeight(32)
        self.addWidget(row, 1)
        self._cancel.clicked.connect(self._request_cancel)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_activity(None)
        self.show_watched(None)

    @property
    def activity(self) -> Activity | None:
        """What is shown as running."""
        return self._activity

    @property
    def state(self) -> str:
        """The text of the state."""
        return self._state.text()

    def show_device(self, device: str) -> None:
        """Name the device that the worker runs on."""
        self._device.setText(translated(device))

    def show_watched(self, folder: Path | None) -> None:
        """Name the folder that feeds the inbox."""
        for part in (self._watched_icon, self._watched):
            part.setVisible(folder is not None)
            part.setToolTip("" if folder is None else str(folder))
        name = "" if folder is None else folder.name or str(folder)
        self._watched.setText(self.tr("Watching {0}").format(name))

    def show_state(self, words: str) -> None:
        """Say how things are while nothing runs."""
        self._idle = words
        if self._activity is None:
            self._state.setText(words)

    _idle = ""

    def show_activity(self, activity: Activity | None) -> None:
        """Show what runs, or that nothing does."""
        self._activity = activity
        running = activity is not None
        for part in (self._progress, self._share, self._cancel):
            part.setVisible(running)
        if activity is None:
            self._state.setText(self._idle)
            return
        self._state.setText(activity.text)
        self._cancel.setAccessibleName(self.tr("Cancel: {0}").format(activity.text))
        if activity.fraction is None:
            self._progress.setRange(0, 0)
            self._share.setText("")
        else:
            self._progress.setRange(0, 1000)
            self._progress.setValue(round(activity.fraction * 1000))
            self._share.setText(self.tr("{0} %").format(int(activity.fraction * 100)))

    @Slot()
    def _request_cancel(self) -> None:
        if self._activity is not None:
            self.cancel_requested.emit(self._activity.key)

    @Slot()
    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        for part, name in ((self._device_icon, "device"), (self._watched_icon, "inbox")):
            part.setPixmap(icons.pixmap(name, self._theme.tones.muted, 16, ratio))
