"""The shared image sets and the protocol that every learning figure follows.

The zips lie in ``../shared/data`` beside the checkout, or where ``SIAMDESK_DATA`` says. Embeddings
are cached under ``build/`` so that a second run takes seconds.
"""

from __future__ import annotations

import os
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.images.decode import decode_image
from siamdesk.images.resize import to_square

CAPS = {"steel_xsdd": 60, "trashnet": 60, "grocery21": 40}
QUERIES = 20

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ImageSet:
    """A capped set with its pooled features, one [n, d_e] array per encoder."""

    name: str
    pooled: tuple[FloatArray, ...]
    labels: IntArray
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """Rows of one draw: k examples per class and up to 20 queries per class."""

    examples: IntArray
    queries: IntArray


def data_folder() -> Path:
    return Path(os.environ.get("SIAMDESK_DATA", "../shared/data"))


def available() -> list[str]:
    """The sets of the protocol whose zips are there."""
    return [name for name in CAPS if (data_folder() / f"{name}.zip").is_file()]


def load(name: str, encoders: Sequence[Encoder] | None = None) -> ImageSet:
    """Embed a set, or take its embeddings from the last run with the same encoders."""
    used = encoders or [Encoder.load(e) for e in DEFAULT_ENCODERS]
    cached = Path("build/embeddings") / f"{name}--{'--'.join(e.key for e in used)}.npz"
    members = _members(name)
    classes = tuple(sorted(members))
    labels = np.concatenate([np.full(len(members[c]), i) for i, c in enumerate(classes)])
    if cached.is_file():
        with np.load(cached) as found:
            pooled = tuple(found[f"arr_{i}"] for i in range(len(used)))
    else:
        squares = squares_of(name)
        pooled = tuple(e.encode(squares).pooled for e in used)
        cached.parent.mkdir(parents=True, exist_ok=True)
        np.savez(cached, *pooled)
    return ImageSet(name, pooled, labels, classes)


def squares_of(name: str, size: int = 224) -> NDArray[np.uint8]:
    """All photos of a capped set, prepared: [n, size, size, 3]."""
    members = _members(name)
    with zipfile.ZipFile(data_folder() / f"{name}.zip") as archive:
        return np.stack(
            [
                to_square(decode_image(archive.read(m), Path(m)), size)
                for c in sorted(members)
                for m in members[c]
            ]
        )


def episodes(labels: IntArray, k: int, seeds: int) -> Iterator[Episode]:
    """Draw as the protocol says: per class in sorted order, the first k are examples."""
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        examples, queries = [], []
        for c in range(int(labels.max()) + 1):
            rows = np.flatnonzero(labels == c)
            order = rng.permutation(len(rows))
            n_examples = min(k, len(rows) - 5)
            examples.append(rows[order[:n_examples]])
            queries.append(rows[order[n_examples : n_examples + QUERIES]])
        yield Episode(np.concatenate(examples), np.concatenate(queries))


def balanced_accuracy(guessed: IntArray, labels: IntArray) -> float:
    return float(np.mean([(guessed[labels == c] == c).mean() for c in np.unique(labels)]))


def _members(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with zipfile.ZipFile(data_folder() / f"{name}.zip") as archive:
        for member in sorted(archive.namelist()):
            if PurePosixPath(member).suffix in {".png", ".jpg"}:
                found[PurePosixPath(member).parent.name].append(member)
    for members in found.values():
        # Numbers with the caller's cap: one fresh generator per class, as the protocol says.
        np.random.default_rng(0).shuffle(members)
        del members[CAPS[name] :]
    return found
