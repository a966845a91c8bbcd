"""Folders on their way into a project: one class per sub-folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from siamdesk.images.files import class_folders, loose_photos
from siamdesk.project.values import PhotoBatch


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
