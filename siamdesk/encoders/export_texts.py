"""What an exported folder says in words: its model card, its example, and the check it passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLE = '''\
"""Classify photos with this model. It needs Keras, NumPy and Pillow, and nothing of SiamDesk.

model_card.md says which version of Keras.

    python example.py PHOTO...      rank the classes of photos
    python example.py --verify      check that this computer gives the numbers in verify/
"""

import json
import sys
from pathlib import Path

import keras
import numpy as np
from PIL import Image, ImageOps

HERE = Path(__file__).resolve().parent
CLASSES = json.loads((HERE / "labels.json").read_text(encoding="utf-8"))["classes"]


def load():
    """The model; no code from the file is run."""
    return keras.saving.load_model(HERE / "model.keras", safe_mode=True)


def read(path):
    """[1, h, w, 3] uint8 RGB, upright. The model resizes by itself."""
    with Image.open(path) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"), np.uint8)[None]


def classify(model, path):
    """Probabilities by class, the likeliest first, and the unknown score."""
    outputs = model.predict_on_batch(read(path))  # slow for the first two sizes, then fast
    probabilities = outputs["probabilities"][0]
    order = np.argsort(-probabilities, kind="stable")
    return {CLASSES[i]: float(probabilities[i]) for i in order}, float(outputs["unknown"][0])


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

CHECK = '''\
"""Run by SiamDesk in a fresh Python: load the exported model as a stranger would and use it."""

import sys

import keras
import numpy as np

folder, photos_path, answers_path = JOB if "JOB" in globals() else sys.argv[1:]
model = keras.saving.load_model(folder + "/model.keras", safe_mode=True)
if "JOB" not in globals():
    foreign = sorted(name for name in sys.modules if name.split(".")[0] == "siamdesk")
    if foreign:
        raise SystemExit("the model pulled in " + ", ".join(foreign))
answers = {"probabilities": [], "unknown": []}
with np.load(photos_path, allow_pickle=False) as photos:
    for name in sorted(photos.files):
        outputs = model.predict_on_batch(photos[name][None])
        for key, rows in answers.items():
            rows.append(outputs[key][0])
np.savez(answers_path, **{key: np.stack(rows) for key, rows in answers.items()})
'''
"""Arguments: folder of the model, ``.npz`` of photos, ``.npz`` to write."""

_CARD = """\
# {title}

A few-shot classifier of photos, made with SiamDesk {version}.

{classes}

## Facts

{facts}

## What goes in, what comes out

| | name | shape | meaning |
|---|---|---|---|
| in | `photo` | `[n, h, w, 3]` uint8 | RGB photos of any size, upright; resized inside the model |
| out | `probabilities` | `[n, {count}]` float32 | per class, as in `labels.json`; sum is 1 |
| out | `unknown` | `[n]` float32 | 0 to 1; at 0.5 or above the photo is unlike every example |
| out | `embedding` | `[n, {dimension}]` float32 | unit length; alike photos lie close |

The probabilities are calibrated, and they always share 1 among the known classes: look at `unknown`
first.

## How to use it

```
pip install "keras>={keras}" tensorflow pillow
python example.py PHOTO...
python example.py --verify
```

`example.py` is short on purpose: copy from it. Keras older than {keras} can't read the file. It has
been tried with Keras' TensorFlow and JAX backends.

## How it was checked

{checked}

## What to keep in mind

- It knows the classes above and nothing else, as they looked in the examples it was shown: another
  camera, light or distance is a reason to add examples and export again.
- A photo is squashed to a square; very long and thin photos lose detail.
- `verify/` holds photos of the project. Remove it before handing the model to somebody who must not
  see them.
{notes}
## Whose work is inside

Pretrained encoders: {encoders}. Their licences and notices are in `licences/`.
"""


def model_card(
    *,
    title: str,
    version: str,
    keras: str,
    classes: Sequence[str],
    dimension: int,
    facts: Mapping[str, str],
    checked: str,
    notes: Sequence[str],
    encoders: Sequence[str],
) -> str:
    """The text of ``model_card.md``; class names and facts may hold any characters."""
    rows = [f"| {_line(name)} | {_line(value)} |" for name, value in facts.items()]
    return _CARD.format(
        title=_line(title),
        version=version,
        keras=keras,
        classes=f"Classes ({len(classes)}): " + ", ".join(_line(name) for name in classes) + ".",
        facts="\n".join(["| | |", "|---|---|", *rows]),
        count=len(classes),
        dimension=dimension,
        checked=checked,
        notes="".join(f"- {_line(note)}\n" for note in notes),
        encoders=", ".join(encoders),
    )


def _line(text: str) -> str:
    """Text from outside, kept on one line and free of Markdown."""
    joined = " ".join(text.split())
    for character in "\\`*_[]<>#|":
        joined = joined.replace(character, f"\\{character}")
    return joined
