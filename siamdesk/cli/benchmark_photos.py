"""The photos of `siamdesk benchmark`, read and embedded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rich.markup import escape

from siamdesk.cli.console import count, say
from siamdesk.cli.protocol import RESERVED
from siamdesk.errors import ImageError, NotEnoughExamplesError
from siamdesk.images.decode import read_framed
from siamdesk.images.files import class_folders
from siamdesk.images.framing import PLAIN
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file
from siamdesk.images.resize import to_square
from siamdesk.progress import Progress, split

if TYPE_CHECKING:
    from siamdesk.encoders.runtime import Encoder

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

_BATCH = 16


@dataclass(frozen=True, slots=True)
class BenchmarkPhotos:
    """Photos of a folder, as the encoders see them."""

    classes: tuple[str, ...]
    labels: IntArray
    pooled: Mapping[str, FloatArray]
    """Encoder id to features [n, t·d]"""
    turns: int
    """t, the turns of a photo that the encoders looked at"""
    files: tuple[Path, ...]
    """[n]"""
    unreadable: int


def read_photos(
    folder: Path, encoders: Sequence[Encoder], most: int, progress: Progress
) -> BenchmarkPhotos:
    """Read, prepare and embed; a class with too few photos is left out.

    Raises:
        NotEnoughExamplesError: fewer than two classes are left.

    """
    found = _distinct(class_folders(folder), most)
    parts = split(progress, [max(1, len(files)) for files in found.values()])
    classes: list[str] = []
    blocks: list[list[FloatArray]] = []
    kept: list[Path] = []
    unreadable = 0
    for part, (name, files) in zip(parts, found.items(), strict=True):
        embedded, read = _embed(files, encoders, part)
        unreadable += len(files) - len(read)
        if len(embedded[0]) <= RESERVED:
            number = count(len(embedded[0]), "photo")
            say(f"[yellow]Left out[/] {escape(name)}: {number}, and it takes {RESERVED + 1}.")
            continue
        classes.append(name)
        blocks.append(embedded)
        kept += read
    if len(classes) < 2:
        raise NotEnoughExamplesError(
            f"{folder}: there is nothing to compare. It takes at least two sub-folders, each with "
            f"{RESERVED + 1} different photos of one class."
        )
    labels = np.repeat(np.arange(len(classes)), [len(block[0]) for block in blocks])
    pooled = {
        e.spec.id: np.concatenate([block[i] for block in blocks]) for i, e in enumerate(encoders)
    }
    turns = encoders[0].turns
    return BenchmarkPhotos(
        tuple(classes), labels.astype(np.int64), pooled, turns, tuple(kept), unreadable
    )


def _distinct(found: Mapping[str, Sequence[Path]], most: int) -> dict[str, list[Path]]:
    """Up to `most` photos of each class, chosen by a fixed seed; of equal files only the first.

    A photo among the examples and again among the queries would make any method look good.
    """
    seen: set[str] = set()
    kept: dict[str, list[Path]] = {}
    copies = 0
    for name in sorted(found):
        kept[name] = []
        files = sorted(found[name])
        for i in np.random.default_rng(0).permutation(len(files)):
            if len(kept[name]) == most:
                break
            digest = _digest(files[i])
            copies += digest in seen
            if digest not in seen:
                kept[name].append(files[i])
            seen.add(digest)
    if copies:
        say(f"[yellow]Left out[/] {count(copies, 'photo')}: copies of others.")
    return kept


def _digest(file: Path) -> str:
    try:
        return content_digest(read_file(file))
    except ImageError:
        return str(file)  # told when it is opened for its pixels


def _embed(
    files: Sequence[Path], encoders: Sequence[Encoder], progress: Progress
) -> tuple[list[FloatArray], list[Path]]:
    """Per encoder the features of the readable files, and these."""
    blocks: list[list[FloatArray]] = [[np.empty((0, e.width), dtype=np.float32)] for e in encoders]
    read: list[Path] = []
    side = max(e.spec.input_size for e in encoders)
    for start in range(0, len(files), _BATCH):
        progress(start / len(files), "Looking at photos")
        images = []
        for file in files[start : start + _BATCH]:
            try:
                images.append(read_framed(file, PLAIN, side=side))
                read.append(file)
            except ImageError as error:
                say(f"[yellow]Unreadable[/] {escape(str(error))}")
        if images:
            for block, encoder in zip(blocks, encoders, strict=True):
                size = encoder.spec.input_size
                block.append(encoder.embed(np.stack([to_square(i, size) for i in images])))
    return [np.concatenate(block) for block in blocks], read
