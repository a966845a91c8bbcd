"""What the probabilities, the sets of classes and the unknown verdict are worth.

``python -m benchmarks.calibration [--seeds N] [--classes C]`` prints a Markdown table, one row for
each set and number of examples, and their means. Embeddings come from `benchmarks.sets`; with
`--classes` each episode is of C classes that its seed draws. All figures are means over the seeds:

- ECE: calibration error of the top guess in one episode. "By chance" is what perfectly calibrated
  probabilities would have on so few queries; "pooled" is the error with the queries of all seeds
  thrown together, where chance plays no part.
- coverage, size: how often the conformal set at a nominal 0.90 holds the true class, and how many
  classes it holds.
- AUROC, false alarms, found: the unknown score with a third of the classes left out; the share of
  photos of known and of new classes that are called unknown.
"""

from __future__ import annotations

import argparse
from dataclasses import astuple, dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from benchmarks.sets import Episode, ImageSet, available_with_omniglot, draws, load
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.turns import TURNS
from siamdesk.fewshot.calibration import calibration_error, chance_error, probabilities
from siamdesk.fewshot.conformal import ConformalSets
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.fewshot.space import mean_features
from siamdesk.fewshot.unknown import THRESHOLD

ROOTS = [ENCODERS[e].root for e in DEFAULT_ENCODERS]
EXAMPLES = (1, 2, 3, 5, 10)
HEADINGS = (
    "set",
    "examples",
    "temperature",
    "ECE",
    "by chance",
    "pooled",
    "coverage",
    "size",
    "AUROC",
    "false alarms",
    "found",
)

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the table, in the order of its columns."""

    temperature: float
    error: float
    by_chance: float
    pooled: float
    coverage: float
    size: float
    area: float
    false_alarms: float
    found: float

    @classmethod
    def mean(cls, rows: list[Self]) -> Self:
        return cls(*np.mean([astuple(row) for row in rows], axis=0))

    def text(self) -> str:
        return (
            f"{self.temperature:.1f} | {100 * self.error:.1f} | {100 * self.by_chance:.1f} "
            f"| {100 * self.pooled:.1f} | {self.coverage:.3f} | {self.size:.2f} "
            f"| {self.area:.2f} | {100 * self.false_alarms:.1f} | {100 * self.found:.1f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--classes", type=int, help="draw so many classes for each episode")
    wanted = parser.parse_args()
    sets = [load(name) for name in available_with_omniglot()]
    if not sets:
        print("The shared image sets are not here (see benchmarks/sets.py): nothing measured.")
        return
    print("| " + " | ".join(HEADINGS) + " |")
    print("|---" * len(HEADINGS) + "|")
    for k in EXAMPLES:
        rows = []
        for images in sets:
            rows.append(figures(images, k, wanted.seeds, wanted.classes))
            print(f"| {images.name} | {k} | {rows[-1].text()} |", flush=True)
        print(f"| **mean** | {k} | {Figures.mean(rows).text()} |", flush=True)


def figures(images: ImageSet, k: int, seeds: int, n_classes: int | None) -> Figures:
    """The row of a set; the pooled error is over all its seeds."""
    rows, tops, right = [], [], []
    for seed, drawn in enumerate(draws(images, k, seeds)):
        present = np.unique(images.labels[drawn.examples])
        classes = np.random.default_rng(seed).permutation(present)[:n_classes]
        episode = of_classes(images, drawn, classes)
        model = taught(images, episode, np.sort(classes))
        truth = np.searchsorted(np.sort(classes), images.labels[episode.queries])
        p = model.probabilities(embedded(images, episode, model))
        tops.append(p.max(axis=1))
        right.append(p.argmax(axis=1) == truth)
        inside = conformal(model).sets(p)
        rows.append(
            Figures(
                model.temperature,
                calibration_error(p, truth),
                chance_error(p),
                0.0,
                float(inside[np.arange(len(p)), truth].mean()),
                float(inside.sum(axis=1).mean()),
                *unknown_figures(images, episode, classes),
            )
        )
    top = np.concatenate(tops)
    # The error looks at the top guess alone, so two columns tell all: the guess, and the rest.
    pooled = calibration_error(
        np.column_stack([top, np.zeros_like(top)]), np.where(np.concatenate(right), 0, 1)
    )
    return replace(Figures.mean(rows), pooled=pooled)


def conformal(model: FewShotModel) -> ConformalSets:
    held_out = model.held_out
    p = probabilities(held_out.scores, model.temperature)
    return ConformalSets.fit(p, held_out.labels, held_out.parts)


def unknown_figures(
    images: ImageSet, episode: Episode, classes: IntArray
) -> tuple[float, float, float]:
    """AUROC, false alarms and found photos; the first third of `classes` is left out."""
    n_new = max(1, len(classes) // 3)
    if len(classes) - n_new < 2:
        return np.nan, np.nan, np.nan
    known = of_classes(images, episode, classes[n_new:])
    mixed = Episode(known.examples, episode.queries)
    model = taught(images, mixed, np.sort(classes[n_new:]))
    scores = model.unknown.score(embedded(images, mixed, model))
    is_new = np.isin(images.labels[episode.queries], classes[:n_new])
    verdict = (scores >= THRESHOLD) & model.unknown.has_verdict
    area = float(roc_auc_score(is_new, scores))
    return area, float(verdict[~is_new].mean()), float(verdict[is_new].mean())


def of_classes(images: ImageSet, episode: Episode, classes: IntArray) -> Episode:
    """The photos of an episode that are of these classes."""
    return Episode(
        *(
            rows[np.isin(images.labels[rows], classes)]
            for rows in (episode.examples, episode.queries)
        )
    )


def taught(images: ImageSet, episode: Episode, classes: IntArray) -> FewShotModel:
    """A model taught the examples, all of these sorted classes, with the queries as its inbox."""
    return fit_model(
        [z[episode.examples] for z in images.pooled],
        np.searchsorted(classes, images.labels[episode.examples]),
        [images.classes[int(c)] for c in classes],
        roots=ROOTS,
        turns=TURNS,
        others=mean_features([z[episode.queries] for z in images.pooled], ROOTS),
    )


def embedded(images: ImageSet, episode: Episode, model: FewShotModel) -> NDArray[np.float32]:
    return model.space.embed([z[episode.queries] for z in images.pooled])


if __name__ == "__main__":
    main()
