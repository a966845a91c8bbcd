"""Photos with what was guessed of them by a head that has not seen them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NO_PHOTO = -1
"""The id of a photo that is not in the project."""

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PhotoRef:
    """One photo, for a list."""

    photo_id: int
    """`NO_PHOTO` for one that is not in the project."""
    name: str
    """The file name that the inspector knows it by."""
    class_name: str
    """The class that it was given."""


@dataclass(frozen=True, slots=True)
class JudgedPhotos:
    """n photos of C classes, as columns: all figures of an evaluation follow from them."""

    classes: tuple[str, ...]
    photo_ids: IntArray
    """[n]; `NO_PHOTO` for those that are not in the project"""
    names: tuple[str, ...]
    """The file names that the inspector knows them by."""
    files: tuple[str, ...]
    """Absolute paths to read them from, as text."""
    labels: IntArray
    """[n], indices of the true classes"""
    probabilities: FloatArray
    """[n, C], rows sum to 1"""
    parts: IntArray
    """[n], numbers of the physical parts that they show; photos of one group have one number"""

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def guesses(self) -> IntArray:
        """Indices [n] of the top guesses."""
        return np.asarray(self.probabilities.argmax(axis=1), dtype=np.int64)

    def cell(self, true: int, guessed: int) -> IntArray:
        """Rows of the photos behind one cell of the confusion matrix, the surest guess first."""
        rows = np.flatnonzero((self.labels == true) & (self.guesses == guessed))
        return rows[np.argsort(-self.probabilities[rows, guessed], kind="stable")]

    def mistakes(self) -> IntArray:
        """Rows of the photos that were guessed wrong, the surest guess first."""
        rows = np.flatnonzero(self.guesses != self.labels)
        return rows[np.argsort(-self.probabilities[rows].max(axis=1), kind="stable")]

    def photo(self, row: int) -> PhotoRef:
        """The photo in a row."""
        name = self.classes[int(self.labels[row])]
        return PhotoRef(int(self.photo_ids[row]), self.names[row], name)
