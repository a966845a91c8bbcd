"""One batch of tuning the whole encoder on the backend of `KERAS_BACKEND`; writes the given .npz.

Run by `test_losses_backends.py` in a process of its own, for Keras has one backend per process.
"""

from __future__ import annotations

import sys

import keras
import numpy as np

from siamdesk.encoders.finetune import FineTuneSettings
from siamdesk.encoders.whole_tuning import WholeTuner
from siamdesk.progress import no_progress

KEPT = ("stem_conv/kernel", "block08_expand_conv/kernel", "head_conv/kernel")


def main(path: str) -> None:
    rng = np.random.default_rng(0)
    photos = rng.integers(0, 256, (6, 224, 224, 3), dtype=np.uint8)
    photos[::2, :100] //= 4
    labels = np.array([0, 1] * 3)
    tuner = WholeTuner()
    settings = FineTuneSettings(steps=1, batch_size=6)
    learner = tuner._start(photos, settings, no_progress)
    loss = learner.test_on_batch(photos.astype(np.float32), labels.astype(np.float32))
    tuned = tuner.tune(photos, labels, settings, no_progress).arrays
    steps = {f"step {p}": tuned[p] - tuner.pretrained.arrays[p] for p in KEPT}
    np.savez(path, backend=np.array(keras.backend.backend()), loss=float(loss), **steps)


if __name__ == "__main__":
    main(sys.argv[1])
