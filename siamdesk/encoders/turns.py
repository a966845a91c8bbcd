"""Looking at a photo in four quarter turns.

The embeddings of the turns stand side by side, so two photos are compared turn with turn: that
evens out what an encoder makes of one orientation by chance, and keeps what tells a photo from its
own mirror image. Averaging the turns instead throws that away (docs/decisions/0007).
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

TURNS = 4
"""How many turns an encoder looks at unless told otherwise; `1` is the photo as it is."""

Number = TypeVar("Number", bound=np.generic)


def turned(photos: NDArray[Number], turn: int) -> NDArray[Number]:
    """Square photos or maps `[n, size, size, c]`, turned anticlockwise by `turn` quarters."""
    return np.rot90(photos, turn, axes=(1, 2))


def turned_back(maps: NDArray[Number], turn: int) -> NDArray[Number]:
    """Undo `turned`."""
    return np.rot90(maps, -turn, axes=(1, 2))
