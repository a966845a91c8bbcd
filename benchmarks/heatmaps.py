"""Whether heatmaps are true: ``python -m benchmarks.heatmaps``; docs/heatmaps.md has its figures.

Prints Markdown. Ranges are 95 % intervals of the mean over photos.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks import heatmap_figures as figures
from benchmarks.defects import SURFACES
from benchmarks.sets import data_folder
from siamdesk.cli.intervals import interval_over
from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.fewshot.heatmap import why
from siamdesk.fewshot.matching import match


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surfaces", nargs="+", choices=SURFACES, default=list(SURFACES))
    parser.add_argument("--seeds", type=int, nargs="+", default=[2])
    parser.add_argument("--curves", type=int, default=2, help="photos per surface and seed")
    wanted = parser.parse_args()
    encoders = [Encoder.load(e) for e in DEFAULT_ENCODERS]
    places: dict[tuple[str, str], list[tuple[float, bool]]] = {}
    others: dict[str, dict[str, list[float]]] = {}
    areas: dict[str, list[tuple[float, float]]] = {}
    sums: list[float] = []
    for surface in wanted.surfaces:
        for seed in wanted.seeds:
            rng = np.random.default_rng([seed, 11])
            try:
                episode = figures.draw_episode(surface, seed, encoders)
            except FileNotFoundError:
                print(f"No photos of {surface} in {data_folder()} (see benchmarks/sets.py).")
                break
            for name, found in figures.localisation(episode, rng).items():
                places.setdefault((name, surface), []).extend(found)
            sums += figures.incompleteness(episode)
            _extend(others.setdefault("Spearman to", {}), figures.sensitivity(episode, rng))
            mirrored = figures.flipped(episode, encoders, wanted.curves)
            _extend(others.setdefault("Spearman to the mirrored photo's", {}), mirrored)
            for name, pairs in figures.curves(episode, encoders, rng, wanted.curves).items():
                areas.setdefault(name, []).extend(pairs)
            print(f"<!-- {surface} {seed} -->", flush=True)
    _print_places(places, wanted.surfaces)
    _print_curves(areas)
    _print_others(others, sums)
    _print_times(episode, encoders)


def _extend(into: dict[str, list[float]], found: dict[str, list[float]]) -> None:
    for name, values in found.items():
        into.setdefault(name, []).extend(values)


def _print_places(
    places: dict[tuple[str, str], list[tuple[float, bool]]], wanted: Sequence[str]
) -> None:
    print("\nPixel AUROC, and how often the maximum is on the defect (%):\n")
    print(f"| map | {' | '.join(wanted)} | AUROC over all | pointing over all |")
    print("|---" * (len(wanted) + 3) + "|")
    for name in dict.fromkeys(name for name, _ in places):
        of_surface = [places.get((name, surface), []) for surface in wanted]
        cells = [
            f"{np.mean([a for a, _ in found]):.2f}, {100 * np.mean([p for _, p in found]):.0f}"
            for found in of_surface
            if found
        ]
        every = [pair for found in of_surface for pair in found]
        pointing = interval_over([float(p) for _, p in every]).percent()
        print(f"| {name} | {' | '.join(cells)} | {_range([a for a, _ in every])} | {pointing} |")


def _print_curves(areas: dict[str, list[tuple[float, float]]]) -> None:
    print("\nAreas under the curves of the score difference, and less those of the first map:\n")
    print("| order by | deletion | insertion | deletion, difference | insertion, difference |")
    print("|---|---|---|---|---|")
    first = np.array(next(iter(areas.values())))
    for name, pairs in areas.items():
        found = np.array(pairs)
        own = " | ".join(_range(column) for column in found.T)
        print(f"| {name} | {own} | {' | '.join(_range(c) for c in (found - first).T)} |")


def _print_others(others: dict[str, dict[str, list[float]]], sums: Sequence[float]) -> None:
    print(f"\nFarthest from adding up, {len(sums)} photos: {max(sums):.1e}\n")
    print("| | mean | share under 0.5 |")
    print("|---|---|---|")
    for title, found in others.items():
        for name, values in found.items():
            share = np.mean(np.array(values) < 0.5)
            print(f"| {title} {name} | {_range(values)} | {share:.2f} |")


def _print_times(episode: figures.Episode, encoders: Sequence[Encoder]) -> None:
    seen = episode.queries[0][0]
    other = episode.examples[-1][0]
    square = seen.square[None]
    todo: dict[str, Callable[[], object]] = {
        "the pass that a ranking takes": lambda: [e.embed(square) for e in encoders],
        "the pass that gives all maps too": lambda: [e.encode(square) for e in encoders],
        "why A and not B": lambda: why(episode.model, seen.spatial, 1, 0),
        "what is unusual": lambda: episode.ok.unusual(seen.patches),
        "which part matches which": lambda: match(seen.patches, other.patches),
    }
    print(f"\nMilliseconds, median (least) of 20, {figures.OK_EXAMPLES} OK examples:\n")
    for name, run in todo.items():
        taken = []
        for _ in range(20):
            start = time.perf_counter()
            run()
            taken.append(1e3 * (time.perf_counter() - start))
        print(f"- {name}: {np.median(taken):.1f} ({min(taken):.1f})")


def _range(values: Sequence[float]) -> str:
    found = interval_over([float(v) for v in values])
    return f"{found.mean:.3f} ({found.low:.3f} to {found.high:.3f})".replace("-", "−")


if __name__ == "__main__":
    main()
