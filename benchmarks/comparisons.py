"""Which methods the report compares, and on what: encoders, heads, peers, centres, views."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.methods import Centre, Features, Method, Scores, measure
from benchmarks.peers import MobileNet
from benchmarks.sets import CACHE, cached, draws, load, squares_of
from siamdesk.cli.contenders import Contender, heads, peers
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.turns import TURNS
from siamdesk.errors import EncoderError

EXAMPLES = (1, 3, 5, 10)
MOBILENET = "mobilenet"


def features_of(name: str, encoders: Sequence[Encoder]) -> Features:
    """A set with the features of every encoder that the methods use, cached under ``build/``."""
    images = load(name, encoders[: len(DEFAULT_ENCODERS)])
    pooled = dict(zip(DEFAULT_ENCODERS, images.pooled, strict=True))
    for encoder in encoders[len(DEFAULT_ENCODERS) :]:
        pooled[encoder.spec.id] = load(name, [encoder]).pooled[0]
    pooled[MOBILENET] = cached(
        CACHE / f"{name}--{MobileNet.key}.npz", lambda: MobileNet().embed(squares_of(name))
    )
    turns = {e.spec.id: e.turns for e in encoders}
    return Features(name, images.labels, pooled, turns | {MOBILENET: 1})


def encoders_here(tell: Callable[[str], None]) -> list[Encoder]:
    """The default encoders, and after them those others that were converted on this machine."""
    found = [Encoder.load(e) for e in DEFAULT_ENCODERS]
    for encoder_id in ENCODERS:
        if encoder_id in DEFAULT_ENCODERS:
            continue
        try:
            found.append(Encoder.load(encoder_id))
        except EncoderError:
            tell(f"{encoder_id} is left out: it was not converted on this machine")
    return found


def method(
    title: str,
    contender: Contender,
    sources: Sequence[str] = DEFAULT_ENCODERS,
    centre: Centre = Centre.HALF_INBOX,
    turns: int = TURNS,
) -> Method:
    """A method on embeddings of these encoders."""
    roots = tuple(ENCODERS[s].root for s in sources)
    return Method(title, tuple(sources), contender.fit, centre, roots, turns)


def shipped() -> Method:
    """What the app does, which all else is compared with."""
    return method("SiamDesk", heads()[0])


def side_by_side() -> list[Method]:
    """The app, its other heads, and the peers; on the same encoders where they take embeddings."""
    rest = [*_other_heads(), *[method(f"{c.title}, same embeddings", c) for c in peers()]]
    lite0 = [method(f"{c.title}, Lite0, one turn", c, ["lite0"], turns=1) for c in peers()]
    dense = [
        Method("Teachable Machine: dense-100 on MobileNetV2 0.35", (MOBILENET,), None),
        Method("dense-100 on Lite0, one turn", ("lite0",), None),
    ]
    return [shipped(), *rest, *lite0, *dense]


def drawn(methods: Sequence[Method]) -> list[str]:
    """Titles of the methods in the plot: the app, and the peers at their best."""
    return [m.title for m in methods if m.fit is None or m == methods[0] or _is_drawn_peer(m)]


def _is_drawn_peer(m: Method) -> bool:
    return any(m.title == f"{c.title}, same embeddings" for c in peers())


def _other_heads() -> list[Method]:
    return [method(f"{c.title}, same embeddings", c) for c in heads()[1:]]


def ablations(others: Sequence[str] = ()) -> dict[str, list[Method]]:
    """What is taken away, swapped or (encoders beside the default ones) added, by component."""
    ridge = heads()[0]
    every = (*DEFAULT_ENCODERS, *others)
    alone = [method(f"{ENCODERS[e].title} alone", ridge, [e]) for e in every]
    added = [method(f"{ENCODERS[e].title} added", ridge, [*DEFAULT_ENCODERS, e]) for e in others]
    return {
        "encoder": alone + added,
        "centring": [
            method("no centring", ridge, centre=Centre.NOTHING),
            method("all of the centre", ridge, centre=Centre.WHOLE),
            method("centred on the examples alone", ridge, centre=Centre.EXAMPLES),
        ],
        "views": [method("one turn of a photo in place of four", ridge, turns=1)],
        "head": _other_heads(),
    }


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores, and which methods they belong to."""

    scores: Mapping[str, Scores]
    """By set"""
    methods: Sequence[Method]
    """The first is what is shipped, with which the others are compared."""
    changes: Mapping[str, Sequence[Method]]
    """By part of SiamDesk, what was taken away, swapped or added."""


def measure_all(names: Sequence[str], seeds: int, tell: Callable[[str], None]) -> Measured:
    """Every method on every set; sets are shared out among the cores."""
    encoders = encoders_here(tell)
    for name in names:
        tell(f"{name}: embedding, unless it is cached")
        features_of(name, encoders)
    others = [e.spec.id for e in encoders[len(DEFAULT_ENCODERS) :]]
    # Spawned, not forked: OpenVINO's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(names)), context) as pool:
        found = pool.map(_measure_set, names, [seeds] * len(names), [others] * len(names))
        scores = dict(zip(names, found, strict=True))
    return Measured(scores, side_by_side(), ablations(others))


def _measure_set(name: str, seeds: int, others: Sequence[str]) -> Scores:
    """Every method on one set, in a process of its own and on one core."""
    methods = [*side_by_side(), *(m for group in ablations(others).values() for m in group)]
    every = list({m.title: m for m in methods}.values())
    encoders = [Encoder.load(e) for e in (*DEFAULT_ENCODERS, *others)]
    images = load(name, encoders[: len(DEFAULT_ENCODERS)])
    episodes = {k: list(draws(images, k, seeds)) for k in EXAMPLES}
    with threadpool_limits(1):
        return measure(every, features_of(name, encoders), episodes, _tell)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def differences(scores: Mapping[str, Scores], title: str, base: str, k: int) -> list[float]:
    """Per seed, the mean over the sets of a method's score minus the base's, same episodes."""
    per_set = [np.subtract(found[title][k], found[base][k]) for found in scores.values()]
    return [float(v) for v in np.mean(per_set, axis=0)]


def means(scores: Mapping[str, Scores], title: str, k: int) -> list[float]:
    """Per seed, the mean over the sets."""
    return [float(v) for v in np.mean([found[title][k] for found in scores.values()], axis=0)]
