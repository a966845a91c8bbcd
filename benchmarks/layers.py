"""What other layers and other ways to pool would add: ``python -m benchmarks.layers``.

Beside the mean of the last map, which is what is shipped, a pass of an encoder has more to give at
no cost: the spread and the maximum of that map over its positions, and the mean, spread and maximum
of the middle stage's finer map. Prints the two tables of `benchmarks.variants` for each of them
beside what is shipped, at a quarter and half of the weight of one encoder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.inbox import Inbox
from benchmarks.sets import CACHE, CAPS, available_with_omniglot, cached, load, squares_of
from benchmarks.variant_parts import FloatArray, Part, Source, ridge
from benchmarks.variants import (
    BOTH,
    SHIPPED,
    Variant,
    measure,
    sources_of,
    table_of_means,
    table_of_sets,
)
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.encoders.turns import TURNS, turned

WEIGHTS = (0.25, 0.5)
POOLINGS: dict[str, Callable[[FloatArray], FloatArray]] = {
    "mean": lambda maps: maps.mean(axis=(1, 2)),
    "spread": lambda maps: maps.std(axis=(1, 2)),
    "maximum": lambda maps: maps.max(axis=(1, 2)),
}
SHIPPED_WAY = ("last", "mean")
WAYS = [way for way in product(("last", "middle"), POOLINGS) if way != SHIPPED_WAY]
_BATCH = 64


def pooled_otherwise(squares: NDArray[np.uint8], encoder: Encoder) -> FloatArray:
    """Of each photo [n, turns·w]: turn after turn, and in each all `WAYS` side by side.

    `encoder` looks at one turn.
    """
    found = []
    for start in range(0, len(squares), _BATCH):
        batch = squares[start : start + _BATCH]
        for turn in range(TURNS):
            encoded = encoder.encode(np.ascontiguousarray(turned(batch, turn)))
            maps = {"last": encoded.spatial, "middle": encoded.patches}
            ways = [POOLINGS[pooling](maps[layer]) for layer, pooling in WAYS]
            found.append(np.concatenate(ways, axis=1))
    by_batch = [np.concatenate(found[i : i + TURNS], axis=1) for i in range(0, len(found), TURNS)]
    return np.concatenate(by_batch)


def layer_sources(name: str) -> dict[str, Source]:
    """All that is tried on a set, by title; what was computed once is cached."""
    found = {}
    for encoder_id in DEFAULT_ENCODERS:
        encoder = Encoder.load(encoder_id, turns=1)
        file = CACHE / f"{name}--{encoder.key}--layers.npz"
        last = encoder.spec.dimension
        array = cached(file, partial(_embedded, name, encoder))
        turns = array.reshape(len(array), TURNS, -1)
        middle = (turns.shape[2] - 2 * last) // 3
        start = 0
        for layer, pooling in WAYS:
            width = last if layer == "last" else middle
            part = turns[:, :, start : start + width].reshape(len(array), -1)
            start += width
            # A square root is for what is never negative.
            rectified = pooling == "spread" or (layer == "last" and encoder.spec.root)
            found[f"{encoder_id}, {layer} layer, {pooling}"] = Source(part, TURNS, rectified)
    return found


def _embedded(name: str, encoder: Encoder) -> FloatArray:
    return pooled_otherwise(squares_of(name, encoder.spec.input_size), encoder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sets", nargs="*", default=list(CAPS), choices=list(CAPS))
    wanted = parser.parse_args().sets
    names = [name for name in available_with_omniglot() if name in wanted]
    if not names:
        print("The shared image sets are not here (see benchmarks/sets.py): nothing measured.")
        return
    variants = [Variant(SHIPPED, BOTH, ridge())]
    scores = {}
    for name in names:
        print(f"{name}: embedding, unless it is cached, and learning", file=sys.stderr, flush=True)
        images = load(name)
        extra = layer_sources(name)
        variants[1:] = [
            Variant(f"{title}, × {weight}", (*BOTH, Part(title, weight=weight)), ridge())
            for title, weight in product(extra, WEIGHTS)
        ]
        with threadpool_limits(1):
            scores[name] = measure(variants, sources_of(images, ()) | extra, images, Inbox.EVEN)
    # The maps are there after every pass.
    seconds = dict.fromkeys(DEFAULT_ENCODERS, 1.0) | dict.fromkeys(extra, 0.0)
    print("\n".join(table_of_means(variants, scores, seconds)))
    print()
    print("\n".join(table_of_sets(variants, scores)))


if __name__ == "__main__":
    main()
