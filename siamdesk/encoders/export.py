"""Let a trained model leave the app: a folder that needs nothing of SiamDesk.

The folder holds ``model.keras``, ``labels.json``, ``model_card.md``, ``example.py``, ``verify/``
(three photos and what to expect of them) and ``licences/``. It is written beside its destination,
checked by a Python process that never saw SiamDesk, and only then moved into place.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from siamdesk import __version__
from siamdesk.encoders.export_check import Answers, ask_in_fresh_process
from siamdesk.encoders.export_folder import (
    check_destination,
    move_into_place,
    write_companions,
    writing_beside,
)
from siamdesk.encoders.export_texts import model_card
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.tuned_files import tuned_weights
from siamdesk.encoders.weights import load_into, shipped_weights
from siamdesk.errors import ExportError
from siamdesk.progress import Progress, no_progress

if TYPE_CHECKING:
    import keras

    from siamdesk.encoders.export_graph import EncoderPart

FORMATS = ("keras",)
"""Formats that `export_model` writes."""
TOLERANCE = 0.05
"""An export whose probabilities differ by more from the app's is not let out. Usual: below 0.01."""

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
class ExportReport:
    """How the exported model compared with the app."""

    top1_agreement: float
    """Share of the check photos with the same first class, in [0, 1]."""
    max_probability_difference: float
    path: Path
    """The folder that was written."""


def export_model(
    model: ExportableModel,
    out: Path,
    file_format: str,
    *,
    check_images: Sequence[Image],
    expected: NDArray[np.float32] | None = None,
    progress: Progress = no_progress,
) -> ExportReport:
    """Export in the format of that name; see `export_keras` for the rest.

    Raises `ExportError` for a format that isn't there, naming those that are.
    """
    if file_format not in FORMATS:
        message = (
            f"SiamDesk can't export to {file_format} yet. Choose one of: {', '.join(FORMATS)}."
        )
        raise ExportError(message)
    return export_keras(model, out, check_images=check_images, expected=expected, progress=progress)


def export_keras(
    model: ExportableModel,
    out: Path,
    *,
    check_images: Sequence[Image],
    expected: NDArray[np.float32] | None = None,
    progress: Progress = no_progress,
) -> ExportReport:
    """Write the model as a folder with ``model.keras``.

    `check_images` are photos ``[h, w, 3]`` uint8 of any size, at least one; the first, the middle
    and the last go into ``verify/``. `expected` ``[n, C]`` float32 are the app's probabilities for
    them; None compares with the graph before it was saved. `out` may be missing, empty, or an
    earlier export, which is replaced.

    Raises `ExportError` (a bad `out`, a full disk, a model that answers differently once saved),
    `EncoderError` (weights missing or damaged) and `Cancelled` (from `progress`); `out` is then as
    it was before.
    """
    _check_model(model)
    _check_images(check_images, expected, classes=len(model.classes))
    check_destination(out)
    out = Path(os.path.abspath(out))  # noqa: PTH100 - links stay links, which resolve() would follow
    with writing_beside(out) as (folder, scratch):
        progress(0.0, "Building the model")
        graph = _build(model)
        if expected is None:
            expected = _answer(graph, check_images)
        progress(0.3, "Saving the model")
        graph.save(folder / "model.keras")
        del graph
        progress(0.4, "Checking the model in a fresh process")
        answers = ask_in_fresh_process(
            folder, check_images, scratch, lambda: progress(0.5, "Checking the model")
        )
        report = _compare(answers, expected, out)
        progress(0.9, "Writing the model card")
        write_companions(
            folder,
            classes=model.classes,
            encoder_ids=model.encoder_ids,
            card=_card(model, report, photos=len(check_images)),
            images=check_images,
            answers=answers,
        )
        progress(0.95, "Moving the model into place")
        move_into_place(folder, out)
    progress(1.0, "Exported")
    return report


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


def _check_images(
    images: Sequence[Image], expected: NDArray[np.float32] | None, *, classes: int
) -> None:
    if not images:
        message = "An export needs at least one photo to check the model with. Add a photo."
        raise ExportError(message)
    for image in images:
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:
            message = f"check photos are [h, w, 3] uint8, not {list(image.shape)} {image.dtype}"
            raise ValueError(message)
    if expected is not None and expected.shape != (len(images), classes):
        message = f"expected is [{len(images)}, {classes}], not {list(expected.shape)}"
        raise ValueError(message)


def _build(model: ExportableModel) -> keras.Model:
    from siamdesk.encoders.export_graph import HeadPart, build_export_graph

    head = HeadPart(
        weights=model.weights,
        bias=model.bias,
        temperature=model.temperature,
        centroids=model.centroids,
        unknown_mean=model.unknown_mean,
        unknown_scale=model.unknown_scale,
    )
    return build_export_graph(_encoder_parts(model), head)


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


def _answer(graph: keras.Model, images: Sequence[Image]) -> NDArray[np.float32]:
    return np.stack(
        [np.asarray(graph(i[None], training=False)["probabilities"])[0] for i in images]
    )


def _compare(answers: Answers, expected: NDArray[np.float32], out: Path) -> ExportReport:
    same = answers.probabilities.argmax(axis=1) == expected.argmax(axis=1)
    difference = float(np.abs(answers.probabilities - expected).max())
    if not difference <= TOLERANCE:
        message = (
            f"The exported model was not written: once saved it differs by {difference:.3f} in a "
            f"probability from what SiamDesk shows ({TOLERANCE} is allowed). Train again and retry."
        )
        raise ExportError(message)
    return ExportReport(float(same.mean()), difference, out)


def _card(model: ExportableModel, report: ExportReport, *, photos: int) -> str:
    import keras

    specs = [encoder_spec(encoder_id) for encoder_id in model.encoder_ids]
    checked = (
        f"A Python process without SiamDesk loaded `model.keras` and classified {photos} photos: "
        f"{report.top1_agreement:.0%} got the same first class as in SiamDesk, and the largest "
        f"difference in a probability was {report.max_probability_difference:.4f}."
    )
    return model_card(
        title=report.path.name,
        version=__version__,
        keras=keras.__version__,
        classes=model.classes,
        dimension=model.weights.shape[0],
        facts=model.card,
        checked=checked,
        notes=model.notes,
        encoders=[f"{spec.title} ({spec.licence})" for spec in specs],
    )
