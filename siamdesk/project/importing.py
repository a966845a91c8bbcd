"""Folders on their way into a project: one class per sub-folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from siamdesk.images.files import class_folders, loose_photos
from siamdesk.progress import Progress, no_progress
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, PhotoBatch


def batches_of(paths: Sequence[Path]) -> list[PhotoBatch]:
    """How dropped files and folders are added: one class per sub-folder, the rest to the inbox."""
    loose: list[Path] = []
    found: list[PhotoBatch] = []
    for path in paths:
        if not path.is_dir():
            loose.append(path)
            continue
        loose += loose_photos(path)
        found += [PhotoBatch(tuple(p), name) for name, p in class_folders(path).items()]
    return [*found, PhotoBatch(tuple(loose), None)] if loose else found


def add_batches(
    project: Project, batches: Sequence[PhotoBatch], progress: Progress = no_progress
) -> AddReport:
    """Add all batches in one edit, which one undo takes back; a cancel adds nothing."""
    return project.add_batches(batches, progress=progress)
