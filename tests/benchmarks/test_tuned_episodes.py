"""One draw by each way to treat the encoder, with a real tuner."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from siamdesk.cli.protocol import Episode
from siamdesk.cli.tuned_episodes import tune_episode
from siamdesk.encoders.finetune import FineTuneSettings
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.tail_tuning import TailTuner
from siamdesk.images.given import squares_of
from siamdesk.progress import no_progress


@dataclass
class Seen:
    """A judge that keeps what it is shown, and says 1 to what it saw first and 0 after that."""

    shown: list[tuple[np.ndarray, list[int], int]] = field(default_factory=list)

    def __call__(self, pooled, labels, n) -> float:
        self.shown.append((pooled[0].copy(), labels.tolist(), n))
        return float(len(self.shown) == 1)


@pytest.fixture(scope="module")
def photos(sample: Path) -> np.ndarray:
    """Four each of three kinds of steel defect, kind by kind."""
    kinds = sorted((sample / "examples").iterdir())[4:7]
    return next(squares_of([p for kind in kinds for p in sorted(kind.iterdir())[:4]], 224))


def test_the_guard_keeps_the_frozen_encoder_where_tuning_ruins_it(photos: np.ndarray) -> None:
    frozen = Encoder.load("lite0").embed(photos)
    # Class numbers with a gap, as of an alphabet among others.
    labels = np.repeat([2, 5, 9], 4)
    episode = Episode(np.array([0, 1, 2, 4, 5, 6, 8, 9, 10]), np.array([3, 7, 11]))
    judge = Seen()
    found = tune_episode(
        TailTuner(),
        FineTuneSettings(steps=3, learning_rate=1.0),
        photos,
        [frozen],
        labels,
        episode,
        roots=[True],
        tuned=0,
        turns=4,
        judge=judge,
        progress=no_progress,
    )
    rows = np.concatenate([episode.examples, episode.queries])
    (before, numbers, n), (after, *_) = judge.shown
    np.testing.assert_array_equal(before, frozen[rows])
    assert (numbers, n) == ([0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 1, 2], 9)
    assert after.shape == before.shape
    assert np.abs(after - before).max() > 1.0
    assert (found.frozen, found.tuned) == (1.0, 0.0)
    assert not found.taken
    assert found.guarded == 1.0
    assert found.outcome.after.log_loss > found.outcome.before.log_loss
