"""Tuning of the whole encoder from photos: for a GPU, and slow without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.augmentation import Augmentation
from siamdesk.encoders.finetune import TUNABLE, FloatArray, Tuner
from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.registry import encoder_spec
from siamdesk.encoders.turns import turned
from siamdesk.encoders.weights import load_shipped
from siamdesk.progress import Progress

HALF = "mixed_float16"
"""What GPUs are made for; half the memory of float32."""
_FIRST_SCALE = 2.0**10
"""Keras starts at 2¹⁵ and halves whenever a slope overflows, which costs that batch; here there are
two dozen batches in all, and not the 2,000 that it would take to double."""
_PATIENCE = 6


class WholeTuner(Tuner):
    """Tunes every stage; importing Keras makes the first one take seconds.

    Photos are kept as they are (150 kB each) and varied anew for every batch. The stages that
    `TailTuner` tunes learn at the full rate, each one before them at `decay` times the rate of the
    next: what an encoder learnt first about edges and colours fits any photo best.
    """

    def __init__(
        self,
        *,
        precision: str = "float32",
        decay: float = 0.5,
        augmentation: Augmentation | None = None,
    ) -> None:
        """Build the graph.

        Args:
            precision: a Keras dtype policy to learn in, ``mixed_float16`` with loss scaling;
                weights, losses and what is judged are float32 always.
            decay: of the rate, from stage to stage towards the photo.
            augmentation: how photos are varied; None for the usual.

        """
        load_keras()
        spec = encoder_spec(TUNABLE)
        net = spec.build()
        load_shipped(net, TUNABLE)
        with _policy(precision):
            learning = None if precision == "float32" else spec.build()
        super().__init__(net, learning=learning, patience=_PATIENCE)
        self._precision = precision
        self._decay = decay
        self._augmentation = augmentation or Augmentation()

    def features(self, images: NDArray[np.uint8], progress: Progress) -> NDArray[np.uint8]:
        """The photos themselves."""
        progress(1.0, "Preparing photos for fine-tuning")
        return images

    def _view(self, features: NDArray[Any], turn: int) -> FloatArray:
        return turned(features, turn).astype(np.float32)

    def _lesson(self, features: NDArray[Any], turn: int, rng: np.random.Generator) -> FloatArray:
        return self._augmentation.of(turned(features, turn), rng)

    def _rate_of(self, path: str) -> float:
        from siamdesk.encoders.lite0 import stages_before_tail

        return float(self._decay ** stages_before_tail(path))

    def _optimizer(self, pull: float) -> Any:
        import keras

        inner = super()._optimizer(pull)
        if self._precision != HALF:
            return inner
        return keras.optimizers.LossScaleOptimizer(inner, initial_scale=_FIRST_SCALE)


@contextmanager
def _policy(name: str) -> Iterator[None]:
    """Have Keras make layers of this dtype policy inside the block."""
    import keras

    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)
