"""Export a project's trained model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from siamdesk import __version__
from siamdesk.build_info import package_version
from siamdesk.encoders.export import ExportableModel
from siamdesk.encoders.export import export_model as write_export
from siamdesk.encoders.quiet import load_keras
from siamdesk.engine.active_encoders import title_of
from siamdesk.engine.engine import Engine
from siamdesk.engine.messages import ExportFormat
from siamdesk.engine.ranking import Fitted
from siamdesk.errors import NotEnoughExamplesError
from siamdesk.images.decode import read_framed
from siamdesk.progress import Progress
from siamdesk.project.framing_words import framing_words
from siamdesk.project.values import ProjectSnapshot

MOST_CHECKED = 24
"""Photos of the project that the exported model is compared on."""


def export_model(
    engine: Engine, out: Path, format_: ExportFormat, progress: Progress
) -> tuple[Path, str]:
    """Write the model of the project as it is now; returns its folder and how well it agrees.

    Raises:
        NotEnoughExamplesError: there are too few examples to learn from.
        ExportError: see `siamdesk.encoders.export`.
        Cancelled: by `progress`; nothing was written.

    """
    fitted, snapshot = _up_to_date(engine, progress)
    chosen = np.linspace(0, len(fitted.example_ids) - 1, MOST_CHECKED).round().astype(int)
    photos = {p.id: p for p in snapshot.photos}
    rows = np.unique(chosen)
    checked = [photos[int(fitted.example_ids[i])] for i in rows]
    load_keras(progress)
    model = fitted.model
    report = write_export(
        exportable(fitted, snapshot),
        out,
        format_.value,
        check_images=[read_framed(p.path, p.framing) for p in checked],
        expected=model.probabilities(model.examples[rows]),
        progress=progress,
    )
    return report.path, (
        f"Checked on {len(rows)} photos: the first guess agrees on {report.top1_agreement:.0%}, "
        f"the largest difference in probability is {report.max_probability_difference:.4f}."
    )


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


def exportable(fitted: Fitted, snapshot: ProjectSnapshot) -> ExportableModel:
    """The trained model as numbers and facts; it was learnt from `snapshot`."""
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
        card=_card(fitted, snapshot),
        notes=_notes(fitted, snapshot),
    )


def _notes(fitted: Fitted, snapshot: ProjectSnapshot) -> tuple[str, ...]:
    """What to keep in mind; the exported model itself knows of no region and no window."""
    found = [] if fitted.model.unknown.has_verdict else ["Too few examples to tell unknown photos."]
    if framed := framing_words(snapshot):
        found.append(f"{' '.join(framed)} Prepare photos in this way before the model sees them.")
    return tuple(found)


def _card(fitted: Fitted, snapshot: ProjectSnapshot) -> dict[str, str]:
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
    looks = {p.id: p.look for p in snapshot.photos}
    lines = sorted(
        f"{looks[int(i)]} {model.classes[label]}"
        for i, label in zip(fitted.example_ids, model.labels, strict=True)
    )
    packages = ("keras", "tensorflow", "openvino", "numpy")
    return {
        "Examples": ", ".join(f"{name} ({n})" for name, n in examples),
        "Honest accuracy": honest,
        "Encoder": title_of([e.spec for e in fitted.embedder.encoders], fitted.version),
        "Made with": f"SiamDesk {__version__}, "
        + ", ".join(f"{name} {package_version(name)}" for name in packages),
        "Data fingerprint": hashlib.sha256("\n".join(lines).encode()).hexdigest(),
    }
