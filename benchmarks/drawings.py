"""Omniglot as drawings of characters by drawers, and its 20-way 1-shot trials.

Lake, Salakhutdinov and Tenenbaum, "Human-level concept learning through probabilistic program
induction", Science 2015. Every character was drawn once by each of the same 20 people, so that a
drawing's number in its file name (``0965_07.png``) is the number of its drawer.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import cv2
import numpy as np
from numpy.typing import NDArray

from siamdesk.images.decode import decode_image

SIDE = 105
"""Height and width of a drawing, in pixels."""
WAYS = 20
"""Characters of a trial."""
DRAWS = 2
"""Times that each alphabet is drawn from."""

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
Image = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Drawings:
    """Drawings, in the order of their file names."""

    images: Image
    """[n, 105, 105], white paper 255 and black ink 0"""
    characters: IntArray
    """[n], numbered in the order of their names"""
    drawers: IntArray
    """[n]"""
    alphabets: IntArray
    """[n]"""
    character_names: tuple[str, ...]
    alphabet_names: tuple[str, ...]

    def rgb(self, rows: IntArray | slice = slice(None)) -> Image:
        """Drawings as photos for an encoder: [m, 105, 105, 3]."""
        return np.repeat(self.images[rows][..., None], 3, axis=-1)


@dataclass(frozen=True, slots=True)
class Trials:
    """`WAYS` trials at once: each query is to be told apart among all the examples.

    Query i shows the same character as example i, by another drawer.
    """

    alphabet: int
    examples: IntArray
    """[20], rows of `Drawings`"""
    queries: IntArray
    """[20]"""


def read_drawings(archive: Path) -> Drawings:
    """All drawings of a zip laid out as ``Alphabet__character01/0965_01.png``."""
    images, names, drawers = [], [], []
    with zipfile.ZipFile(archive) as opened:
        for member in sorted(n for n in opened.namelist() if n.endswith(".png")):
            path = PurePosixPath(member)
            images.append(decode_image(opened.read(member), Path(member))[..., 0])
            names.append(path.parent.name)
            drawers.append(int(path.stem.rpartition("_")[2]))
    character_names, characters = np.unique(names, return_inverse=True)
    alphabet_of = [alphabet(name) for name in names]
    alphabet_names, alphabets = np.unique(alphabet_of, return_inverse=True)
    return Drawings(
        images=np.stack(images),
        characters=characters.astype(np.int64),
        drawers=np.array(drawers, dtype=np.int64),
        alphabets=alphabets.astype(np.int64),
        character_names=tuple(character_names.tolist()),
        alphabet_names=tuple(alphabet_names.tolist()),
    )


def alphabet(character_name: str) -> str:
    """``Angelic`` of ``Angelic__character01``."""
    return character_name.partition("__")[0]


def one_shot_trials(drawings: Drawings, *, draws: int = DRAWS) -> Iterator[Trials]:
    """20-way 1-shot within alphabets, as in Koch, Zemel and Salakhutdinov, 2015, section 4.3.

    For each alphabet, in sorted order, and each draw: 20 of its characters and 2 of the 20 drawers
    at random; the first drawer's 20 drawings are the examples, and each of the second drawer's 20
    is a trial. Koch takes 2 draws of 10 of the 20 evaluation alphabets, and names neither; here
    all are drawn from. Draw d of alphabet a has a generator of its own, with the seed [a, d].
    """
    place = {
        (int(c), int(d)): row
        for row, (c, d) in enumerate(zip(drawings.characters, drawings.drawers, strict=True))
    }
    for a in range(len(drawings.alphabet_names)):
        found = np.unique(drawings.characters[drawings.alphabets == a])
        for draw in range(draws):
            rng = np.random.default_rng([a, draw])
            chosen = found[rng.permutation(len(found))[:WAYS]]
            first, second = rng.permutation(np.unique(drawings.drawers))[:2]
            yield Trials(
                alphabet=a,
                examples=np.array([place[int(c), int(first)] for c in chosen]),
                queries=np.array([place[int(c), int(second)] for c in chosen]),
            )


def one_shot_accuracy(similarities: Sequence[FloatArray]) -> FloatArray:
    """Per draw the share of its queries whose nearest example is right.

    `similarities` has for each draw [queries, examples]; higher is nearer. A tie with a wrong
    example counts as wrong, so that a network which tells nothing apart scores nothing.
    """
    shares = []
    for found in similarities:
        right = np.diag(found)
        best_wrong = (found - np.diag(np.full(len(found), np.inf))).max(axis=1)
        shares.append(np.mean(right > best_wrong))
    return np.asarray(shares, dtype=np.float32)


def ink(images: Image) -> FloatArray:
    """Drawings [n, 105, 105] as a network sees them: [n, 105, 105, 1], paper 0 and ink 1."""
    return np.asarray(1.0 - images[..., None] / 255.0, dtype=np.float32)


def distorted(images: Image, rng: np.random.Generator) -> Image:
    """Each drawing turned, sheared, scaled and moved a little, as in Koch et al., section 3.2.

    Up to 10 degrees, 0.3 of shear, 0.8 to 1.2 of scale and 2 pixels per axis; each of the seven
    numbers is used with probability 0.5.
    """
    return np.stack(
        [
            cv2.warpAffine(
                image, _distortion(rng), (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderValue=255
            )
            for image in images
        ]
    ).astype(np.uint8)


def _distortion(rng: np.random.Generator) -> NDArray[np.float64]:
    """A random affine map [2, 3] about the middle of the drawing."""
    used = rng.random(7) < 0.5
    turn = np.deg2rad(rng.uniform(-10, 10)) * used[0]
    shear_x, shear_y = rng.uniform(-0.3, 0.3, 2) * used[1:3]
    scale_x, scale_y = np.where(used[3:5], rng.uniform(0.8, 1.2, 2), 1.0)
    move = rng.uniform(-2, 2, 2) * used[5:7]
    cos, sin = np.cos(turn), np.sin(turn)
    matrix = (
        np.array([[cos, -sin], [sin, cos]])
        @ np.array([[1.0, shear_x], [shear_y, 1.0]])
        @ np.diag([scale_x, scale_y])
    )
    middle = np.full(2, (SIDE - 1) / 2)
    return np.column_stack([matrix, middle + move - matrix @ middle])


def by_alphabet(drawings: Drawings) -> list[list[IntArray]]:
    """For each alphabet and each of its characters, the rows of its drawings."""
    rows: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, (a, c) in enumerate(zip(drawings.alphabets, drawings.characters, strict=True)):
        rows[int(a)][int(c)].append(row)
    return [[np.array(r) for r in rows[a].values()] for a in sorted(rows)]
