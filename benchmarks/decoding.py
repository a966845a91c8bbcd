"""What large photos cost, and what it changes that JPEGs are decoded smaller.

``python -m benchmarks.decoding`` tells times, and with ``--guesses`` compares guesses.

No set has photos as large as a camera's, so they are made. For times, photos of groceries are put
side by side as they are: that has a real photo's detail at each pixel, and its bytes. For guesses
(``--guesses``) each photo of a set is enlarged, given the grain of a sensor (normal, deviation 6)
and saved as JPEG of quality 90 with halved colours. Its shorter side has 8 × 224 pixels: it is
compared at an eighth, a quarter and a half. To compare, the same photos are taken once more, with
other grain.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.sets import archive_of, available, balanced_accuracy, episodes, photos_of
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.images.decode import decode_framed, decode_image
from siamdesk.images.framing import PLAIN
from siamdesk.images.hashes import ENOUGH, content_digest, hamming, perceptual_hash
from siamdesk.images.reducing import ROOM
from siamdesk.images.resize import to_square
from siamdesk.images.squares import square_of
from siamdesk.images.thumbnails import THUMBNAIL_SIZE, enough_for, thumbnail_jpeg
from siamdesk.project.checking import check

Picture = NDArray[np.uint8]
FloatArray = NDArray[np.float32]

SIZES = {"3": (2048, 1536), "12": (4000, 3000), "24": (6000, 4000)}
SIDE = 224
SHORTER = 8 * SIDE
DETAILED = 16 * SIDE
GRAIN = 6.0
QUALITY = 90
FULL, AGAIN = "in full", "taken once more, in full"
ROOMS = (1, 2, 3)
PER_CLASS = 10
CLASSES = 10
PICTURES = 20
K = 5
SEEDS = 20
FILE = Path("photo.jpg")


def main() -> None:
    parser = argparse.ArgumentParser(description="Large photos: times, and what is guessed.")
    parser.add_argument(
        "--guesses", action="store_true", help="compare guesses; takes half an hour"
    )
    parser.add_argument("--set", choices=available(), help="only this one")
    parser.add_argument("--rounds", type=int, default=5, help="of the times")
    options = parser.parse_args()
    encoders = [Encoder.load(e) for e in DEFAULT_ENCODERS]
    if options.guesses:
        for name in [options.set] if options.set else available():
            compare(name, encoders)
        compare_detail(encoders)
        return
    with tempfile.TemporaryDirectory() as scratch:
        tell_times(encoders, options.rounds, Path(scratch))


# Times


def tell_times(encoders: Sequence[Encoder], rounds: int, folder: Path) -> None:
    squares = np.stack([to_square(tile, SIDE) for tile in tiles()[:16]])
    looking = core_seconds(lambda: [e.embed(squares) for e in encoders], rounds) / len(squares)
    print(f"both encoders, four turns: {looking * 1000:.0f} ms of the cores per photo")
    for megapixels, (width, height) in SIZES.items():
        picture = mosaic(width, height, seed=0)
        for kind, data in (("JPEG", as_jpeg(picture)), ("PNG", as_png(picture))):
            file = folder / f"{megapixels}.{kind.lower()}"
            file.write_bytes(data)
            print(f"{megapixels} megapixels, {kind} of {len(data) / 1e6:.1f} MB:")
            for stage, work in stages(data, file):
                print(f"  {stage}: {core_seconds(work, rounds) * 1000:.0f} ms")


def stages(data: bytes, file: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done with a photo on its way through the app, and what it is made of."""
    full = decode_image(data, file)
    yield "read the file", file.read_bytes
    yield "SHA-256", lambda: content_digest(data)
    yield "decode in full", lambda: decode_image(data, file)
    yield "decode for the encoders", lambda: decode_framed(data, file, PLAIN, side=SIDE)
    yield "shrink what was decoded in full", lambda: to_square(full, SIDE)
    yield "perceptual hash of what was decoded in full", lambda: perceptual_hash(full)
    yield "in full to a square", lambda: to_square(decode_image(data, file), SIDE)
    yield "to a square, as the app does", lambda: square_of(data, file, SIDE)
    yield "in full to a thumbnail", lambda: thumbnail_jpeg(decode_image(data, file))
    yield (
        "to a thumbnail, as the app does",
        lambda: thumbnail_jpeg(decode_framed(data, file, PLAIN, side=enough_for(THUMBNAIL_SIZE))),
    )
    yield "intake, in place", lambda: list(check([file], known={}, store=None, written=[]))


def core_seconds(work: Callable[[], object], rounds: int) -> float:
    """The median over rounds of what all cores together did: other programs disturb it least."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


# Guesses


@dataclass(frozen=True, slots=True)
class Seen:
    """Photos of a set, by the way in which they were prepared."""

    labels: NDArray[np.int64]
    pooled: dict[str, list[FloatArray]]
    hash_bits: list[int]
    """Differing bits of the perceptual hashes of each photo, in full and smaller"""


@dataclass(frozen=True, slots=True)
class LargePhoto:
    """One photo as two JPEGs, which differ in their grain."""

    label: int
    data: bytes
    again: bytes


def ways(photo: LargePhoto) -> Iterator[tuple[str, Picture]]:
    """A photo prepared in several ways."""
    data = photo.data
    yield FULL, to_square(decode_image(data, FILE), SIDE)
    yield AGAIN, to_square(decode_image(photo.again, FILE), SIDE)
    for room in ROOMS:
        smaller = decode_framed(data, FILE, PLAIN, side=SIDE * room // ROOM)
        yield f"at least {room} × {SIDE} pixels", to_square(smaller, SIDE)


def compare(name: str, encoders: Sequence[Encoder]) -> None:
    """Guesses of models that saw examples and photos in one way, beside those in full."""
    seen = look(enlarged(name), encoders)
    print(
        f"{name}, {len(seen.labels)} photos enlarged to {SHORTER} pixels, {K} examples per class:"
    )
    for way in seen.pooled:
        print(f"  {way}: {figures(seen, way, encoders)}")
    print(f"  bits of the perceptual hash that differ: {told_bits(seen.hash_bits)}")


def compare_detail(encoders: Sequence[Encoder]) -> None:
    """Embeddings of photos that are full of detail; there is nothing to guess."""
    pictures = (mosaic(DETAILED * 4 // 3, DETAILED, seed) for seed in range(PICTURES))
    seen = look(map(detailed, pictures), encoders)
    print(f"{PICTURES} pictures of {DETAILED} pixels, full of detail:")
    for way in seen.pooled:
        print(f"  {way}: {told_cosines(seen, way, encoders)}")
    print(f"  bits of the perceptual hash that differ: {told_bits(seen.hash_bits)}")


def look(photos: Iterable[LargePhoto], encoders: Sequence[Encoder]) -> Seen:
    labels, bits = [], []
    rows: dict[str, list[list[FloatArray]]] = {}
    for photo in photos:
        labels.append(photo.label)
        data = photo.data
        for way, square in ways(photo):
            rows.setdefault(way, []).append([e.embed(square[None])[0] for e in encoders])
        smaller = decode_framed(data, FILE, PLAIN, side=ENOUGH)
        bits.append(hamming(perceptual_hash(decode_image(data, FILE)), perceptual_hash(smaller)))
    pooled = {way: [np.stack(e) for e in zip(*found, strict=True)] for way, found in rows.items()}
    return Seen(np.array(labels, np.int64), pooled, bits)


def figures(seen: Seen, way: str, encoders: Sequence[Encoder]) -> str:
    correct, same, changes = [], [], []
    for drawn in episodes(seen.labels, K, SEEDS):
        guessed, p = guesses(seen, way, drawn.examples, drawn.queries, encoders)
        before, p_before = guesses(seen, FULL, drawn.examples, drawn.queries, encoders)
        correct.append(100 * balanced_accuracy(guessed, seen.labels[drawn.queries]))
        same.append(100 * float((guessed == before).mean()))
        changes.append(np.abs(p - p_before).max(axis=1))
    moved = np.concatenate(changes)
    return (
        f"{statistics.mean(correct):.2f} % right, {statistics.mean(same):.2f} % as in full, "
        f"probabilities moved by {moved.mean():.4f} (95 %: {np.quantile(moved, 0.95):.4f}), "
        f"{told_cosines(seen, way, encoders)}"
    )


def guesses(
    seen: Seen,
    way: str,
    examples: NDArray[np.int64],
    queries: NDArray[np.int64],
    encoders: Sequence[Encoder],
) -> tuple[NDArray[np.int64], FloatArray]:
    model = fitted([z[examples] for z in seen.pooled[way]], seen.labels[examples], encoders)
    p = model.probabilities(model.space.embed([z[queries] for z in seen.pooled[way]]))
    return p.argmax(axis=1), p


def told_cosines(seen: Seen, way: str, encoders: Sequence[Encoder]) -> str:
    two = np.arange(len(seen.labels)) % 2  # the space is the same for any classes
    space = fitted(seen.pooled[FULL], two, encoders).space
    cosines = (space.embed(seen.pooled[way]) * space.embed(seen.pooled[FULL])).sum(axis=1)
    return f"cosine {cosines.mean():.4f} (least {cosines.min():.4f})"


def told_bits(bits: Sequence[int]) -> str:
    return f"{statistics.mean(bits):.2f} of 64 (most {max(bits)})"


def fitted(
    pooled: Sequence[FloatArray], labels: NDArray[np.int64], encoders: Sequence[Encoder]
) -> FewShotModel:
    return fit_model(
        pooled,
        labels,
        [str(c) for c in np.unique(labels)],
        roots=[e.spec.root for e in encoders],
        turns=encoders[0].turns,
    )


# Photos as large as a camera's


def enlarged(name: str) -> Iterator[LargePhoto]:
    """Some photos of a set."""
    rng = np.random.default_rng(0)
    with zipfile.ZipFile(archive_of(name)) as archive:
        for label, members in enumerate([*photos_of(name).values()][:CLASSES]):
            for member in members[:PER_CLASS]:
                large = grown(decode_image(archive.read(member), Path(member)))
                data, again = (as_jpeg(with_grain(large, rng)) for _ in range(2))
                yield LargePhoto(label, data, again)


def detailed(picture: Picture) -> LargePhoto:
    rng = np.random.default_rng(0)
    data, again = (as_jpeg(with_grain(picture.astype(np.float32), rng)) for _ in range(2))
    return LargePhoto(0, data, again)


def grown(small: Picture) -> FloatArray:
    scale = SHORTER / min(small.shape[:2])
    size = tuple(max(SHORTER, round(pixels * scale)) for pixels in small.shape[1::-1])
    return cv2.resize(small, size, interpolation=cv2.INTER_CUBIC).astype(np.float32)


def with_grain(picture: FloatArray, rng: np.random.Generator) -> Picture:
    noisy = picture + GRAIN * rng.standard_normal(picture.shape, np.float32)
    return np.clip(np.rint(noisy), 0, 255).astype(np.uint8)


def mosaic(width: int, height: int, seed: int) -> Picture:
    """Photos of groceries side by side, in an order that the seed draws."""
    small = tiles()
    order = np.random.default_rng(seed).permutation(len(small))
    across, down = -(-width // small[0].shape[1]), -(-height // small[0].shape[0])
    lines = [
        np.hstack([small[order[(y * across + x) % len(small)]] for x in range(across)])
        for y in range(down)
    ]
    return np.ascontiguousarray(np.vstack(lines)[:height, :width])


def tiles() -> list[Picture]:
    """The photos of the grocery set that have its usual size."""
    if not _tiles:
        with zipfile.ZipFile(archive_of("grocery21")) as archive:
            members = [m for found in photos_of("grocery21").values() for m in found]
            photos = [decode_image(archive.read(m), Path(m)) for m in members]
        _tiles.extend(photo for photo in photos if photo.shape == (348, 348, 3))
    return _tiles


_tiles: list[Picture] = []


def as_jpeg(picture: Picture) -> bytes:
    return _saved(picture, "JPEG", quality=QUALITY, subsampling="4:2:0")


def as_png(picture: Picture) -> bytes:
    return _saved(picture, "PNG")


def _saved(picture: Picture, kind: str, **options: object) -> bytes:
    into = io.BytesIO()
    Image.fromarray(picture).save(into, kind, **options)
    return into.getvalue()


if __name__ == "__main__":
    main()
