"""What classifying many photos costs beside the encoders: ``python -m benchmarks.throughput``.

The bare encoders look at photos that lie decoded in memory; `siamdesk classify --out FILE.csv`
reads and decodes files, ranks them, writes each guess down and then the file. Both take turns in
one process, so that a busy machine slows both alike, and the work of the cores is told beside the
clock. With ``--large`` the photos are JPEGs of 12 megapixels (`benchmarks.decoding`). With
``--memory N`` N photos go through, and the memory that the process holds is told as they do.
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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.decoding import SIZES, as_jpeg, mosaic
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
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--memory", type=int, default=0, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, engine_in(Path(scratch)) as engine:
        if options.memory:
            tell_memory(engine, options.memory, Path(scratch))
            return
        if options.large:
            photos = large_jpegs(options.photos * options.rounds, Path(scratch))
            compare(engine, "groceries side by side", photos, options.rounds)
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


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of all cores together."""

    wall: float
    cpu: float

    def __sub__(self, other: Took) -> Took:
        return Took(self.wall - other.wall, self.cpu - other.cpu)


@contextmanager
def timing() -> Iterator[list[Took]]:
    took: list[Took] = []
    wall, cpu = time.perf_counter(), time.process_time()
    yield took
    took.append(Took(time.perf_counter() - wall, time.process_time() - cpu))


def compare(engine: Engine, name: str, photos: Sequence[Path], rounds: int) -> None:
    bare, whole = [], []
    for some in np.array_split(np.array(photos, dtype=object), rounds):
        bare.append(encoders_alone(engine, list(some)))
        # What learning and the like take is the same for any number of photos.
        fixed = classified(engine, [known_photo(engine)])
        whole.append(classified(engine, list(some)) - fixed)
    n = len(photos) / rounds
    wall = [b.wall / w.wall for b, w in zip(bare, whole, strict=True)]
    cpu = [b.cpu / w.cpu for b, w in zip(bare, whole, strict=True)]
    size = "×".join(map(str, read_image(photos[0]).shape[1::-1]))
    print(
        f"{name} ({size}): encoders {n / statistics.median(t.wall for t in bare):.1f} photos/s, "
        f"classify {n / statistics.median(t.wall for t in whole):.1f} photos/s: {spread(wall)} "
        f"by the clock, {spread(cpu)} by what the cores did; {rounds} rounds of {n:.0f}"
    )


def spread(shares: Sequence[float]) -> str:
    return f"{statistics.median(shares):.0%} ({min(shares):.0%}–{max(shares):.0%})"


def known_photo(engine: Engine) -> Path:
    return engine.project.snapshot().photos[0].path


def encoders_alone(engine: Engine, photos: Sequence[Path]) -> Took:
    guesser = Guesser.of(engine)
    squares = np.stack([to_square(read_image(p), guesser.size) for p in photos])
    with timing() as took:
        for first in range(0, len(squares), BATCH):
            for encoder in guesser.encoders:
                encoder.embed(squares[first : first + BATCH])
    return took[0]


def classified(engine: Engine, photos: Sequence[Path]) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "guesses.csv"
        run = ClassifyRun(engine, Wish(tuple(photos), top=5, format=GuessFormat.CSV, out=out))
        with timing() as took:
            unreadable = run.carry_out()
        assert unreadable == 0  # noqa: S101 - the measure would be wrong
    return took[0]


def tell_memory(engine: Engine, number: int, scratch: Path) -> None:
    """Classify `number` files, links to a hundred photos, and tell the memory on the way."""
    photos = unpack("steel_xsdd", 100, scratch / "photos")
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


def large_jpegs(number: int, folder: Path) -> list[Path]:
    """Different photos as large as a camera's, full of detail."""
    files = [folder / f"{seed}.jpg" for seed in range(number)]
    for seed, file in enumerate(files):
        file.write_bytes(as_jpeg(mosaic(*SIZES["12"], seed)))
    return files


if __name__ == "__main__":
    main()
