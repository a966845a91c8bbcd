"""What more the photos without a class could teach, beyond where the centre lies.

``python -m benchmarks.inbox [--seeds N]`` prints a Markdown table: balanced accuracy of what is
shipped, and beside it the difference, in points, of

- whitening: directions in which the photos vary much are shrunk, so that ``v`` times their mean
  variance is halved (shrinkage PCA whitening over examples and inbox);
- guessed classes: the ridge head is fitted again, three times, to the examples and to the inbox
  with its own soft guesses (expectation maximisation; Grandvalet and Bengio, "Semi-supervised
  learning by entropy minimization", 2004, has the idea). A class's inbox photos weigh at most
  `share` times its examples, so that a class that is everywhere in the inbox does not take over.

An inbox is *even* (every query), *uneven* (1 to 20 photos per class, log-uniform) or *one-sided*
(all queries of one class, one of each other). Accuracy is always over all queries.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.sets import Episode, ImageSet, available_with_omniglot, draws, load
from siamdesk.cli.intervals import interval_over
from siamdesk.cli.protocol import balanced_accuracy
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.turns import TURNS
from siamdesk.fewshot.calibration import prior_temperature, probabilities
from siamdesk.fewshot.heads.base import one_hot
from siamdesk.fewshot.heads.ridge import STRENGTH, fit_ridge
from siamdesk.fewshot.space import EmbeddingSpace, mean_features

EXAMPLES = (1, 3, 5, 10)
ROUNDS = 3

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


class Inbox(StrEnum):
    """What the photos without a class are."""

    EVEN = "even"
    UNEVEN = "uneven"
    ONE_SIDED = "one-sided"


@dataclass(frozen=True, slots=True)
class Task:
    """One episode in the embedding space that is shipped."""

    examples: FloatArray
    """[n, d]"""
    labels: IntArray
    """[n], class numbers from 0"""
    queries: FloatArray
    """[m, d]"""
    inbox: IntArray
    """Rows of the queries that lie in the inbox"""

    @property
    def n_classes(self) -> int:
        return int(self.labels.max()) + 1


Learn = Callable[[Task], FloatArray]
"""Gives the scores [m, C] of the queries."""


def shipped(task: Task) -> FloatArray:
    """The ridge head as the app fits it."""
    return fit_ridge(task.examples, task.labels, task.n_classes).scores(task.queries)


def whitened(task: Task, variance: float) -> FloatArray:
    """The same head in a space whose strong directions are shrunk."""
    seen = np.concatenate([task.examples, task.queries[task.inbox]]).astype(np.float64)
    _, sizes, directions = np.linalg.svd(seen, full_matrices=False)
    powers = sizes**2 / len(seen)
    scales = 1.0 / np.sqrt(1.0 + powers / (variance * powers.mean()))

    def change(G: FloatArray) -> FloatArray:
        along = G @ directions.T
        moved = G + (along * (scales - 1.0)) @ directions
        return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)

    head = fit_ridge(change(task.examples), task.labels, task.n_classes)
    return head.scores(change(task.queries))


def with_guesses(task: Task, share: float, sureness: float) -> FloatArray:
    """A head fitted to the examples and to the inbox with its own guesses.

    `sureness` scales the temperature that turns scores into soft guesses.
    """
    inbox = task.queries[task.inbox]
    everything = np.concatenate([task.examples, inbox]).astype(np.float64)
    gram = everything @ everything.T
    given = one_hot(task.labels, task.n_classes)
    temperature = sureness * prior_temperature(task.n_classes)
    scores = shipped(task)
    for _ in range(ROUNDS):
        guesses = probabilities(scores[task.inbox], temperature)
        per_class = np.minimum(1.0, share * given.sum(axis=0) / guesses.sum(axis=0))
        weights = np.concatenate([np.ones(len(given)), guesses @ per_class])
        system = gram + 1.0 + np.diag(STRENGTH / np.maximum(weights, 1e-6))
        dual = np.linalg.solve(system, np.concatenate([given, guesses]))
        scores = np.asarray(task.queries @ (everything.T @ dual) + dual.sum(axis=0), np.float32)
    return scores


WAYS: dict[str, Learn] = {
    "shipped": shipped,
    "whitening, v = 3": lambda task: whitened(task, 3.0),
    "whitening, v = 30": lambda task: whitened(task, 30.0),
    "guessed classes, share 0.3": lambda task: with_guesses(task, 0.3, 0.5),
    "guessed classes, share 1": lambda task: with_guesses(task, 1.0, 0.5),
    "guessed classes, share 0.3, twice as sure": lambda task: with_guesses(task, 0.3, 1.0),
}


def task_of(images: ImageSet, episode: Episode, inbox: IntArray) -> tuple[Task, IntArray]:
    """An episode's task, and the class numbers of its queries."""
    taught, asked, theirs = (
        [z[rows] for z in images.pooled]
        for rows in (episode.examples, episode.queries, episode.queries[inbox])
    )
    roots = [ENCODERS[e].root for e in DEFAULT_ENCODERS]
    space = EmbeddingSpace.fit(taught, roots, others=mean_features(theirs, roots), turns=TURNS)
    classes, labels = np.unique(images.labels[episode.examples], return_inverse=True)
    truth = np.searchsorted(classes, images.labels[episode.queries])
    task = Task(space.embed(taught), labels.astype(np.int64), space.embed(asked), inbox)
    return task, truth.astype(np.int64)


def inbox_of(kind: Inbox, truth: IntArray, seed: int) -> IntArray:
    """Which of the queries lie in the inbox."""
    rng = np.random.default_rng(seed)
    classes = [np.flatnonzero(truth == c) for c in np.unique(truth)]
    if kind is Inbox.EVEN:
        return np.arange(len(truth))
    if kind is Inbox.UNEVEN:
        sizes = [int(20 ** rng.uniform()) for _ in classes]
    else:
        sizes = [1] * len(classes)
        sizes[rng.integers(len(classes))] = len(truth)
    return np.concatenate(
        [rng.permutation(rows)[:size] for rows, size in zip(classes, sizes, strict=True)]
    )


def measure(name: str, kind: Inbox, k: int, seeds: int) -> dict[str, list[float]]:
    """Per way of learning the balanced accuracy of every seed."""
    images = load(name)
    found: dict[str, list[float]] = {title: [] for title in WAYS}
    for seed, episode in enumerate(draws(images, k, seeds)):
        inbox = inbox_of(kind, images.labels[episode.queries], seed)
        task, truth = task_of(images, episode, inbox)
        for title, learn in WAYS.items():
            found[title].append(balanced_accuracy(learn(task).argmax(axis=1), truth))
    return found


def table(names: Sequence[str], seeds: int) -> list[str]:
    """Markdown: means over the sets, with 95 % intervals of the differences."""
    lines = [
        "| inbox | learning | " + " | ".join(f"{k} examples" for k in EXAMPLES) + " |",
        "|---" * (2 + len(EXAMPLES)) + "|",
    ]
    for kind in Inbox:
        columns = []
        for k in EXAMPLES:
            scores = [measure(name, kind, k, seeds) for name in names]
            columns.append({t: np.mean([s[t] for s in scores], axis=0) for t in WAYS})
        for title in WAYS:
            cells = [_cell(column[title], column["shipped"], title) for column in columns]
            lines.append(f"| {kind} | {title} | " + " | ".join(cells) + " |")
    return lines


def _cell(scores: NDArray[np.float64], base: NDArray[np.float64], title: str) -> str:
    if title == "shipped":
        return interval_over(scores.tolist()).percent()
    return interval_over((scores - base).tolist()).points()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args().seeds
    names = available_with_omniglot()
    print(f"Mean over {', '.join(names)}; {seeds} seeds; differences to what is shipped in points.")
    with threadpool_limits(1):
        print("\n".join(table(names, seeds)))


if __name__ == "__main__":
    main()
