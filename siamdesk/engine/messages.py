"""What the window asks of the engine, and what the engine answers.

All are frozen values that travel through the worker's pipe. `task` names the request that an event
belongs to. `revision` is the project's revision that an answer was made from: it is the generation
number, and an answer older than what the window shows is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.ranking_table import RankingTable
from siamdesk.export_kinds import ExportFormat, Precision
from siamdesk.project.values import ModelVersion


class FineTuneMode(StrEnum):
    """When the encoder itself is tuned: on the project's size, never, or always."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


class VersionFiles(StrEnum):
    """How the files of a model version are."""

    FINE = "fine"
    MISSING = "missing"
    DAMAGED = "damaged"


# --- requests -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """Base of all requests."""

    task: int


@dataclass(frozen=True, slots=True)
class OpenProject(Request):
    """Work on this project from now on: `Finished`, or `Failed` when it can't be opened."""

    path: Path


@dataclass(frozen=True, slots=True)
class Learn(Request):
    """Read the project, fit the head, rank the inbox: `Learned`, `Ranked`..., `Finished`."""


@dataclass(frozen=True, slots=True)
class FineTune(Request):
    """Tune the encoder in the background: `ProgressMade`..., `FineTuned`, `Finished`.

    When the tuned encoder was taken, ask for `Learn` next: only that brings new rankings.
    """

    mode: FineTuneMode = FineTuneMode.AUTO


@dataclass(frozen=True, slots=True)
class Explain(Request):
    """Why `class_id` and not `against_id`, for one photo: `Explained`, `Finished`."""

    photo_id: int
    class_id: int
    against_id: int


@dataclass(frozen=True, slots=True)
class ExportModel(Request):
    """Write the trained model to `out`: `Exported`, `Finished`."""

    out: Path
    """A folder, or a zip if it ends in ``.zip``."""
    format: ExportFormat = ExportFormat.KERAS
    precision: Precision = Precision.FLOAT32


@dataclass(frozen=True, slots=True)
class ListVersions(Request):
    """Which encoders the project can use: `VersionsListed`, `Finished`."""


@dataclass(frozen=True, slots=True)
class UseVersion(Request):
    """Use this version of the encoder; None is the pretrained one.

    `ProgressMade`..., `VersionUsed`, `Finished`; `Failed` when it can't be used, and then nothing
    was changed. Ask for `Learn` next, as after `FineTune`.
    """

    version_id: int | None


@dataclass(frozen=True, slots=True)
class DeleteVersion(Request):
    """Delete a version that is not in use: `VersionsListed`, `Finished`."""

    version_id: int


@dataclass(frozen=True, slots=True)
class FindSimilar(Request):
    """How alike is every photo to this one: `SimilarFound`, `Finished`."""

    photo_id: int


@dataclass(frozen=True, slots=True)
class MapPhotos(Request):
    """Where photos lie on the map, by principal components, at once: `PhotosMapped`, `Finished`."""


@dataclass(frozen=True, slots=True)
class RefineMap(Request):
    """The same by t-SNE, after all other work: `ProgressMade`..., `PhotosMapped`..., `Finished`."""


@dataclass(frozen=True, slots=True)
class ProposeSplit(Request):
    """Which examples of a class might be a class of their own: `SplitProposed`, `Finished`."""

    class_id: int


@dataclass(frozen=True, slots=True)
class Cancel(Request):
    """Stop the request whose task is `task`, soon: it ends with `WasCancelled`."""


@dataclass(frozen=True, slots=True)
class Stop(Request):
    """End the worker."""


# --- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""

    task: int


@dataclass(frozen=True, slots=True)
class Ready(Event):
    """The worker has started; `device` is what the status bar names, e.g. ``CPU``."""

    device: str


@dataclass(frozen=True, slots=True)
class ProgressMade(Event):
    """`fraction` in [0, 1] of the task is done."""

    fraction: float
    message: str


@dataclass(frozen=True, slots=True)
class ClassRecall:
    """How often the examples of one class are recognised by a head that has not seen them."""

    name: str
    examples: int
    judged: int
    """How many could be left out; 0 with a single example or a single part."""
    right: int
    low: float
    """Lower end of the 95 % range of ``right / judged``."""
    high: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two classes that are taken for each other."""

    first: str
    second: str
    mistakes: int
    """Examples of either that were taken for the other."""
    judged: int
    """Examples of both that were left out."""


@dataclass(frozen=True, slots=True)
class LearningSummary:
    """What the model knows, for the window's side bar."""

    examples: int
    classes: int
    classes_without_examples: tuple[str, ...]
    accuracy: float | None
    """Honest (leave one per class out) balanced accuracy; None when there is too little to tell."""
    accuracy_low: float | None
    accuracy_high: float | None
    """The 95 % range of `accuracy`."""
    encoder: str
    """Readable, e.g. ``Lite0 (fine-tuned) + TinyViT``."""
    per_class: tuple[ClassRecall, ...] = ()
    """In the order of the classes, of those with examples; empty without an accuracy."""
    confused: Confusion | None = None
    """The two classes with most mistakes between them, two at least; None when there are none."""


@dataclass(frozen=True, slots=True)
class Learned(Event):
    """The head was fitted to the examples of `revision`.

    `summary` is None when there are too few examples to rank anything; `hint` then says what to do.
    """

    revision: int
    summary: LearningSummary | None
    hint: str


@dataclass(frozen=True, slots=True)
class Ranked(Event):
    """Rankings of some photos (inbox and examples alike) at `revision`; more may follow."""

    revision: int
    table: RankingTable


@dataclass(frozen=True, slots=True)
class PhotosUnreadable(Event):
    """Photos of the project that could not be read any more, with the reason for each."""

    problems: tuple[tuple[int, str], ...]
    """(photo id, reason)"""


@dataclass(frozen=True, slots=True)
class Explained(Event):
    """The heatmap that was asked for.

    `contributions` add up to `difference`, the score of the class less that of the other.
    """

    revision: int
    photo_id: int
    class_id: int
    against_id: int
    contributions: NDArray[np.float32]
    """[h, w]; positive speaks for `class_id`, negative for `against_id`."""
    difference: float
    scale: float
    """The contribution at which the colour scale saturates: the same for all photos of a model."""


@dataclass(frozen=True, slots=True)
class FineTuned(Event):
    """Fine-tuning ended; `swapped` tells whether the tuned encoder was taken."""

    swapped: bool
    accuracy_before: float | None
    accuracy_after: float | None
    message: str
    replaced: int | None = None
    """The version that was in use before; None is the pretrained encoder."""


@dataclass(frozen=True, slots=True)
class VersionState:
    """One encoder that a project can use: a model version, or the pretrained one (None)."""

    version: ModelVersion | None
    encoder: str
    """Readable, e.g. ``Lite0 (fine-tuned) + TinyViT``."""
    chosen: bool
    """Whether the project is to use it."""
    in_use: bool
    """Whether it does: when the files of the chosen one are gone, the pretrained one is used."""
    files: VersionFiles
    size: int
    """Bytes on disk that deleting it would free."""

    @property
    def version_id(self) -> int | None:
        """Of the version; None is the pretrained encoder."""
        return None if self.version is None else self.version.id


@dataclass(frozen=True, slots=True)
class VersionsListed(Event):
    """Newest first; the pretrained encoder is always the last."""

    versions: tuple[VersionState, ...]


@dataclass(frozen=True, slots=True)
class VersionUsed(Event):
    """The project uses this version now; None is the pretrained encoder."""

    version_id: int | None


@dataclass(frozen=True, slots=True)
class Exported(Event):
    """The model lies at `path`; `message` says how it was verified."""

    path: Path
    message: str
    photos: int = 0
    """How many photos it was compared with the app on."""
    agreement: float = 1.0
    """Share of them with the same first guess, in [0, 1]."""
    difference: float = 0.0
    """The largest difference of a probability."""
    as_promised: bool = True
    """Whether these figures are good enough; if not, `message` says what to do."""


@dataclass(frozen=True, slots=True)
class SimilarFound(Event):
    """How alike photos are to one, itself among them; those not looked at yet are missing."""

    revision: int
    photo_id: int
    photo_ids: NDArray[np.int64]
    """[n]"""
    similarities: NDArray[np.float32]
    """[n], cosines in [-1, 1]"""


@dataclass(frozen=True, slots=True)
class PhotosMapped(Event):
    """Where photos lie on the map; those not looked at yet are missing."""

    revision: int
    photo_ids: NDArray[np.int64]
    """[n]"""
    places: NDArray[np.float32]
    """[n, 2], in no unit"""
    rounds_left: int
    """How often better places follow."""


@dataclass(frozen=True, slots=True)
class SplitProposed(Event):
    """The examples, by id, of the smaller of two parts that a class might fall into."""

    revision: int
    class_id: int
    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finished(Event):
    """The task is over and went well."""


@dataclass(frozen=True, slots=True)
class WasCancelled(Event):
    """The task is over because it was cancelled; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Failed(Event):
    """The task is over and failed; `message` can be shown as it stands."""

    message: str


@dataclass(frozen=True, slots=True)
class WorkerDied(Event):
    """The worker process ended by itself; `restarting` tells whether another one is on its way."""

    message: str
    restarting: bool
