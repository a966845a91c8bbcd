"""Heatmaps that the worker has made, and the one that is wanted now."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from siamdesk.engine.messages import Explained

_DELAY_MS = 90
_KEPT = 64

ExplainKey = tuple[int, int, int]
"""Photo id, class id, id of the other class."""


class Explanations(QObject):
    """Has a heatmap made for the photo that is looked at, and not for those passed by."""

    wanted = Signal(object)
    """The `ExplainKey` of a heatmap that is to be made."""
    explained = Signal(object)
    """The `Explained` that was asked for last."""
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key: ExplainKey | None = None
        self._kept: OrderedDict[ExplainKey, Explained] = OrderedDict()
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._want)

    def ask(self, key: ExplainKey) -> None:
        """Have `explained` bring a heatmap, at once when it is known already."""
        self._key = key
        kept = self._kept.get(key)
        if kept is not None:
            self._timer.stop()
            self.explained.emit(kept)
        else:
            self._timer.start()

    def take(self, event: Explained) -> None:
        """The worker has made one."""
        key = (event.photo_id, event.class_id, event.against_id)
        self._kept[key] = event
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if key == self._key:
            self.explained.emit(event)

    def forget(self) -> None:
        """What is known is true no more."""
        self._kept.clear()

    def close(self) -> None:
        """Nothing is wanted any more."""
        self.forget()
        self._key = None
        self._timer.stop()

    @Slot()
    def _want(self) -> None:
        if self._key is not None:
            self.wanted.emit(self._key)
