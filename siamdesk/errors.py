"""Every error that SiamDesk raises on purpose.

A message is a sentence for the inspector: what happened, to which file or class, what to do next.
"""

from __future__ import annotations

from pathlib import Path


class SiamDeskError(Exception):
    """Base of all errors whose message can be shown to the inspector as it stands."""


class ImageError(SiamDeskError):
    """One image file can't be used; the rest of the work goes on."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[ImageError], tuple[Path, str]]:
        # Exceptions cross the worker's pipe; the default would replay the joined message as `path`.
        return type(self), (self.path, self.reason)


class UnreadableImageError(ImageError):
    """The file is missing, empty, damaged, not an image, or may not be read."""


class ImageTooLargeError(ImageError):
    """The image has more pixels than SiamDesk opens, or unpacks to far more than its file."""


class CameraError(SiamDeskError):
    """A camera is missing, busy, refused by the system, or gives no pictures any more."""


class ProjectError(SiamDeskError):
    """The project on disk can't be used as asked."""


class ProjectVersionError(ProjectError):
    """The project was written by a newer SiamDesk."""


class ClassNameError(ProjectError):
    """A class name is empty, too long, already taken or unknown."""


class StorageError(ProjectError):
    """The disk refused: full, read-only, or without permission. Nothing was changed."""


class NotEnoughExamplesError(SiamDeskError):
    """Learning needs at least two classes with one example each."""


class EncoderError(SiamDeskError):
    """An encoder's weights or compiled graph are missing or damaged."""


class ExportError(SiamDeskError):
    """A model could not be exported."""


class WorkerError(SiamDeskError):
    """The worker process failed and could not be restarted."""


class Cancelled(Exception):  # noqa: N818 - an outcome that the user asked for, not an error
    """Raised from a progress callable to stop the work that reports to it."""
