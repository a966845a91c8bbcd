"""Siamese fine-tuning of the encoder on a project's examples.

It learns to bring photos of one class together (`siamdesk.encoders.losses`). What is common to its
two kinds is here: the last stages alone (`tail_tuning`), as a CPU can, or all of it
(`whole_tuning`), as a GPU can. Importing this module imports no Keras.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.sampling import one_view_batch
from siamdesk.encoders.turns import TURNS
from siamdesk.encoders.weights import load_into
from siamdesk.progress import Progress, no_progress, split

TUNABLE = "lite0"
"""The encoder that can be tuned."""

PART = 16
"""Photos that go through a network at once where nothing is learnt."""
_MOST_STEPS = 24
_EXAMPLES_PER_STEP = 4
_FEWEST_EXAMPLES = 12
_EXAMPLES_PER_CLASS = 3
_MESSAGE = "Fine-tuning the encoder"

FloatArray = NDArray[np.float32]


OnLoss = Callable[[int, float], None]
"""Called with the number of a batch and its loss."""


def _unwatched(step: int, loss: float) -> None:
    del step, loss


@dataclass(frozen=True, slots=True)
class FineTuneSettings:
    """How strongly to tune."""

    steps: int
    """Batches to learn from."""
    learning_rate: float = 1e-4
    loss: str = "supervised_contrastive"
    """One of `siamdesk.encoders.losses.LOSSES`, with its default parameters."""
    batch_size: int = 64
    """At most; a batch never has a photo twice."""
    pull: float = 0.0
    """Weight decay towards the pretrained weights (`siamdesk.encoders.staged_adam`)."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class TunedWeights:
    """What tuning made of an encoder, or of a part of it: Keras weight path -> float32 array."""

    arrays: dict[str, FloatArray]


def settings_for(n_classes: int, n_examples: int, *, seed: int) -> FineTuneSettings | None:
    """Settings for a project of that size; None when there is too little to tune on.

    A step for every four photos, up to 24: few photos tune an encoder into remembering them, and
    after 24 steps little more is learnt (docs/decisions/0008).
    """
    if n_examples < max(_FEWEST_EXAMPLES, _EXAMPLES_PER_CLASS * n_classes):
        return None
    # Four photos of each class; for few classes a larger batch only takes longer.
    batch_size = min(64, max(32, 4 * n_classes))
    steps = min(_MOST_STEPS, n_examples // _EXAMPLES_PER_STEP)
    return FineTuneSettings(steps=steps, batch_size=batch_size, seed=seed)


def has_learnt_out(losses: Sequence[float], patience: int | None) -> bool:
    """Whether the last `patience` batches lost no less than as many before; never when None."""
    if patience is None or len(losses) < 2 * patience:
        return False
    last, before = losses[-patience:], losses[-2 * patience : -patience]
    return bool(np.mean(last) >= np.mean(before))


@dataclass(frozen=True, slots=True)
class _Learner:
    """A compiled `SiameseLearner`, kept because compiling takes seconds; and how it starts."""

    model: Any
    loss_weights: list[FloatArray]
    optimizer_values: list[NDArray[Any]]


class Tuner(ABC):
    """Tunes a network from its pretrained weights. Needs Keras; for one thread at a time.

    A subclass says what it keeps of a photo and how a turn of that goes into the network.
    """

    def __init__(self, net: Any, *, learning: Any = None, patience: int | None = None) -> None:
        """Take over a graph that has the pretrained weights.

        Args:
            net: a float32 graph with the outputs ``pooled`` and ``spatial`` of the encoder.
            learning: the same graph in another precision, to learn in; else `net` itself.
            patience: when to stop before all steps are done (`has_learnt_out`).

        """
        import keras

        from siamdesk.encoders.centred_root import CentredRoot

        self._net = net
        self._learning = net if learning is None else learning
        self._patience = patience
        self.pretrained = _weights_of(net)
        """The network as shipped."""
        for layer in self._learning.layers:
            if isinstance(layer, keras.layers.BatchNormalization):
                # Training passes `training=True` down, over what the graph was built with; a frozen
                # batch norm keeps the statistics of ImageNet, which a few photos would ruin.
                layer.trainable = False
        self._pooled = keras.Model(net.input, net.output["pooled"])
        # Averaged anew: the mean, and all after it, is float32 whatever the graph computes in.
        average = keras.layers.GlobalAveragePooling2D(dtype="float32", name="average")
        self._centre = CentredRoot(name="centred_root", dtype="float32")
        embedding = self._centre(average(self._learning.output["spatial"]))
        self._embedder = keras.Model(self._learning.input, embedding)
        self._learners: dict[tuple[str, float], _Learner] = {}

    @abstractmethod
    def features(self, images: NDArray[np.uint8], progress: Progress) -> NDArray[Any]:
        """What is kept of photos `[n, 224, 224, 3] uint8` RGB to tune on as often as wanted.

        `[n, ...]`, below 200 kB per photo. `progress` is called every batch and may raise
        `Cancelled`.
        """

    @abstractmethod
    def _view(self, features: NDArray[Any], turn: int) -> FloatArray:
        """What goes into the network to see photos in a turn (`siamdesk.encoders.turns`)."""

    def _lesson(self, features: NDArray[Any], turn: int, rng: np.random.Generator) -> FloatArray:
        """The same for a batch to learn from, which may be varied at random."""
        del rng
        return self._view(features, turn)

    def _rate_of(self, path: str) -> float:
        """The share of the learning rate for the weight of that path."""
        del path
        return 1.0

    def _optimizer(self, pull: float) -> Any:
        from siamdesk.encoders.staged_adam import StagedAdam

        return StagedAdam(self._rate_of, pull=pull)

    def tune(
        self,
        features: NDArray[Any],
        labels: NDArray[np.int64],
        settings: FineTuneSettings,
        progress: Progress,
        watch: OnLoss = _unwatched,
    ) -> TunedWeights:
        """Tune the pretrained network on `features` of this tuner and their class numbers `[n]`.

        The same arguments give the same weights. `progress` is called before every batch, and while
        photos are looked at first; it may raise `Cancelled`, and the tuner can be used again after
        that. `watch` is called after every batch with its number, from 0, and its loss. Raises
        `ValueError` for fewer than two classes.
        """
        if len(np.unique(labels)) < 2 or len(labels) != len(features):
            message = "fine-tuning needs photos of two classes or more, and a class for each photo"
            raise ValueError(message)
        looking, learning = split(progress, [1.0, 9.0])
        learner = self._start(features, settings, looking)
        rng = np.random.default_rng(settings.seed)
        losses: list[float] = []
        while len(losses) < settings.steps and not has_learnt_out(losses, self._patience):
            learning(len(losses) / settings.steps, _MESSAGE)
            rows, turn = one_view_batch(labels, views=TURNS, size=settings.batch_size, rng=rng)
            lesson = self._lesson(features[rows], turn, rng)
            # Else Keras tells the mean over all batches that it has ever seen.
            learner.reset_metrics()
            loss = float(learner.train_on_batch(lesson, labels[rows].astype(np.float32)))
            watch(len(losses), loss)
            losses.append(loss)
        learning(1.0, _MESSAGE)
        return _weights_of(self._learning)

    def _start(self, features: NDArray[Any], settings: FineTuneSettings, progress: Progress) -> Any:
        """Forget earlier tuning; the compiled training step is kept, for it takes seconds."""
        for net in (self._net, self._learning):
            load_into(net, self.pretrained.arrays)
        self._centre.mean.assign(np.sqrt(self._embed(features, progress)).mean(axis=(0, 1)))
        key = (settings.loss, settings.pull)
        if key not in self._learners:
            self._learners[key] = self._make_learner(*key)
        kept = self._learners[key]
        kept.model.objective.set_weights(kept.loss_weights)
        for variable, value in zip(
            kept.model.optimizer.variables, kept.optimizer_values, strict=True
        ):
            variable.assign(value)
        kept.model.optimizer.learning_rate = settings.learning_rate
        return kept.model

    def _make_learner(self, loss: str, pull: float) -> _Learner:
        import keras

        from siamdesk.encoders.losses import make_loss
        from siamdesk.encoders.losses.learner import SiameseLearner

        model = SiameseLearner(self._embedder, make_loss(loss))
        optimizer = self._optimizer(pull)
        optimizer.build(model.trainable_variables)
        # With TensorFlow on the CPU `jit_compile` is 20 times slower; JAX is slow without.
        jit = False if keras.backend.backend() == "tensorflow" else "auto"
        model.compile(optimizer=optimizer, jit_compile=jit)
        values = [np.array(keras.ops.convert_to_numpy(v)) for v in optimizer.variables]
        return _Learner(model, model.objective.get_weights(), values)

    def embed(
        self, features: NDArray[Any], tuned: TunedWeights, progress: Progress = no_progress
    ) -> FloatArray:
        """Features of photos through a tuned network: `[n, TURNS·1280] float32`, turn after turn.

        As pooled: neither root nor centring, as in `siamdesk.encoders.runtime.Encoded`. `progress`
        is called every few photos and may raise `Cancelled`.
        """
        load_into(self._net, tuned.arrays)
        return self._embed(features, progress).reshape(len(features), -1)

    def _embed(self, features: NDArray[Any], progress: Progress) -> FloatArray:
        pooled = np.empty((len(features), TURNS, self._pooled.output.shape[-1]), np.float32)
        for part in parts(len(features)):
            progress(part.start / len(features), _MESSAGE)
            for turn in range(TURNS):
                seen = self._view(features[part], turn)
                pooled[part, turn] = np.asarray(self._pooled.predict_on_batch(seen))
        return pooled


def _weights_of(net: Any) -> TunedWeights:
    return TunedWeights({v.path: np.array(v.numpy(), np.float32) for v in net.weights})


def parts(count: int) -> Iterator[slice]:
    """Slices of `PART` rows that cover `count` of them."""
    for start in range(0, count, PART):
        yield slice(start, min(start + PART, count))
