"""Fine-tune a project's encoder from its examples, and keep the result as a model version."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from siamdesk.build_info import WITHOUT_KERAS, has_keras
from siamdesk.encoders.devices import Device
from siamdesk.encoders.finetune import FineTuneSettings
from siamdesk.encoders.registry import encoder_spec
from siamdesk.engine.active_encoders import active_version
from siamdesk.engine.embedder import Embedder
from siamdesk.engine.engine import Engine
from siamdesk.engine.learning_settings import chosen_encoder, read_settings
from siamdesk.engine.messages import FineTuneMode
from siamdesk.engine.model_messages import LearningSettings
from siamdesk.engine.tuning import (
    TUNED_ENCODER,
    HonestScore,
    OnStep,
    TuningOutcome,
    ignore_step,
    tune_to_folder,
    tuning_settings,
)
from siamdesk.engine.unseen_scores import keep_unseen
from siamdesk.errors import Cancelled, NotEnoughExamplesError
from siamdesk.progress import Progress, split
from siamdesk.project.learning_records import TuningTry
from siamdesk.project.values import ModelVersion, Photo


@dataclass(frozen=True, slots=True)
class FineTuneOutcome:
    """How fine-tuning ended; the accuracies are honest, and None when nothing was tried."""

    swapped: bool
    accuracy_before: float | None
    accuracy_after: float | None
    message: str
    replaced: int | None = None
    """The model version that was in use before; None is the pretrained encoder."""


def fine_tune_by_itself(
    engine: Engine,
    progress: Progress,
    *,
    device: Device | None = None,
    on_step: OnStep = ignore_step,
) -> FineTuneOutcome:
    """Tune when the project's settings want it; too few examples are nothing to complain of.

    Raises:
        Cancelled: by `progress`; nothing was changed.

    """
    mode = read_settings(engine.project).fine_tune
    try:
        return fine_tune(engine, mode, progress, device=device, on_step=on_step)
    except NotEnoughExamplesError as error:
        return FineTuneOutcome(False, None, None, str(error))


def fine_tune(
    engine: Engine,
    mode: FineTuneMode,
    progress: Progress,
    *,
    device: Device | None = None,
    seed: int | None = None,
    on_step: OnStep = ignore_step,
) -> FineTuneOutcome:
    """Tune the encoder on the project's examples; a better one becomes the active model version.

    Unless another version was chosen meanwhile: that one stays in use, and the better one is kept.
    Device and seed are the project's unless given; the loss is the project's. Every try is
    remembered. The caller has the engine learn again when the outcome says that the encoder was
    swapped.

    Raises:
        Cancelled: by `progress`; nothing was changed.
        NotEnoughExamplesError: `mode` is ALWAYS and there is too little to tune on, or nothing that
            can be tuned.

    """
    if mode is FineTuneMode.NEVER:
        return FineTuneOutcome(False, None, None, "Fine-tuning is switched off.")
    required = mode is FineTuneMode.ALWAYS
    chosen = read_settings(engine.project)
    if refusal := _refusal(engine, chosen):
        if required:
            raise NotEnoughExamplesError(refusal)
        return FineTuneOutcome(False, None, None, refusal)
    photos = [p for p in engine.readable_examples() if p.class_id is not None]
    classes, labels = np.unique([p.class_id for p in photos], return_inverse=True)
    settings = tuning_settings(
        len(classes),
        len(photos),
        required=required,
        seed=chosen.seed if seed is None else seed,
        loss=chosen.loss,
    )
    if settings is None:
        return FineTuneOutcome(False, None, None, "Too few examples to fine-tune the encoder.")
    embedder = engine.encoders.embedder
    folder = engine.project.models_folder / f"{TUNED_ENCODER}-{uuid.uuid4().hex[:12]}"
    started = perf_counter()
    used = active_version(engine.project)
    made = None
    looking, preparing, tuning = split(progress, [1.0, 1.0, 20.0])
    try:
        pretrained = engine.pretrained(photos, looking)
        outcome = tune_to_folder(
            embedder.encoders,
            _prepared(embedder, photos, preparing),
            labels.astype(np.int64),
            [p.group for p in photos],
            pretrained=pretrained,
            settings=settings,
            required=required,
            device=Device(chosen.device) if device is None else device,
            folder=folder,
            progress=tuning,
            on_step=on_step,
        )
        # Whoever has chosen another version meanwhile keeps it, and finds this one in the list.
        take = _id(active_version(engine.project)) == _id(used)
        if outcome.weights is not None:
            made = _keep(engine, folder, outcome, photos, chosen.encoder, take=take)
    except BaseException:  # a cancel too
        # A folder that no model version names would never be found again.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if outcome.after is not None:
        seconds = perf_counter() - started
        engine.project.add_tuning_try(_tried(outcome, settings, len(photos), seconds, made))
    return _told(outcome, made, used)


def _prepared(embedder: Embedder, photos: Sequence[Photo], progress: Progress) -> NDArray[np.uint8]:
    """[n, size, size, 3]; thousands of them take minutes, in which others must have their turn."""
    size = embedder.input_size
    images = np.empty((len(photos), size, size, 3), np.uint8)
    for row, photo in enumerate(photos):
        progress(row / len(photos), "Preparing photos for fine-tuning")
        images[row] = embedder.prepare(photo.path, photo.framing)
    return images


def _refusal(engine: Engine, chosen: LearningSettings) -> str:
    """Why the encoders in use can't be tuned; else empty."""
    if not has_keras():
        return WITHOUT_KERAS
    encoders = engine.encoders
    if encoders.choice != chosen.encoder:
        return f"Nothing was fine-tuned. {encoders.problem}"
    if TUNED_ENCODER in [e.spec.id for e in encoders.embedder.encoders]:
        return ""
    return (
        f"{encoders.title} can't be fine-tuned. Choose an encoder with "
        f"{encoder_spec(TUNED_ENCODER).title} in the settings of the model."
    )


def _keep(
    engine: Engine,
    folder: Path,
    outcome: TuningOutcome,
    photos: Sequence[Photo],
    encoders: str,
    *,
    take: bool,
) -> ModelVersion | None:
    """Register the tuned encoder, and use it if it is to be taken.

    Raises:
        Cancelled: other encoders were chosen meanwhile; among them its scores mean nothing.

    """
    if outcome.after is None:
        return None
    if chosen_encoder(engine.project) != encoders:
        raise Cancelled
    keep_unseen(
        folder,
        outcome.held_out,
        examples=[p.look for p in photos],
        classes=[str(c) for c in sorted({p.class_id for p in photos if p.class_id is not None})],
        encoders=encoders,
    )
    return engine.project.add_model_version(
        TUNED_ENCODER,
        folder,
        outcome.before.accuracy,
        outcome.after.accuracy,
        active=take,
        examples=len(photos),
    )


def _tried(
    outcome: TuningOutcome,
    settings: FineTuneSettings,
    examples: int,
    seconds: float,
    made: ModelVersion | None,
) -> TuningTry:
    after = outcome.after
    return TuningTry(
        at=datetime.now(UTC),
        examples=examples,
        loss=settings.loss,
        seed=settings.seed,
        seconds=seconds,
        log_loss_before=outcome.before.log_loss,
        log_loss_after=None if after is None else after.log_loss,
        accuracy_before=outcome.before.accuracy,
        accuracy_after=None if after is None else after.accuracy,
        version_id=None if made is None else made.id,
    )


def _told(
    outcome: TuningOutcome, made: ModelVersion | None, replaced: ModelVersion | None
) -> FineTuneOutcome:
    before = outcome.before.accuracy
    if outcome.after is None:
        message = (
            f"Fine-tuning was not tried: at a balanced accuracy of {before:.0%} on left-out "
            "photos there are too few mistakes to show that it helps."
        )
        return FineTuneOutcome(False, before, None, message)
    after = outcome.after.accuracy
    found = _on_left_out(outcome.before, outcome.after)
    if made is None:
        message = f"Fine-tuning did not clearly help: the encoder stays as it is. {found}"
        return FineTuneOutcome(False, before, after, message)
    if not made.active:
        message = (
            f"The fine-tuned encoder is kept as model version {made.id}; the version that was "
            f"chosen meanwhile stays in use. {found}"
        )
        return FineTuneOutcome(False, before, after, message)
    message = f"Fine-tuned the encoder. {found}"
    return FineTuneOutcome(True, before, after, message, _id(replaced))


def _id(version: ModelVersion | None) -> int | None:
    return None if version is None else version.id


def _on_left_out(before: HonestScore, after: HonestScore) -> str:
    return (
        "On photos that were left out, the right class is given a probability of "
        f"{after.typical_probability:.0%} (before: {before.typical_probability:.0%}), and the "
        f"balanced accuracy is {after.accuracy:.0%} (before: {before.accuracy:.0%})."
    )
