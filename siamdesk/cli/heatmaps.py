"""Heatmaps as PNG files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from siamdesk.fewshot.heatmap import colour_scale
from siamdesk.images.decode import read_image
from siamdesk.images.heatmap import overlay
from siamdesk.images.resize import fit_within
from siamdesk.images.writing import write_png

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine

LONGEST = 1024
"""Pixels of the longest side of a heatmap picture."""


def write_heatmap(
    engine: Engine, photo: Path, class_name: str, against: str | None, folder: Path
) -> Path:
    """Write why `photo` is taken for `class_name` and not `against`; returns the PNG's path."""
    rgb = read_image(photo)
    classes = engine.class_names()
    found = engine.explain_image(
        rgb, classes.index(class_name), None if against is None else classes.index(against)
    )
    drawn = overlay(fit_within(rgb, LONGEST), found.values, scale=colour_scale(found.values))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{photo.stem}.png"
    write_png(target, drawn)
    return target
