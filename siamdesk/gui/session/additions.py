"""What the window has the project's thread add: each addition is a value that carries itself out.

An `ImportPlan` is one as well.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from siamdesk.errors import ProjectError, StorageError
from siamdesk.progress import Progress
from siamdesk.project.importing import add_by_folder, add_to_class
from siamdesk.project.store import Project
from siamdesk.project.values import AddReport, PhotoBatch


class Addition(Protocol):
    """Photos on their way into the project."""

    def add_to(self, project: Project, *, progress: Progress) -> AddReport:
        """Add them, in the project's thread. Raises as `Project.add_batches`."""


@dataclass(frozen=True, slots=True)
class AddFiles:
    """Files, and photos in folders and archives, for one class or for the inbox (None)."""

    paths: tuple[Path, ...]
    class_name: str | None

    def add_to(self, project: Project, *, progress: Progress) -> AddReport:
        """See `Addition`."""
        return add_to_class(project, self.paths, self.class_name, progress=progress)


@dataclass(frozen=True, slots=True)
class AddByFolder:
    """Files for the inbox, and folders and archives with one class per sub-folder."""

    paths: tuple[Path, ...]

    def add_to(self, project: Project, *, progress: Progress) -> AddReport:
        """See `Addition`."""
        return add_by_folder(project, self.paths, progress=progress)


@dataclass(frozen=True, slots=True)
class AddPicture:
    """A picture that is no file, for one class or for the inbox (None); it becomes a PNG."""

    picture: QImage
    name: str
    """Of the file that it becomes."""
    origin: str
    """What it came from, in a word; stands where photos have their folder."""
    class_name: str | None

    def add_to(self, project: Project, *, progress: Progress) -> AddReport:
        """See `Addition`. Raises `ProjectError` in a project that keeps no copies."""
        if not project.copies_images:
            raise ProjectError(
                QCoreApplication.translate(
                    "additions",
                    "This project uses photos where they lie, and a picture that is no file "
                    "lies nowhere. Save it as a file and add that.",
                )
            )
        with tempfile.TemporaryDirectory(prefix="siamdesk-") as scratch:
            file = Path(scratch, self.name)
            if not self.picture.save(str(file)):
                words = QCoreApplication.translate(
                    "additions", "{0} could not be written. Free some disk space."
                )
                raise StorageError(words.format(self.name))
            batch = PhotoBatch((file,), self.class_name, (Path(self.origin, self.name),))
            return project.add_batches([batch], progress=progress)
