"""What fine-tuning is worth on one draw: frozen, behind the guard, and whatever the guard says."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from siamdesk.cli.protocol import Episode
from siamdesk.progress import Progress, split

if TYPE_CHECKING:
    from siamdesk.encoders.finetune import FineTuneSettings, Tuner
    from siamdesk.engine.tuning import TuningOutcome

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

Judge = Callable[[Sequence[FloatArray], IntArray, int], float]
"""The score of features per encoder [n + m, t·d] and class numbers [n + m]: n photos are taught,
the m after them asked."""


@dataclass(frozen=True, slots=True)
class TunedEpisode:
    """Scores of one draw, as the judge gives them."""

    frozen: float
    tuned: float
    """With the tuned encoder, whatever the guard says."""
    guarded: float
    """What the app does by itself: the guard sees the examples alone."""
    taken: bool
    tried: bool
    """Whether the app would tune at all: not with hardly a mistake to mend."""
    outcome: TuningOutcome
    seconds: float
    """What it took to tune and to judge in folds."""


def tune_episode(
    tuner: Tuner,
    settings: FineTuneSettings,
    images: NDArray[np.uint8],
    pooled: Sequence[FloatArray],
    labels: IntArray,
    episode: Episode,
    *,
    roots: Sequence[bool],
    tuned: int,
    turns: int,
    judge: Judge,
    progress: Progress,
) -> TunedEpisode:
    """Tune on the examples of a draw as the app does, and judge on its queries.

    Args:
        tuner: of the encoder number `tuned`.
        settings: how strongly to tune.
        images: [N, size, size, 3], prepared photos that the episode was drawn from.
        pooled: per encoder the frozen features [N, turns·d].
        labels: [N] class numbers.
        episode: rows of those.
        roots: per encoder, whether the root of the features is taken.
        tuned: which encoder is tuned.
        turns: how many turns of a photo the features stand for.
        judge: scores the features of the episode's photos.
        progress: may raise `Cancelled`.

    """
    from siamdesk.engine.tuning import TuningExamples, nothing_to_gain, tune_if_better

    rows, n = np.concatenate([episode.examples, episode.queries]), len(episode.examples)
    found = [z[rows] for z in pooled]
    _, numbers = np.unique(labels[rows], return_inverse=True)
    examples = TuningExamples(
        images=images[episode.examples],
        labels=numbers[:n],
        groups=(None,) * n,
        pooled=tuple(z[:n] for z in found),
        roots=tuple(roots),
        tuned=tuned,
        turns=turns,
    )
    guarding, looking, last = split(progress, [8.0, 1.0, 2.0])
    tried = nothing_to_gain(examples) is None
    start = time.perf_counter()
    outcome = tune_if_better(examples, settings, tuner, guarding)
    seconds = time.perf_counter() - start
    features = tuner.features(images[rows], looking)
    weights = outcome.weights or tuner.tune(features[:n], numbers[:n], settings, last)
    frozen = judge(found, numbers, n)
    found[tuned] = tuner.embed(features, weights)
    score = judge(found, numbers, n)
    taken = tried and outcome.weights is not None
    guarded = score if taken else frozen
    return TunedEpisode(frozen, score, guarded, taken, tried, outcome, seconds)
