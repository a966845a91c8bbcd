"""``example.py`` of an export: the same for every format but for loading and asking the model."""

from __future__ import annotations

from siamdesk.encoders.formats.base import ModelFormat

_HEAD = '''\
"""Classify photos with this model.

It needs {needs}, and nothing of SiamDesk; model_card.md says which
versions.

    python example.py PHOTO...      rank the classes of photos
    python example.py --verify      check that this computer gives the numbers in verify/
"""

import json
import sys
from pathlib import Path

{imports}

HERE = Path(__file__).resolve().parent
CLASSES = json.loads((HERE / "labels.json").read_text(encoding="utf-8"))["classes"]
SIDE = {side}
'''

_BODY = '''\
def read(path):
    """[h, w, 3] uint8 RGB, upright; a large JPEG comes smaller, as SiamDesk decodes it."""
    with Image.open(path) as image:
        step = next((n for n in (8, 4, 2) if min(image.size) // n >= 3 * SIDE), 1)
        image.draft(None, (image.width // step, image.height // step))
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"), np.uint8)


def classify(model, path):
    """Probabilities by class, the likeliest first, and the unknown score."""
    outputs = answer(model, read(path))
    probabilities = outputs["probabilities"]
    order = np.argsort(-probabilities, kind="stable")
    return {CLASSES[i]: float(probabilities[i]) for i in order}, float(outputs["unknown"])


def verify(model):
    """0 when the photos in verify/ give the expected numbers, else 1."""
    expected = json.loads((HERE / "verify" / "expected.json").read_text(encoding="utf-8"))
    worst = 0.0
    for photo in expected["photos"]:
        guesses, unknown = classify(model, HERE / "verify" / photo["file"])
        worst = max(worst, abs(unknown - photo["unknown"]))
        worst = max(worst, *(abs(guesses[c] - p) for c, p in photo["probabilities"].items()))
    verdict = "as expected" if worst <= expected["tolerance"] else "NOT as expected"
    print(f"{len(expected['photos'])} photos {verdict}: largest difference {worst:.1e}")
    return int(worst > expected["tolerance"])


def main(arguments):
    if not arguments:
        print(__doc__)
        return 2
    model = load()
    if arguments == ["--verify"]:
        return verify(model)
    for path in arguments:
        guesses, unknown = classify(model, path)
        ranking = ", ".join(f"{name} {p:.1%}" for name, p in list(guesses.items())[:3])
        print(f"{path}: {ranking} (unknown score {unknown:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
'''


def example_text(model_format: ModelFormat, *, side: int) -> str:
    """The whole of ``example.py``; it defines ``load()`` and ``answer(model, photo)``.

    `side` are the pixels that the model looks at, each way.
    """
    imports = [model_format.imports, "import numpy as np", "from PIL import Image, ImageOps"]
    imports.sort(key=lambda line: (line.startswith("from"), line.lower()))
    needs = f"{model_format.runtime}, NumPy and Pillow"
    head = _HEAD.format(needs=needs, imports="\n".join(imports), side=side)
    return "\n\n".join((head, model_format.example, _BODY))
