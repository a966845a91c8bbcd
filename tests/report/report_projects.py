"""A small project and an evaluation of it that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from siamdesk.fewshot.evaluation import Evaluation, evaluate
from siamdesk.project.store import Project
from siamdesk.report.writing import write_report

NAMES = ("scratch", "pit & hole", "rust", "<b>bold<-b>")
TRUE = (0, 0, 0, 0, 1, 1, 1, 2, 2)
GUESSED = (0, 0, 0, 1, 0, 0, 1, 2, 2)
EXAMPLES = (5, 3, 2, 1)
METHOD = "each example judged by a head that has not seen it"


def evaluation_of(true: Sequence[int], guessed: Sequence[int]) -> Evaluation:
    """The evaluation of certain guesses."""
    p = np.eye(len(NAMES), dtype=np.float32)[list(guessed)]
    return evaluate(p, np.array(true), NAMES)


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


def write(path: Path, project: Project, evaluation: Evaluation | None = None) -> Path:
    """Write a report of `project` to `path`."""
    found = evaluation_of(TRUE, GUESSED) if evaluation is None else evaluation
    write_report(path, found, method=METHOD, project=project, encoder="Test encoder")
    return path
