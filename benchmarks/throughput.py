"""What classifying many photos costs beside the encoders: ``python -m benchmarks.throughput``.

The bare encoders look at photos that lie decoded in memory; `siamdesk classify --out FILE.csv`
reads and decodes files, ranks them, writes each guess down and then the file. Both take turns in
one process, so that a busy machine slows both alike. With ``--memory N`` N photos go through, and
the memory that the process holds is told as they do.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.sets import data_folder
from benchmarks.speed import few_examples
from siamdesk.cli.classify_run import ClassifyRun, Wish
from siamdesk.cli.guesses import GuessFormat
from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import BATCH, Guesser
from siamdesk.images.decode import read_image
from siamdesk.images.resize import to_square
from siamdesk.project.importing import batches_of
from siamdesk.project.store import Project

SETS = {"steel_xsdd": ".png", "trashnet": ".jpg"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=96, help="in one round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=0, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, engine_in(Path(scratch)) as engine:
        if options.memory:
            tell_memory(engine, options.memory, Path(scratch))
            return
        for name in SETS:
            photos = unpack(name, options.photos * options.rounds, Path(scratch) / name)
            compare(engine, name, photos, options.rounds)


class engine_in:  # noqa: N801 - used as a function
    """A project of 7 × 5 steel examples in a folder, and its engine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Engine:
        path = self._folder / "steel.siam"
        with Project.create(path) as project:
            project.add_batches(batches_of([few_examples(self._folder / "few")]))
        self._engine = Engine(path)
        self._engine.learn()
        return self._engine

    def __exit__(self, *_: object) -> None:
        self._engine.close()


def compare(engine: Engine, name: str, photos: Sequence[Path], rounds: int) -> None:
    bare, whole = [], []
    for some in np.array_split(np.array(photos, dtype=object), rounds):
        bare.append(len(some) / seconds_of_encoders(engine, list(some)))
        whole.append(len(some) / seconds_of_classify(engine, list(some)))
    shares = [w / b for w, b in zip(whole, bare, strict=True)]
    size = "×".join(map(str, read_image(photos[0]).shape[1::-1]))
    print(
        f"{name} ({size}): encoders {statistics.median(bare):.1f} photos/s, classify "
        f"{statistics.median(whole):.1f} photos/s: {statistics.median(shares):.0%} "
        f"({min(shares):.0%}–{max(shares):.0%} over {rounds} rounds of {len(photos) // rounds})"
    )


def seconds_of_encoders(engine: Engine, photos: Sequence[Path]) -> float:
    guesser = Guesser.of(engine)
    squares = np.stack([to_square(read_image(p), guesser.size) for p in photos])
    start = time.perf_counter()
    for first in range(0, len(squares), BATCH):
        for encoder in guesser.encoders:
            encoder.embed(squares[first : first + BATCH])
    return time.perf_counter() - start


def seconds_of_classify(engine: Engine, photos: Sequence[Path]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "guesses.csv"
        start = time.perf_counter()
        run = ClassifyRun(engine, Wish(tuple(photos), top=5, format=GuessFormat.CSV, out=out))
        unreadable = run.carry_out()
        seconds = time.perf_counter() - start
        assert unreadable == 0  # noqa: S101 - the measure would be wrong
        return seconds


def tell_memory(engine: Engine, number: int, scratch: Path) -> None:
    """Classify `number` files, links to a few hundred photos, and tell the memory on the way."""
    photos = unpack("steel_xsdd", 400, scratch / "photos")
    many = scratch / "many"
    for i in range(number):
        place = many / f"{i // 1000:03d}" / f"{i % 1000:03d}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(photos[i % len(photos)])
    out = scratch / "guesses.jsonl"
    run = ClassifyRun(engine, Wish((many,), top=5, format=GuessFormat.JSONL, out=out))
    start, told = time.perf_counter(), 0
    used = run._used  # noqa: SLF001 - looks over its shoulder

    def watched(found: Iterator[object], sorter: object) -> Iterator[object]:
        nonlocal told
        for i, photo in enumerate(used(found, sorter)):  # type: ignore[arg-type]
            yield photo
            if i + 1 >= told + number / 10:
                told = i + 1
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{told:,} photos: peak {peak:.0f} MB, {time.perf_counter() - start:.0f} s")

    ClassifyRun._used = staticmethod(watched)  # type: ignore[assignment]  # noqa: SLF001
    run.carry_out()
    print(f"{out.stat().st_size / 1e6:.0f} MB written")


def unpack(name: str, number: int, folder: Path) -> list[Path]:
    """Photos of a set, drawn without repetition."""
    folder.mkdir(parents=True)
    with zipfile.ZipFile(data_folder() / f"{name}.zip") as archive:
        names = sorted(n for n in archive.namelist() if n.endswith(SETS[name]))
        chosen = np.random.default_rng(0).permutation(len(names))[:number]
        for i in chosen:
            with archive.open(names[i]) as source, (folder / f"{i}{SETS[name]}").open("wb") as to:
                shutil.copyfileobj(source, to)
    return sorted(folder.iterdir())


if __name__ == "__main__":
    main()
