"""The Siamese network of Koch et al., and its training on pairs within a batch.

Koch, Zemel and Salakhutdinov, "Siamese Neural Networks for One-shot Image Recognition", ICML deep
learning workshop 2015. Keras only: the same code runs on TensorFlow, JAX and PyTorch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from benchmarks.drawings import (
    SIDE,
    Drawings,
    FloatArray,
    IntArray,
    Trials,
    by_alphabet,
    distorted,
    ink,
)
from siamdesk.encoders.losses.koch_pairs import KochPairs
from siamdesk.encoders.losses.learner import SiameseLearner

FILTERS = ((64, 10), (128, 7), (128, 4), (256, 4))
"""Filters and their width in each convolution; all but the last are followed by 2×2 pooling."""
WIDTH = 4096
_WARM_UP = 0.05
_LAST_RATE = 0.02
_SLOPE, _BIAS = 10.0, 1.0
"""The pair head's start: the logit is 1 for equal twins, and falls by 10 per mean difference."""


def build_twin(
    side: int = SIDE,
    filters: Sequence[tuple[int, int]] = FILTERS,
    width: int = WIDTH,
    *,
    seed: int = 0,
) -> keras.Model:
    """One of the two towers: ink `[n, side, side, 1]` to `[n, width]` in (0, 1).

    Weights start as He and Glorot have it, not with the paper's N(0, 0.01) and N(0, 0.2): with
    Adam those begin with saturated sigmoids.
    """
    image = keras.Input((side, side, 1), name="ink")
    x = image
    for i, (count, size) in enumerate(filters):
        start = keras.initializers.HeNormal(seed=seed + i)
        x = layers.Conv2D(count, size, activation="relu", kernel_initializer=start)(x)
        if i < len(filters) - 1:
            x = layers.MaxPooling2D()(x)
    start = keras.initializers.GlorotUniform(seed=seed + len(filters))
    x = layers.Dense(width, kernel_initializer=start)(layers.Flatten()(x))
    return keras.Model(image, layers.Activation("sigmoid", dtype="float32")(x), name="twin")


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: until `steps` batches or `minutes` are over, whichever comes first."""

    steps: int | None = None
    minutes: float | None = None
    batch: int = 64
    drawings: int = 4
    """Of each character in a batch."""
    alphabets: int = 2
    """In a batch: characters of one alphabet are the hard pairs, and what the trials ask for."""
    rate: float = 5e-4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Training:
    """What was done."""

    steps: int
    seconds: float
    losses: tuple[float, ...]
    """Per batch."""


def sample(
    alphabets: list[list[IntArray]], plan: Plan, rng: np.random.Generator
) -> tuple[IntArray, IntArray]:
    """Rows `[batch]` of one batch, and the number within the batch of each one's character."""
    n_characters = plan.batch // plan.drawings
    chosen: list[IntArray] = []
    while len(chosen) < n_characters:
        for a in rng.permutation(len(alphabets))[: plan.alphabets]:
            wanted = min(-(-n_characters // plan.alphabets), n_characters - len(chosen))
            order = rng.permutation(len(alphabets[a]))[:wanted]
            chosen += [alphabets[a][i] for i in order]
    rows = [rng.permutation(c)[: plan.drawings] for c in chosen]
    labels = np.repeat(np.arange(n_characters), plan.drawings)
    return np.concatenate(rows), labels


class Koch:
    """A network that can be trained and asked."""

    def __init__(self, twin: keras.Model) -> None:
        self._twin = twin
        root = twin.output_shape[-1] ** 0.5
        # `KochPairs` counts in units of √d, the mean difference in units of d.
        slope = _SLOPE / root
        self._pairs = KochPairs(slope=slope, threshold=_BIAS / slope)
        self._learner = SiameseLearner(twin, self._pairs)

    def train(
        self, drawings: Drawings, plan: Plan, tell: Callable[[int, float, float], None]
    ) -> Training:
        """Train on all drawings; `tell` hears the step, the seconds and the mean recent loss."""
        rng = np.random.default_rng(plan.seed)
        alphabets = by_alphabet(drawings)
        optimizer = keras.optimizers.Adam(plan.rate, clipnorm=1.0)
        # XLA is what JAX is fast by, and slower than TensorFlow's own kernels on a CPU.
        jit = False if keras.backend.backend() == "tensorflow" else "auto"
        self._learner.compile(optimizer=optimizer, jit_compile=jit)
        losses: list[float] = []
        start = time.perf_counter()
        while (done := _done(plan, len(losses), time.perf_counter() - start)) < 1.0:
            optimizer.learning_rate = plan.rate * _schedule(done)
            rows, labels = sample(alphabets, plan, rng)
            batch = ink(distorted(drawings.images[rows], rng))
            loss = self._learner.train_on_batch(batch, labels.astype(np.float32))
            losses.append(float(np.asarray(loss)))
            if len(losses) % 20 == 0:
                tell(len(losses), time.perf_counter() - start, float(np.mean(losses[-20:])))
        return Training(len(losses), time.perf_counter() - start, tuple(losses))

    def similarities(self, drawings: Drawings, trials: Trials) -> FloatArray:
        """Logits `[queries, examples]` of showing the same character, float32."""
        queries, examples = (
            np.asarray(self._twin.predict_on_batch(ink(drawings.images[rows])))
            for rows in (trials.queries, trials.examples)
        )
        return self.logits(queries, examples)

    def logits(self, left: NDArray[np.float32], right: NDArray[np.float32]) -> FloatArray:
        """Logits `[n, m]` of twins `[n, d]` against `[m, d]`."""
        alpha, bias = (
            np.asarray(w.numpy()) for w in (self._pairs.head.alpha, self._pairs.head.bias)
        )
        apart = np.abs(left[:, None] - right[None])
        return np.asarray(apart @ alpha + bias, dtype=np.float32)


def _done(plan: Plan, steps: int, seconds: float) -> float:
    """The share of the plan that is over."""
    by_steps = steps / plan.steps if plan.steps else 0.0
    by_time = seconds / (60 * plan.minutes) if plan.minutes else 0.0
    return max(by_steps, by_time)


def _schedule(done: float) -> float:
    """Up within the first twentieth, then down along a cosine."""
    if done < _WARM_UP:
        return max(done / _WARM_UP, _LAST_RATE)
    along = (done - _WARM_UP) / (1 - _WARM_UP)
    return float(_LAST_RATE + (1 - _LAST_RATE) * 0.5 * (1 + np.cos(np.pi * along)))
