"""What the report compares: features, a space to embed them in, and a way to learn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from benchmarks.peers import dense_100
from benchmarks.sets import Episode, FloatArray, IntArray, balanced_accuracy
from siamdesk.cli.contenders import Fit
from siamdesk.fewshot.space import CENTRING, EmbeddingSpace, mean_features


class Centre(StrEnum):
    """What the embedding space is centred on."""

    NOTHING = "nothing"
    EXAMPLES = "examples"
    HALF_INBOX = "half inbox"
    WHOLE = "half inbox, and all of the mean is taken off"


@dataclass(frozen=True, slots=True)
class Features:
    """A set, with its pooled features by the name of their source."""

    name: str
    labels: IntArray
    pooled: Mapping[str, FloatArray]
    """Source, e.g. ``lite0`` or ``mobilenet``, to [n, t·d]"""
    turns: Mapping[str, int]
    """Source to t, the turns of a photo that its features stand for"""

    def of(self, source: str, rows: IntArray, turns: int) -> FloatArray:
        """The features [m, turns·d] of some photos, in the first turns only."""
        z = self.pooled[source][rows]
        return z[:, : z.shape[1] * turns // self.turns[source]]


@dataclass(frozen=True, slots=True)
class Method:
    """One row of a table."""

    title: str
    sources: tuple[str, ...]
    fit: Fit | None
    """None: Teachable Machine's head, on the features as they are."""
    centre: Centre = Centre.HALF_INBOX
    roots: tuple[bool, ...] = ()
    """Per source, whether its features get a square root."""
    turns: int = 1
    """Turns of a photo that are looked at."""


def guesses(method: Method, features: Features, episode: Episode, seed: int) -> IntArray:
    """Class numbers of the episode's queries, counted within its own classes."""
    taught, asked = (
        [features.of(s, rows, method.turns) for s in method.sources]
        for rows in (episode.examples, episode.queries)
    )
    classes, labels = np.unique(features.labels[episode.examples], return_inverse=True)
    labels = labels.astype(np.int64)
    if method.fit is None:
        return dense_100(np.hstack(taught), labels, np.hstack(asked), seed)
    space = space_for(method, taught, asked)
    return method.fit(space.embed(taught), labels, len(classes))(space.embed(asked))


def space_for(
    method: Method, taught: Sequence[FloatArray], asked: Sequence[FloatArray]
) -> EmbeddingSpace:
    """The space of an episode; its queries are the inbox, as in the app."""
    if method.centre is Centre.NOTHING:
        nothing = tuple(np.zeros(z.shape[1], dtype=np.float32) for z in taught)
        return EmbeddingSpace(nothing, method.roots, method.turns)
    others = None if method.centre is Centre.EXAMPLES else mean_features(asked, method.roots)
    share = 1.0 if method.centre is Centre.WHOLE else CENTRING
    return EmbeddingSpace.fit(
        taught, method.roots, others=others, turns=method.turns, centring=share
    )


def score(method: Method, features: Features, episode: Episode, seed: int) -> float:
    """Balanced accuracy on the episode's queries."""
    _, truth = np.unique(features.labels[episode.queries], return_inverse=True)
    return balanced_accuracy(guesses(method, features, episode, seed), truth.astype(np.int64))


Scores = dict[str, dict[int, list[float]]]
"""Title of a method to examples per class to one score per seed."""


def measure(
    methods: Sequence[Method],
    features: Features,
    drawn: Mapping[int, Sequence[Episode]],
    tell: Callable[[str], None],
) -> Scores:
    """Every method on the same episodes: examples per class to one episode per seed."""
    found: Scores = {}
    for method in methods:
        tell(f"{features.name}: {method.title}")
        found[method.title] = {
            k: [score(method, features, e, seed) for seed, e in enumerate(episodes)]
            for k, episodes in drawn.items()
        }
    return found
