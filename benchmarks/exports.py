"""Whether exported models say elsewhere what the app says: ``python -m benchmarks.exports``.

A project with 7 × 5 steel examples and 140 other photos is exported in every format and precision.
Each export is then used by `benchmarks.outside_export` in a Python where only that format's runtime
is installed, on the 140 photos, and compared with the app. The figures go into docs/export.md.

The environments are made under ``build/export-venvs`` (``--venvs`` for another folder) with the
versions that are installed here, which needs the network once.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import archive_of, available, photos_of
from siamdesk.cli.protocol import draw_episode
from siamdesk.encoders.export import ExportChoice
from siamdesk.encoders.export_verdict import ExportReport
from siamdesk.encoders.formats.registry import FORMATS
from siamdesk.engine.engine import Engine
from siamdesk.engine.exporting import export_model
from siamdesk.export_kinds import PRECISIONS
from siamdesk.progress import no_progress
from siamdesk.project.importing import batches_of
from siamdesk.project.store import Project

SET = "steel_xsdd"
EXAMPLES = 5
VENVS = Path("build/export-venvs")
PAGE = Path("docs/export.md")
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a model says of n photos."""

    probabilities: NDArray[np.float32]
    unknown: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Row:
    """One export and how it did."""

    choice: ExportChoice
    inside: ExportReport
    app: Answers
    outside: Answers
    megabytes: float
    packages: dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venvs", type=Path, default=VENVS)
    parser.add_argument(
        "--only", nargs="*", default=[], help="formats, as `siamdesk export` has them"
    )
    arguments = parser.parse_args()
    if SET not in available():
        print(f"{archive_of(SET)} is not here (see benchmarks/sets.py): nothing is measured.")
        return
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        engine, queries = steel_project(Path(folder))
        app = answers_of(engine)
        for choice in choices():
            if arguments.only and choice.format.value not in arguments.only:
                continue
            python = environment(arguments.venvs, choice)
            row = measured(engine, choice, app, queries, python)
            print(table_row(row), flush=True)
            rows.append(row)
        engine.close()
    if not arguments.only:
        write_page(rows)


def choices() -> Iterator[ExportChoice]:
    for chosen, precisions in PRECISIONS.items():
        for precision in precisions:
            yield ExportChoice(chosen, precision)


def steel_project(folder: Path) -> tuple[Engine, Path]:
    """The engine of the project, which has learnt, and the folder of the photos in its inbox."""
    members = [
        (name, label) for label, names in enumerate(photos_of(SET).values()) for name in names
    ]
    labels = np.array([label for _, label in members])
    episode = draw_episode(labels, EXAMPLES, 0)
    classes = list(photos_of(SET))
    queries = folder / "queries"
    queries.mkdir()
    with zipfile.ZipFile(archive_of(SET)) as archive:
        for row in episode.examples:
            name, label = members[row]
            place = folder / "examples" / classes[label] / Path(name).name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.read(name))
        for number, row in enumerate(episode.queries):
            (queries / f"{number:03d}.png").write_bytes(archive.read(members[row][0]))
    with Project.create(folder / "steel.siam") as project:
        project.add_batches(batches_of([folder / "examples", queries]))
    engine = Engine(folder / "steel.siam")
    engine.learn()
    return engine, queries


def answers_of(engine: Engine) -> Answers:
    """The app's own answers for the inbox, in the order of the file names."""
    fitted = engine.fitted
    if fitted is None:
        raise SystemExit("The project has too few examples.")
    inbox = [p for p in engine.project.snapshot().photos if p.class_id is None]
    inbox.sort(key=lambda photo: photo.name)
    model = fitted.model
    embedded = model.space.embed(fitted.embedder.pooled([p.look for p in inbox]))
    nearest = (embedded @ model.unknown.centroids.T).max(axis=1)
    return Answers(model.probabilities(embedded), model.unknown.score_of(nearest))


def environment(folder: Path, choice: ExportChoice) -> Path:
    """The Python of an environment with one runtime, NumPy and Pillow."""
    place = folder / choice.format.value
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(place, with_pip=True)
        names = (*FORMATS[choice.format].packages, "numpy", "pillow")
        pinned = [f"{name}=={importlib.metadata.version(name)}" for name in names]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *pinned], check=True)
    return python


def measured(
    engine: Engine, choice: ExportChoice, app: Answers, queries: Path, python: Path
) -> Row:
    with tempfile.TemporaryDirectory() as scratch:
        out, answers = Path(scratch) / "export", Path(scratch) / "answers.npz"
        report = export_model(engine, out, choice, no_progress)
        script = Path(__file__).with_name("outside_export.py")
        run = subprocess.run(
            [python, "-I", script, out, queries, answers],
            check=True,
            capture_output=True,
            text=True,
        )
        packages = next(line for line in run.stdout.splitlines() if line.startswith("{"))
        with np.load(answers) as found:
            outside = Answers(found["probabilities"], found["unknown"].ravel())
        files = [out / name for name in FORMATS[choice.format].files]
        size = sum(
            f.stat().st_size for file in files for f in (file, *file.rglob("*")) if f.is_file()
        )
    return Row(choice, report, app, outside, size / 1e6, json.loads(packages))


def table_row(row: Row) -> str:
    found, app = row.outside, row.app
    same = (found.probabilities.argmax(axis=1) == app.probabilities.argmax(axis=1)).mean()
    off = np.abs(found.probabilities - app.probabilities)
    unknown = np.abs(found.unknown - app.unknown).max()
    names = FORMATS[row.choice.format].packages
    versions = ", ".join(f"{name} {row.packages[name]}" for name in names)
    cells = (
        f"`{row.choice.format.value}`",
        row.choice.precision.value,
        ", ".join(f"`{name}`" for name in sorted(FORMATS[row.choice.format].files)),
        f"{row.megabytes:.1f}",
        versions,
        f"{same:.1%}",
        f"{off.max():.1e}",
        f"{off.mean():.1e}",
        f"{unknown:.1e}",
    )
    return f"| {' | '.join(cells)} |"


def write_page(rows: list[Row]) -> None:
    head = (
        "| `--format` | precision | files of the model | MB | run with | same first guess | "
        "largest difference of a probability | mean | largest of the unknown score |"
    )
    table = "\n".join((head, "|---" * 9 + "|", *map(table_row, rows)))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    PAGE.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}", encoding="utf-8")
    print(f"Written into {PAGE}.")


if __name__ == "__main__":
    main()
