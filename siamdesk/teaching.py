"""What a `FewShotClassifier` is made of: the encoders in use, what was taught, and what follows."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.devices import Device
from siamdesk.encoders.runtime import Encoded, Encoder
from siamdesk.engine.unseen_scores import keep_unseen, recall_unseen
from siamdesk.errors import EncoderError, SiamDeskError
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.images.given import (
    GivenPhoto,
    GivenPhotos,
    name_of,
    refuse_path,
    square_of_given,
    squares_of,
)
from siamdesk.progress import no_progress

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncodersInUse:
    """The encoders in use; `tuned` is the folder of a tuned one, which `keep` may own."""

    loaded: list[Encoder]
    tuned: Path | None
    keep: tempfile.TemporaryDirectory[str] | None

    @property
    def input_size(self) -> int:
        """Width and height in pixels that photos are prepared to."""
        return self.loaded[0].spec.input_size

    def look_at(self, x: GivenPhoto) -> list[Encoded]:
        """All that each encoder says of one photo.

        Raises:
            ImageError: the file can't be used.

        """
        square = square_of_given(x, self.input_size)[None]
        return [e.encode(square) for e in self.loaded]

    def embed(self, X: GivenPhotos) -> list[FloatArray]:
        """Per encoder the features [n, d_e] of photos, read a batch at a time.

        Raises:
            ImageError: a file can't be used.

        """
        batches = [
            [e.embed(squares) for e in self.loaded] for squares in squares_of(X, self.input_size)
        ]
        return [np.concatenate(blocks) for blocks in zip(*batches, strict=True)]

    def with_tuned(
        self, folder: Path, keep: tempfile.TemporaryDirectory[str] | None
    ) -> EncodersInUse:
        """These, with the tuned encoder of a folder in the place of its pretrained one."""
        from siamdesk.encoders.tuned_files import load_tuned

        tuned = load_tuned(folder, turns=self.loaded[0].turns)
        loaded = [tuned if e.spec.id == tuned.spec.id else e for e in self.loaded]
        return EncodersInUse(loaded, folder, keep)


@dataclass(frozen=True, slots=True)
class TaughtExamples:
    """What was taught, in the order in which it was taught."""

    pooled: list[FloatArray]
    """Per encoder the features [n, d_e]"""
    y: list[str]
    groups: list[str | None]
    names: list[Path | int]

    def with_more(self, more: TaughtExamples) -> TaughtExamples:
        """These, and then `more`."""
        return TaughtExamples(
            pooled=[np.concatenate(both) for both in zip(self.pooled, more.pooled, strict=True)],
            y=[*self.y, *more.y],
            groups=[*self.groups, *more.groups],
            names=[*self.names, *more.names],
        )


def examples_of(
    encoders: EncodersInUse,
    X: GivenPhotos,
    y: Sequence[str],
    groups: Sequence[str | None] | None,
    *,
    start: int,
) -> TaughtExamples:
    """Photos with their classes and groups; those that are no files go by numbers from `start`.

    Raises:
        ImageError: a photo can't be read.
        SiamDeskError: there are fewer or more classes or groups than photos.

    """
    refuse_path(X)
    for name, found in (("classes", y), ("groups", groups)):
        if found is not None and len(found) != len(X):
            raise SiamDeskError(f"There are {len(X)} photos but {len(found)} {name} for them.")
    known = [None] * len(X) if groups is None else groups  # an array is neither true nor false
    return TaughtExamples(
        pooled=encoders.embed(X),
        y=[str(name) for name in y],
        groups=[None if g is None else str(g) for g in known],
        names=[name_of(x, start + i) for i, x in enumerate(X)],
    )


def model_of(encoders: EncodersInUse, examples: TaughtExamples) -> FewShotModel:
    """What the examples teach.

    Raises:
        NotEnoughExamplesError: fewer than two classes.

    """
    classes, labels = np.unique(np.asarray(examples.y, dtype=str), return_inverse=True)
    names: list[str] = classes.tolist()
    unseen = None
    if encoders.tuned is not None:
        keys = _keys(len(examples.y))
        unseen = recall_unseen(encoders.tuned, examples=keys, own_classes=examples.y, classes=names)
    return fit_model(
        examples.pooled,
        labels.astype(np.int64),
        names,
        roots=[e.spec.root for e in encoders.loaded],
        turns=encoders.loaded[0].turns,
        groups=examples.groups,
        unseen=unseen,
    )


def tuned_encoders(
    encoders: EncodersInUse,
    X: GivenPhotos,
    model: FewShotModel,
    examples: TaughtExamples,
    *,
    required: bool,
    seed: int,
    device: Device,
) -> EncodersInUse | None:
    """Encoders with a tuned one among them, or None when it was not better, or not tried.

    Raises:
        NotEnoughExamplesError: it is `required`, and there are too few examples.
        EncoderError: it is `required`, and none of the encoders can be tuned.

    """
    # Imported here: a classifier that is not tuned needs none of it.
    from siamdesk.engine.tuning import TUNED_ENCODER, tune_to_folder, tuning_settings

    settings = tuning_settings(len(model.classes), len(examples.y), required=required, seed=seed)
    if settings is None:
        return None
    if TUNED_ENCODER not in [e.spec.id for e in encoders.loaded]:
        if required:
            message = f"Only {TUNED_ENCODER} can be fine-tuned: use an encoder with it, or 'never'."
            raise EncoderError(message)
        return None
    keep = tempfile.TemporaryDirectory(prefix="siamdesk-")
    folder = Path(keep.name) / "encoder"
    outcome = tune_to_folder(
        encoders.loaded,
        np.concatenate(list(squares_of(X, encoders.input_size))),
        model.labels,
        examples.groups,
        settings=settings,
        required=required,
        device=device,
        folder=folder,
        progress=no_progress,
    )
    if outcome.weights is None:
        return None
    keep_unseen(folder, outcome.held_out, examples=_keys(len(examples.y)), classes=model.classes)
    return encoders.with_tuned(folder, keep)


def _keys(n: int) -> list[str]:
    """Examples are only ever appended, so their numbers name them for good."""
    return [str(i) for i in range(n)]
