"""Softmax fine-tuning of Lite0 as in tutorials: ``python -m benchmarks.softmax_tuning``.

First the encoder is frozen and ``dropout(0.2)`` and ``dense(classes, softmax)`` are trained on its
pooled features; then the last blocks (from the 14×14 map on) are trained along at a low rate, batch
norm in inference mode. That is TensorFlow's "Transfer learning and fine-tuning" tutorial, but with
a count of steps in place of its ten epochs, which would be a few dozen steps on a few photos and
leave the head half trained. Photos are mirrored at random. Guesses are the softmax's own: no head
is re-fitted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import RESULTS
from benchmarks.sets import (
    ImageSet,
    available,
    balanced_accuracy,
    draws,
    load,
    squares_of,
)
from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.weights import load_into, shipped_weights
from siamdesk.fewshot.heads.ridge import fit_ridge
from siamdesk.fewshot.space import EmbeddingSpace, mean_features

RESULT = RESULTS / "softmax_tuning.json"
EXAMPLES, SEEDS = 5, 3
_BATCH = 16

IntArray = NDArray[np.int64]


def main() -> None:
    result = run()
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(result), encoding="utf-8")
    for row in result["rows"]:
        print(row)


def run(
    names: Sequence[str] | None = None, *, k: int = EXAMPLES, seeds: int = SEEDS
) -> dict[str, Any]:
    """Balanced accuracies of both stages beside ridge on the same encoder, frozen, per seed."""
    tuner = SoftmaxTuner()
    rows = []
    for name in available() if names is None else names:
        images = load(name, [Encoder.load("lite0", turns=1)])
        maps = tuner.features(squares_of(name))
        for seed, episode in enumerate(draws(images, k, seeds)):
            print(f"{name}: softmax fine-tuning, seed {seed}", file=sys.stderr, flush=True)
            truth = images.labels[episode.queries]
            frozen, tuned = tuner.guesses(
                maps[episode.examples],
                images.labels[episode.examples],
                maps[episode.queries],
                n_classes=len(images.classes),
                seed=seed,
            )
            rows.append(
                {
                    "set": name,
                    "seed": seed,
                    "ridge": _ridge(images, episode.examples, episode.queries),
                    "frozen": balanced_accuracy(frozen, truth),
                    "tuned": balanced_accuracy(tuned, truth),
                }
            )
    return {"examples": k, "seeds": seeds, "rows": rows}


def _ridge(images: ImageSet, examples: IntArray, queries: IntArray) -> float:
    """SiamDesk's head on frozen Lite0, one turn of each photo."""
    z = images.pooled[0]
    space = EmbeddingSpace.fit([z[examples]], [True], others=mean_features([z[queries]], [True]))
    head = fit_ridge(space.embed([z[examples]]), images.labels[examples], len(images.classes))
    guessed = head.scores(space.embed([z[queries]])).argmax(axis=1)
    return balanced_accuracy(guessed.astype(np.int64), images.labels[queries])


@dataclass(frozen=True, slots=True)
class Tutorial:
    """Batches and rates of the two stages."""

    head_steps: int = 600
    head_rate: float = 1e-3
    tail_steps: int = 100
    tail_rate: float = 1e-5
    dropout: float = 0.2


class SoftmaxTuner:
    """Lite0 in two parts: the trunk is run once per photo, the tail is trained."""

    def __init__(self) -> None:
        load_keras()
        import keras

        from siamdesk.encoders.lite0 import build_lite0_tail, build_lite0_trunk

        self._keras = keras
        self._weights = shipped_weights("lite0")
        self._trunk = build_lite0_trunk()
        self._tail = build_lite0_tail()
        load_into(self._trunk, self._weights)
        for layer in self._tail.layers:
            if isinstance(layer, keras.layers.BatchNormalization):
                layer.trainable = False

    def features(self, images: NDArray[np.uint8]) -> NDArray[np.float16]:
        """What the trunk makes of photos `[n, 224, 224, 3]`, as they are and mirrored.

        `[n, 2, 14, 14, 112]`.
        """
        maps = np.empty((len(images), 2, *self._trunk.output.shape[1:]), np.float16)
        for start in range(0, len(images), _BATCH):
            part = slice(start, start + _BATCH)
            for view, seen in enumerate((images[part], images[part, :, ::-1])):
                found = self._trunk.predict_on_batch(seen.astype(np.float32))
                maps[part, view] = np.asarray(found)
        return maps

    def guesses(
        self,
        maps: NDArray[np.float16],
        labels: IntArray,
        queries: NDArray[np.float16],
        *,
        n_classes: int,
        seed: int,
        tutorial: Tutorial | None = None,
    ) -> tuple[IntArray, IntArray]:
        """Classes of `queries` after the first stage (frozen encoder), and after the second."""
        keras, plan = self._keras, tutorial or Tutorial()
        load_into(self._tail, self._weights)
        rng = np.random.default_rng(seed)
        keras.utils.set_random_seed(seed)
        pooled = keras.Model(self._tail.input, self._tail.output["pooled"])
        classify = keras.Sequential(
            [
                keras.Input(pooled.output.shape[1:]),
                keras.layers.Dropout(plan.dropout, seed=seed),
                keras.layers.Dense(n_classes, activation="softmax"),
            ]
        )
        seen = np.stack([self._run(pooled, maps[:, view]) for view in range(2)], axis=1)
        _fit(keras, classify, seen, labels, plan.head_steps, plan.head_rate, rng)
        frozen = self._run(classify, self._run(pooled, queries[:, 0])).argmax(axis=1)
        whole = keras.Model(pooled.input, classify(pooled.output))
        _fit(keras, whole, maps, labels, plan.tail_steps, plan.tail_rate, rng)
        tuned = self._run(whole, queries[:, 0]).argmax(axis=1)
        return frozen.astype(np.int64), tuned.astype(np.int64)

    @staticmethod
    def _run(model: Any, inputs: NDArray[Any]) -> NDArray[np.float32]:
        parts = [
            np.asarray(model.predict_on_batch(inputs[i : i + _BATCH].astype(np.float32)))
            for i in range(0, len(inputs), _BATCH)
        ]
        return np.concatenate(parts)


def _fit(
    keras: Any,
    model: Any,
    views: NDArray[Any],
    labels: IntArray,
    steps: int,
    rate: float,
    rng: np.random.Generator,
) -> None:
    """Train with Adam; of each photo a random one of its views `[n, v, ...]` is shown."""
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="sparse_categorical_crossentropy",
        jit_compile=False,
    )
    size = min(_BATCH, len(labels))
    order: list[int] = []
    for _ in range(steps):
        if len(order) < size:  # whole batches only, so that the training step is compiled once
            order = [*order, *rng.permutation(len(labels)).tolist()]
        rows, order = order[:size], order[size:]
        shown = views[rows, rng.integers(0, views.shape[1], size)]
        model.train_on_batch(shown.astype(np.float32), labels[rows])


if __name__ == "__main__":
    main()
