"""What Lite0 would add at other sizes than its own: ``python -m benchmarks.scales``.

Nothing in Lite0 depends on the size of the photo, so that it can look at it from further away (160
pixels) or from closer up (288). TinyViT's windows are made for 224. Prints the two tables of
`benchmarks.variants` for Lite0 at each size, in place of and beside what is shipped.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.inbox import Inbox
from benchmarks.pass_times import graph_of, pass_times
from benchmarks.sets import CACHE, CAPS, available_with_omniglot, cached, load, squares_of
from benchmarks.small_dino import embed_small
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
from siamdesk.encoders.registry import ENCODERS
from siamdesk.encoders.turns import TURNS, turned

LITE0, TINY_VIT = BOTH
SIZES = (160, 288)


def scaled(size: int) -> str:
    """The source that is Lite0 at `size` pixels."""
    return f"lite0-{size}"


def scaled_graph(size: int) -> Any:
    """The OpenVINO graph of Lite0 for photos `[1, size, size, 3] uint8`."""
    graph = graph_of("lite0")
    graph.reshape([1, size, size, 3])
    return graph


def embedded(name: str, size: int) -> FloatArray:
    """Pooled features [n, turns·d] of a set's photos, shrunk or enlarged to `size` pixels."""
    photos = squares_of(name, size)
    graph = scaled_graph(size)
    by_turn = [embed_small(graph, np.ascontiguousarray(turned(photos, t))) for t in range(TURNS)]
    return np.concatenate(by_turn, axis=1)


def variants_of(size: int) -> list[Variant]:
    """Lite0 at `size` pixels in place of 224, beside it, and beside it at half the weight each."""
    other = Part(scaled(size))
    return [
        Variant(f"Lite0 at {size}", (other, TINY_VIT), ridge()),
        Variant(f"Lite0 at 224 and {size}", (LITE0, other, TINY_VIT), ridge()),
        Variant(
            f"Lite0 at 224 × ½ and {size} × ½",
            (replace(LITE0, weight=0.5), replace(other, weight=0.5), TINY_VIT),
            ridge(),
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sets", nargs="*", default=list(CAPS), choices=list(CAPS))
    parser.add_argument("--sizes", nargs="*", type=int, default=list(SIZES), metavar="PIXELS")
    options = parser.parse_args()
    names = [name for name in available_with_omniglot() if name in options.sets]
    if not names:
        print("The shared image sets are not here (see benchmarks/sets.py): nothing measured.")
        return
    variants = [Variant(SHIPPED, BOTH, ridge())]
    variants += [variant for size in options.sizes for variant in variants_of(size)]
    scores = {}
    for name in names:
        print(f"{name}: embedding, unless it is cached, and learning", file=sys.stderr, flush=True)
        images = load(name)
        extra = {
            scaled(size): Source(
                cached(CACHE / f"{name}--{scaled(size)}.npz", partial(embedded, name, size)),
                TURNS,
                ENCODERS["lite0"].root,
            )
            for size in options.sizes
        }
        with threadpool_limits(1):
            scores[name] = measure(variants, sources_of(images, ()) | extra, images, Inbox.EVEN)
    graphs = {part.source: graph_of(part.source) for part in BOTH}
    seconds = pass_times(graphs | {scaled(size): scaled_graph(size) for size in options.sizes})
    print("\n".join(table_of_means(variants, scores, seconds)))
    print()
    print("\n".join(table_of_sets(variants, scores)))


if __name__ == "__main__":
    main()
