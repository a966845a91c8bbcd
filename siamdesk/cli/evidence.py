"""Gather what a report and its tables show, with an engine that has learnt."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from siamdesk.build_info import model_packages
from siamdesk.cli.console import progress_bar
from siamdesk.encoders.runtime import device_name
from siamdesk.engine.judging import explain_guess, judged_examples
from siamdesk.engine.label_checking import check_labels
from siamdesk.engine.learning_settings import read_settings
from siamdesk.engine.measuring import curve_of
from siamdesk.errors import ImageError
from siamdesk.fewshot.heatmap import colour_scale
from siamdesk.fewshot.honest import part_numbers
from siamdesk.figures.assessment import Assessment, Source
from siamdesk.images.decode import read_framed
from siamdesk.images.heatmap import overlay
from siamdesk.images.resize import fit_within
from siamdesk.images.thumbnails import thumbnail_jpeg
from siamdesk.report.evidence import (
    Evidence,
    MeasuredLearning,
    MistakePictures,
    ModelFacts,
    Tuning,
)

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine

MISTAKES_SHOWN: Final = 8
_LONGEST: Final = 320
"""Pixels of the longest side of a picture in a report."""


def gather(engine: Engine, assessment: Assessment, method: str, tuning: Tuning | None) -> Evidence:
    """Measure what is still missing and look at the worst mistakes; needs a fitted model."""
    with progress_bar("Gathering the evidence") as bar:
        quality = check_labels(engine, bar)
        learning = _learning(engine)
    on_examples = assessment.source is Source.EXAMPLES
    return Evidence(
        assessment=assessment,
        method=method,
        model=model_facts(engine),
        quality=quality,
        learning=learning,
        tuning=tuning,
        mistakes=_mistakes(engine, assessment),
        calibration=None if on_examples else judged_examples(engine),
    )


def model_facts(engine: Engine) -> ModelFacts:
    """Which model the engine has, and what it runs on."""
    active = engine.encoders
    version = "pretrained"
    if active.version is not None:
        v = active.version
        examples = "" if v.examples is None else f" on {v.examples} examples"
        version = f"version {v.id}, fine-tuned {v.created:%Y-%m-%d %H:%M}{examples}"
    return ModelFacts(
        encoder=active.title,
        version=version,
        seed=read_settings(engine.project).seed,
        device=f"{device_name()}, {platform.system()} {platform.machine()}",
        packages=(("Python", platform.python_version()), *model_packages()),
    )


def _learning(engine: Engine) -> MeasuredLearning | None:
    fitted = engine.fitted
    if fitted is None:
        return None
    with progress_bar("Measuring the learning curve") as bar:
        examples, curve = curve_of(engine, fitted, bar)
    if curve is None:
        return None
    index = {class_id: i for i, class_id in enumerate(fitted.class_ids.tolist())}
    return MeasuredLearning(
        curve=curve,
        names=tuple(photo.name for photo in examples),
        labels=tuple(index[photo.class_id or 0] for photo in examples),
        parts=tuple(part_numbers(len(examples), [p.group for p in examples]).tolist()),
        pretrained=fitted.version is not None,
    )


def _mistakes(engine: Engine, assessment: Assessment) -> tuple[MistakePictures, ...]:
    photos = assessment.photos
    framings = {photo.id: photo.framing for photo in engine.project.snapshot().photos}
    side = engine.encoders.embedder.input_size
    found: list[MistakePictures] = []
    for row in photos.mistakes().tolist():
        if len(found) == MISTAKES_SHOWN:
            break
        framing = framings.get(int(photos.photo_ids[row]), engine.project.framing)
        true, guessed = int(photos.labels[row]), int(photos.guesses[row])
        try:
            rgb = read_framed(Path(photos.files[row]), framing, side=side)
        except ImageError:
            continue  # it could be read a moment ago; the table of mistakes still counts it
        values = explain_guess(engine, rgb, int(photos.photo_ids[row]), guessed, true).values
        small = fit_within(rgb, _LONGEST)
        drawn = overlay(small, values, scale=colour_scale(values))
        found.append(MistakePictures(row, _jpeg(small), _jpeg(drawn)))
    return tuple(found)


def _jpeg(rgb: NDArray[np.uint8]) -> bytes:
    return thumbnail_jpeg(rgb, longest=_LONGEST)
