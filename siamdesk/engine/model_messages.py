"""What the window's model panel asks of the engine, and what the engine answers.

Frozen values that travel through the worker's pipe, as those in `siamdesk.engine.messages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from siamdesk.engine.messages import Event, FineTuneMode, Request
from siamdesk.project.learning_records import TuningTry

DEFAULT = "default"
"""The value of the encoder setting that stands for the encoders which SiamDesk comes with."""


class SettingKey(StrEnum):
    """The learning settings of a project, by the names that they are kept under."""

    ENCODER = "encoder"
    LOSS = "loss"
    FINE_TUNE = "fine_tune"
    SEED = "seed"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a setting can have."""

    value: str
    title: str
    explanation: str
    missing: str = ""
    """Why it can't be chosen here and what to do; else empty."""


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """What one setting is: the form in the window and the command line are made from it."""

    key: SettingKey
    title: str
    explanation: str
    default: str | int
    choices: tuple[Choice, ...] = ()
    """In their order; empty for a number."""
    highest: int = 0
    """A number goes from 0 to this."""

    def title_of(self, value: str | int) -> str:
        """A value in words for people."""
        return next((c.title for c in self.choices if c.value == value), str(value))


@dataclass(frozen=True, slots=True)
class LearningSettings:
    """How a project learns; each field is a `SettingKey`."""

    encoder: str = DEFAULT
    """`DEFAULT`, or the id of an encoder."""
    loss: str = "supervised_contrastive"
    fine_tune: FineTuneMode = FineTuneMode.AUTO
    seed: int = 0
    device: str = "auto"


class PixelScale(StrEnum):
    """What an encoder of the user's takes for black and white; as `PixelRange` of the encoders."""

    BYTES = "0..255"
    UNIT = "0..1"
    SIGNED = "-1..1"
    IMAGENET = "imagenet"


# --- requests -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadSettings(Request):
    """How the project learns, and how else it could: `SettingsRead`, `Finished`."""


@dataclass(frozen=True, slots=True)
class ChangeSettings(Request):
    """Learn in this way: `ProgressMade`..., `SettingsRead`, `Finished`.

    `Failed` or `WasCancelled` when nothing was changed. Ask for `Learn` next.
    """

    settings: LearningSettings


@dataclass(frozen=True, slots=True)
class MeasureCurve(Request):
    """How the accuracy grows with the examples: `CurveMeasured`, `Finished`.

    What changes the project or is looked at goes first.
    """


@dataclass(frozen=True, slots=True)
class ListTries(Request):
    """Which fine-tunings there were: `TriesListed`, `Finished`."""


@dataclass(frozen=True, slots=True)
class AddEncoder(Request):
    """Make an encoder of a file: `ProgressMade`..., `SettingsRead`, `EncoderAdded`, `Finished`.

    `Failed` with the reason when the file is refused, and then nothing was changed.
    """

    path: Path
    name: str
    pixels: PixelScale = PixelScale.BYTES


# --- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingsRead(Event):
    """How the project learns, and what else can be chosen."""

    settings: LearningSettings
    specs: tuple[SettingSpec, ...]
    problem: str
    """Why the chosen encoder can't be used here, and what is used instead; else empty."""


@dataclass(frozen=True, slots=True)
class EncoderAdded(Event):
    """An encoder can be chosen from now on."""

    encoder_id: str
    frozen: bool
    """Whether it can neither be fine-tuned nor exported."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The accuracy with so many examples per class."""

    examples: int
    accuracy: float
    low: float
    """Lower end of the 95 % range."""
    high: float


class MoreExamples(StrEnum):
    """Whether more examples would help."""

    HELP = "help"
    HARDLY = "hardly"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class MeasuredCurve:
    """The learning curve of the examples of `revision`."""

    revision: int
    points: tuple[CurvePoint, ...] = ()
    """Empty when there is too little to measure."""
    more: MoreExamples = MoreExamples.UNCLEAR
    gain: float = 0.0
    """By how much the accuracy grew at the end, per doubling of the examples."""
    first: str | None = None
    """Name of the class that more examples would help most, if one stands out."""
    has_groups: bool = False
    """Whether examples that show the same part were counted once."""
    pretrained: bool = False
    """Whether the pretrained encoder was measured although a fine-tuned one is in use."""


@dataclass(frozen=True, slots=True)
class CurveMeasured(Event):
    """What was measured."""

    curve: MeasuredCurve


@dataclass(frozen=True, slots=True)
class TriesListed(Event):
    """Fine-tunings, newest first."""

    tries: tuple[TuningTry, ...]


@dataclass(frozen=True, slots=True)
class TuningStep:
    """One step of a fine-tuning: run `run` of `runs`, each of `steps` steps, all from 0.

    The last run learns from all examples; those before it leave some out, to be judged by them.
    """

    run: int
    runs: int
    step: int
    steps: int
    loss: float


@dataclass(frozen=True, slots=True)
class TuningStepped(Event):
    """A fine-tuning has made a step."""

    step: TuningStep
