"""Judge the model: on its own examples, or on photos of a folder that it was not taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.engine.blas import one_thread
from siamdesk.engine.engine import Engine
from siamdesk.engine.leaks import leaks_among, leaks_between, split_parts
from siamdesk.engine.ranking import Fitted
from siamdesk.engine.test_folder import TestPhoto, read_test_folder
from siamdesk.errors import NotEnoughExamplesError, ProjectError
from siamdesk.fewshot.assessing import assess
from siamdesk.fewshot.calibration import probabilities
from siamdesk.fewshot.conformal import ConformalSets
from siamdesk.fewshot.expectation import expected_accuracy, parts_of_classes, two_left_out
from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.heads.ridge import fit_ridge, gram_matrix
from siamdesk.fewshot.heatmap import Contributions, why
from siamdesk.fewshot.honest import part_numbers
from siamdesk.figures.assessment import Assessment, Source
from siamdesk.figures.judged import NO_PHOTO, JudgedPhotos
from siamdesk.progress import Progress, no_progress, split
from siamdesk.project.values import Photo


def judge_examples(engine: Engine, progress: Progress = no_progress) -> Assessment:
    """Judge each example by a head that has not seen it.

    Raises:
        NotEnoughExamplesError: nothing was learnt, or no class has two parts.
        Cancelled: by `progress`.

    """
    fitted = engine.need_model()
    photos = judged_examples(engine)
    if len(photos) == 0:
        raise NotEnoughExamplesError(
            "The accuracy can't be told yet: give at least one class a second example."
        )
    rows, examples = present_examples(engine, fitted)
    with one_thread():
        leaks = (*leaks_among(engine, examples, progress), *split_parts(engine, examples))
        found = assess(photos, revision=fitted.revision, leaks=leaks)
        return _with_expectation(found, fitted, rows, examples)


def _with_expectation(
    found: Assessment, fitted: Fitted, rows: list[int], examples: Sequence[Photo]
) -> Assessment:
    if fitted.version is not None:
        # The tuned encoder has seen all examples: leaving out two instead of one shows nothing.
        return found
    model = fitted.model
    labels, groups = model.labels[rows], [photo.group for photo in examples]
    gram = gram_matrix(model.examples[rows])
    earlier = two_left_out(gram, labels, model.classes, groups=groups)
    parts = parts_of_classes(labels, len(model.classes), groups)
    expected = expected_accuracy(found.evaluation, earlier, parts)
    return found if expected is None else replace(found, expected=expected, two_left_out=earlier)


def judged_examples(engine: Engine) -> JudgedPhotos:
    """The examples with their out-of-fold probabilities; without any where no class has two parts.

    Raises:
        NotEnoughExamplesError: nothing was learnt.

    """
    fitted = engine.need_model()
    held_out = fitted.model.held_out
    known = {photo.id: photo for photo in engine.project.snapshot().photos}
    ids = fitted.example_ids[held_out.examples]
    # A photo that left the project meanwhile is left out; it will be judged again then.
    rows = [i for i, photo_id in enumerate(ids.tolist()) if photo_id in known]
    photos = [known[photo_id] for photo_id in ids[rows].tolist()]
    return JudgedPhotos(
        classes=fitted.model.classes,
        photo_ids=ids[rows],
        names=tuple(photo.name for photo in photos),
        files=tuple(photo.file for photo in photos),
        labels=held_out.labels[rows],
        probabilities=probabilities(held_out.scores[rows], fitted.model.temperature),
        parts=held_out.parts[rows],
    )


def present_examples(engine: Engine, fitted: Fitted) -> tuple[list[int], list[Photo]]:
    """Rows of the model's examples that are still in the project, and their photos.

    A photo that left the project meanwhile is left out; it will be counted again after learning.
    """
    known = {photo.id: photo for photo in engine.project.snapshot().photos}
    rows = [i for i, photo_id in enumerate(fitted.example_ids.tolist()) if photo_id in known]
    return rows, [known[photo_id] for photo_id in fitted.example_ids[rows].tolist()]


def explain_guess(
    engine: Engine, rgb: NDArray[np.uint8], photo_id: int, class_: int, against: int
) -> Contributions:
    """Why one class and not the other, by a head that has not seen the photo, as it was judged.

    `rgb` is what counts of the photo, [h, w, 3]; `photo_id` may be `NO_PHOTO`.
    """
    fitted = engine.need_model()
    model = fitted.model
    spatial = [encoded.spatial[0] for encoded in fitted.embedder.maps(rgb)]
    row = np.flatnonzero(fitted.example_ids == photo_id)
    if len(row):
        groups = {p.id: p.group for p in engine.project.snapshot().photos}
        folds = lopco_folds(model.labels, [groups.get(i) for i in fitted.example_ids.tolist()])
        left_out = next((fold for fold in folds if row[0] in fold), np.array(row))
        kept = np.setdiff1d(np.arange(len(model.labels)), left_out)
        head = fit_ridge(model.examples[kept], model.labels[kept], len(model.classes))
        model = replace(model, head=head)
    return why(model, spatial, class_, against)


def judge_folder(
    engine: Engine, folder: Path, progress: Progress = no_progress
) -> tuple[Assessment, tuple[str, ...]]:
    """Judge the model on the photos of a folder with one sub-folder per class.

    Photos that are examples are left out: on those the model would look too good. Returns the
    figures, and an error for each photo that could not be read.

    Raises:
        NotEnoughExamplesError: nothing was learnt.
        ProjectError: the folder has no photos to judge by.
        Cancelled: by `progress`.

    """
    fitted = engine.need_model()
    reading, looking = split(progress, [1.0, 8.0])
    examples = present_examples(engine, fitted)[1]
    found = read_test_folder(engine, folder, fitted.model.classes, examples, reading)
    problems = list(found.problems)
    files = [photo.file for photo in found.photos]
    bad: dict[str, str] = {}
    with one_thread():
        for errors in fitted.embedder.embed(files, looking):
            bad.update(errors)
        problems += [
            f"{p.file.path}: {bad[p.file.look]}" for p in found.photos if p.file.look in bad
        ]
        photos = [photo for photo in found.photos if photo.file.look not in bad]
        if not photos:
            raise ProjectError(f"{folder}: none of the photos could be read.")
        judged = _judged_files(fitted, photos)
        assessment = assess(
            judged,
            revision=fitted.revision,
            source=Source.FOLDER,
            folder=str(folder),
            sets=_sets(fitted),
            leaks=(*found.leaks, *leaks_between(engine, judged, photos, examples, progress)),
            left_out=found.left_out,
        )
    return assessment, tuple(problems)


def _judged_files(fitted: Fitted, photos: Sequence[TestPhoto]) -> JudgedPhotos:
    model = fitted.model
    batches = fitted.embedder.batches([photo.file.look for photo in photos])
    p = np.concatenate([model.probabilities(model.space.embed(batch)) for batch in batches])
    paths = [photo.file.path for photo in photos]
    return JudgedPhotos(
        classes=model.classes,
        photo_ids=np.full(len(photos), NO_PHOTO, dtype=np.int64),
        names=tuple(path.name for path in paths),
        files=tuple(str(path.absolute()) for path in paths),
        labels=np.array([photo.label for photo in photos], dtype=np.int64),
        probabilities=p,
        # The same file twice is no further evidence.
        parts=part_numbers(len(photos), [photo.file.digest for photo in photos]),
    )


def _sets(fitted: Fitted) -> ConformalSets:
    model, held_out = fitted.model, fitted.model.held_out
    p = probabilities(held_out.scores, model.temperature)
    return ConformalSets.fit(p, held_out.labels, held_out.parts)
