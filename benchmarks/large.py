"""What a project of 100,000 photos costs: ``python -m benchmarks.large [--photos N]`` (Linux).

The photos are random numbers in a project's embedding cache, as if all had been looked at earlier;
from there on everything is as in the app. Needs 55 KB of disk per photo in the temporary folder.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import numpy as np

from siamdesk.encoders.registry import DEFAULT_ENCODERS
from siamdesk.encoders.runtime import Encoder
from siamdesk.engine.embedder import Embedder, PhotoFile
from siamdesk.engine.ranking import Fitted, rank
from siamdesk.fewshot.model import fit_model
from siamdesk.project.cache import EmbeddingCache

CLASSES, EXAMPLES = 7, 35
WRITTEN = 1000
"""Photos written at a time."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a project of many photos.")
    parser.add_argument("--photos", type=int, default=100_000, metavar="N")
    photos = [PhotoFile(f"{i:064x}", Path(f"{i}.png")) for i in range(parser.parse_args().photos)]
    with tempfile.TemporaryDirectory() as folder:
        cache = EmbeddingCache(Path(folder))
        embedder = Embedder([Encoder.load(e) for e in DEFAULT_ENCODERS], cache)
        fill(cache, embedder, photos)
        print(f"before: {memory():.0f} MB")
        start = time.perf_counter()
        recalled = len(photos) - len(embedder.missing(photos))
        took = time.perf_counter() - start
        print(f"{recalled} photos recalled in {took:.1f} s: {memory():.0f} MB")
        for i in range(3):
            start = time.perf_counter()
            correct(embedder, [p.digest for p in photos], EXAMPLES + i)
            took = time.perf_counter() - start
            print(f"learnt and ranked {len(photos)} photos in {took:.2f} s: {memory():.0f} MB")
        cache.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"at most {peak:.0f} MB")


def fill(cache: EmbeddingCache, embedder: Embedder, photos: list[PhotoFile]) -> None:
    """Random features, none of them negative, in the cache of a project."""
    rng = np.random.default_rng(0)
    for start in range(0, len(photos), WRITTEN):
        names = [p.digest for p in photos[start : start + WRITTEN]]
        for encoder in embedder.encoders:
            z = np.abs(rng.standard_normal((len(names), encoder.width), dtype=np.float32))
            cache.put_many(encoder.key, dict(zip(names, z, strict=True)))


def correct(embedder: Embedder, digests: list[str], n: int) -> None:
    """Learn from the first n photos and rank the others."""
    model = fit_model(
        embedder.pooled(digests[:n]),
        np.arange(n) % CLASSES,
        [str(c) for c in range(CLASSES)],
        roots=embedder.roots,
        turns=embedder.turns,
        others=embedder.means(digests[n:]),
    )
    fitted = Fitted(model, np.arange(CLASSES), np.arange(n), embedder, None, 0)
    rank(fitted, np.arange(n, len(digests)), digests[n:])


def memory() -> float:
    """What this process holds in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
