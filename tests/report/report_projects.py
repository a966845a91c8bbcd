"""A small project and an evaluation of it that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from siamdesk.fewshot.assessing import assess
from siamdesk.figures.judged import JudgedPhotos
from siamdesk.project.store import Project
from siamdesk.report.evidence import Evidence, ModelFacts
from siamdesk.report.writing import write_report

NAMES = ("scratch", "pit & hole", "rust", "<b>bold<-b>")
TRUE = (0, 0, 0, 0, 1, 1, 1, 2, 2)
GUESSED = (0, 0, 0, 1, 0, 0, 1, 2, 2)
EXAMPLES = (5, 3, 2, 1)
METHOD = "each example judged by a head that has not seen it"


def judged(true: Sequence[int], guessed: Sequence[int]) -> JudgedPhotos:
    """Photos with certain guesses, each of a part of its own."""
    n = len(true)
    return JudgedPhotos(
        classes=NAMES,
        photo_ids=np.arange(1, n + 1),
        names=tuple(f"judged-{i}.png" for i in range(n)),
        files=tuple(f"/judged/{i}.png" for i in range(n)),
        labels=np.array(true),
        probabilities=np.eye(len(NAMES), dtype=np.float32)[list(guessed)],
        parts=np.arange(n),
    )


def evidence_of(true: Sequence[int], guessed: Sequence[int], **more: object) -> Evidence:
    """The evidence that certain guesses give."""
    facts = ModelFacts("Test encoder", "version 3", 7, "Test device", (("numpy", "1.2.3"),))
    return Evidence(assess(judged(true, guessed)), METHOD, facts, **more)


def fill(project: Project, folder: Path) -> None:
    """Classes `NAMES` with `EXAMPLES` photos each, and one photo in the inbox."""
    folder.mkdir()
    for i, (name, count) in enumerate(zip(NAMES, EXAMPLES, strict=True)):
        stem = "".join(c for c in name if c.isalnum())
        files = [folder / f"{stem}-{n}.png" for n in range(count)]
        for n, file in enumerate(files):
            Image.new("RGB", (40 + n, 30), (10, 40 + 50 * i, 90)).save(file)
        project.add_photos(files, class_name=name)
    Image.new("RGB", (50, 50), (1, 2, 3)).save(folder / "inbox.png")
    project.add_photos([folder / "inbox.png"])


def write(path: Path, project: Project, evidence: Evidence | None = None) -> Path:
    """Write a report of `project` to `path`."""
    found = evidence_of(TRUE, GUESSED) if evidence is None else evidence
    write_report(path, found, project=project)
    return path
