"""What is dragged and dropped: photos of the project, or files from outside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData

PHOTO_IDS = "application/x-siamdesk-photos"


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


def paths_from_mime(mime: QMimeData) -> list[Path]:
    """Local files and folders that are dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
