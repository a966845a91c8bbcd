"""What a batch of fine-tuning takes on each device: ``python -m benchmarks.tuning_speed``.

The last stages and the whole encoder are tuned on the sample's photos for a few batches of 28, on
the CPU and on the GPU if Keras sees one, each twice. The second time is told, for the first
compiles; the last column is how far the weights of the two are apart, which should be nothing.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import machine
from siamdesk.encoders.devices import Device, gpus, training_device
from siamdesk.encoders.finetune import FineTuneSettings, TunedWeights, Tuner
from siamdesk.encoders.tuners import Scope, make_tuner
from siamdesk.images.files import class_folders
from siamdesk.images.given import squares_of
from siamdesk.progress import no_progress
from siamdesk.resources import resource_path

BATCH = 28
HEADER = (
    "| tuned | on | photos prepared, s | a batch, s | photos a second | apart |\n"
    "|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10, help="batches to tune for")
    steps = parser.parse_args().steps
    images, labels = sample()
    print(f"{machine()}; batches of {BATCH} photos, {steps} of them\n\n{HEADER}")
    for wish in [Device.CPU, Device.GPU] if gpus() else [Device.CPU]:
        for scope in (Scope.TAIL, Scope.WHOLE):
            with training_device(wish) as device:
                tuner = make_tuner(scope, device)
                print(
                    f"| {scope} | {device} | {measured(tuner, images, labels, steps)} |", flush=True
                )


def sample() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The examples that come with SiamDesk, prepared, and their class numbers."""
    found = class_folders(resource_path("sample") / "examples")
    files = [sorted(found[name]) for name in sorted(found)]
    images = np.concatenate(list(squares_of([f for part in files for f in part], 224)))
    return images, np.repeat(np.arange(len(files)), [len(part) for part in files])


def measured(tuner: Tuner, images: NDArray[np.uint8], labels: NDArray[np.int64], steps: int) -> str:
    """Cells of the table."""
    start = time.perf_counter()
    features = tuner.features(images, no_progress)
    prepared = time.perf_counter() - start
    settings = FineTuneSettings(steps=steps, batch_size=BATCH)
    first, _ = timed(tuner, features, labels, settings)
    # Without batches: what goes before the first of them, a look at all photos.
    _, looked = timed(tuner, features, labels, replace(settings, steps=0))
    second, seconds = timed(tuner, features, labels, settings)
    batch = (seconds - looked) / steps
    apart = max(float(np.abs(a - second.arrays[p]).max()) for p, a in first.arrays.items())
    return f"{prepared:.1f} | {batch:.3f} | {BATCH / batch:.0f} | {apart:.1g}"


def timed(
    tuner: Tuner, features: NDArray[np.generic], labels: NDArray[np.int64], by: FineTuneSettings
) -> tuple[TunedWeights, float]:
    start = time.perf_counter()
    tuned = tuner.tune(features, labels, by, no_progress)
    return tuned, time.perf_counter() - start


if __name__ == "__main__":
    main()
