"""Photos and projects to test with."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

from siamdesk.project.store import Project
from siamdesk.project.values import ProjectSnapshot


def photo_bytes(number: int, size: tuple[int, int] = (12, 9)) -> bytes:
    """A PNG that no other number gives."""
    buffer = io.BytesIO()
    image = Image.new("RGB", size, (number % 256, number // 256 % 256, 100))
    image.save(buffer, "PNG")
    return buffer.getvalue()


def noise_bytes(seed: int, side: int = 120) -> bytes:
    """A PNG that does not compress."""
    buffer = io.BytesIO()
    pixels = np.random.default_rng(seed).integers(0, 256, (side, side, 3), np.uint8)
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def make_photos(folder: Path, count: int, *, first: int = 0) -> list[Path]:
    """Files ``p<number>.png`` with distinct contents."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"p{number}.png" for number in range(first, first + count)]
    for number, path in enumerate(paths, start=first):
        path.write_bytes(photo_bytes(number))
    return paths


def copies_on_disk(project: Project) -> list[Path]:
    """All files in the project's folder of copies, temporary ones included."""
    return [path for path in project.images_folder.rglob("*") if path.is_file()]


def classes_by_photo(snapshot: ProjectSnapshot) -> dict[str, str | None]:
    """``{photo's name: class's name}``."""
    names = {c.id: c.name for c in snapshot.classes}
    return {p.name: None if p.class_id is None else names[p.class_id] for p in snapshot.photos}


def without_history(snapshot: ProjectSnapshot) -> tuple[object, object]:
    """What a project holds, without how it came about."""
    return snapshot.classes, snapshot.photos
