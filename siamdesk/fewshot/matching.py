"""Which part matches which: how alike each patch of a photo is to each patch of another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siamdesk.fewshot.heads.base import FloatArray

_STEADY = 0.1
_TINY = 1e-8


@dataclass(frozen=True, slots=True)
class Matches:
    """All that can be asked about two photos: any point of either, seen in the other."""

    similarities: FloatArray
    """[h, w, h', w'], cosines: patch of the photo against patch of the example"""

    def in_example(self, x: float, y: float) -> FloatArray:
        """How alike each patch of the example [h', w'] is to a point of the photo.

        `x` and `y` are fractions of the photo's width and height, from its top left corner.
        """
        row, column = _cell(x, y, self.similarities.shape[:2])
        return np.asarray(self.similarities[row, column])

    def in_photo(self, x: float, y: float) -> FloatArray:
        """How alike each patch of the photo [h, w] is to a point of the example."""
        row, column = _cell(x, y, self.similarities.shape[2:])
        return np.asarray(self.similarities[:, :, row, column])


def match(photo: Sequence[FloatArray], example: Sequence[FloatArray]) -> Matches:
    """Compare every patch of a photo with every patch of an example.

    Args:
        photo: per encoder its map [h, w, c_e]; all share h and w.
        example: likewise [h', w', c_e].

    Patches are centred on the mean of both photos, for what all of them share tells none apart, and
    each channel is scaled by its deviation. The cosines of the encoders are averaged. Swapping the
    photos swaps the axes and changes nothing else.

    """
    total = sum(
        _cosines(a, b) / np.float32(len(photo)) for a, b in zip(photo, example, strict=True)
    )
    return Matches(np.asarray(total, dtype=np.float32))


def _cosines(a: FloatArray, b: FloatArray) -> FloatArray:
    """[h, w, c] and [h', w', c] to [h, w, h', w']."""
    channels = a.shape[-1]
    both = np.concatenate([a.reshape(-1, channels), b.reshape(-1, channels)])
    both = both - both.mean(axis=0)
    deviations = both.std(axis=0)
    both /= deviations + _STEADY * deviations.mean() + _TINY
    both /= np.maximum(np.linalg.norm(both, axis=1, keepdims=True), _TINY)
    split = a.shape[0] * a.shape[1]
    found = both[:split] @ both[split:].T
    return np.asarray(found).reshape(*a.shape[:2], *b.shape[:2])


def _cell(x: float, y: float, grid: tuple[int, ...]) -> tuple[int, int]:
    rows, columns = grid
    return min(max(int(y * rows), 0), rows - 1), min(max(int(x * columns), 0), columns - 1)
