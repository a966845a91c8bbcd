"""Heatmaps that the worker has made, and the one that is wanted now."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from siamdesk.engine.heatmap_messages import MatchParts, PartsMatched, ShowUnusual, UnusualShown
from siamdesk.engine.messages import Explain, Explained

_DELAY_MS = 90
_KEPT = 64

Question = Explain | ShowUnusual | MatchParts
"""What a heatmap is to show. As long as nobody has been asked, its task is 0."""
Answer = Explained | UnusualShown | PartsMatched


def question_of(answer: Answer) -> Question:
    """What an answer is the answer to."""
    match answer:
        case Explained():
            return Explain(0, answer.photo_id, answer.class_id, answer.against_id)
        case UnusualShown():
            return ShowUnusual(0, answer.photo_id, answer.ok_class_id)
        case PartsMatched():
            return MatchParts(0, answer.photo_id, answer.example_id)


class Explanations(QObject):
    """Has a heatmap made for the photo that is looked at, and not for those passed by."""

    wanted = Signal(object)
    """The `Question` of a heatmap that is to be made."""
    explained = Signal(object)
    """The `Answer` to what was asked last."""
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self._kept: OrderedDict[Question, Answer] = OrderedDict()
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._want)

    def ask(self, question: Question | None) -> None:
        """Have `explained` bring a heatmap, at once when it is known already; None: none."""
        self._question = question
        kept = self._kept.get(question) if question is not None else None
        if kept is not None or question is None:
            self._timer.stop()
            if kept is not None:
                self.explained.emit(kept)
        else:
            self._timer.start()

    def take(self, answer: Answer) -> None:
        """The worker has made one."""
        question = question_of(answer)
        self._kept[question] = answer
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if question == self._question:
            self.explained.emit(answer)

    def fail(self, question: Question, message: str) -> None:
        """The worker could not make one."""
        if question == self._question:
            self.failed.emit(message)

    def forget(self) -> None:
        """What is known is true no more."""
        self._kept.clear()

    def close(self) -> None:
        """Nothing is wanted any more."""
        self.forget()
        self._question = None
        self._timer.stop()

    @Slot()
    def _want(self) -> None:
        if self._question is not None:
            self.wanted.emit(self._question)
