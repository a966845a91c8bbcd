"""A project's data in any of the formats that other programs and machines take."""

from __future__ import annotations

from pathlib import Path

from siamdesk.progress import Progress, no_progress
from siamdesk.project.exchange.packing import pack_project
from siamdesk.project.exchange.saving import save_photos
from siamdesk.project.exchange.values import DataFormat, SavedData
from siamdesk.project.store import Project


def write_data(
    project: Project, out: Path, kind: DataFormat, *, progress: Progress = no_progress
) -> SavedData:
    """Write the project to `out`: a new folder, or for `ZIP` a file.

    What is there afterwards is whole, or nothing is, also when `progress` raises `Cancelled`.
    Raises `StorageError`.
    """
    if kind is DataFormat.ZIP:
        return pack_project(project, out, progress=progress)
    return save_photos(project.snapshot(), out, kind, progress=progress)
