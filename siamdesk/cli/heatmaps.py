"""Heatmaps as PNG files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from siamdesk.cli.console import say
from siamdesk.cli.files import free_place, refused
from siamdesk.errors import ImageError
from siamdesk.fewshot.heatmap import colour_scale
from siamdesk.images.decode import read_image
from siamdesk.images.heatmap import overlay
from siamdesk.images.resize import fit_within
from siamdesk.images.writing import write_png

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine
    from siamdesk.engine.photo_guesses import NamedGuess

LONGEST = 1024
"""Pixels of the longest side of a heatmap picture."""


def draw_heatmap(
    engine: Engine, photo: Path, guesses: Sequence[NamedGuess], folder: Path, *, name: str
) -> bool:
    """Draw why a photo is taken for its first guess and not for the second, as ``name.png``.

    A photo that can't be drawn is told of, and False is returned: the others go on.

    Raises:
        StorageError: the disk refuses.

    """
    try:
        write_heatmap(engine, photo, guesses, free_place(folder, f"{name}.png"))
    except ImageError as error:
        say(f"[yellow]No heatmap[/] of {escape(str(photo))}: {escape(error.reason)}")
        return False
    return True


def write_heatmap(engine: Engine, photo: Path, guesses: Sequence[NamedGuess], target: Path) -> None:
    """Write the heatmap of the first guess against the second, if there is one, to `target`.

    Raises:
        ImageError: the photo can't be read any more.
        StorageError: the disk refuses.

    """
    framing = engine.project.framing
    rgb = read_image(photo, framing.window)
    known = engine.class_names()
    first, *others = (known.index(g.class_name) for g in guesses[:2])
    square = engine.encoders.embedder.prepare(photo, framing)
    found = engine.explain_image(square, first, others[0] if others else None)
    scale = colour_scale(found.values)
    drawn = overlay(fit_within(rgb, LONGEST), found.values, scale=scale, region=framing.region)
    try:
        write_png(target, drawn)
    except OSError as error:
        raise refused(target, error) from error
