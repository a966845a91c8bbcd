"""The numbers behind a report as CSV files, so that anyone can work its figures out again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from siamdesk.atomic import write_atomic
from siamdesk.errors import StorageError
from siamdesk.figures.judged import JudgedPhotos
from siamdesk.project.fingerprint import data_fingerprint
from siamdesk.project.store import Project
from siamdesk.project.values import ProjectSnapshot
from siamdesk.report.evidence import Evidence, MeasuredLearning

PHOTOS: Final = "photos.csv"
CALIBRATION: Final = "examples_out_of_fold.csv"
LEARNING: Final = "learning_curve.csv"
LEFT_OUT: Final = "two_left_out.csv"
EXAMPLES: Final = "examples.csv"
FACTS: Final = "facts.csv"

Row = Sequence[object]


def write_tables(folder: Path, evidence: Evidence, project: Project) -> tuple[Path, ...]:
    """Write the files to `folder`, which is made; those of an earlier export are replaced.

    Numbers have all their digits. Raises `StorageError` when the disk refuses.
    """
    snapshot = project.snapshot()
    tables: dict[str, tuple[Row, Iterable[Row]]] = {
        PHOTOS: _photo_table(evidence.assessment.photos),
        EXAMPLES: _example_table(evidence, snapshot),
        FACTS: (("fact", "value"), _facts(evidence, data_fingerprint(snapshot))),
    }
    if evidence.calibration is not None:
        tables[CALIBRATION] = _photo_table(evidence.calibration)
    if evidence.learning is not None:
        tables[LEARNING] = _learning_table(evidence.learning, evidence.assessment.photos.classes)
    if evidence.assessment.two_left_out:
        rows = [(t.class_name, t.judged, t.wrong) for t in evidence.assessment.two_left_out]
        tables[LEFT_OUT] = (("class", "judged", "wrong"), rows)
    for name in (CALIBRATION, LEARNING, LEFT_OUT):
        if name not in tables:  # of an earlier export: it would not belong to these figures
            (folder / name).unlink(missing_ok=True)
    return tuple(_write(folder / name, *table) for name, table in tables.items())


def _photo_table(photos: JudgedPhotos) -> tuple[Row, list[Row]]:
    head = ("id", "photo", "file", "part", "class", "guess", *(f"p {c}" for c in photos.classes))
    guesses = photos.guesses.tolist()
    rows: list[Row] = [
        (
            int(photos.photo_ids[row]),
            photos.names[row],
            photos.files[row],
            int(photos.parts[row]),
            photos.classes[int(photos.labels[row])],
            photos.classes[guesses[row]],
            *(repr(float(p)) for p in photos.probabilities[row]),
        )
        for row in range(len(photos))
    ]
    return head, rows


def _example_table(evidence: Evidence, snapshot: ProjectSnapshot) -> tuple[Row, list[Row]]:
    names = {c.id: c.name for c in snapshot.classes}
    quality = evidence.quality
    similarity = {} if quality is None else dict(quality.similarities)
    rows: list[Row] = [
        (
            photo.id,
            photo.name,
            photo.digest,
            names[photo.class_id],
            photo.group or "",
            int((photo.id, photo.class_id) in snapshot.confirmed),
            repr(similarity[photo.id]) if photo.id in similarity else "",
        )
        for photo in snapshot.photos
        if photo.class_id is not None
    ]
    head = ("id", "photo", "sha256", "class", "group", "confirmed", "similarity within class")
    return head, rows


def _learning_table(learning: MeasuredLearning, classes: Sequence[str]) -> tuple[Row, list[Row]]:
    curve = learning.curve
    rows: list[Row] = [
        (level, name, classes[label], part, repr(float(share)))
        for level, shares in zip(curve.levels, curve.shares, strict=True)
        for name, label, part, share in zip(
            learning.names, learning.labels, learning.parts, shares, strict=True
        )
        if share == share  # not a number: it was never left out
    ]
    return ("examples per class", "photo", "class", "part", "share right"), rows


def _facts(evidence: Evidence, fingerprint: str) -> list[Row]:
    assessment, model = evidence.assessment, evidence.model
    rows: list[Row] = [
        ("method", evidence.method),
        ("source", assessment.source.value),
        ("folder", assessment.folder),
        ("revision", assessment.revision),
        ("fingerprint", fingerprint),
        ("encoder", model.encoder),
        ("model version", model.version),
        ("seed", model.seed),
        ("device", model.device),
        *((f"package {name}", version) for name, version in model.packages),
    ]
    if evidence.tuning is not None:
        point = evidence.tuning.point
        rows += [
            ("threshold class", evidence.tuning.roc.class_name),
            ("threshold role", point.role.value),
            ("cost of a miss", repr(float(point.costs.miss))),
            ("cost of a false alarm", repr(float(point.costs.false_alarm))),
            ("defect rate", "" if point.costs.defect_rate is None else point.costs.defect_rate),
        ]
    return rows


def _write(path: Path, head: Row, rows: Iterable[Row]) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    try:
        write_atomic(path, text.getvalue().encode("utf-8", "backslashreplace"), durable=False)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"{path}: the table could not be written ({reason}). Choose another folder."
        ) from error
    return path
