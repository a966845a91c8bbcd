"""Tuning of Lite0's last stages: seconds to a minute on a CPU."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.finetune import TUNABLE, FloatArray, Tuner, parts
from siamdesk.encoders.quiet import load_keras
from siamdesk.encoders.turns import TURNS, turned
from siamdesk.encoders.weights import load_into, shipped_weights
from siamdesk.progress import Progress


class TailTuner(Tuner):
    """Tunes the tail; importing Keras makes the first one take seconds.

    The trunk, up to the 14×14×112 map, stays as it was pretrained, and so is computed once for
    each turn of a photo.
    """

    def __init__(self) -> None:
        load_keras()
        from siamdesk.encoders.lite0 import build_lite0_tail, build_lite0_trunk

        weights = shipped_weights(TUNABLE)
        tail = build_lite0_tail()
        self._trunk = build_lite0_trunk()
        load_into(tail, weights)
        load_into(self._trunk, weights)
        super().__init__(tail)

    def features(self, images: NDArray[np.uint8], progress: Progress) -> NDArray[np.float16]:
        """What the trunk makes of photos: `[n, TURNS, 14, 14, 112] float16`, 176 kB per photo."""
        shape = self._trunk.output.shape[1:]
        maps = np.empty((len(images), TURNS, *shape), np.float16)
        for part in parts(len(images)):
            progress(part.start / len(images), "Preparing photos for fine-tuning")
            for turn in range(TURNS):
                seen = turned(images[part], turn).astype(np.float32)
                maps[part, turn] = np.asarray(self._trunk.predict_on_batch(seen))
        progress(1.0, "Preparing photos for fine-tuning")
        return maps

    def _view(self, features: NDArray[Any], turn: int) -> FloatArray:
        return features[:, turn].astype(np.float32)
