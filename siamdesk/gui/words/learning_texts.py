"""Templates of what the engine says of learning settings and fine-tuning: see `core_texts`."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

LEARNING_TEXTS: Final = (
    QT_TRANSLATE_NOOP("core", "Encoder"),
    QT_TRANSLATE_NOOP(
        "core",
        "What turns a photo into numbers. Another one looks at all photos once, which takes a"
        " while for thousands of them.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The default: more accurate than either alone. Lite0 can be fine-tuned.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The fastest, and good at small defects. It can be fine-tuned.",
    ),
    QT_TRANSLATE_NOOP("core", "Good with one or two examples per class. It can't be fine-tuned."),
    QT_TRANSLATE_NOOP(
        "core",
        "Larger than Lite0 and a little more accurate; it can't be fine-tuned.",
    ),
    QT_TRANSLATE_NOOP("core", "Larger and slower than Lite2; it can't be fine-tuned."),
    QT_TRANSLATE_NOOP(
        "core",
        "Precise but slow: a photo takes several times as long. It can't be fine-tuned.",
    ),
    QT_TRANSLATE_NOOP("core", "Fine-tuning"),
    QT_TRANSLATE_NOOP(
        "core",
        "Whether the encoder itself learns from your examples, in the background.",
    ),
    QT_TRANSLATE_NOOP("core", "By itself, if it clearly helps"),
    QT_TRANSLATE_NOOP(
        "core",
        "Tried when you pause; taken only when photos that were left out are recognised "
        "clearly better.",
    ),
    QT_TRANSLATE_NOOP("core", "By itself, if it helps at all"),
    QT_TRANSLATE_NOOP(
        "core",
        "Tried when you pause; taken however small the gain on photos that were left out.",
    ),
    QT_TRANSLATE_NOOP("core", "Only when I ask"),
    QT_TRANSLATE_NOOP("core", "Tried only by “Fine-tune now”. Saves work for the computer."),
    QT_TRANSLATE_NOOP("core", "Loss"),
    QT_TRANSLATE_NOOP(
        "core",
        "What fine-tuning tries to make small. Used by the next fine-tuning.",
    ),
    QT_TRANSLATE_NOOP("core", "Supervised contrastive"),
    QT_TRANSLATE_NOOP(
        "core",
        "Compares all photos of a batch with each other. It gave the largest gains where it "
        "was measured.",
    ),
    QT_TRANSLATE_NOOP("core", "Cross-entropy on weighted L1"),
    QT_TRANSLATE_NOOP(
        "core",
        "Learns which differences tell a pair of photos of one class from a pair of two.",
    ),
    QT_TRANSLATE_NOOP("core", "Contrastive, with margin"),
    QT_TRANSLATE_NOOP(
        "core",
        "Pulls pairs of one class together and pushes other pairs apart, up to a distance.",
    ),
    QT_TRANSLATE_NOOP("core", "Triplet, semi-hard"),
    QT_TRANSLATE_NOOP(
        "core",
        "Wants each photo nearer to one of its own class than to one of another.",
    ),
    QT_TRANSLATE_NOOP("core", "Seed"),
    QT_TRANSLATE_NOOP(
        "core",
        "Where chance starts from in fine-tuning. The same seed gives the same encoder; try "
        "another one to see how much is luck.",
    ),
    QT_TRANSLATE_NOOP("core", "Device"),
    QT_TRANSLATE_NOOP(
        "core",
        "What fine-tuning runs on. Photos are always looked at on the processor.",
    ),
    QT_TRANSLATE_NOOP("core", "Automatic"),
    QT_TRANSLATE_NOOP("core", "A graphics card if one can be used."),
    QT_TRANSLATE_NOOP("core", "Processor"),
    QT_TRANSLATE_NOOP("core", "Works everywhere."),
    QT_TRANSLATE_NOOP("core", "Graphics card"),
    QT_TRANSLATE_NOOP("core", "Fails with a message when none can be used."),
    QT_TRANSLATE_NOOP("core", "An encoder that you added; it can't be fine-tuned."),
    QT_TRANSLATE_NOOP("core", "Not installed. To install it, run: {command}"),
    QT_TRANSLATE_NOOP("core", "{setting} can't be {value}. Choose one of: {choices}."),
    QT_TRANSLATE_NOOP(
        "core",
        "{encoder} can't be fine-tuned. Choose an encoder with {name} in the settings of the "
        "model.",
    ),
    QT_TRANSLATE_NOOP("core", "Nothing was fine-tuned. {reason}"),
    QT_TRANSLATE_NOOP("core", "Until then {encoder} is used; the project keeps its choice."),
    QT_TRANSLATE_NOOP(
        "core",
        "Model version {n} was tuned for {encoder}, and the project uses {other}. Choose the "
        "version again to use both.",
    ),
    QT_TRANSLATE_NOOP("core", "Measuring the learning curve"),
    QT_TRANSLATE_NOOP("core", "Change how SiamDesk learns: {parts}"),
    QT_TRANSLATE_NOOP(
        "core",
        "Try fine-tuning on {examples}, keep the encoder as it was (log loss {before} before,"
        " {after} after)",
    ),
    QT_TRANSLATE_NOOP("core", "Try fine-tuning, keep the encoder as it was"),
    QT_TRANSLATE_NOOP("core", "encoder from {old} to {new}"),
    QT_TRANSLATE_NOOP("core", "fine-tuning from {old} to {new}"),
    QT_TRANSLATE_NOOP("core", "loss from {old} to {new}"),
    QT_TRANSLATE_NOOP("core", "seed from {old} to {new}"),
    QT_TRANSLATE_NOOP("core", "device from {old} to {new}"),
    QT_TRANSLATE_NOOP(
        "core",
        "The encoder {name} does not come with SiamDesk and is not in {folder} yet. To put it"
        " there, run: {command}",
    ),
    QT_TRANSLATE_NOOP("core", "There is no encoder {name}. Choose one of: {names}."),
)
