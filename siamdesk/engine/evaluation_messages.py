"""What the window asks about how good the model and its examples are, and what is answered.

Frozen values that travel through the worker's pipe, as those in `siamdesk.engine.messages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from siamdesk.engine.messages import Event, Request
from siamdesk.figures.assessment import Assessment
from siamdesk.figures.label_quality import LabelQuality


@dataclass(frozen=True, slots=True)
class Evaluate(Request):
    """Judge the model that the last `Learn` gave: `ProgressMade`..., `Evaluated`, `Finished`.

    `Failed`, with what to do, where there is nothing to judge by.
    """

    folder: Path | None = None
    """A folder with one sub-folder of photos per class; None judges the examples, out of fold."""


@dataclass(frozen=True, slots=True)
class Evaluated(Event):
    """What was found; the assessment names the revision that was judged."""

    assessment: Assessment
    problems: tuple[str, ...] = ()
    """An error for each photo of the folder that could not be read."""


@dataclass(frozen=True, slots=True)
class CheckLabels(Request):
    """Which examples deserve a second look: `ProgressMade`..., `LabelsChecked`, `Finished`."""


@dataclass(frozen=True, slots=True)
class LabelsChecked(Event):
    """What was found; it names the revision that was checked."""

    quality: LabelQuality
