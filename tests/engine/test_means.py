from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from siamdesk.engine.means import RunningMeans
from siamdesk.errors import StorageError

ROOTS = (True, False)


class Photos:
    """Two encoders' features of a hundred photos, three at a time; counts what is read."""

    def __init__(self) -> None:
        rng = np.random.default_rng(7)
        first = np.maximum(rng.normal(size=(100, 40)), -0.1)
        self.features = [first.astype(np.float32), rng.normal(size=(100, 9)).astype(np.float32)]
        self.read = 0
        self.broken = False

    def batches(self, digests: Sequence[str]) -> Iterator[list[NDArray[np.float32]]]:
        for start in range(0, len(digests), 3):
            if self.broken and start:
                raise StorageError("gone")
            rows = [int(d) for d in digests[start : start + 3]]
            self.read += len(rows)
            yield [z[rows] for z in self.features]

    def expect(self, means: list[NDArray[np.float64]] | None, numbers: list[int]) -> None:
        assert means is not None
        first, second = (z[numbers].astype(np.float64) for z in self.features)
        np.testing.assert_allclose(means[0], np.sqrt(np.maximum(first, 0)).mean(axis=0), atol=1e-6)
        np.testing.assert_allclose(means[1], second.mean(axis=0), atol=1e-6)


def names(numbers: Sequence[int]) -> list[str]:
    return [str(i) for i in numbers]


def test_photos_that_come_and_go_one_by_one_leave_the_mean_of_the_rest() -> None:
    photos, rng = Photos(), np.random.default_rng(0)
    running, inbox = RunningMeans(ROOTS), list(range(80))
    photos.expect(running.of(names(inbox), photos.batches), inbox)
    for step in range(300):
        if len(inbox) == 100 or (rng.random() < 0.5 and len(inbox) > 20):
            inbox.pop(int(rng.integers(len(inbox))))
        else:
            inbox.append(int(rng.choice(sorted(set(range(100)) - set(inbox)))))
        photos.read = 0
        photos.expect(running.of(names(inbox), photos.batches), inbox)
        assert photos.read == 1, step


def test_another_inbox_no_photo_and_all_of_them_again() -> None:
    photos = Photos()
    running = RunningMeans(ROOTS)
    for numbers in ([1, 2, 3, 4, 5], [50, 60], list(range(100))):
        photos.expect(running.of(names(numbers), photos.batches), numbers)
    assert running.of([], photos.batches) is None
    photos.expect(running.of(names([9]), photos.batches), [9])


def test_photos_that_can_not_be_read_half_way_spoil_nothing() -> None:
    photos = Photos()
    running = RunningMeans(ROOTS)
    running.of(names(range(20)), photos.batches)
    photos.broken = True
    with pytest.raises(StorageError):
        running.of(names(range(30)), photos.batches)
    photos.broken = False
    photos.expect(running.of(names(range(30)), photos.batches), list(range(30)))
