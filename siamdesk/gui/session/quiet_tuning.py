"""When the encoder is fine-tuned without being asked to: enough examples, new ones, and quiet."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from siamdesk.build_info import has_keras
from siamdesk.engine.messages import LearningSummary
from siamdesk.project.values import ProjectSnapshot

Examples = frozenset[tuple[int, int]]
"""(photo id, class id) of each."""


class QuietTuning(QObject):
    """Knows which examples were tuned with; lives in the GUI thread."""

    due = Signal()
    """Nothing was learned for a while: now is the time."""

    def __init__(self, quiet_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._able = has_keras()
        self._tuned: Examples | None = None
        self._timer = QTimer(self, singleShot=True, interval=quiet_ms)
        self._timer.timeout.connect(self.due)

    def keep(self, snapshot: ProjectSnapshot | None) -> None:
        """Take the examples of this project for tuned with, until there are other ones.

        So when a project is opened, as it was left; and at the start of each fine-tuning, or a
        cancel or a crash would make it start by itself again.
        """
        self._tuned = _examples(snapshot)
        self.disturb()

    def consider(self, snapshot: ProjectSnapshot | None, known: LearningSummary | None) -> None:
        """Have `due` follow if it stays quiet, unless fine-tuning what was learned is of no use."""
        if (
            self._able
            and known is not None
            and known.accuracy is not None
            and known.examples >= 2 * known.classes
            and _examples(snapshot) != self._tuned
        ):
            self._timer.start()

    def disturb(self) -> None:
        """Something else comes first."""
        self._timer.stop()


def _examples(snapshot: ProjectSnapshot | None) -> Examples:
    photos = snapshot.photos if snapshot is not None else ()
    return frozenset((p.id, p.class_id) for p in photos if p.class_id is not None)
