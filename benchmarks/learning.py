"""How often the first guess is right, by the protocol: ``python -m benchmarks.learning``.

Prints a Markdown table: balanced accuracy of the frozen default encoder with the shipped head, mean
over the seeds and the 95 % range of that mean, beside the calibration error, the out-of-fold
estimate and the unknown score with a third of the classes left out.
"""

from __future__ import annotations

import argparse

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.sets import Episode, ImageSet, available, balanced_accuracy, episodes, load
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.turns import TURNS
from siamdesk.fewshot.calibration import calibration_error
from siamdesk.fewshot.model import FewShotModel, fit_model
from siamdesk.fewshot.space import mean_features
from siamdesk.fewshot.unknown import THRESHOLD

ROOTS = [ENCODERS[e].root for e in DEFAULT_ENCODERS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    sets = available()
    if not sets:
        print("The shared image sets are not here (see benchmarks/sets.py): nothing measured.")
        return
    print("| set | examples | accuracy | 95 % range | LOPCO says | ECE | AUROC | false alarms |")
    print("|---|---|---|---|---|---|---|---|")
    for name in sets:
        found = load(name)
        for k in (1, 3, 5, 10):
            print(row(found, k, seeds), flush=True)


def row(images: ImageSet, k: int, seeds: int) -> str:
    right, errors, honest, areas, alarms = [], [], [], [], []
    for seed, episode in enumerate(episodes(images.labels, k, seeds)):
        model = taught(images, episode, range(len(images.classes)))
        truth = images.labels[episode.queries]
        p = model.probabilities(queries(images, episode, model))
        right.append(balanced_accuracy(p.argmax(axis=1), truth))
        errors.append(calibration_error(p, truth))
        evaluation = model.evaluation()
        honest.append(np.nan if evaluation is None else evaluation.balanced_accuracy)
        area, alarm = unknown_figures(images, episode, seed)
        areas.append(area)
        alarms.append(alarm)
    middle, spread = np.mean(right), 1.96 * np.std(right, ddof=1) / np.sqrt(len(right))
    honest_text = "–" if k == 1 else f"{100 * np.mean(honest):.1f}"
    return (
        f"| {images.name} | {k} | {100 * middle:.1f} "
        f"| {100 * (middle - spread):.1f}–{100 * (middle + spread):.1f} | {honest_text} "
        f"| {100 * np.mean(errors):.1f} | {np.mean(areas):.2f} | {100 * np.mean(alarms):.1f} |"
    )


def taught(images: ImageSet, episode: Episode, classes: range | list[int]) -> FewShotModel:
    """A model taught these classes from the examples, with all queries as its inbox."""
    index = {c: i for i, c in enumerate(classes)}
    rows = [i for i in episode.examples if int(images.labels[i]) in index]
    return fit_model(
        [z[rows] for z in images.pooled],
        np.array([index[int(images.labels[i])] for i in rows]),
        [images.classes[c] for c in classes],
        roots=ROOTS,
        turns=TURNS,
        others=mean_features([z[episode.queries] for z in images.pooled], ROOTS),
    )


def queries(images: ImageSet, episode: Episode, model: FewShotModel) -> np.ndarray:
    return model.space.embed([z[episode.queries] for z in images.pooled])


def unknown_figures(images: ImageSet, episode: Episode, seed: int) -> tuple[float, float]:
    """AUROC of new against known classes, and the share of known photos called unknown."""
    n = len(images.classes)
    new = np.random.default_rng(seed).permutation(n)[: max(1, n // 3)].tolist()
    model = taught(images, episode, [c for c in range(n) if c not in new])
    scores = model.unknown.score(queries(images, episode, model))
    is_new = np.isin(images.labels[episode.queries], new)
    verdict = (scores >= THRESHOLD) & model.unknown.has_verdict
    return float(roc_auc_score(is_new, scores)), float(verdict[~is_new].mean())


if __name__ == "__main__":
    main()
