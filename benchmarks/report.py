"""Write ``docs/benchmarks.md`` and its plots: ``python -m benchmarks.report``.

Everything is measured in this one run from cached embeddings, except what takes long to train: what
``python -m benchmarks.omniglot``, ``benchmarks.fine_tuning`` and ``benchmarks.gallery`` reached is
taken from their last runs, and the page says when there was none.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import (
    comparisons,
    digit_pairs,
    fine_tuning,
    gallery_figures,
    omniglot,
    pages,
    softmax_tuning,
)
from benchmarks.sets import available_with_omniglot, data_folder

PAGE = Path("benchmarks.md")
PICTURES = Path("images/benchmarks")
PACKAGES = ("numpy", "scipy", "scikit-learn", "openvino", "keras", "tensorflow")


def main() -> None:
    wanted = arguments()
    names = [n for n in available_with_omniglot() if n in (wanted.sets or [n])]
    if not names:
        print(f"No image sets in {data_folder()} (see benchmarks/sets.py): nothing measured.")
        return
    start = time.perf_counter()
    measured = comparisons.measure_all(names, wanted.seeds, tell)
    softmax = kept(softmax_tuning.RESULT, softmax_tuning.run, fresh=wanted.fresh)
    digits = kept(digit_pairs.RESULT, digit_pairs.run, fresh=wanted.fresh)
    run_omniglot(wanted)
    if wanted.fine_tune:
        fine_tuning.main(["--sets", ",".join(names)])
    page = pages.Page(
        measured=measured,
        softmax=softmax,
        digits=digits,
        omniglot=recalled(omniglot.RESULT),
        fine_tuning=recalled(fine_tuning.RESULT),
        gallery=gallery_figures.kept(),
        seeds=wanted.seeds,
        machine=machine(),
        versions=", ".join(f"{p} {version(p)}" for p in ("siamdesk", *PACKAGES)),
        python=platform.python_version(),
        command="python -m benchmarks.report " + " ".join(sys.argv[1:]),
        seconds=time.perf_counter() - start,
    )
    write(page, wanted.out)
    print(f"Wrote {wanted.out / PAGE} after {page.seconds / 60:.1f} minutes.")


def write(page: pages.Page, folder: Path) -> None:
    """Put the page and its pictures into a folder."""
    (folder / PICTURES).mkdir(parents=True, exist_ok=True)
    for name, drawing in pages.pictures(page).items():
        (folder / PICTURES / name).write_text(drawing, encoding="utf-8")
    (folder / PAGE).write_text(pages.markdown(page), encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--sets", nargs="*", help="of the image sets, only these")
    parser.add_argument("--out", type=Path, default=Path("docs"), help="folder of the page")
    parser.add_argument(
        "--koch-minutes", type=float, help="train Koch's network for so long, then write the page"
    )
    parser.add_argument(
        "--fine-tune", action="store_true", help="fine-tune on every set first, for hours on a CPU"
    )
    parser.add_argument("--fresh", action="store_true", help="train the small networks again, too")
    return parser.parse_args()


def run_omniglot(wanted: argparse.Namespace) -> None:
    """Ask the frozen encoders, and train the network first if that is wanted."""
    if wanted.koch_minutes:
        omniglot.main(["--minutes", str(wanted.koch_minutes), "--precision", "mixed_bfloat16"])
    else:
        omniglot.main(["--steps", "0"])


def kept(file: Path, run: Callable[[], dict[str, Any]], *, fresh: bool) -> dict[str, Any]:
    """A result from its file, or from running it."""
    found = None if fresh else recalled(file)
    if found is None:
        tell(f"running what goes into {file}")
        found = run()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found), encoding="utf-8")
    return found


def recalled(file: Path) -> dict[str, Any] | None:
    """A result of an earlier run; None if there was none."""
    if not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def machine() -> str:
    """What this ran on, for people."""
    from siamdesk.encoders.runtime import device_name

    load = f", load {os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{device_name()}, {os.cpu_count()} cores{load}, {platform.system()}"


def tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
