"""What an exported folder says in words: its model card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from siamdesk import __version__
from siamdesk.build_info import package_version
from siamdesk.encoders.export_check import who_asks
from siamdesk.encoders.export_verdict import ExportReport
from siamdesk.encoders.formats.base import ModelFormat
from siamdesk.export_kinds import Precision

_CARD = """\
# {title}

A few-shot classifier of photos, made with SiamDesk {version}.

{classes}

## Facts

{facts}

## What it is for

To say which of the classes above a photo shows, for photos taken in the way of the examples, with a
person who looks at what it is unsure of or calls unknown. It is no measurement, and not made for
decisions about people or for safety without such a person.

## What goes in, what comes out

| | name | shape | meaning |
|---|---|---|---|
| in | `photo` | {photo} |
| out | `probabilities` | `[n, {count}]` float32 | per class, as in `labels.json`; sum is 1 |
| out | `unknown` | `[n]` float32 | 0 to 1; at 0.5 or above the photo is unlike every example |
| out | `embedding` | `[n, {dimension}]` float32 | unit length; alike photos lie close |

The probabilities are calibrated, and they always share 1 among the known classes: look at `unknown`
first.

## How to use it

The format is {title_of_format} ({precision}); {runtime} runs it.

```
pip install {packages} numpy pillow
python example.py PHOTO...
python example.py --verify
```

`example.py` is short on purpose: copy from it. {hint}

## How it was checked

{who} ran `example.py` with {versions} on photos of the project.
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


_PRECISIONS = {
    Precision.FLOAT32: "float32",
    Precision.FLOAT16: "weights in float16, computed in float32",
    Precision.INT8: "weights in int8 with one scale per channel, computed in float32",
}
_ANY_SIZE = "`[n, h, w, 3]` uint8 | RGB photos of any size, upright; resized inside the model"
_PREPARED = (
    "`[1, {size}, {size}, 3]` uint8 | one RGB photo, upright, resized as `example.py` does it"
)


def model_card(
    *,
    title: str,
    model_format: ModelFormat,
    report: ExportReport,
    classes: Sequence[str],
    input_size: int | None,
    dimension: int,
    facts: Mapping[str, str],
    notes: Sequence[str],
    encoders: Sequence[str],
) -> str:
    """The text of ``model_card.md``; class names and facts may hold any characters.

    `input_size` is the side of the squares that the model wants, None if it takes any size.
    """
    rows = [f"| {_line(name)} | {_line(value)} |" for name, value in facts.items()]
    versions = {name: package_version(name) for name in model_format.packages}
    checked = report.words if report.keeps_promise else f"**Attention.** {report.words}"
    return _CARD.format(
        title=_line(title),
        version=__version__,
        classes=f"Classes ({len(classes)}): " + ", ".join(_line(name) for name in classes) + ".",
        facts="\n".join(["| | |", "|---|---|", *rows]),
        photo=_ANY_SIZE if input_size is None else _PREPARED.format(size=input_size),
        count=len(classes),
        dimension=dimension,
        title_of_format=model_format.title,
        precision=_PRECISIONS[report.precision],
        runtime=model_format.runtime,
        packages=" ".join(f'"{name}>={version}"' for name, version in versions.items()),
        hint=model_format.hint,
        versions=" and ".join(f"{name} {version}" for name, version in versions.items()),
        who=who_asks(),
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
