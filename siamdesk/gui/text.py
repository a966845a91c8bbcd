"""Figures and counts as the window writes them."""

from __future__ import annotations

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


def count(number: int, one: str, many: str) -> str:
    """``count(2, "photo", "photos")`` is ``2 photos``."""
    return f"{number:,} {one if number == 1 else many}"


def photos(number: int) -> str:
    """``3 photos``."""
    return count(number, "photo", "photos")


def accuracy_range(summary: LearningSummary) -> str | None:
    """``87–97 %``, or None when there is none to tell."""
    if summary.accuracy_low is None or summary.accuracy_high is None:
        return None
    return f"{round(summary.accuracy_low * 100)}–{round(summary.accuracy_high * 100)} %"


def version_name(version_id: int | None) -> str:
    """What an encoder of the project is called within a sentence; None is the pretrained one."""
    return "the pretrained encoder" if version_id is None else f"version {version_id}"


def megabytes(size: int) -> str:
    """``12 MB``."""
    return f"{max(1, round(size / 1e6)):,} MB"


def next_step(summary: LearningSummary) -> str:
    """What the inspector can do to make the model better or its accuracy known; may be empty."""
    missing = summary.classes_without_examples
    if len(missing) == 1:
        return f"Add a photo to “{missing[0]}”."
    if missing:
        return f"Add a photo to {len(missing)} more classes."
    if summary.accuracy is None:
        return "Add a second example to each class: the accuracy can then be told."
    if summary.examples < 5 * summary.classes:
        return "Five examples per class make guesses much surer."
    return ""
