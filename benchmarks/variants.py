"""What cheap changes to the embedding or the head would bring: ``python -m benchmarks.variants``.

Prints two Markdown tables over steel, trashnet, groceries and Omniglot. The first has for each
variant the time for a new photo, as a multiple of today's, and the difference in mean balanced
accuracy to what is shipped, on seeds 0 to 9, by which a variant may be chosen, on seeds 10 to 19,
which confirm it, and on all. The second has the differences of each set over all seeds. Intervals
are Student's t over the differences per seed. On Omniglot seed e + 10 draws other photos of the
alphabet of seed e.

The inbox, which the embedding space is half centred on, is even (all queries) unless `--inbox` says
otherwise; a one-sided one is what inspectors have (`benchmarks.inbox`).

Variants with DINOv2-S (`benchmarks.small_dino`) are left out, and it is said so, unless it was
converted: ``python -m siamdesk.encoders.conversion dinov2_s``. Times are CPU seconds of one pass on
one thread, medians of passes that take turns (`benchmarks.pass_times`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.inbox import Inbox, inbox_of
from benchmarks.pass_times import graph_of, pass_times
from benchmarks.sets import (
    CACHE,
    CAPS,
    Episode,
    ImageSet,
    available_with_omniglot,
    balanced_accuracy,
    cached,
    draws,
    load,
    squares_of,
)
from benchmarks.small_dino import SIZES, embed_small, small_graph
from benchmarks.variant_parts import (
    FloatArray,
    IntArray,
    Kernel,
    Learn,
    Part,
    Source,
    both_heads,
    curved_ridge,
    kernel_of,
    lda,
    mixed,
    ridge,
)
from siamdesk.cli.intervals import interval_over
from siamdesk.encoders.registry import DEFAULT_ENCODERS, ENCODERS
from siamdesk.encoders.turns import TURNS
from siamdesk.encoders.weights import encoder_folder
from siamdesk.errors import EncoderError

EXAMPLES = (1, 3, 5, 10)
SEEDS = 20
HALF = SEEDS // 2
CENTRES = (0.0, 0.25, 0.75, 1.0)
GRAPHS = Path("build/graphs")
SHIPPED = "shipped"
_HEADINGS = " | ".join("1 example" if k == 1 else f"{k} examples" for k in EXAMPLES)

Scores = dict[int, NDArray[np.float64]]
"""Examples per class to the balanced accuracy [seeds]."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of the tables."""

    title: str
    parts: tuple[Part, ...]
    learn: Learn


BOTH = tuple(Part(encoder) for encoder in DEFAULT_ENCODERS)
"""What is shipped."""


def small(size: int) -> str:
    """The source that is DINOv2-S at `size` pixels."""
    return f"dinov2_s-{size}"


def relative_time(variant: Variant, seconds: Mapping[str, float]) -> float:
    """The time for a new photo, as a multiple of what is shipped, from seconds per pass."""

    def total(parts: Sequence[Part]) -> float:
        return sum(part.turns * seconds[part.source] for part in parts)

    return total(variant.parts) / total(BOTH)


def frozen_pair(lite0: int, tiny_vit: int) -> tuple[Part, ...]:
    """The default encoders in so many turns: of Lite0 + of TinyViT, in titles."""
    return Part("lite0", lite0), Part("tiny_vit", tiny_vit)


def without_weights() -> list[Variant]:
    """What needs nothing that is not shipped; the first is what is shipped."""
    return [
        Variant(SHIPPED, BOTH, ridge()),
        *(Variant(f"ridge of strength {s}", BOTH, ridge(s)) for s in (0.01, 0.03, 0.3, 1.0)),
        *(Variant(f"LDA, shrinkage {s}", BOTH, lda(s)) for s in (0.0, 0.2, 0.5)),
        *(Variant(f"{s:.0%} of LDA's scores", BOTH, both_heads(s, 0.0)) for s in (0.3, 0.5)),
        Variant("ridge with a curved kernel", BOTH, curved_ridge(2.0)),
        *(_beside_lite0(f"TinyViT weighs {w}", weight=w) for w in (0.5, 0.8, 1.25, 2.0)),
        *(_beside_lite0(f"TinyViT to the power of {p}", power=p) for p in (0.5, 0.75)),
        *(
            Variant(f"Lite0 to the power of {p / 2}", (Part("lite0", power=p), BOTH[1]), ridge())
            for p in (0.5, 1.5, 2.0)
        ),
        *(
            Variant(f"{c:.0%} of the centre", tuple(replace(p, centre=c) for p in BOTH), ridge())
            for c in CENTRES
        ),
        *(
            Variant(f"{t} + {u} turns", frozen_pair(t, u), ridge())
            for t, u in ((4, 2), (4, 1), (2, 2), (1, 1))
        ),
    ]


def _beside_lite0(title: str, *, weight: float = 1.0, power: float = 1.0) -> Variant:
    return Variant(title, (BOTH[0], Part("tiny_vit", weight=weight, power=power)), ridge())


def with_dino(size: int) -> list[Variant]:
    """One turn of DINOv2-S at `size` pixels beside the default encoders."""
    return [
        Variant(
            f"{t} + {u} turns, DINOv2-S at {size} weighs {w}",
            (*frozen_pair(t, u), Part(small(size), turns=1, weight=w)),
            ridge(),
        )
        for (t, u), w in product(((4, 4), (4, 2), (2, 2), (4, 1)), (0.5, 1.0))
    ]


def sources_of(images: ImageSet, sizes: Sequence[int]) -> dict[str, Source]:
    """The features of a set by source, cached under ``build/``."""
    found = {
        encoder: Source(z, TURNS, ENCODERS[encoder].root)
        for encoder, z in zip(DEFAULT_ENCODERS, images.pooled, strict=True)
    }
    for size in sizes:
        file = CACHE / f"{images.name}--{small(size)}.npz"
        z = cached(file, partial(_embedded_small, images.name, size))
        found[small(size)] = Source(z, 1, root=False)
    return found


def _embedded_small(name: str, size: int) -> FloatArray:
    return embed_small(small_graph(size, GRAPHS), squares_of(name, size))


def measure(
    variants: Sequence[Variant], sources: Mapping[str, Source], images: ImageSet, kind: Inbox
) -> dict[str, Scores]:
    """Every variant on the same episodes of one set, by title."""
    found: dict[str, Scores] = {v.title: {} for v in variants}
    for k in EXAMPLES:
        rows = [
            _scores(
                variants,
                sources,
                images.labels,
                episode,
                inbox_of(kind, images.labels[episode.queries], seed),
            )
            for seed, episode in enumerate(draws(images, k, SEEDS))
        ]
        for variant, scores in zip(variants, np.transpose(rows), strict=True):
            found[variant.title][k] = scores
    return found


def _scores(
    variants: Sequence[Variant],
    sources: Mapping[str, Source],
    labels: IntArray,
    episode: Episode,
    inbox: IntArray,
) -> list[float]:
    """The balanced accuracy of each variant; a part that several of them have is embedded once."""
    classes, taught = np.unique(labels[episode.examples], return_inverse=True)
    truth = np.searchsorted(classes, labels[episode.queries])
    kernels: dict[Part, Kernel] = {}
    scores = []
    for variant in variants:
        plain = [replace(part, weight=1.0) for part in variant.parts]
        for part in plain:
            if part not in kernels:
                kernels[part] = kernel_of(part, sources[part.source], episode, inbox)
        weights = [part.weight for part in variant.parts]
        kernel = mixed([kernels[part] for part in plain], weights)
        guessed = variant.learn(kernel, taught.astype(np.int64), len(classes)).argmax(axis=1)
        scores.append(balanced_accuracy(guessed, truth))
    return scores


def table_of_means(
    variants: Sequence[Variant],
    scores: Mapping[str, Mapping[str, Scores]],
    seconds: Mapping[str, float],
) -> Iterator[str]:
    """Markdown: time, and the mean over the sets on both halves of the seeds and on all.

    `scores` are by set and title; `seconds` are those of one pass by source.
    """
    yield f"| variant | time | seeds | {_HEADINGS} |"
    yield "|---" * (3 + len(EXAMPLES)) + "|"
    for variant in variants:
        for seeds in (slice(0, HALF), slice(HALF, SEEDS), slice(0, SEEDS)):
            cells = [
                _cell(
                    variant.title,
                    *(
                        np.mean([found[title][k][seeds] for found in scores.values()], axis=0)
                        for title in (variant.title, SHIPPED)
                    ),
                )
                for k in EXAMPLES
            ]
            time = f"{relative_time(variant, seconds):.2f}"
            drawn = f"{seeds.start} to {seeds.stop - 1}"
            yield f"| {variant.title} | {time} | {drawn} | {' | '.join(cells)} |"


def table_of_sets(
    variants: Sequence[Variant], scores: Mapping[str, Mapping[str, Scores]]
) -> Iterator[str]:
    """Markdown: every set by itself, over all seeds."""
    yield f"| variant | set | {_HEADINGS} |"
    yield "|---" * (2 + len(EXAMPLES)) + "|"
    for variant in variants:
        for name, found in scores.items():
            cells = [
                _cell(variant.title, found[variant.title][k], found[SHIPPED][k]) for k in EXAMPLES
            ]
            yield f"| {variant.title} | {name} | {' | '.join(cells)} |"


def _cell(title: str, scores: NDArray[np.float64], shipped: NDArray[np.float64]) -> str:
    if title == SHIPPED:
        return interval_over(scores.tolist()).percent()
    return interval_over((scores - shipped).tolist()).points()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="*",
        default=SIZES,
        help="sides in pixels that DINOv2-S is tried at",
    )
    parser.add_argument(
        "--inbox", type=Inbox, choices=list(Inbox), default=Inbox.EVEN, help="what is centred on"
    )
    parser.add_argument("--sets", nargs="*", default=list(CAPS), choices=list(CAPS))
    wanted = parser.parse_args()
    names = [name for name in available_with_omniglot() if name in wanted.sets]
    if not names:
        print("The shared image sets are not here (see benchmarks/sets.py): nothing measured.")
        return
    sizes = wanted.sizes if _is_converted("dinov2_s") else ()
    variants = [*without_weights(), *(v for size in sizes for v in with_dino(size))]
    scores = {}
    for name in names:
        print(f"{name}: embedding, unless it is cached, and learning", file=sys.stderr, flush=True)
        images = load(name)
        with threadpool_limits(1):
            scores[name] = measure(variants, sources_of(images, sizes), images, wanted.inbox)
    graphs = {encoder: graph_of(encoder) for encoder in DEFAULT_ENCODERS}
    seconds = pass_times(graphs | {small(size): small_graph(size, GRAPHS) for size in sizes})
    for source, spent in seconds.items():
        print(f"{source}: {1000 * spent:.1f} ms of CPU time for a pass")
    print()
    print("\n".join(table_of_means(variants, scores, seconds)))
    print()
    print("\n".join(table_of_sets(variants, scores)))


def _is_converted(encoder_id: str) -> bool:
    try:
        encoder_folder(encoder_id)
    except EncoderError as error:
        print(f"Its variants are left out: {error}", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    main()
