"""The shared image sets and the protocol that every learning figure follows.

The zips lie in ``../shared/data`` beside the checkout, or where ``SIAMDESK_DATA`` says. Embeddings
are cached under ``build/`` so that a second run takes seconds.

Omniglot is a set like the others, with one difference: an episode is the 20 characters of one
alphabet, and seed e takes alphabet e modulo 10. It uses the first ten evaluation alphabets in
sorted order, so that the other ten can be kept for figures on which nothing is chosen.
"""

from __future__ import annotations

import os
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from siamdesk.cli.protocol import (
    QUERIES,
    Episode,
    balanced_accuracy,
    draw_episode,
    episodes,
)
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.images.decode import decode_image
from siamdesk.images.resize import to_square

CACHE = Path("build/embeddings")
OMNIGLOT = "omniglot"
OMNIGLOT_ALPHABETS = 10
OMNIGLOT_WAYS = 20
CAPS = {"steel_xsdd": 60, "trashnet": 60, "grocery21": 40, OMNIGLOT: 15}

__all__ = [
    "CACHE",
    "CAPS",
    "OMNIGLOT",
    "OMNIGLOT_ALPHABETS",
    "QUERIES",
    "Episode",
    "ImageSet",
    "archive_of",
    "available",
    "available_with_omniglot",
    "balanced_accuracy",
    "cached",
    "data_folder",
    "draws",
    "episodes",
    "load",
    "photos_of",
    "squares_of",
]

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ImageSet:
    """A capped set with its pooled features, one [n, d_e] array per encoder."""

    name: str
    pooled: tuple[FloatArray, ...]
    labels: IntArray
    classes: tuple[str, ...]


def data_folder() -> Path:
    return Path(os.environ.get("SIAMDESK_DATA", "../shared/data"))


def available() -> list[str]:
    """The sets of photos whose zips are there."""
    return [name for name in CAPS if name != OMNIGLOT and archive_of(name).is_file()]


def available_with_omniglot() -> list[str]:
    """As `available`, and Omniglot; its episodes come from `draws`."""
    return [name for name in CAPS if archive_of(name).is_file()]


def load(name: str, encoders: Sequence[Encoder] | None = None) -> ImageSet:
    """Embed a set, or take its embeddings from the last run with the same encoders."""
    used = encoders or [Encoder.load(e) for e in DEFAULT_ENCODERS]
    file = CACHE / f"{name}--{'--'.join(e.key for e in used)}.npz"
    members = photos_of(name)
    classes = tuple(sorted(members))
    labels = np.concatenate([np.full(len(members[c]), i) for i, c in enumerate(classes)])
    if file.is_file():
        with np.load(file) as found:
            pooled = tuple(found[f"arr_{i}"] for i in range(len(used)))
    else:
        sizes = {e.spec.input_size for e in used}
        squares = {size: squares_of(name, size) for size in sizes}
        pooled = tuple(e.embed(squares[e.spec.input_size]) for e in used)
        _keep(file, pooled)
    return ImageSet(name, pooled, labels, classes)


def cached(file: Path, compute: Callable[[], FloatArray]) -> FloatArray:
    """An array from its file, or computed and put there."""
    if file.is_file():
        with np.load(file) as found:
            return np.asarray(found["arr_0"], dtype=np.float32)
    array = compute()
    _keep(file, [array])
    return array


def _keep(file: Path, arrays: Sequence[FloatArray]) -> None:
    """Write a cache file; a run that is stopped leaves none rather than half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{os.getpid()}-{file.name}")
    np.savez(fresh, *arrays)
    fresh.replace(file)


def squares_of(name: str, size: int = 224) -> NDArray[np.uint8]:
    """All photos of a capped set, prepared: [n, size, size, 3]."""
    members = photos_of(name)
    with zipfile.ZipFile(archive_of(name)) as archive:
        return np.stack(
            [
                to_square(decode_image(archive.read(m), Path(m)), size)
                for c in sorted(members)
                for m in members[c]
            ]
        )


def draws(images: ImageSet, k: int, seeds: int) -> Iterator[Episode]:
    """The episodes of a set: the protocol's, and within one alphabet per seed for Omniglot."""
    if images.name != OMNIGLOT:
        yield from episodes(images.labels, k, seeds)
        return
    names = np.array([c.partition("__")[0] for c in images.classes])
    alphabets = np.unique(names)
    for seed in range(seeds):
        characters = np.flatnonzero(names == alphabets[seed % len(alphabets)])
        rows = np.flatnonzero(np.isin(images.labels, characters))
        drawn = draw_episode(images.labels[rows], k, seed)
        yield Episode(rows[drawn.examples], rows[drawn.queries])


def archive_of(name: str) -> Path:
    """Where the zip of a set lies."""
    file = "omniglot_evaluation" if name == OMNIGLOT else name
    return data_folder() / f"{file}.zip"


def photos_of(name: str) -> dict[str, list[str]]:
    """The photos of a capped set as named in its archive, by class in sorted order."""
    found: dict[str, list[str]] = defaultdict(list)
    with zipfile.ZipFile(archive_of(name)) as archive:
        for member in sorted(archive.namelist()):
            if PurePosixPath(member).suffix in {".png", ".jpg"}:
                found[PurePosixPath(member).parent.name].append(member)
    if name == OMNIGLOT:
        found = _characters(found)
    for members in found.values():
        # Numbers with the caller's cap: one fresh generator per class, as the protocol says.
        np.random.default_rng(0).shuffle(members)
        del members[CAPS[name] :]
    return found


def _characters(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """20 characters, drawn once and for all, of each of the first ten evaluation alphabets."""
    alphabets: dict[str, list[str]] = defaultdict(list)
    for name in sorted(found):
        alphabets[name.partition("__")[0]].append(name)
    kept = []
    for alphabet in sorted(alphabets)[:OMNIGLOT_ALPHABETS]:
        names = alphabets[alphabet]
        order = np.random.default_rng(0).permutation(len(names))[:OMNIGLOT_WAYS]
        kept += [names[i] for i in order]
    return {name: found[name] for name in sorted(kept)}
