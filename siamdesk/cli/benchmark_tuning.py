"""What `siamdesk benchmark --fine-tune` adds: the same draws with a tuned encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.cli.protocol import Episode, episodes
from siamdesk.cli.tuned_episodes import tune_episode
from siamdesk.progress import Progress, split

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

Score = Callable[[Mapping[str, FloatArray], IntArray, Episode], float]
"""The score of a draw, from features [N, t·d] by encoder id and class numbers [N]."""


@dataclass(frozen=True, slots=True)
class TunedScores:
    """Examples per class to one score per draw."""

    guarded: Mapping[int, tuple[float, ...]]
    """With the encoder that the app would use by itself."""
    tuned: Mapping[int, tuple[float, ...]]
    """With the tuned encoder, be it better or not; frozen where there is too little to tune on."""
    taken: int
    """In how many draws the app would take the tuned encoder."""


def tuned_scores(
    files: Sequence[Path],
    pooled: Mapping[str, FloatArray],
    labels: IntArray,
    ks: Sequence[int],
    draws: int,
    score: Score,
    progress: Progress,
    *,
    turns: int,
) -> TunedScores:
    """Fine-tune on the examples of every draw, on the GPU if there is one.

    Args:
        files: [N] photos that can be read.
        pooled: frozen features [N, turns·d] by encoder id, of which one can be tuned.
        labels: [N] class numbers, each at least once in every draw.
        ks: examples per class.
        draws: how many times examples are drawn for each.
        score: judges features on the queries of a draw.
        progress: may raise `Cancelled`.
        turns: how many turns of a photo the features stand for.

    """
    from siamdesk.encoders.devices import Device, training_device
    from siamdesk.encoders.finetune import settings_for
    from siamdesk.encoders.quiet import load_keras
    from siamdesk.encoders.registry import encoder_spec
    from siamdesk.encoders.tuners import Scope, make_tuner
    from siamdesk.engine.tuning import TUNED_ENCODER
    from siamdesk.images.given import squares_of

    ids = tuple(pooled)
    loading, *parts = split(progress, [1.0] * (1 + len(ks) * draws))
    load_keras(loading)
    images = np.concatenate(list(squares_of(files, encoder_spec(TUNED_ENCODER).input_size)))

    def judge(found: Sequence[FloatArray], numbers: IntArray, n: int) -> float:
        rows = np.arange(len(numbers))
        return score(dict(zip(ids, found, strict=True)), numbers, Episode(rows[:n], rows[n:]))

    drawn = [(k, seed, e) for k in ks for seed, e in enumerate(episodes(labels, k, draws))]
    guarded: dict[int, list[float]] = {k: [] for k in ks}
    tuned: dict[int, list[float]] = {k: [] for k in ks}
    taken = 0
    with training_device(Device.AUTO) as device:
        tuner = make_tuner(Scope.AUTO, device)
        for part, (k, seed, episode) in zip(parts, drawn, strict=True):
            settings = settings_for(int(labels.max()) + 1, len(episode.examples), seed=seed)
            if settings is None:
                frozen = score(pooled, labels, episode)
                guarded[k].append(frozen)
                tuned[k].append(frozen)
                continue
            found = tune_episode(
                tuner,
                settings,
                images,
                list(pooled.values()),
                labels,
                episode,
                roots=[encoder_spec(e).root for e in ids],
                tuned=ids.index(TUNED_ENCODER),
                turns=turns,
                judge=judge,
                progress=part,
            )
            guarded[k].append(found.guarded)
            tuned[k].append(found.tuned)
            taken += found.taken
    return TunedScores(
        {k: tuple(v) for k, v in guarded.items()}, {k: tuple(v) for k, v in tuned.items()}, taken
    )
