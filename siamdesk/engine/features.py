"""What the encoders gave for all photos of a project, in bounded memory."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from siamdesk.errors import StorageError

IN_MEMORY = 128 * 2**20
"""Bytes that a table keeps in memory, which is 5,000 photos; a larger one lies in a file."""

FloatArray = NDArray[np.float32]


class FeatureTable:
    """Features [d] of photos by look.

    Those of 100,000 photos are 2.6 GB, and all of them are read at every correction. So a large
    table lies in a temporary file, which the system keeps in memory as long as nobody needs it
    more. The file goes with the table; what has to last is in the embedding cache.
    """

    def __init__(self, dimension: int, *, in_memory: int = IN_MEMORY) -> None:
        self._dimension = dimension
        self._place: dict[str, int] = {}
        self._used = 0
        self._file = tempfile.SpooledTemporaryFile(in_memory)  # noqa: SIM115 - closed below
        weakref.finalize(self, self._file.close)

    def __contains__(self, look: str) -> bool:
        return look in self._place

    def add(self, looks: Sequence[str], features: FloatArray) -> None:
        """Keep the features [n, d] of photos.

        Raises:
            StorageError: there is no room left for temporary files; nothing was added.

        """
        with _needs_room():
            self._file.seek(self._used * self._bytes)
            self._file.write(np.ascontiguousarray(features, np.float32).data)
            self._file.flush()
        for look in looks:
            self._place[look] = self._used
            self._used += 1

    def rows(self, looks: Sequence[str]) -> FloatArray:
        """The features [n, d] of photos that are in the table.

        Raises:
            StorageError: there was no room left, and there still is none.

        """
        found = np.empty((len(looks), self._dimension), dtype=np.float32)
        with _needs_room():
            for row, look in zip(found, looks, strict=True):
                self._file.seek(self._place[look] * self._bytes)
                self._file.readinto(row.data)
        return found

    @property
    def _bytes(self) -> int:
        return 4 * self._dimension


@contextmanager
def _needs_room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"Temporary files can't be kept in {tempfile.gettempdir()} ({error.strerror}). "
            "Free some space there and try again."
        ) from error
