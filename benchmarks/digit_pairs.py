"""The first Siamese experiment: are two digits the same? ``python -m benchmarks.digit_pairs``.

Hadsell, Chopra and LeCun, "Dimensionality Reduction by Learning an Invariant Mapping", CVPR 2006,
draw MNIST into the plane with the contrastive loss. MNIST would be a download, so this takes the
1,797 handwritten digits of 8×8 pixels that scikit-learn brings (`load_digits`): 1,000 to learn from
and 797 to be asked about. A pair is called the same when it lies nearer than a threshold, which is
chosen on pairs of the learnt digits; as many equal as unequal pairs are asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import RESULTS
from siamdesk.cli.intervals import interval_over
from siamdesk.encoders.quiet import load_keras

RESULT = RESULTS / "digit_pairs.json"
TAUGHT, PAIRS = 1000, 5000
SEEDS, STEPS, BATCH, MARGIN = 5, 1500, 64, 1.0

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
Embed = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True, slots=True)
class Digits:
    """Pixels [n, 8, 8, 1] in [0, 1] and which digit each shows."""

    taught: FloatArray
    taught_labels: IntArray
    asked: FloatArray
    asked_labels: IntArray


def main() -> None:
    result = run()
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(result), encoding="utf-8")
    for row in result["rows"]:
        print(row["text"])


def run(*, seeds: int = SEEDS, steps: int = STEPS) -> dict[str, Any]:
    """Train once per seed; the plane of seed 0 is kept for the picture."""
    pixels, linear, learnt = [], [], []
    plane: dict[str, Any] = {}
    for seed in range(seeds):
        digits = read_digits(seed)
        pixels.append(verification(digits, _flat, seed))
        linear.append(verification(digits, principal_plane(digits), seed))
        embed = learn_plane(digits, steps=steps, seed=seed)
        learnt.append(verification(digits, embed, seed))
        if seed == 0:
            points = embed(digits.asked)
            plane = {"points": points.round(3).tolist(), "labels": digits.asked_labels.tolist()}
    rows = [
        _row("pixels, 64 numbers", pixels),
        _row("principal components, 2 numbers", linear),
        _row("small network with the contrastive loss, 2 numbers", learnt),
    ]
    return {"rows": rows, "plane": plane, "seeds": seeds, "steps": steps}


def _row(name: str, shares: list[float]) -> dict[str, Any]:
    found = interval_over(shares)
    return {"name": name, "accuracy": found.as_list(), "text": f"{name}: {found.percent()}"}


def read_digits(seed: int) -> Digits:
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    images = (pixels.reshape(-1, 8, 8, 1) / 16.0).astype(np.float32)
    order = np.random.default_rng(seed).permutation(len(images))
    taught, asked = order[:TAUGHT], order[TAUGHT:]
    labels = labels.astype(np.int64)
    return Digits(images[taught], labels[taught], images[asked], labels[asked])


def principal_plane(digits: Digits) -> Embed:
    """The best plane that needs no learning of classes."""
    from sklearn.decomposition import PCA

    plane = PCA(2, svd_solver="full").fit(_flat(digits.taught))
    return lambda images: np.asarray(plane.transform(_flat(images)), dtype=np.float32)


def _flat(images: FloatArray) -> FloatArray:
    return images.reshape(len(images), -1)


def learn_plane(digits: Digits, *, steps: int, seed: int) -> Embed:
    """Train a small convolutional network into the plane; returns how it embeds."""
    load_keras()
    import keras

    from siamdesk.encoders.losses import make_loss
    from siamdesk.encoders.losses.learner import SiameseLearner

    keras.utils.set_random_seed(seed)
    network = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(2),
        ]
    )
    learner = SiameseLearner(network, make_loss("contrastive", margin=MARGIN))
    learner.compile(optimizer=keras.optimizers.Adam(1e-3))
    rng = np.random.default_rng(seed)
    for _ in range(steps):
        rows = rng.choice(len(digits.taught), BATCH, replace=False)
        learner.train_on_batch(digits.taught[rows], digits.taught_labels[rows].astype(np.float32))
    return lambda images: np.asarray(network.predict(images, verbose=0), dtype=np.float32)


def verification(digits: Digits, embed: Embed, seed: int) -> float:
    """The share of pairs that are told right, half of them equal; the threshold is learnt."""
    rng = np.random.default_rng(seed)
    threshold = best_threshold(*_distances(embed(digits.taught), digits.taught_labels, rng))
    apart, same = _distances(embed(digits.asked), digits.asked_labels, rng)
    return float(np.mean((apart < threshold) == same))


def best_threshold(apart: FloatArray, same: NDArray[np.bool_]) -> float:
    """Below which distance pairs [n] are best called the same."""
    order = np.argsort(apart, kind="stable")
    hits = np.r_[0, np.cumsum(np.where(same[order], 1, -1))]
    cut = int(hits.argmax())
    ends = np.r_[-np.inf, apart[order], np.inf]
    return float((ends[cut] + ends[cut + 1]) / 2) if 0 < cut < len(apart) else float(ends[cut + 1])


def _distances(
    points: FloatArray, labels: IntArray, rng: np.random.Generator
) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Distances of `PAIRS` equal and as many unequal pairs, drawn at random."""
    i, j = np.triu_indices(len(points), k=1)
    same = labels[i] == labels[j]
    chosen = np.concatenate(
        [rng.choice(np.flatnonzero(kind), PAIRS, replace=False) for kind in (same, ~same)]
    )
    apart = np.linalg.norm(points[i[chosen]] - points[j[chosen]], axis=1)
    return apart, same[chosen]


if __name__ == "__main__":
    main()
