"""Files, folders and archives on their way into a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from siamdesk.errors import ProjectError
from siamdesk.images.archives import Unpacked, is_archive, unpacked
from siamdesk.images.files import class_folders, find_photos, loose_photos
from siamdesk.progress import Progress, no_progress, split
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, FileProblem, PhotoBatch


def add_by_folder(
    project: Project, paths: Sequence[Path], *, progress: Progress = no_progress
) -> AddReport:
    """Add files to the inbox, and folders and archives with one class per sub-folder.

    Raises as `Project.add_batches`, and `ProjectError` when there are no photos at all.
    """
    return _add(project, paths, batches_of, progress)


def add_to_class(
    project: Project,
    paths: Sequence[Path],
    class_name: str | None,
    *,
    progress: Progress = no_progress,
) -> AddReport:
    """Add files, and all photos in folders and archives, to one class or to the inbox (None).

    Raises as `Project.add_batches`, and `ProjectError` when there are no photos at all.
    """

    def batch(paths: Sequence[Path]) -> list[PhotoBatch]:
        photos = tuple(photo for path in paths for photo in find_photos(path))
        return [PhotoBatch(photos, class_name)] if photos else []

    return _add(project, paths, batch, progress)


def batches_of(paths: Sequence[Path]) -> list[PhotoBatch]:
    """How dropped files and folders are added: one class per sub-folder, the rest to the inbox."""
    loose: list[Path] = []
    found: list[PhotoBatch] = []
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder is locked
            loose.append(path)
            continue
        loose += loose_photos(path)
        found += [PhotoBatch(tuple(p), name) for name, p in class_folders(path).items()]
    return [*found, PhotoBatch(tuple(loose), None)] if loose else found


def _add(
    project: Project,
    paths: Sequence[Path],
    batches: Callable[[Sequence[Path]], list[PhotoBatch]],
    progress: Progress,
) -> AddReport:
    archives = [path for path in paths if is_archive(path)]
    if archives and not project.copies_images:
        raise ProjectError(
            f"{archives[0]}: this project uses photos where they lie, and an archive is no such "
            "place. Unpack it into a folder and add that."
        )
    unpacking, adding = split(progress, [1.0, 2.0]) if archives else (no_progress, progress)
    with unpacked(paths, unpacking) as content:
        found = batches(content.paths)
        if not found and not content.problems:
            where = (
                f"{paths[0]}: there are no photos here" if len(paths) == 1 else "No photos found"
            )
            raise ProjectError(f"{where}. Nothing was added.")
        report = project.add_batches(found, progress=adding)
        return _with_origins(report, content)


def _with_origins(report: AddReport, content: Unpacked) -> AddReport:
    """The report with what could not be unpacked, and unpacked files called by their archive."""
    packed = [FileProblem(problem.path, problem.reason) for problem in content.problems]
    failed, duplicates = (
        tuple(FileProblem(content.origin(p.path), p.reason) for p in problems)
        for problems in (report.failed, report.duplicates)
    )
    return replace(report, failed=(*packed, *failed), duplicates=duplicates)
