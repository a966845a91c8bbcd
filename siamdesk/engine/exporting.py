"""Export a project's trained model."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk import __version__
from siamdesk.build_info import model_packages
from siamdesk.encoders.export import ExportableModel, ExportChoice
from siamdesk.encoders.export import export_model as write_export
from siamdesk.encoders.export_verdict import ExportReport
from siamdesk.encoders.quiet import load_keras
from siamdesk.engine.active_encoders import title_of
from siamdesk.engine.engine import Engine
from siamdesk.engine.learning_settings import read_settings
from siamdesk.engine.ranking import Fitted
from siamdesk.errors import ImageError, NotEnoughExamplesError
from siamdesk.images.decode import read_framed
from siamdesk.progress import Progress
from siamdesk.project.fingerprint import data_fingerprint
from siamdesk.project.framing_words import framing_words
from siamdesk.project.values import Photo, ProjectSnapshot

MOST_CHECKED = 100
"""Photos of the project that the exported model is compared on: 98 % of them can be told."""


def export_model(
    engine: Engine, out: Path, choice: ExportChoice, progress: Progress
) -> ExportReport:
    """Write the model of the project as it is now, and tell how well it agrees with the app.

    Raises:
        NotEnoughExamplesError: there are too few examples to learn from.
        ExportError: see `siamdesk.encoders.export`.
        Cancelled: by `progress`; nothing was written.

    """
    fitted, snapshot = _up_to_date(engine, progress)
    images, expected = _to_check(engine, fitted, snapshot)
    load_keras(progress)
    return write_export(
        exportable(fitted, snapshot, seed=read_settings(engine.project).seed),
        out,
        choice,
        check_images=images,
        expected=expected,
        progress=progress,
    )


def _to_check(
    engine: Engine, fitted: Fitted, snapshot: ProjectSnapshot
) -> tuple[list[NDArray[np.uint8]], NDArray[np.float32]]:
    """Photos evenly taken from all, and the app's probabilities ``[n, C]`` for them."""
    side = fitted.embedder.input_size
    known, images = [], []
    for photo in engine.readable(_evenly(snapshot.photos, MOST_CHECKED)):
        # Its features may be at hand though its file is gone.
        with suppress(ImageError):
            images.append(read_framed(photo.path, photo.framing, side=side))
            known.append(photo)
    embedded = fitted.model.space.embed(fitted.embedder.pooled([p.look for p in known]))
    return images, fitted.model.probabilities(embedded)


def _evenly(photos: Sequence[Photo], most: int) -> list[Photo]:
    rows = np.unique(np.linspace(0, len(photos) - 1, most).round().astype(int))
    return [photos[row] for row in rows]


def _up_to_date(engine: Engine, progress: Progress) -> tuple[Fitted, ProjectSnapshot]:
    """The model of the project as it is, learnt anew if it was edited since, and that project."""
    while True:
        snapshot, fitted = engine.project.snapshot(), engine.fitted
        if fitted is not None and fitted.revision == snapshot.revision:
            return fitted, snapshot
        engine.learn(progress)
        if engine.fitted is None:
            raise NotEnoughExamplesError(
                "There is nothing to export yet. Add examples of at least two classes first."
            )


def exportable(fitted: Fitted, snapshot: ProjectSnapshot, *, seed: int = 0) -> ExportableModel:
    """The trained model as numbers and facts; it was learnt from `snapshot`.

    `seed` is the project's, for the card.
    """
    model = fitted.model
    version = fitted.version
    tuned = {} if version is None else {version.encoder: version.folder}
    ids = tuple(e.spec.id for e in fitted.embedder.encoders)
    return ExportableModel(
        encoder_ids=ids,
        encoder_weights=tuple(tuned.get(i) for i in ids),
        roots=model.space.roots,
        means=model.space.means,
        turns=model.space.turns,
        weights=model.head.weights,
        bias=model.head.bias,
        temperature=model.temperature,
        classes=model.classes,
        centroids=model.unknown.centroids,
        unknown_mean=model.unknown.limit,
        unknown_scale=model.unknown.softness,
        card=_card(fitted, snapshot, seed),
        notes=_notes(fitted, snapshot),
    )


def _notes(fitted: Fitted, snapshot: ProjectSnapshot) -> tuple[str, ...]:
    """What to keep in mind; the exported model itself knows of no region and no window."""
    found = [] if fitted.model.unknown.has_verdict else ["Too few examples to tell unknown photos."]
    if framed := framing_words(snapshot):
        found.append(f"{' '.join(framed)} Prepare photos in this way before the model sees them.")
    return tuple(found)


def _card(fitted: Fitted, snapshot: ProjectSnapshot, seed: int) -> dict[str, str]:
    model = fitted.model
    counts = np.bincount(model.labels, minlength=len(model.classes))
    examples = zip(model.classes, counts, strict=True)
    found = model.evaluation()
    honest = "not known: too few examples"
    if found is not None:
        honest = (
            f"{found.balanced_accuracy:.0%} balanced ({found.balanced_low:.0%} to "
            f"{found.balanced_high:.0%}), leave one per class out"
        )
    return {
        "Examples": ", ".join(f"{name} ({n})" for name, n in examples),
        "Honest accuracy": honest,
        "Encoder": title_of([e.spec for e in fitted.embedder.encoders], fitted.version),
        "Seed": f"{seed}, for fine-tuning; learning itself leaves nothing to chance",
        "Made with": f"SiamDesk {__version__}, "
        + ", ".join(f"{name} {version}" for name, version in model_packages()),
        "Data fingerprint": data_fingerprint(snapshot),
    }
