"""The page of figures: from scores to Markdown and drawings, without measuring anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import gallery_figures, svg
from benchmarks.comparisons import EXAMPLES, Measured, differences, drawn, means
from benchmarks.methods import Scores
from siamdesk.cli.intervals import Interval, from_list, interval_over

_INTRODUCTION = """\
# Benchmarks

Written by `{command}` in {minutes:.0f} minutes; `make bench` runs it too. The image sets are read \
from `../shared/data`, or from where `SIAMDESK_DATA` says; embeddings are cached under `build/`.

- Machine: {machine}
- Versions: Python {python}, {versions}
- Protocol: seeds 0 to {last}. Per seed, k photos of each class are examples, up to 20 others are \
queries, and the score is balanced accuracy in percent. Sets are capped at 60 photos per class \
(groceries 40). Omniglot takes 20 characters of one alphabet per seed, from the first ten \
evaluation alphabets, with 15 drawings each.
- Intervals are 95 % confidence intervals of the mean over seeds (Student's t). All methods see \
the same episodes, so differences between them are better known than the figures themselves: those \
have intervals of their own, over the differences per seed.
- The queries stand for the inbox that the embedding space is half centred on, for all methods on \
embeddings.

To measure your own photos, which matter more: `siamdesk benchmark FOLDER`, with one sub-folder \
per class. It needs nothing that is not installed with SiamDesk; this page also needs \
`benchmarks/`, which is part of the source and not of the installed package.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """All that is written down."""

    measured: Measured
    softmax: Mapping[str, Any]
    digits: Mapping[str, Any]
    omniglot: Mapping[str, Any] | None
    fine_tuning: Mapping[str, Any] | None
    gallery: Sequence[gallery_figures.Run]
    seeds: int
    machine: str
    versions: str
    python: str
    command: str
    seconds: float


def markdown(page: Page) -> str:
    """The whole page."""
    introduction = _INTRODUCTION.format(
        command=page.command.strip(),
        minutes=page.seconds / 60,
        machine=page.machine,
        versions=page.versions,
        python=page.python,
        last=page.seeds - 1,
    )
    parts = [introduction, _side_by_side(page), _ablations(page), _not_helpful(page)]
    parts += [_fine_tuning(page), _softmax(page), _omniglot(page), _digits(page)]
    parts.append(gallery_figures.section(page.gallery))
    return "\n".join(parts)


def pictures(page: Page) -> dict[str, str]:
    """File name to SVG."""
    titles = drawn(page.measured.methods)
    panels = {
        name: [svg.Line(t, {k: interval_over(v) for k, v in found[t].items()}) for t in titles]
        for name, found in page.measured.scores.items()
    }
    plane = page.digits["plane"]
    return {
        "accuracy.svg": svg.line_panels(
            panels, title="Balanced accuracy, %", x_title="examples per class"
        ),
        "ablations.svg": svg.difference_chart(
            _changes(page, 5),
            title="Points gained or lost against SiamDesk as shipped, 5 examples per class",
            x_title="points of balanced accuracy, mean over the sets",
        ),
        "digits.svg": svg.scatter(
            plane["points"], plane["labels"], title="797 unseen digits in the learnt plane"
        ),
    }


def _changes(page: Page, k: int) -> dict[str, Interval]:
    return {
        m.title: _change(page, m.title, k)
        for group in page.measured.changes.values()
        for m in group
    }


def _change(page: Page, title: str, k: int) -> Interval:
    """What a method gains on what is shipped, over the differences per seed."""
    shipped = page.measured.methods[0].title
    return interval_over(differences(page.measured.scores, title, shipped, k))


def _side_by_side(page: Page) -> str:
    titles = [m.title for m in page.measured.methods]
    lines = ["## Side by side\n", "![Accuracy by examples](images/benchmarks/accuracy.svg)\n"]
    over = {t: {k: means(page.measured.scores, t, k) for k in EXAMPLES} for t in titles}
    lines += [f"Mean over {', '.join(page.measured.scores)}:\n", _table(titles, over)]
    lines += ["Difference to SiamDesk in points, same episodes:\n", _head("method")]
    for title in titles[1:]:
        cells = [_change(page, title, k).points() for k in EXAMPLES]
        lines.append(row(title, cells))
    lines.append("")
    for name, found in page.measured.scores.items():
        lines += [f"### {name}\n", _table(titles, found)]
    return "\n".join(lines)


def _ablations(page: Page) -> str:
    lines = [
        "## What each part is worth\n",
        "![Ablations](images/benchmarks/ablations.svg)\n",
        "Points gained or lost when one part is changed and all else stays as shipped, mean over "
        "the sets, same episodes:\n",
        _head("part | change", extra=1),
    ]
    for part, group in page.measured.changes.items():
        for m in group:
            found = [_change(page, m.title, k) for k in EXAMPLES]
            lines.append(row(part, [m.title, *[v.points() for v in found]]))
    return "\n".join([*lines, ""])


def _not_helpful(page: Page) -> str:
    """By the figures alone: a change whose interval reaches above 0 nowhere, or only there."""
    worse, same, better = [], [], []
    for group in page.measured.changes.values():
        for m in group:
            found = [_change(page, m.title, k) for k in EXAMPLES]
            if any(v.low > 0 for v in found):
                better.append(m.title)
            elif any(v.high < 0 for v in found):
                worse.append(m.title)
            else:
                same.append(m.title)
    lines = ["### What did not help\n"]
    for titles, verdict in (
        (worse, "worse than what is shipped at some number of examples, and better at none"),
        (same, "neither better nor worse, as far as these seeds can tell"),
        (better, "better at some number of examples, and so worth a look"),
    ):
        if titles:
            lines.append(f"- {verdict[0].upper()}{verdict[1:]}: {', '.join(titles)}.")
    return "\n".join([*lines, ""])


def _fine_tuning(page: Page) -> str:
    lines = ["## Siamese fine-tuning\n"]
    if page.fine_tuning is None:
        lines.append("Not run here: `python -m benchmarks.fine_tuning`, then this page again.\n")
        return "\n".join(lines)
    lines += [str(page.fine_tuning["about"]) + "\n", str(page.fine_tuning["table"]) + "\n"]
    return "\n".join(lines)


def _softmax(page: Page) -> str:
    rows: list[dict[str, Any]] = page.softmax["rows"]
    lines = [
        "## Softmax fine-tuning, as in tutorials\n",
        f"Lite0, {page.softmax['examples']} examples per class, {page.softmax['seeds']} seeds "
        "(`benchmarks/softmax_tuning.py` has the recipe). Ridge is SiamDesk's head on the same "
        "frozen encoder.\n",
        "| set | ridge, frozen | dropout + dense, frozen | the same, last blocks tuned |",
        "|---|---|---|---|",
    ]
    for name in dict.fromkeys(r["set"] for r in rows):
        found = [r for r in rows if r["set"] == name]
        cells = [
            interval_over([r[kind] for r in found]).percent()
            for kind in ("ridge", "frozen", "tuned")
        ]
        lines.append(row(name, cells))
    return "\n".join([*lines, ""])


def _omniglot(page: Page) -> str:
    lines = [
        "## Omniglot, 20-way 1-shot within alphabets\n",
        "For each of the 20 evaluation alphabets, twice: 20 of its characters and 2 of the 20 "
        "drawers; the 20 drawings of one are the examples, each of the other's is a trial. 800 "
        "trials; the intervals count alphabets, not trials. Koch et al. took 10 of the alphabets "
        "and name none; the last ten in alphabetical order are not in the set `omniglot` above. "
        "For comparison: Koch's own figure is 92.0, people reach 95.5.\n",
        "| network | all 20 alphabets | the last ten | how |",
        "|---|---|---|---|",
    ]
    found = page.omniglot or {}
    for entry in found.values():
        cells = [from_list(entry[part]).percent() for part in ("all", "untouched")]
        lines.append(row(entry["name"], [*cells, entry["how"]]))
    if not any(name.startswith("koch") for name in found):
        lines.append(
            "\nKoch's network was not trained here: `python -m benchmarks.omniglot --minutes 20`."
        )
    return "\n".join([*lines, ""])


def _digits(page: Page) -> str:
    lines = [
        "## Are two digits the same?\n",
        "![Digits in the plane](images/benchmarks/digits.svg)\n",
        "Hadsell's experiment with the contrastive loss, on the 8×8 digits of scikit-learn in "
        "place of MNIST, which would be a download: 1,000 digits to learn from, pairs of the "
        f"other 797, half of them equal; {page.digits['seeds']} seeds, "
        f"{page.digits['steps']} batches.\n",
        "| distance in | pairs told right, % |",
        "|---|---|",
    ]
    lines += [row(r["name"], [from_list(r["accuracy"]).percent()]) for r in page.digits["rows"]]
    return "\n".join([*lines, ""])


def _table(titles: Sequence[str], found: Scores) -> str:
    """Methods by examples; the best mean of each column is bold."""
    cells = {t: {k: interval_over(found[t][k]) for k in EXAMPLES} for t in titles}
    best = {k: max(cells[t][k].mean for t in titles) for k in EXAMPLES}
    lines = [_head("method")]
    for t in titles:
        texts = [
            f"**{v.percent()}**" if v.mean == best[k] else v.percent() for k, v in cells[t].items()
        ]
        lines.append(row(t, texts))
    return "\n".join([*lines, ""])


def row(first: str, cells: Sequence[str]) -> str:
    """A line of a Markdown table."""
    return "| " + " | ".join([first, *cells]) + " |"


def _head(first: str, *, extra: int = 0) -> str:
    columns = len(EXAMPLES) + 1 + extra
    titles = " | ".join([first, *[f"{k} example{'s' * (k > 1)}" for k in EXAMPLES]])
    return f"| {titles} |\n" + "|---" * columns + "|"
