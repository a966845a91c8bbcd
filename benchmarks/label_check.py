"""How many wrong classes the label check finds: ``python -m benchmarks.label_check [--seeds N]``.

Prints a Markdown table. At 10 examples per class, one in ten is given another class by chance. The
examples are then ordered by doubt (`siamdesk.fewshot.suggestions`), and the first 15 % are read:
"found" is the share of the wrong ones among them, "by chance" what any order would find. "Listed"
is the list that the window shows, of those that it calls likely wrong: its length as a share of the
examples, the share of wrong ones on it, and how many of its entries are wrong indeed.
"""

from __future__ import annotations

import argparse

import numpy as np

from benchmarks.calibration import ROOTS
from benchmarks.sets import Episode, ImageSet, available_with_omniglot, draws, load
from siamdesk.encoders.turns import TURNS
from siamdesk.fewshot.model import fit_model
from siamdesk.fewshot.space import mean_features
from siamdesk.fewshot.suggestions import doubt, suspects

PER_CLASS = 10
FLIPPED = 0.1
READ = 0.15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    sets = available_with_omniglot()
    if not sets:
        print("The shared image sets are not here (see benchmarks/sets.py): nothing measured.")
        return
    print(
        "| set | examples | found | worst seed | by chance | listed | of the wrong | truly wrong |"
    )
    print("|---" * 8 + "|")
    for name in sets:
        images = load(name)
        rows = [
            figures(images, episode, np.random.default_rng(seed))
            for seed, episode in enumerate(draws(images, PER_CLASS, seeds))
        ]
        n, found, listed, recall, precision = np.array(rows).T
        print(
            f"| {name} | {n.mean():.0f} | {100 * found.mean():.0f} % | {100 * found.min():.0f} % "
            f"| {100 * READ:.0f} % | {100 * listed.mean():.0f} % | {100 * recall.mean():.0f} % "
            f"| {100 * precision.mean():.0f} % |",
            flush=True,
        )


def figures(images: ImageSet, episode: Episode, rng: np.random.Generator) -> tuple[float, ...]:
    """Examples, found share, and of the list its length, recall and precision."""
    classes = np.unique(images.labels[episode.examples])
    true = np.searchsorted(classes, images.labels[episode.examples])
    labels, wrong = with_wrong_classes(true, len(classes), rng)
    model = fit_model(
        [z[episode.examples] for z in images.pooled],
        labels,
        [images.classes[int(c)] for c in classes],
        roots=ROOTS,
        turns=TURNS,
        others=mean_features([z[episode.queries] for z in images.pooled], ROOTS),
    )
    doubts = np.full(len(labels), -1.0)
    doubts[model.held_out.examples] = doubt(model)
    listed = np.zeros(len(labels), dtype=bool)
    listed[model.held_out.examples] = suspects(model)
    first = np.argsort(-doubts, kind="stable")[: round(READ * len(labels))]
    return (
        len(labels),
        float(wrong[first].sum() / wrong.sum()),
        float(listed.mean()),
        float((listed & wrong).sum() / wrong.sum()),
        float((listed & wrong).sum() / max(listed.sum(), 1)),
    )


def with_wrong_classes(
    labels: np.ndarray, n_classes: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Labels [n] of which `FLIPPED` are other classes, any with the same chance; which they are."""
    chosen = rng.choice(len(labels), round(FLIPPED * len(labels)), replace=False)
    given, wrong = labels.copy(), np.zeros(len(labels), dtype=bool)
    given[chosen] = (labels[chosen] + rng.integers(1, n_classes, len(chosen))) % n_classes
    wrong[chosen] = True
    return given, wrong


if __name__ == "__main__":
    main()
