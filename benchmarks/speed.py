"""How fast the engine answers: ``python -m benchmarks.speed``.

A project with 7 × 5 steel examples and an inbox of 1,000 photos is made once under ``build/`` and
embedded once; then corrections are timed from the edit to the last ranking.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np

from benchmarks.sets import data_folder
from siamdesk.engine.engine import Engine
from siamdesk.project.importing import batches_of
from siamdesk.project.store import Project

INBOX = 1000
CORRECTIONS = 20
SAMPLE = Path("resources/sample")


def main() -> None:
    imported = statistics.median(import_time() for _ in range(5))
    print(f"import siamdesk: {imported * 1000:.0f} ms")
    print(f"from nothing to ranked guesses for 42 photos: {first_guesses():.1f} s")
    if not (data_folder() / "steel_xsdd.zip").is_file():
        print("steel_xsdd.zip is not here (see benchmarks/sets.py): the rest is not measured.")
        return
    engine = Engine(big_project())
    start = time.perf_counter()
    engine.learn()
    print(f"first learning with an inbox of {INBOX}: {time.perf_counter() - start:.2f} s")
    times = [correction(engine) for _ in range(CORRECTIONS)]
    for _ in range(CORRECTIONS):
        engine.project.undo()
    engine.close()
    low, middle, high = np.percentile(times, [0, 50, 100]) * 1000
    print(
        f"a correction re-ranks {INBOX} photos: median {middle:.0f} ms "
        f"({low:.0f}–{high:.0f} over {CORRECTIONS})"
    )


def correction(engine: Engine) -> float:
    snapshot = engine.project.snapshot()
    photo = next(p for p in snapshot.photos if p.class_id is None)
    start = time.perf_counter()
    engine.project.set_class([photo.id], snapshot.classes[0].id)
    engine.learn()
    return time.perf_counter() - start


def import_time() -> float:
    """Seconds that ``import siamdesk`` adds to the start of Python."""
    times = []
    for code in ("", "import siamdesk"):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return times[1] - times[0]


def first_guesses() -> float:
    """Seconds of the two commands that make a project of 7 × 5 photos and rank 42 others."""
    with tempfile.TemporaryDirectory() as folder:
        few = few_examples(Path(folder) / "few")
        project, out = Path(folder) / "steel.siam", Path(folder) / "guesses.json"
        rank = ["classify", str(project), str(SAMPLE / "inbox"), "--format", "json"]
        start = time.perf_counter()
        for command in (["new", str(project), "--from", str(few)], [*rank, "--out", str(out)]):
            subprocess.run(
                [sys.executable, "-m", "siamdesk", *command], check=True, capture_output=True
            )
        return time.perf_counter() - start


def few_examples(folder: Path) -> Path:
    for source in (SAMPLE / "examples").iterdir():
        (folder / source.name).mkdir(parents=True)
        for photo in sorted(source.iterdir())[:5]:
            shutil.copy(photo, folder / source.name)
    return folder


def big_project() -> Path:
    path = Path("build/bench-1000.siam")
    if path.exists():
        return path
    with tempfile.TemporaryDirectory() as scratch:
        few, inbox = few_examples(Path(scratch) / "few"), Path(scratch) / "inbox"
        inbox.mkdir()
        with zipfile.ZipFile(data_folder() / "steel_xsdd.zip") as archive:
            names = sorted(n for n in archive.namelist() if n.endswith(".png"))
            for i in np.random.default_rng(0).permutation(len(names))[: INBOX + 35]:
                (inbox / names[i].replace("/", "-")).write_bytes(archive.read(names[i]))
        with Project.create(path) as project:
            project.add_batches(batches_of([few, inbox]))
    return path


if __name__ == "__main__":
    main()
