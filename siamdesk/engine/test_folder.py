"""A folder of photos whose classes are known: one sub-folder per class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from siamdesk.engine.embedder import PhotoFile
from siamdesk.engine.engine import Engine
from siamdesk.errors import ImageError, ProjectError
from siamdesk.figures.assessment import Leak, LeakKind
from siamdesk.figures.judged import NO_PHOTO, PhotoRef
from siamdesk.images.files import class_folders
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file
from siamdesk.progress import Progress
from siamdesk.project.names import class_key
from siamdesk.project.values import Photo


@dataclass(frozen=True, slots=True)
class TestPhoto:
    """A photo to judge by, and the index of its class."""

    __test__ = False  # pytest takes what is called so for a test

    file: PhotoFile
    label: int


@dataclass(frozen=True, slots=True)
class TestFolder:
    """What of a folder the model can be judged by."""

    __test__ = False

    photos: tuple[TestPhoto, ...]
    leaks: tuple[Leak, ...]
    """Photos that are examples; they are not among `photos`."""
    left_out: tuple[str, ...]
    """What else was left out and why, for people."""
    problems: tuple[str, ...]
    """An error for each photo that could not be read."""


def read_test_folder(
    engine: Engine,
    folder: Path,
    classes: Sequence[str],
    examples: Sequence[Photo],
    progress: Progress,
) -> TestFolder:
    """Find the photos of the sub-folders that are named like classes, and read each once.

    Raises:
        ProjectError: there are none, or all of them are examples.
        Cancelled: by `progress`.

    """
    listed, left_out = _listed(folder, classes)
    taught = {photo.digest: photo for photo in examples}
    names = {c.id: c.name for c in engine.project.snapshot().classes}
    framing = engine.project.framing
    photos: list[TestPhoto] = []
    leaks: list[Leak] = []
    problems: list[str] = []
    for done, (path, label) in enumerate(listed):
        progress(done / len(listed), "Reading the test photos")
        try:
            digest = content_digest(read_file(path))
        except ImageError as error:
            problems.append(str(error))
            continue
        example = taught.get(digest)
        if example is None:
            photos.append(TestPhoto(PhotoFile(digest, path, framing), label))
        else:
            judged = PhotoRef(NO_PHOTO, path.name, classes[label])
            known = PhotoRef(example.id, example.name, names.get(example.class_id or 0, ""))
            leaks.append(Leak(LeakKind.SAME_FILE, judged, known))
    if not photos and leaks:
        raise ProjectError(
            f"{folder}: nothing is left to judge the model on, for all its photos are examples of "
            "the project. Give photos that the project was not taught."
        )
    return TestFolder(tuple(photos), tuple(leaks), tuple(left_out), tuple(problems))


def _listed(folder: Path, classes: Sequence[str]) -> tuple[list[tuple[Path, int]], list[str]]:
    found = class_folders(folder) if folder.is_dir() else {}
    known = {class_key(name): i for i, name in enumerate(classes)}
    photos: list[tuple[Path, int]] = []
    left_out: list[str] = []
    for name, paths in found.items():
        index = known.get(class_key(name))
        if index is None:
            left_out.append(f"{folder / name}: the model knows no such class.")
        else:
            photos += [(path, index) for path in paths]
    if not photos:
        raise ProjectError(
            f"{folder}: there are no photos in sub-folders named like the project's classes "
            f"({', '.join(classes)})."
        )
    return photos, left_out
