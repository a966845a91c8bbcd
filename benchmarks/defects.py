"""Photos whose defects are known to the pixel: drawn on clean surfaces, seeded.

Surfaces are the calmest regions of real photos (rolled steel, cardboard), regions where the OK
photos are far from calm (steel full of flakes, heaps of potatoes), and computed textures (weave,
brushed metal, grain). Defects vary in size, contrast, sign and place.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import archive_of
from siamdesk.images.decode import decode_image

SIZE = 448
"""Width and height of the photos, in pixels."""
OK = "ok"
_CONTRAST = (8.0, 40.0)
"""Grey levels that a defect is lighter or darker than its surface."""
_AREA = (150, 0.12 * SIZE**2)
"""Pixels that a defect covers."""

Grey = NDArray[np.float32]
Photo = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DefectPhoto:
    """A photo of one class and where its defect is."""

    photo: Photo
    """[SIZE, SIZE, 3]"""
    mask: Mask
    """[SIZE, SIZE], empty for the OK class"""
    class_name: str


def draw_defect(surface: Photo, kind: str, rng: np.random.Generator) -> DefectPhoto:
    """Draw one defect of a kind of `KINDS` on a clean surface [SIZE, SIZE, 3]."""
    cover = np.zeros((SIZE, SIZE), np.float32)
    while not _AREA[0] <= (cover > 0.5).sum() <= _AREA[1]:
        cover = KINDS[kind](rng)
    tone = rng.uniform(*_CONTRAST) * (-1 if kind == "crack" or rng.uniform() < 0.5 else 1)
    change = tone * cover
    if kind == "inclusion":
        change = change + 0.5 * tone * cover * _noise(rng, 4)
    photo = surface.astype(np.float32) + change[..., None]
    return DefectPhoto(np.clip(np.round(photo), 0, 255).astype(np.uint8), cover > 0.5, kind)


def surfaces(name: str, count: int, rng: np.random.Generator) -> list[Photo]:
    """`count` different clean surfaces [SIZE, SIZE, 3] of one kind of `SURFACES`, drawn at random.

    Raises `FileNotFoundError` when the set that a real surface comes from is not there.
    """
    if name in _COMPUTED:
        return [_COMPUTED[name](rng) for _ in range(count)]
    found = list(islice(_REAL[name](), 120))
    return [found[i] for i in rng.permutation(len(found))[:count]]


def calm_square(rgb: Photo, side: int) -> Photo:
    """The `side` × `side` pixels of a photo in which the least stands out."""
    squares = [
        rgb[y : y + side, x : x + side]
        for y in range(0, rgb.shape[0] - side + 1, side // 4)
        for x in range(0, rgb.shape[1] - side + 1, side // 4)
    ]
    return min(squares, key=_unrest)


def _scratch(rng: np.random.Generator) -> Grey:
    """A thin, slightly bent line of even width."""
    length, bend = rng.uniform(60, 320), rng.uniform(-0.2, 0.2)
    along = np.linspace(-0.5, 0.5, 30)
    points = np.stack([along * length, bend * length * along**2], axis=1)
    return _line(_placed(points, rng), [rng.uniform(2, 8)] * 30)


def _spot(rng: np.random.Generator) -> Grey:
    """A soft ellipse."""
    y, x = np.mgrid[:SIZE, :SIZE]
    cy, cx = rng.uniform(0.1 * SIZE, 0.9 * SIZE, 2)
    ry, rx = rng.uniform(8, 45) * rng.uniform(0.7, 1.4, 2)
    distance = np.hypot((y - cy) / ry, (x - cx) / rx)
    return np.asarray(np.clip((1.15 - distance) / 0.3, 0, 1), np.float32)


def _crack(rng: np.random.Generator) -> Grey:
    """A jagged line that gets thinner, with a branch or two."""
    trunk = _walk(rng, steps=int(rng.integers(12, 40)))
    trunk = _placed(trunk - trunk.mean(axis=0), rng)
    cover = _line(trunk, np.linspace(rng.uniform(4, 8), 1.5, len(trunk)).tolist())
    for start in rng.integers(3, len(trunk) - 2, size=int(rng.integers(1, 3))):
        branch = trunk[start] + _walk(rng, steps=int(rng.integers(4, 12)))
        cover = np.maximum(cover, _line(branch, np.linspace(3.5, 1.5, len(branch)).tolist()))
    return cover


def _inclusion(rng: np.random.Generator) -> Grey:
    """An irregular flake with a texture of its own."""
    y, x = np.mgrid[:SIZE, :SIZE]
    cy, cx = rng.uniform(0.12 * SIZE, 0.88 * SIZE, 2)
    radius = rng.uniform(14, 60)
    distance = np.hypot(y - cy, x - cx) / radius + 0.35 * _noise(rng, radius / 3)
    return np.asarray(np.clip((1.05 - distance) / 0.1, 0, 1), np.float32)


KINDS: Mapping[str, Callable[[np.random.Generator], Grey]] = MappingProxyType(
    {"scratch": _scratch, "spot": _spot, "crack": _crack, "inclusion": _inclusion}
)


def _walk(rng: np.random.Generator, *, steps: int) -> Points:
    heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.45, steps))
    step = rng.uniform(6, 12, steps)
    moves = np.stack([step * np.cos(heading), step * np.sin(heading)], axis=1)
    return np.asarray(np.cumsum(moves, axis=0))


def _placed(points: Points, rng: np.random.Generator) -> Points:
    """Points [n, 2] around 0, turned at random and put somewhere on the photo."""
    a = rng.uniform(0, np.pi)
    turn = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    return np.asarray(points @ turn.T + rng.uniform(0.2 * SIZE, 0.8 * SIZE, 2))


def _line(points: Points, widths: Sequence[float]) -> Grey:
    """How much of each pixel a line covers; drawn four times as large for soft edges."""
    large = np.zeros((4 * SIZE, 4 * SIZE), np.uint8)
    at = np.round(4 * points).astype(int)
    for a, b, width in zip(at[:-1], at[1:], widths[1:], strict=True):
        cv2.line(large, a.tolist(), b.tolist(), (255.0,), max(1, round(4 * width)))
    small = cv2.resize(large, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def _noise(rng: np.random.Generator, radius: float) -> Grey:
    """Smooth noise of mean 0 and standard deviation 1 with structures of about `radius` pixels."""
    raw = rng.normal(size=(SIZE, SIZE)).astype(np.float32)
    smooth = cv2.GaussianBlur(raw, (0, 0), max(radius, 0.5))
    return np.asarray((smooth - smooth.mean()) / smooth.std(), np.float32)


def _steel() -> Iterator[Photo]:
    """Rolled steel; two classes of the set are textured all over and hold no calm region."""
    textured = ("red_iron", "oxide_scale_of_temperature_system")
    return _calmest("steel_xsdd", 80, lambda name: not name.startswith(textured))


def _scale() -> Iterator[Photo]:
    """Rolled steel that is full of dark flakes, all of them as they should be."""
    for rgb in _photos("steel_xsdd", lambda name: name.startswith("oxide_scale_of_temperature")):
        yield _enlarged(rgb[24:104, 24:104])


def _cardboard() -> Iterator[Photo]:
    """Cardboard of many colours."""
    return _calmest("trashnet", 80, lambda name: name.startswith("cardboard"))


def _potatoes() -> Iterator[Photo]:
    """Heaps of potatoes, and now and then a hand or a shelf."""
    return _calmest("grocery21", 160, lambda name: "Potato" in name)


_REAL: Mapping[str, Callable[[], Iterator[Photo]]] = MappingProxyType(
    {"steel": _steel, "scale": _scale, "cardboard": _cardboard, "potatoes": _potatoes}
)


def _weave(rng: np.random.Generator) -> Photo:
    y, x = np.mgrid[:SIZE, :SIZE]
    period, phase = 18 * rng.uniform(0.95, 1.05), rng.uniform(0, 2 * np.pi, 2)
    u = 2 * np.pi * (x + 1.5 * _noise(rng, 20)) / period + phase[0]
    v = 2 * np.pi * (y + 1.5 * _noise(rng, 20)) / period + phase[1]
    return _coloured(120 + 30 * np.sin(u) * np.sin(v) + 6 * _noise(rng, 1), (1.0, 0.95, 0.85))


def _brushed(rng: np.random.Generator) -> Photo:
    raw = rng.normal(size=(SIZE, SIZE)).astype(np.float32)
    grain = cv2.GaussianBlur(raw, (0, 0), sigmaX=40, sigmaY=0.8)
    return _coloured(150 + 14 * grain / grain.std() + 4 * _noise(rng, 1), (0.97, 1.0, 1.03))


def _grain(rng: np.random.Generator) -> Photo:
    layers = [weight * _noise(rng, r) for weight, r in ((10, 30), (9, 8), (8, 3), (6, 1))]
    return _coloured(115 + np.sum(layers, axis=0), (1.0, 1.0, 1.0))


_COMPUTED: Mapping[str, Callable[[np.random.Generator], Photo]] = MappingProxyType(
    {"weave": _weave, "brushed": _brushed, "grain": _grain}
)
SURFACES = (*_REAL, *_COMPUTED)


def _coloured(grey: NDArray[np.floating], tint: tuple[float, float, float]) -> Photo:
    coloured = grey[..., None] * np.array(tint)
    return np.asarray(np.clip(coloured, 0, 255), np.uint8)


def _photos(name: str, keep: Callable[[str], bool]) -> Iterator[Photo]:
    with zipfile.ZipFile(archive_of(name)) as archive:
        for member in sorted(archive.namelist()):
            if member.lower().endswith((".png", ".jpg")) and keep(member):
                yield decode_image(archive.read(member), Path(member))


def _calmest(name: str, side: int, keep: Callable[[str], bool]) -> Iterator[Photo]:
    """The calmest square of each photo, calmest photos first."""
    found = [calm_square(rgb, side) for rgb in _photos(name, keep)]
    yield from map(_enlarged, sorted(found, key=_unrest))


def _unrest(rgb: Photo) -> float:
    """How far the most striking place of a region stands out of its surroundings."""
    side = rgb.shape[0]
    grey = cv2.GaussianBlur(rgb.mean(axis=2).astype(np.float32), (0, 0), side / 80)
    return float(np.abs(grey - cv2.GaussianBlur(grey, (0, 0), side / 8)).max())


def _enlarged(rgb: Photo) -> Photo:
    return np.asarray(cv2.resize(rgb, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC), np.uint8)
