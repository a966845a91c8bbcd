"""What is dragged or pasted: photos or a class of the project, or what comes from outside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

PHOTO_IDS = "application/x-siamdesk-photos"
CLASS_ID = "application/x-siamdesk-class"


def photos_to_mime(photo_ids: Sequence[int]) -> QMimeData:
    """Photos of the open project, to be dropped on a class."""
    mime = QMimeData()
    mime.setData(PHOTO_IDS, QByteArray(",".join(map(str, photo_ids)).encode()))
    return mime


def photos_from_mime(mime: QMimeData) -> list[int]:
    """Ids of the photos that are dragged; empty when it is something else."""
    if not mime.hasFormat(PHOTO_IDS):
        return []
    words = bytes(mime.data(PHOTO_IDS).data()).decode().split(",")
    return [int(word) for word in words if word.isdigit()]


def class_to_mime(class_id: int) -> QMimeData:
    """A class of the open project, to be dropped elsewhere in the list."""
    mime = QMimeData()
    mime.setData(CLASS_ID, QByteArray(str(class_id).encode()))
    return mime


def class_from_mime(mime: QMimeData) -> int | None:
    """Id of the class that is dragged; None when it is something else."""
    word = bytes(mime.data(CLASS_ID).data()).decode() if mime.hasFormat(CLASS_ID) else ""
    return int(word) if word.isdigit() else None


def paths_from_mime(mime: QMimeData) -> list[Path]:
    """Local files and folders that are dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def picture_from_mime(mime: QMimeData) -> QImage | None:
    """A picture that is no file, as browsers and screenshot tools give; None if there is none."""
    if paths_from_mime(mime) or not mime.hasImage():
        return None
    picture = mime.imageData()
    return picture if isinstance(picture, QImage) and not picture.isNull() else None


def is_from_outside(mime: QMimeData) -> bool:
    """Whether there are files or a picture to add; a picture is not decoded to find out."""
    return bool(paths_from_mime(mime)) or mime.hasImage()
