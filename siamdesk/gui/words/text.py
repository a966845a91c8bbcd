"""Figures and counts as the window writes them, in its language."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from siamdesk.engine.messages import LearningSummary


def percent(fraction: float) -> str:
    """``0.934`` as ``93 %``; never 100 % or 0 % for what is only nearly so."""
    rounded = round(fraction * 100)
    if rounded >= 100 and fraction < 0.9995:
        rounded = 99
    if rounded <= 0 and fraction > 0.0005:
        return "<1 %"
    return f"{rounded} %"


def probability(value: float) -> str:
    """A probability for people: none is ever shown as certain or as impossible."""
    if value > 0.99:
        return ">99 %"
    return percent(value) if value >= 0.01 else "<1 %"


def number(value: int) -> str:
    """``1,200``, or ``1.200`` in German."""
    return QLocale().toString(value)


def decimal(value: float, digits: int) -> str:
    """``0.93``, or ``0,93`` in German."""
    return QLocale().toString(value, "f", digits)


def ranged(value: float, low: float, high: float) -> str:
    """``93 % (87–97 %)``."""
    return f"{percent(value)} ({round(low * 100)}–{round(high * 100)} %)"


def signed(value: float, digits: int) -> str:
    """``+0.93`` or ``−0.93``; zero has no sign."""
    size = decimal(abs(value), digits)
    if float(f"{value:.{digits}f}") == 0:
        return size
    return f"+{size}" if value > 0 else f"−{size}"


def photos(count: int) -> str:
    """``3 photos``."""
    return _Figures().photos(count)


def examples(count: int) -> str:
    """``3 examples``."""
    return _Figures().examples(count)


def classes(count: int) -> str:
    """``3 classes``."""
    return _Figures().classes(count)


def accuracy_range(summary: LearningSummary) -> str | None:
    """``87–97 %``, or None when there is none to tell."""
    if summary.accuracy_low is None or summary.accuracy_high is None:
        return None
    return f"{round(summary.accuracy_low * 100)}–{round(summary.accuracy_high * 100)} %"


def clock(seconds: float) -> str:
    """``65.2`` as ``1:05``, from an hour on ``1:01:05``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def megabytes(size: int) -> str:
    """``12 MB``."""
    return f"{number(max(1, round(size / 1e6)))} MB"


def next_step(summary: LearningSummary) -> str:
    """What the inspector can do to make the model better or its accuracy known; may be empty."""
    return _Figures().next_step(summary)


class _Figures(QObject):
    """Texts with a plural: only a `QObject` can have them translated."""

    def photos(self, count: int) -> str:
        return self.tr("%Ln photos", "", count)

    def examples(self, count: int) -> str:
        return self.tr("%Ln examples", "", count)

    def classes(self, count: int) -> str:
        return self.tr("%Ln classes", "", count)

    def next_step(self, summary: LearningSummary) -> str:
        missing = summary.classes_without_examples
        if len(missing) == 1:
            return self.tr("Add a photo to “{0}”.").format(missing[0])
        if missing:
            return self.tr("Add a photo to %Ln more classes.", "", len(missing))
        if summary.accuracy is None:
            return self.tr("Add a second example to each class: the accuracy can then be told.")
        if summary.examples < 5 * summary.classes:
            return self.tr("Five examples per class make guesses much surer.")
        return ""
