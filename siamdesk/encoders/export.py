"""Let a trained model leave the app: a folder or zip that needs nothing of SiamDesk.

It holds the model in one of the formats of `siamdesk.encoders.formats`, ``labels.json``,
``model_card.md``, ``example.py``, ``verify/`` (three photos and what to expect of them) and
``licences/``. It is written beside its destination, used there by a Python process that never saw
SiamDesk, compared with the app, and only then moved into place.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.export_card import model_card
from siamdesk.encoders.export_check import ask_in_fresh_process
from siamdesk.encoders.export_folder import (
    check_destination,
    move_into_place,
    write_before_check,
    write_verify,
    writing_beside,
)
from siamdesk.encoders.export_verdict import ExportReport, compare
from siamdesk.encoders.export_zip import is_zip_name
from siamdesk.encoders.formats.base import Job, ModelFormat
from siamdesk.encoders.formats.registry import FORMATS
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.tuned_files import tuned_weights
from siamdesk.encoders.weights import load_into, shipped_weights
from siamdesk.errors import ExportError
from siamdesk.export_kinds import PRECISIONS, ExportFormat, Precision
from siamdesk.progress import Progress, no_progress

if TYPE_CHECKING:
    import keras

    from siamdesk.encoders.export_graph import EncoderPart

Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ExportableModel:
    """A trained model as numbers; C classes, d the encoders' dimensions times the turns in sum.

    With the pooled features z_e of encoder e: ``s_e = sqrt(max(z_e, 0))`` if ``roots[e]`` else
    ``z_e``; ``g_e = (s_e − means[e]) / ‖s_e − means[e]‖``, each turn of the photo by itself; the
    embedding is ``concat(g_e)`` over the square root of the number of encoders times turns.
    """

    encoder_ids: tuple[str, ...]
    """As in `siamdesk.encoders.registry.ENCODERS`, each at most once."""
    encoder_weights: tuple[Path | None, ...]
    """Folder of a fine-tuned encoder, or None for the shipped weights."""
    roots: tuple[bool, ...]
    means: tuple[NDArray[np.float32], ...]
    """``[turns·d_e]`` each"""
    weights: NDArray[np.float32]
    """``[d, C]``: scores are ``embedding @ weights + bias``."""
    bias: NDArray[np.float32]
    """``[C]``"""
    temperature: float
    """Probabilities are ``softmax(scores * temperature)``."""
    classes: tuple[str, ...]
    centroids: NDArray[np.float32]
    """``[C, d]``, unit length"""
    unknown_mean: float
    unknown_scale: float
    """Unknown is ``sigmoid((unknown_mean − max_c cosine(embedding, c)) / unknown_scale)``."""
    card: Mapping[str, str]
    """Facts for the model card, e.g. ``{"Honest accuracy": "94 % (89 to 98)", "Seed": "0"}``."""
    turns: int = 1
    """How many quarter turns of the photo the encoders look at."""
    notes: tuple[str, ...] = ()
    """Sentences for the model card's list of what to keep in mind."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to write."""

    format: ExportFormat = ExportFormat.KERAS
    precision: Precision = Precision.FLOAT32

    def __post_init__(self) -> None:
        offered = PRECISIONS[self.format]
        if self.precision not in offered:
            message = (
                f"SiamDesk can't export to {self.format.value} with {self.precision.value}. "
                f"Choose one of: {', '.join(offered)}."
            )
            raise ExportError(message)


def export_model(
    model: ExportableModel,
    out: Path,
    choice: ExportChoice,
    *,
    check_images: Sequence[Image],
    expected: NDArray[np.float32],
    progress: Progress = no_progress,
) -> ExportReport:
    """Write the model as a folder, or as a zip if `out` ends in ``.zip``.

    `check_images` are photos ``[h, w, 3]`` uint8 of any size, at least one; the first, the middle
    and the last go into ``verify/``. `expected` ``[n, C]`` float32 are the app's probabilities for
    them. `out` may be missing, empty, or an earlier export, which is replaced. A
    report may say that the figures are not as promised.

    Raises `ExportError` (a bad `out`, a full disk, a model that is broken once saved),
    `EncoderError` (weights missing or damaged) and `Cancelled` (from `progress`); `out` is then as
    it was before.
    """
    _check_model(model)
    _check_images(check_images, expected, classes=len(model.classes))
    check_destination(out)
    out = Path(os.path.abspath(out))  # noqa: PTH100 - links stay links, which resolve() would follow
    model_format = FORMATS[choice.format]
    with writing_beside(out) as (folder, scratch):
        progress(0.0, "Building the model")
        graph = _build(model, prepared=model_format.prepared)
        progress(0.2, "Saving the model")
        steps = _between(0.2, 0.5, progress)
        _write(model_format, Job(graph, folder, choice.precision, steps))
        del graph
        write_before_check(folder, model_format, model.classes, model.encoder_ids)
        progress(0.5, "Checking the model in a fresh process")
        answers = ask_in_fresh_process(
            folder,
            check_images,
            scratch,
            lambda share: progress(0.5 + 0.4 * share, "Checking the model"),
        )
        report = compare(answers.probabilities, expected, out, choice.precision)
        progress(0.9, "Writing the model card")
        card = _card(model, report, model_format)
        # The name of the export is in it, and may be in no encoding.
        (folder / "model_card.md").write_text(card, encoding="utf-8", errors="backslashreplace")
        write_verify(folder / "verify", model.classes, check_images, answers, choice.precision)
        progress(0.95, "Moving the model into place")
        move_into_place(folder, out, scratch)
    progress(1.0, "Exported")
    return report


def _write(model_format: ModelFormat, job: Job) -> None:
    try:
        model_format.write(job)
    except (RuntimeError, ValueError) as error:  # what converters say of layers they don't know
        reason = textwrap.shorten(str(error), 200, placeholder="…")  # some print the whole graph
        message = (
            f"The exported model was not written: {model_format.title} can't express it ({reason})."
        )
        raise ExportError(message) from error


def _between(start: float, end: float, progress: Progress) -> Progress:
    return lambda fraction, message: progress(start + (end - start) * fraction, message)


def _check_model(model: ExportableModel) -> None:
    dimensions = [
        model.turns * encoder_spec(encoder_id).dimension for encoder_id in model.encoder_ids
    ]
    classes, total = len(model.classes), sum(dimensions)
    shapes = {
        "weights": (model.weights.shape, (total, classes)),
        "bias": (model.bias.shape, (classes,)),
        "centroids": (model.centroids.shape, (classes, total)),
        "means": (tuple(len(mean) for mean in model.means), tuple(dimensions)),
        "roots": ((len(model.roots),), (len(dimensions),)),
        "encoder_weights": ((len(model.encoder_weights),), (len(dimensions),)),
        "encoder_ids": ((len(set(model.encoder_ids)),), (max(len(dimensions), 1),)),
    }
    for name, (found, wanted) in shapes.items():
        if tuple(found) != wanted:
            message = f"The model can't be exported: its {name} are {found} instead of {wanted}."
            raise ExportError(message)
    scalars = np.array([model.temperature, model.unknown_mean, model.unknown_scale])
    arrays = [model.weights, model.bias, model.centroids, scalars, *model.means]
    if not all(np.isfinite(array).all() for array in arrays) or model.unknown_scale <= 0:
        message = (
            "The model can't be exported: it holds numbers that are not finite. Train it again."
        )
        raise ExportError(message)


def _check_images(images: Sequence[Image], expected: NDArray[np.float32], *, classes: int) -> None:
    if not images:
        message = "An export needs at least one photo to check the model with. Add a photo."
        raise ExportError(message)
    for image in images:
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:
            message = f"check photos are [h, w, 3] uint8, not {list(image.shape)} {image.dtype}"
            raise ValueError(message)
    if expected.shape != (len(images), classes):
        message = f"expected is [{len(images)}, {classes}], not {list(expected.shape)}"
        raise ValueError(message)


def _build(model: ExportableModel, *, prepared: bool = False) -> keras.Model:
    from siamdesk.encoders.export_graph import HeadPart, build_export_graph

    head = HeadPart(
        weights=model.weights,
        bias=model.bias,
        temperature=model.temperature,
        centroids=model.centroids,
        unknown_mean=model.unknown_mean,
        unknown_scale=model.unknown_scale,
    )
    return build_export_graph(_encoder_parts(model), head, prepared=prepared)


def _encoder_parts(model: ExportableModel) -> list[EncoderPart]:
    from siamdesk.encoders.export_graph import EncoderPart

    parts = []
    for encoder_id, folder, root, mean in zip(
        model.encoder_ids, model.encoder_weights, model.roots, model.means, strict=True
    ):
        encoder = encoder_spec(encoder_id).build()
        load_into(encoder, shipped_weights(encoder_id) if folder is None else tuned_weights(folder))
        parts.append(EncoderPart(encoder, root, mean))
    return parts


def _card(model: ExportableModel, report: ExportReport, model_format: ModelFormat) -> str:
    specs = [encoder_spec(encoder_id) for encoder_id in model.encoder_ids]
    return model_card(
        title=report.path.stem if is_zip_name(report.path) else report.path.name,
        model_format=model_format,
        report=report,
        classes=model.classes,
        input_size=specs[0].input_size if model_format.prepared else None,
        dimension=model.weights.shape[0],
        facts=model.card,
        notes=model.notes,
        encoders=[f"{spec.title} ({spec.licence})" for spec in specs],
    )
