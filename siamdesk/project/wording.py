"""Sentences of the history, in the words of the glossary."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from siamdesk.images.framing import WHOLE, Framing, Region, Window

_MOST_NAMED: Final = 3
"""Classes that a sentence names before it only counts the rest."""


def counted(count: int, noun: str, plural: str = "") -> str:
    """``1 photo``, ``1,200 photos``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def added_text(
    counts: Mapping[str | None, int], window: Window | None = None, made: int = 0
) -> str:
    """What adding photos did: how many went to each class, and to the inbox (None).

    `window` are the grey values that were chosen for them, `made` the number of new classes.
    """
    classes = [name for name in counts if name is not None]
    examples = sum(counts[name] for name in classes)
    what = classes[0] if len(classes) == 1 else counted(len(classes), "class", "classes")
    parts = [f"{counted(examples, 'example')} of {what}"] if classes else []
    if None in counts:
        parts.append(f"{counted(counts[None], 'photo')} to the inbox")
    if not parts:
        return f"Add {counted(made, 'class', 'classes')} without examples"
    shown = "" if window is None else f"; show grey values {window_words(window)}"
    return f"Add {' and '.join(parts)}{shown}"


def set_class_text(moves: Sequence[tuple[str, str | None]]) -> str:
    """What setting classes did: pairs of photo and class name, None for the inbox."""
    targets = Counter(class_name for _, class_name in moves).most_common()
    if len(targets) == 1:
        what = moves[0][0] if len(moves) == 1 else counted(len(moves), "photo")
        class_name = targets[0][0]
        if class_name is None:
            return f"Send {what} back to the inbox"
        return f"Set class of {what} to {class_name}"
    named = targets if len(targets) <= _MOST_NAMED + 1 else targets[:_MOST_NAMED]
    parts = [f"{n:,} back to the inbox" if c is None else f"{n:,} to {c}" for c, n in named]
    if len(named) < len(targets):
        rest = len(moves) - sum(count for _, count in named)
        parts.append(f"{rest:,} to {len(targets) - len(named)} other classes")
    return f"Set class of {counted(len(moves), 'photo')}: {', '.join(parts)}"


def confirmed_text(names: list[str]) -> str:
    """What confirming the classes of photos with these file names did."""
    if len(names) == 1:
        return f"Confirm the class of {names[0]}"
    return f"Confirm the classes of {counted(len(names), 'photo')}"


def split_text(names: list[str], class_name: str) -> str:
    """What making photos with these file names a class of their own did."""
    what = names[0] if len(names) == 1 else counted(len(names), "photo")
    return f"Move {what} to the new class {class_name}"


def removed_text(names: list[str]) -> str:
    """What removing photos with these file names did."""
    return f"Remove {names[0] if len(names) == 1 else counted(len(names), 'photo')}"


def added_model_text(
    version_id: int, examples: int | None, before: float, after: float, *, active: bool
) -> str:
    """What keeping a fine-tuned encoder did; an accuracy that is not a number is not known."""
    source = "" if examples is None else f" on {counted(examples, 'example')}"
    known = not (math.isnan(before) or math.isnan(after))
    worth = f" (accuracy {before:.0%} before, {after:.0%} after)" if known else ""
    verb = "Use" if active else "Keep"
    return f"{verb} the encoder fine-tuned{source} as model version {version_id}{worth}"


def used_model_text(version_id: int | None, replaced: int | None) -> str:
    """What changing to another encoder did; None is the pretrained one."""
    now, before = (
        "the pretrained encoder" if known is None else f"model version {known}"
        for known in (version_id, replaced)
    )
    return f"Use {now} in place of {before}"


def tried_tuning_text(examples: int | None, before: float | None, after: float | None) -> str:
    """What a fine-tuning did whose encoder was not taken."""
    source = "" if examples is None else f" on {counted(examples, 'example')}"
    known = before is not None and after is not None
    worth = f" (log loss {before:.2f} before, {after:.2f} after)" if known else ""
    return f"Try fine-tuning{source}, keep the encoder as it was{worth}"


def duplicate_text(
    name: str, class_name: str | None, wanted: str | None, *, restored: bool = False
) -> str:
    """Why a photo was left out whose bytes are those of the photo `name`.

    `restored` tells that the project had lost its copy of it and has it again.
    """
    where = "in the inbox" if class_name is None else f"an example of '{class_name}'"
    sentences = [f"the same photo is already {where}, as '{name}'."]
    if wanted is not None and class_name is None:
        sentences.append(f"Set its class to '{wanted}' there.")
    elif wanted not in (None, class_name):
        sentences.append(
            f"It was not added to '{wanted}': correct its class if that is the right one."
        )
    if restored:
        sentences.append("Its copy in the project was lost and has been restored.")
    return " ".join(sentences)


def merged_text(name: str, into: str, examples: int) -> str:
    """What merging a class into another one did."""
    return f"Merge class {name} into {into} ({counted(examples, 'example')})"


def deleted_class_text(name: str, examples: int) -> str:
    """What deleting a class did."""
    if not examples:
        return f"Delete class {name}"
    where = f"{counted(examples, 'example')} back to the inbox"
    return f"Delete class {name}; {where}"


def grouped_text(names: list[str], groups: set[str | None]) -> str:
    """What setting the groups of photos with these file names did."""
    what = names[0] if len(names) == 1 else counted(len(names), "photo")
    if groups == {None}:
        return f"Take {what} out of {'its group' if len(names) == 1 else 'their groups'}"
    if len(groups) == 1:
        return f"Put {what} into group {next(iter(groups))}"
    return f"Put {what} into {counted(len(groups - {None}), 'group')}"


def note_text(name: str, note: str | None) -> str:
    """What setting the note of the photo with this file name did."""
    return f"Delete the note on {name}" if note is None else f"Write a note on {name}"


def framed_text(
    what: str, old: Framing | None, new: Framing | None, *, project: bool = False
) -> str:
    """What choosing the framing of photos did; None: it differs among them."""
    if old is None or new is None:
        return f"Choose what is looked at of {what}"
    if new.region != old.region and new.window != old.window:
        return f"Choose region and grey values of {what}"
    if new.window != old.window:
        return _window_text(what, new.window, project=project)
    if new.region != old.region:
        return _region_text(what, new.region, project=project)
    return f"Have {what} looked at alike"


def _region_text(what: str, region: Region | None, *, project: bool) -> str:
    if region == WHOLE or (region is None and project):
        return f"Look at the whole of {what}"
    if region is None:
        return f"Look at the project's region of {what}"
    return f"Look at a region of {what}: {region_words(region)}"


def _window_text(what: str, window: Window | None, *, project: bool) -> str:
    if window is not None:
        return f"Show grey values {window_words(window)} of {what}"
    whose = "usual" if project else "project's"
    return f"Show the {whose} grey values of {what}"


def region_words(region: Region) -> str:
    """``10 % to 90 % across, 0 % to 50 % down``, and whether an outline in there counts."""
    across, down = (
        f"{100 * start:.3g} % to {100 * stop:.3g} %"
        for start, stop in ((region.left, region.right), (region.top, region.bottom))
    )
    words = f"{across} across, {down} down"
    return f"{words}, within an outline" if region.corners else words


def window_words(window: Window) -> str:
    """``1,000 to 5,000``."""
    return " to ".join(
        f"{value:,.0f}" if value.is_integer() else f"{value:.4g}"
        for value in (float(window.low), float(window.high))
    )
