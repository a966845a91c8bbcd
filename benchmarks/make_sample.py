"""Make `resources/sample/`: ``python -m benchmarks.make_sample steel_xsdd.zip``.

Takes 8 examples and 6 inbox photos of each of the 7 classes of X-SDD, with a fixed seed. The inbox
photos get neutral names; `answers.csv` tells what they show.
"""

from __future__ import annotations

import csv
import sys
import zipfile
from collections import defaultdict
from pathlib import Path, PurePosixPath

import numpy as np

EXAMPLES, INBOX = 8, 6


def make_sample(source: Path, target: Path) -> None:
    rng = np.random.default_rng(20)
    with zipfile.ZipFile(source) as archive:
        members = defaultdict(list)
        for name in sorted(archive.namelist()):
            if name.endswith(".png"):
                members[PurePosixPath(name).parent.name].append(name)
        inbox = []
        for folder, names in members.items():
            chosen = [names[i] for i in rng.permutation(len(names))[: EXAMPLES + INBOX]]
            class_name = folder.replace("_", " ")
            for name in chosen[:EXAMPLES]:
                write(target / "examples" / class_name / PurePosixPath(name).name, archive, name)
            inbox += [(class_name, name) for name in chosen[EXAMPLES:]]
        answers = []
        for i, row in enumerate(rng.permutation(len(inbox)), start=1):
            class_name, name = inbox[row]
            write(target / "inbox" / f"photo-{i:02d}.png", archive, name)
            answers.append((f"photo-{i:02d}.png", class_name, name))
        write(target / "SOURCE_AND_LICENCE.txt", archive, "SOURCE_AND_LICENCE.txt")
    with (target / "answers.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["photo", "class", "source"])
        writer.writerows(answers)


def write(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(archive.read(name))


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]), Path("resources/sample"))
