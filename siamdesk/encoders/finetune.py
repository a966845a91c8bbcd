"""Siamese fine-tuning of Lite0's tail on a project's examples.

The trunk, up to the 14×14×112 map, stays as it was pretrained and is computed once per photo; the
tail learns to bring photos of one class together (`siamdesk.encoders.losses`). Importing this
module imports no Keras: `FineTuner` does, and `load_tuned` needs none.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.sampling import one_view_batch
from siamdesk.encoders.turns import TURNS, turned
from siamdesk.encoders.weights import (
    load_into,
    read_checked,
    read_weights,
    shipped_weights,
    write_weights,
)
from siamdesk.errors import EncoderError
from siamdesk.progress import Progress

TUNABLE = "lite0"
"""The encoder that can be tuned."""

_BATCH = 16
_MOST_STEPS = 24
_EXAMPLES_PER_STEP = 4
_FEWEST_EXAMPLES = 12
_EXAMPLES_PER_CLASS = 3
_RECORD = "encoder.json"
_GRAPH = "encoder"
_TAIL = "tail.npz"


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
    seed: int = 0


@dataclass(frozen=True, slots=True)
class TailWeights:
    """A tuned tail: Keras weight path -> float32 array."""

    arrays: dict[str, NDArray[np.float32]]


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


_Learner = tuple[Any, list[NDArray[np.float32]]]
"""A compiled `SiameseLearner`, and what its loss's own weights start from."""


class FineTuner:
    """Tunes tails. Imports Keras, and so takes seconds to make; for one thread at a time."""

    def __init__(self) -> None:
        load_keras()
        import keras

        from siamdesk.encoders.centred_root import CentredRoot
        from siamdesk.encoders.lite0 import build_lite0_tail, build_lite0_trunk

        self._keras = keras
        weights = shipped_weights(TUNABLE)
        self._trunk = build_lite0_trunk()
        self._tail = build_lite0_tail()
        load_into(self._trunk, weights)
        load_into(self._tail, weights)
        for layer in self._tail.layers:
            if isinstance(layer, keras.layers.BatchNormalization):
                # Training passes `training=True` down, over what the graph was built with; a frozen
                # batch norm keeps the statistics of ImageNet, which a few photos would ruin.
                layer.trainable = False
        self.pretrained = self._tail_weights()
        """The tail as shipped."""
        self._pooled = keras.Model(self._tail.input, self._tail.output["pooled"])
        self._centre = CentredRoot(name="centred_root")
        self._embedder = keras.Model(self._tail.input, self._centre(self._pooled.output))
        self._learners: dict[str, _Learner] = {}

    def features(self, images: NDArray[np.uint8], progress: Progress) -> NDArray[np.float16]:
        """What the trunk makes of photos, to tune on as often as wanted.

        `[n, 224, 224, 3] uint8` RGB to `[n, TURNS, 14, 14, 112] float16`: every turn of the photo
        (`siamdesk.encoders.turns`), 176 kB per photo. `progress` is called every batch and may
        raise `Cancelled`.
        """
        shape = self._trunk.output.shape[1:]
        maps = np.empty((len(images), TURNS, *shape), np.float16)
        for part in _batches(len(images)):
            progress(part.start / len(images), "Preparing photos for fine-tuning")
            for turn in range(TURNS):
                seen = turned(images[part], turn).astype(np.float32)
                maps[part, turn] = np.asarray(self._trunk.predict_on_batch(seen))
        progress(1.0, "Preparing photos for fine-tuning")
        return maps

    def tune(
        self,
        features: NDArray[np.float16],
        labels: NDArray[np.int64],
        settings: FineTuneSettings,
        progress: Progress,
    ) -> TailWeights:
        """Tune the pretrained tail on `features` of this tuner and their class numbers `[n]`.

        The same arguments give the same weights. `progress` is called before every batch and may
        raise `Cancelled`; the tuner can be used again after that. Raises `ValueError` for fewer
        than two classes.
        """
        if len(np.unique(labels)) < 2 or len(labels) != len(features):
            message = "fine-tuning needs photos of two classes or more, and a class for each photo"
            raise ValueError(message)
        learner = self._start(features, settings)
        rng = np.random.default_rng(settings.seed)
        for step in range(settings.steps):
            progress(step / settings.steps, "Fine-tuning the encoder")
            rows, turn = one_view_batch(labels, views=TURNS, size=settings.batch_size, rng=rng)
            maps = features[rows, turn].astype(np.float32)
            learner.train_on_batch(maps, labels[rows].astype(np.float32))
        progress(1.0, "Fine-tuning the encoder")
        return self._tail_weights()

    def _start(self, features: NDArray[np.float16], settings: FineTuneSettings) -> Any:
        """Forget earlier tuning; the compiled training step is kept, for it takes seconds."""
        load_into(self._tail, self.pretrained.arrays)
        self._centre.mean.assign(np.sqrt(self._embed(features)).mean(axis=(0, 1)))
        if settings.loss not in self._learners:
            self._learners[settings.loss] = self._make_learner(settings.loss)
        learner, loss_weights = self._learners[settings.loss]
        learner.objective.set_weights(loss_weights)
        for variable in learner.optimizer.variables:
            variable.assign(np.zeros(variable.shape))
        learner.optimizer.learning_rate = settings.learning_rate
        return learner

    def _make_learner(self, loss: str) -> _Learner:
        from siamdesk.encoders.losses import make_loss
        from siamdesk.encoders.losses.learner import SiameseLearner

        learner = SiameseLearner(self._embedder, make_loss(loss))
        # On the CPU `jit_compile` is 20 times slower.
        learner.compile(optimizer=self._keras.optimizers.Adam(), jit_compile=False)
        return learner, learner.objective.get_weights()

    def embed(self, features: NDArray[np.float16], tail: TailWeights) -> NDArray[np.float32]:
        """Features of photos through a tuned tail: `[n, TURNS·1280] float32`, turn after turn.

        As pooled: neither root nor centring, as in `siamdesk.encoders.runtime.Encoded`.
        """
        load_into(self._tail, tail.arrays)
        return self._embed(features).reshape(len(features), -1)

    def _embed(self, features: NDArray[np.float16]) -> NDArray[np.float32]:
        pooled = np.empty((len(features), TURNS, self._pooled.output.shape[-1]), np.float32)
        for part in _batches(len(features)):
            for turn in range(TURNS):
                maps = features[part, turn].astype(np.float32)
                pooled[part, turn] = np.asarray(self._pooled.predict_on_batch(maps))
        return pooled

    def _tail_weights(self) -> TailWeights:
        return TailWeights({v.path: np.array(v.numpy(), np.float32) for v in self._tail.weights})

    def save(self, tail: TailWeights, folder: Path) -> None:
        """Write the whole tuned encoder to `folder`, which appears complete or not at all.

        An older encoder there is replaced. Raises `EncoderError` when the disk refuses.
        """
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".tuned-", dir=folder.parent) as temporary:
                new = Path(temporary) / "new"
                new.mkdir()
                _write_tuned(tail, new)
                _swap(new, folder, old=Path(temporary) / "old")
        except OSError as error:
            message = f"The tuned encoder can't be written to {folder}: {error.strerror or error}."
            raise EncoderError(message) from error


def _swap(new: Path, folder: Path, *, old: Path) -> None:
    if folder.exists():
        folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        if old.exists():
            old.replace(folder)
        raise


def _write_tuned(tail: TailWeights, folder: Path) -> None:
    from siamdesk.encoders.graph import to_openvino, write_graph

    path = folder / _TAIL
    write_weights(path, tail.arrays)
    model = encoder_spec(TUNABLE).build()
    load_into(model, shipped_weights(TUNABLE) | read_weights(path))
    files = write_graph(to_openvino(model), folder, _GRAPH)
    files[_TAIL] = hashlib.sha256(path.read_bytes()).hexdigest()
    record = {"encoder": TUNABLE, "files": files}
    (folder / _RECORD).write_text(json.dumps(record, indent=2, sort_keys=True), encoding="utf-8")


def load_tuned(folder: Path, *, turns: int = TURNS) -> Encoder:
    """The encoder that `FineTuner.save` wrote; its key differs from that of the pretrained one.

    Raises `EncoderError` when files are missing or damaged.
    """
    encoder_id, files = _read_record(folder)
    spec = encoder_spec(encoder_id)
    return Encoder.open(spec, folder, name=_GRAPH, hashes=files, turns=turns)


def check_tuned(folder: Path) -> None:
    """Make sure that `load_tuned` and `tuned_weights` find what was saved; raises `EncoderError`.

    Takes milliseconds: the files are read, the encoder is not made from them.
    """
    _, files = _read_record(folder)
    for name, sha256 in files.items():
        read_checked(folder / name, sha256=sha256)


def tuned_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Weight path -> float32 array of the whole encoder that `FineTuner.save` wrote.

    For its Keras graph. Raises `EncoderError` when files are missing or damaged.
    """
    encoder_id, files = _read_record(folder)
    tail = read_weights(folder / _TAIL, sha256=files.get(_TAIL, ""))
    return shipped_weights(encoder_id) | tail


def _read_record(folder: Path) -> tuple[str, dict[str, str]]:
    path = folder / _RECORD
    try:
        record: Any = json.loads(read_checked(path, sha256=None))
        return str(record["encoder"]), {str(k): str(v) for k, v in record["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} is damaged ({error}). Fine-tune again, or go back to an earlier model."
        raise EncoderError(message) from error


def _batches(count: int) -> Iterator[slice]:
    for start in range(0, count, _BATCH):
        yield slice(start, min(start + _BATCH, count))
