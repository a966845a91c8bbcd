"""Fine-tune an encoder and take it only if it is better on photos that it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.devices import Device, training_device
from siamdesk.encoders.finetune import (
    FineTuneSettings,
    OnLoss,
    TunedWeights,
    Tuner,
    settings_for,
)
from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.tuned_files import save_tuned
from siamdesk.encoders.tuners import Scope, make_tuner
from siamdesk.encoders.turns import TURNS
from siamdesk.engine.model_messages import TuningStep
from siamdesk.errors import NotEnoughExamplesError
from siamdesk.fewshot.calibration import fit_temperature, probabilities
from siamdesk.fewshot.folds import lopco_folds
from siamdesk.fewshot.gain import FEWEST_MISTAKES, is_worthwhile, mistakes
from siamdesk.fewshot.heads.ridge import fit_ridge
from siamdesk.fewshot.honest import OutOfFold, part_numbers
from siamdesk.fewshot.space import EmbeddingSpace
from siamdesk.fewshot.unknown import class_centroids
from siamdesk.progress import Progress, split

TUNED_ENCODER = "lite0"
FOLDS = 3
"""Every fold is a full fine-tuning, so there are few."""

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TuningExamples:
    """What fine-tuning learns from."""

    images: NDArray[np.uint8]
    """[n, size, size, 3], prepared photos"""
    labels: IntArray
    """[n], class indices"""
    groups: tuple[str | None, ...]
    pooled: tuple[FloatArray, ...]
    """Per encoder the present features [n, d_e]; `tuned` tells which of them is replaced."""
    roots: tuple[bool, ...]
    tuned: int
    """Index of the encoder that is tuned."""
    turns: int
    """How many turns of a photo the features stand for."""


@dataclass(frozen=True, slots=True)
class HonestScore:
    """Of photos that neither the encoder nor the head has seen."""

    accuracy: float
    """Balanced accuracy in [0, 1]"""
    log_loss: float
    """Mean negative log probability of the true class at the best temperature"""

    @property
    def typical_probability(self) -> float:
        """What the true class is given, as a geometric mean; the log loss in words for people."""
        return float(np.exp(-self.log_loss))


OnStep = Callable[[TuningStep], None]


def ignore_step(step: TuningStep) -> None:
    """Watch nothing."""
    del step


@dataclass(frozen=True, slots=True)
class TuningOutcome:
    """What fine-tuning gave; `weights` is None when the tuned encoder was no better."""

    before: HonestScore
    after: HonestScore | None
    """None when nothing was tuned, because no gain could have been shown."""
    held_out: OutOfFold
    """Scores of examples by encoders that were tuned without them, if any were."""
    weights: TunedWeights | None


def tune_to_folder(
    encoders: Sequence[Encoder],
    images: NDArray[np.uint8],
    labels: IntArray,
    groups: Sequence[str | None],
    *,
    pretrained: Sequence[FloatArray] | None = None,
    settings: FineTuneSettings,
    required: bool,
    device: Device,
    folder: Path,
    progress: Progress,
    scope: Scope = Scope.AUTO,
    on_step: OnStep = ignore_step,
) -> TuningOutcome:
    """Tune the encoder that can be tuned; if it is better, write it to `folder`.

    Args:
        encoders: all encoders of the embedding, in its order.
        images: [n, size, size, 3] uint8, prepared photos of the examples.
        labels: [n] class indices.
        groups: [n] groups or None; a group is never split between tuning and judging.
        pretrained: per encoder the features [n, d_e] before any tuning, where they are at hand;
            None has them computed, and nobody can cancel that.
        settings: how strongly to tune.
        required: whether it was asked for (`tune_if_better`).
        device: where to tune.
        folder: where a better encoder goes; not there yet.
        progress: may raise `Cancelled`, and then nothing is left behind.
        scope: how much of the encoder to tune.
        on_step: told of each step.

    """
    index = [e.spec.id for e in encoders].index(TUNED_ENCODER)
    if pretrained is None:
        # An encoder tuned earlier has seen these very examples: only this one can be judged.
        pretrained = [
            (Encoder.load(TUNED_ENCODER) if i == index else encoder).embed(images)
            for i, encoder in enumerate(encoders)
        ]
    examples = TuningExamples(
        images=images,
        labels=labels,
        groups=tuple(groups),
        pooled=tuple(pretrained),
        roots=tuple(e.spec.root for e in encoders),
        tuned=index,
        turns=TURNS,
    )
    if not required and (found := nothing_to_gain(examples)):
        return found
    loading, working, saving = split(progress, [3.0, 30.0, 1.0])
    load_keras(loading)
    with training_device(device) as chosen:
        tuner = make_tuner(scope, chosen)
        outcome = tune_if_better(
            examples, settings, tuner, working, required=required, on_step=on_step
        )
        if outcome.weights is not None:
            saving(0.0, "Saving the encoder")
            save_tuned(outcome.weights, folder)
    return outcome


def nothing_to_gain(examples: TuningExamples) -> TuningOutcome | None:
    """The outcome of not tuning, when so few left-out photos are wrong that no gain could be shown.

    Takes milliseconds and no Keras.
    """
    frozen = _Collected(examples)
    for left_out in _folds(examples):
        frozen.judge(examples.pooled, _others(examples, left_out), left_out)
    found = frozen.out_of_fold()
    if mistakes(_right(found), found.parts) >= FEWEST_MISTAKES:
        return None
    return TuningOutcome(before=honest_score(found), after=None, held_out=found, weights=None)


def tune_if_better(
    examples: TuningExamples,
    settings: FineTuneSettings,
    tuner: Tuner,
    progress: Progress,
    *,
    required: bool = False,
    on_step: OnStep = ignore_step,
) -> TuningOutcome:
    """Fine-tune in each of a few folds, compare on what was left out, then tune on everything.

    An encoder tuned on all examples has seen those that it would be judged by, so its own score
    means nothing. Both encoders are judged on the same folds, the tuned one having been tuned
    without the left-out groups. It is taken if its log loss is lower; and, unless tuning was
    `required`, only if it is lower by enough (`is_worthwhile`).
    """
    folds = _folds(examples)
    looking, *tuning, last = split(progress, [1.0, *([2.0] * len(folds)), 2.0])
    features = tuner.features(examples.images, looking)
    frozen, tuned = _Collected(examples), _Collected(examples)
    watched = [_watch(on_step, run, len(folds) + 1, settings) for run in range(len(folds) + 1)]
    for left_out, part, watch in zip(folds, tuning, watched, strict=False):
        kept = _others(examples, left_out)
        learning, judging = split(part, [8.0, 1.0])
        part_weights = tuner.tune(features[kept], examples.labels[kept], settings, learning, watch)
        replaced = list(examples.pooled)
        replaced[examples.tuned] = tuner.embed(features, part_weights, judging)
        frozen.judge(examples.pooled, kept, left_out)
        tuned.judge(replaced, kept, left_out)
    found = tuned.out_of_fold()
    before, after = honest_score(frozen.out_of_fold()), honest_score(found)
    lower = after.log_loss < before.log_loss
    better = lower if required else is_worthwhile(before.log_loss, after.log_loss)
    if not better:
        return TuningOutcome(before, after, found, None)
    weights = tuner.tune(features, examples.labels, settings, last, watched[-1])
    return TuningOutcome(before, after, found, weights)


def _watch(on_step: OnStep, run: int, runs: int, settings: FineTuneSettings) -> OnLoss:
    def watch(step: int, loss: float) -> None:
        on_step(TuningStep(run, runs, step, settings.steps, loss))

    return watch


def _folds(examples: TuningExamples) -> list[IntArray]:
    folds = lopco_folds(examples.labels, examples.groups, max_folds=FOLDS)
    if not folds:
        raise NotEnoughExamplesError(
            "No class has photos of two parts (groups), so nothing would tell whether fine-tuning "
            "helps. Add photos of another part."
        )
    return folds


def _others(examples: TuningExamples, left_out: IntArray) -> IntArray:
    return np.setdiff1d(np.arange(len(examples.labels)), left_out)


def _right(found: OutOfFold) -> NDArray[np.bool_]:
    return np.asarray(found.scores.argmax(axis=1) == found.labels)


class _Collected:
    """Out-of-fold scores gathered over folds; those of an example in several are averaged."""

    def __init__(self, examples: TuningExamples) -> None:
        self._examples = examples
        n = len(examples.labels)
        self._n_classes = int(examples.labels.max()) + 1
        self._scores = np.zeros((n, self._n_classes))
        self._similarities = np.zeros(n)
        self._times = np.zeros(n, dtype=np.int64)

    def judge(self, pooled: Sequence[FloatArray], kept: IntArray, left_out: IntArray) -> None:
        """Fit a head to some examples and score the others with it."""
        space = EmbeddingSpace.fit(
            [z[kept] for z in pooled], self._examples.roots, turns=self._examples.turns
        )
        labels = self._examples.labels[kept]
        G, queries = (space.embed([z[rows] for z in pooled]) for rows in (kept, left_out))
        self._scores[left_out] += fit_ridge(G, labels, self._n_classes).scores(queries)
        centroids = class_centroids(G, labels, self._n_classes)
        self._similarities[left_out] += (queries @ centroids.T).max(axis=1)
        self._times[left_out] += 1

    def out_of_fold(self) -> OutOfFold:
        rows = np.flatnonzero(self._times)
        times = self._times[rows]
        return OutOfFold(
            examples=rows,
            labels=self._examples.labels[rows],
            scores=np.asarray(self._scores[rows] / times[:, None], dtype=np.float32),
            similarities=np.asarray(self._similarities[rows] / times, dtype=np.float32),
            parts=part_numbers(len(self._times), self._examples.groups)[rows],
        )


def honest_score(found: OutOfFold) -> HonestScore:
    """Of out-of-fold scores."""
    right = _right(found)
    recalls = [right[found.labels == c].mean() for c in np.unique(found.labels)]
    p = probabilities(found.scores, fit_temperature(found.scores, found.labels, found.parts))
    likelihoods = p[np.arange(len(p)), found.labels]
    return HonestScore(
        accuracy=float(np.mean(recalls)),
        log_loss=float(-np.log(np.maximum(likelihoods, 1e-12)).mean()),
    )


def tuning_settings(
    n_classes: int, n_examples: int, *, required: bool, seed: int, loss: str | None = None
) -> FineTuneSettings | None:
    """How strongly to tune, with a loss of `LOSSES`; None when there is too little to tune on.

    Raises:
        NotEnoughExamplesError: there is too little, and tuning was `required`.

    """
    found = settings_for(n_classes, n_examples, seed=seed)
    if found is None and required:
        raise NotEnoughExamplesError(
            f"{n_examples} examples of {n_classes} classes are too few to fine-tune the encoder. "
            "Add examples until most classes have at least three."
        )
    return found if found is None or loss is None else replace(found, loss=loss)
