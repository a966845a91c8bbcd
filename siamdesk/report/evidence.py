"""What a report is made from: everything that was measured, gathered by whoever has an engine."""

from __future__ import annotations

from dataclasses import dataclass

from siamdesk.fewshot.learning_curve import LearningCurve
from siamdesk.figures.assessment import Assessment
from siamdesk.figures.judged import JudgedPhotos
from siamdesk.figures.label_quality import LabelQuality
from siamdesk.figures.threshold import OperatingPoint, Roc


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """Which model was judged, on what machine."""

    encoder: str
    """For people, e.g. ``Lite0 (fine-tuned) + TinyViT``."""
    version: str = "pretrained"
    """For people: which model version, or that the encoder is pretrained."""
    seed: int = 0
    device: str = ""
    """What photos are looked at on, e.g. ``CPU``."""
    packages: tuple[tuple[str, str], ...] = ()
    """Names and versions."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """A threshold for one class and what it costs."""

    roc: Roc
    point: OperatingPoint
    unseen_cost: float | None
    """Cost per photo with thresholds that were chosen without the part at hand."""


@dataclass(frozen=True, slots=True)
class MeasuredLearning:
    """A learning curve with the examples that it was measured on."""

    curve: LearningCurve
    names: tuple[str, ...]
    """[n], file names of the examples"""
    labels: tuple[int, ...]
    """[n], class indices"""
    parts: tuple[int, ...]
    """[n], numbers of the parts that they show"""
    pretrained: bool
    """Whether the pretrained encoder was measured although a fine-tuned one is in use."""


@dataclass(frozen=True, slots=True)
class MistakePictures:
    """A photo that was guessed wrong, as JPEGs."""

    row: int
    """Of the judged photos."""
    photo: bytes
    heatmap: bytes
    """Why the guess and not the true class."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a report shows besides the project itself."""

    assessment: Assessment
    method: str
    """In words, how the photos were judged."""
    model: ModelFacts
    quality: LabelQuality | None = None
    learning: MeasuredLearning | None = None
    tuning: Tuning | None = None
    mistakes: tuple[MistakePictures, ...] = ()
    """The surest wrong guesses first."""
    calibration: JudgedPhotos | None = None
    """The examples, out of fold, where other photos were judged: they shape the conformal sets."""
