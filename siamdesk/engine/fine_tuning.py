"""Fine-tune a project's encoder from its examples, and keep the result as a model version."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass

import numpy as np

from siamdesk.encoders.devices import Device
from siamdesk.engine.active_encoders import active_version
from siamdesk.engine.engine import Engine
from siamdesk.engine.messages import FineTuneMode
from siamdesk.engine.tuning import (
    TUNED_ENCODER,
    HonestScore,
    tune_to_folder,
    tuning_settings,
)
from siamdesk.engine.unseen_scores import keep_unseen
from siamdesk.progress import Progress


@dataclass(frozen=True, slots=True)
class FineTuneOutcome:
    """How fine-tuning ended; the accuracies are honest, and None when nothing was tried."""

    swapped: bool
    accuracy_before: float | None
    accuracy_after: float | None
    message: str
    replaced: int | None = None
    """The model version that was in use before; None is the pretrained encoder."""


def fine_tune(
    engine: Engine,
    mode: FineTuneMode,
    progress: Progress,
    *,
    device: Device = Device.AUTO,
    seed: int = 0,
) -> FineTuneOutcome:
    """Tune the encoder on the project's examples; a better one becomes the active model version.

    The caller has the engine learn again when the outcome says that the encoder was swapped.

    Raises:
        Cancelled: by `progress`; nothing was changed.
        NotEnoughExamplesError: `mode` is ALWAYS and there is too little to tune on.

    """
    if mode is FineTuneMode.NEVER:
        return FineTuneOutcome(False, None, None, "Fine-tuning is switched off.")
    photos = [p for p in engine.readable_examples() if p.class_id is not None]
    classes, labels = np.unique([p.class_id for p in photos], return_inverse=True)
    required = mode is FineTuneMode.ALWAYS
    settings = tuning_settings(len(classes), len(photos), required=required, seed=seed)
    if settings is None:
        return FineTuneOutcome(False, None, None, "Too few examples to fine-tune the encoder.")
    embedder = engine.encoders.embedder
    folder = engine.project.models_folder / f"{TUNED_ENCODER}-{uuid.uuid4().hex[:12]}"
    try:
        outcome = tune_to_folder(
            embedder.encoders,
            np.stack([embedder.prepare(p.path) for p in photos]),
            labels.astype(np.int64),
            [p.group for p in photos],
            settings=settings,
            required=required,
            device=device,
            folder=folder,
            progress=progress,
        )
        before = outcome.before.accuracy
        if outcome.after is None:
            message = (
                f"Fine-tuning was not tried: at a balanced accuracy of {before:.0%} on left-out "
                "photos there are too few mistakes to show that it helps."
            )
            return FineTuneOutcome(False, before, None, message)
        after = outcome.after.accuracy
        found = _on_left_out(outcome.before, outcome.after)
        if outcome.weights is None:
            message = f"Fine-tuning did not clearly help: the encoder stays as it is. {found}"
            return FineTuneOutcome(False, before, after, message)
        keep_unseen(
            folder,
            outcome.held_out,
            examples=[p.digest for p in photos],
            classes=[str(c) for c in classes],
        )
        replaced = active_version(engine.project)
        engine.project.add_model_version(
            TUNED_ENCODER, folder, before, after, active=True, examples=len(photos)
        )
    except BaseException:
        # A folder that no model version names would never be found again.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    message = f"Fine-tuned the encoder. {found}"
    return FineTuneOutcome(True, before, after, message, replaced.id if replaced else None)


def _on_left_out(before: HonestScore, after: HonestScore) -> str:
    return (
        "On photos that were left out, the right class is given a probability of "
        f"{after.typical_probability:.0%} (before: {before.typical_probability:.0%}), and the "
        f"balanced accuracy is {after.accuracy:.0%} (before: {before.accuracy:.0%})."
    )
