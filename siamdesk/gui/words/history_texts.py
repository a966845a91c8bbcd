"""Templates of the sentences that the history holds: see `siamdesk.project.wording`.

``{n}``, ``{m}`` and ``{k}`` stand for numbers; one and many have a template each, since what is on
disk is text. `core_words` tells which fields hold pieces that are translated in turn.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

HISTORY_TEXTS: Final = (
    QT_TRANSLATE_NOOP("core", "Add {examples}"),
    QT_TRANSLATE_NOOP("core", "Add {n} photos to the inbox"),
    QT_TRANSLATE_NOOP("core", "Add 1 photo to the inbox"),
    QT_TRANSLATE_NOOP("core", "Add {examples} and {n} photos to the inbox"),
    QT_TRANSLATE_NOOP("core", "Add {examples} and 1 photo to the inbox"),
    QT_TRANSLATE_NOOP("core", "{n} examples of {name}"),
    QT_TRANSLATE_NOOP("core", "1 example of {name}"),
    QT_TRANSLATE_NOOP("core", "{n} examples of {k} classes"),
    QT_TRANSLATE_NOOP("core", "Send {name} back to the inbox"),
    QT_TRANSLATE_NOOP("core", "Send {n} photos back to the inbox"),
    QT_TRANSLATE_NOOP("core", "Set class of {photo} to {name}"),
    QT_TRANSLATE_NOOP("core", "Set class of {n} photos to {name}"),
    QT_TRANSLATE_NOOP("core", "Set class of {n} photos: {parts}"),
    QT_TRANSLATE_NOOP("core", "{n} back to the inbox"),
    QT_TRANSLATE_NOOP("core", "{n} to {name}"),
    QT_TRANSLATE_NOOP("core", "{n} to {k} other classes"),
    QT_TRANSLATE_NOOP("core", "Remove {name}"),
    QT_TRANSLATE_NOOP("core", "Remove {n} photos"),
    QT_TRANSLATE_NOOP("core", "Add class {name}"),
    QT_TRANSLATE_NOOP("core", "Rename class {old} to {name}"),
    QT_TRANSLATE_NOOP("core", "Move class {name} to place {n}"),
    QT_TRANSLATE_NOOP("core", "Change the colour of class {name}"),
    QT_TRANSLATE_NOOP("core", "Call class {name} OK"),
    QT_TRANSLATE_NOOP("core", "Call no class OK"),
    QT_TRANSLATE_NOOP("core", "Confirm the class of {name}"),
    QT_TRANSLATE_NOOP("core", "Confirm the classes of {n} photos"),
    QT_TRANSLATE_NOOP("core", "Move {name} to the new class {class}"),
    QT_TRANSLATE_NOOP("core", "Move {n} photos to the new class {class}"),
    QT_TRANSLATE_NOOP("core", "Merge class {name} into {into} ({n} examples)"),
    QT_TRANSLATE_NOOP("core", "Merge class {name} into {into} (1 example)"),
    QT_TRANSLATE_NOOP("core", "Delete class {name}"),
    QT_TRANSLATE_NOOP("core", "Delete class {name}; {n} examples back to the inbox"),
    QT_TRANSLATE_NOOP("core", "Delete class {name}; 1 example back to the inbox"),
    QT_TRANSLATE_NOOP("core", "Take {name} out of its group"),
    QT_TRANSLATE_NOOP("core", "Take {n} photos out of their groups"),
    QT_TRANSLATE_NOOP("core", "Put {name} into group {group}"),
    QT_TRANSLATE_NOOP("core", "Put {n} photos into group {group}"),
    QT_TRANSLATE_NOOP("core", "Put {n} photos into {k} groups"),
    QT_TRANSLATE_NOOP("core", "Put {n} photos into 1 group"),
    QT_TRANSLATE_NOOP("core", "Write a note on {name}"),
    QT_TRANSLATE_NOOP("core", "Delete the note on {name}"),
    QT_TRANSLATE_NOOP("core", "Use the encoder fine-tuned as model version {n}"),
    QT_TRANSLATE_NOOP("core", "Keep the encoder fine-tuned as model version {n}"),
    QT_TRANSLATE_NOOP(
        "core",
        "Use the encoder fine-tuned as model version {n} (accuracy {m}% before, {k}% after)",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Keep the encoder fine-tuned as model version {n} (accuracy {m}% before, {k}% after)",
    ),
    QT_TRANSLATE_NOOP("core", "Use the encoder fine-tuned on {examples} as model version {n}"),
    QT_TRANSLATE_NOOP("core", "Keep the encoder fine-tuned on {examples} as model version {n}"),
    QT_TRANSLATE_NOOP(
        "core",
        "Use the encoder fine-tuned on {examples} as model version {n} "
        "(accuracy {m}% before, {k}% after)",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Keep the encoder fine-tuned on {examples} as model version {n} "
        "(accuracy {m}% before, {k}% after)",
    ),
    QT_TRANSLATE_NOOP("core", "{n} examples"),
    QT_TRANSLATE_NOOP("core", "1 example"),
    QT_TRANSLATE_NOOP("core", "Use model version {n} in place of model version {m}"),
    QT_TRANSLATE_NOOP("core", "Use model version {n} in place of the pretrained encoder"),
    QT_TRANSLATE_NOOP("core", "Use the pretrained encoder in place of model version {n}"),
    QT_TRANSLATE_NOOP("core", "Delete model version {n}"),
    QT_TRANSLATE_NOOP("core", "all photos"),
    QT_TRANSLATE_NOOP("core", "{n} photos"),
    QT_TRANSLATE_NOOP(
        "core",
        "Look at a region of {photos}: {left} % to {right} % across, {top} % to {bottom} % down",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Look at a region of {photos}: {left} % to {right} % across, {top} % to {bottom} % down, "
        "within an outline",
    ),
    QT_TRANSLATE_NOOP("core", "Look at the whole of {photos}"),
    QT_TRANSLATE_NOOP("core", "Look at the project's region of {photos}"),
    QT_TRANSLATE_NOOP("core", "Show grey values {low} to {high} of {photos}"),
    QT_TRANSLATE_NOOP("core", "Show the project's grey values of {photos}"),
    QT_TRANSLATE_NOOP("core", "Show the usual grey values of {photos}"),
    QT_TRANSLATE_NOOP("core", "Choose what is looked at of {photos}"),
    QT_TRANSLATE_NOOP("core", "Choose region and grey values of {photos}"),
    QT_TRANSLATE_NOOP("core", "Have {photos} looked at alike"),
    QT_TRANSLATE_NOOP("core", "{photos}; show grey values {low} to {high}"),
)
