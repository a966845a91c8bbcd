"""`siamdesk benchmark`: which head and encoder learn a folder of photos best."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.markup import escape
from rich.table import Table

from siamdesk.cli.benchmark_photos import BenchmarkPhotos, read_photos
from siamdesk.cli.console import OUT, count, progress_bar, say
from siamdesk.cli.contenders import Contender, contenders
from siamdesk.cli.intervals import interval_over
from siamdesk.cli.projects import SOME_UNREADABLE
from siamdesk.cli.protocol import RESERVED, Episode, balanced_accuracy, episodes
from siamdesk.progress import Progress, split

if TYPE_CHECKING:
    from siamdesk.encoders.runtime import Encoder

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

_MOST = 60


class BenchmarkFormat(StrEnum):
    """How `benchmark` prints."""

    TABLE = "table"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Row:
    """What one way of learning reached: examples per class to one score per draw."""

    encoder: str
    contender: Contender
    scores: Mapping[int, tuple[float, ...]]


def benchmark(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="A folder with one sub-folder of photos per class.",
            exists=True,
            file_okay=False,
        ),
    ],
    examples: Annotated[
        str, typer.Option(metavar="N,N,…", help="Examples per class to learn from.")
    ] = "1,3,5,10",
    draws: Annotated[
        int, typer.Option(help="Times that examples are drawn at random.", min=2)
    ] = 20,
    encoder: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="An encoder to try, e.g. lite0; may be repeated. Else those in use."
        ),
    ] = None,
    most: Annotated[
        int, typer.Option(help="Photos per class that are looked at, at most.", min=RESERVED + 1)
    ] = _MOST,
    fine_tune: Annotated[
        bool,
        typer.Option(
            "--fine-tune",
            help="Also fine-tune the encoder on every draw. Takes a minute or more for each: "
            "choose few, e.g. --examples 5 --draws 3.",
        ),
    ] = False,
    format: Annotated[  # noqa: A002 - the option is called so
        BenchmarkFormat, typer.Option(help="How to print the figures.")
    ] = BenchmarkFormat.TABLE,
) -> None:
    """Try heads, encoders and what others use on your own photos, and tell which learns best.

    Examples are drawn at random again and again; what was drawn is learnt from, and up to 20 other
    photos per class are guessed. Nothing is kept and no project is needed.
    """
    wanted = _numbers(examples)
    encoders = _encoders(encoder, fine_tune=fine_tune)
    with progress_bar("Looking at photos") as bar:
        looking, trying, tuning = split(bar, [3.0, 1.0, 30.0 if fine_tune else 1e-3])
        photos = read_photos(folder, encoders, most, looking)
        ks = _possible(wanted, photos.labels)
        rows = compare(photos.pooled, photos.labels, ks, draws, trying, turns=photos.turns)
        if fine_tune:
            rows = _with_tuned(rows, photos, ks, draws, tuning)
    if format is BenchmarkFormat.JSON:
        OUT.print_json(json.dumps(_as_json(rows, photos, draws), ensure_ascii=False))
    else:
        _print(rows, photos, ks, draws)
    if photos.unreadable:
        raise typer.Exit(SOME_UNREADABLE)


def compare(
    pooled: Mapping[str, FloatArray],
    labels: IntArray,
    ks: Sequence[int],
    draws: int,
    progress: Progress,
    *,
    turns: int = 1,
) -> list[Row]:
    """Every contender on all encoders together, on each alone, and on the photos unturned.

    `pooled` has the features [n, turns·d] by encoder id, turn after turn; `labels` [n] counts
    classes from 0. All see the same draws; the first row is what SiamDesk does.
    """
    drawn = {k: list(episodes(labels, k, draws)) for k in ks}
    choices = _choices(pooled, turns)
    entrants = [(c, choice) for choice in choices for c in contenders()]
    rows = []
    for i, (contender, (title, features, seen)) in enumerate(entrants):
        scores = {}
        for j, (k, found) in enumerate(drawn.items()):
            progress((i + j / len(drawn)) / len(entrants), f"Trying {contender.title}")
            scores[k] = tuple(_score(contender, features, seen, labels, e) for e in found)
        rows.append(Row(title, contender, scores))
    return rows


def _with_tuned(
    rows: Sequence[Row], photos: BenchmarkPhotos, ks: Sequence[int], draws: int, progress: Progress
) -> list[Row]:
    """The rows, before them SiamDesk with fine-tuning as in the app, after them without its guard.

    What SiamDesk does is the first row, and this is what it does.
    """
    from siamdesk.cli.benchmark_tuning import tuned_scores

    head = rows[0].contender
    found = tuned_scores(
        photos.files,
        photos.pooled,
        photos.labels,
        ks,
        draws,
        lambda pooled, labels, e: _score(head, pooled, photos.turns, labels, e),
        progress,
        turns=photos.turns,
    )
    say(f"In {found.taken} of {count(len(ks) * draws, 'draw')} the tuned encoder would be taken.")
    return [
        Row(f"{rows[0].encoder}, tuned if better", head, found.guarded),
        *rows,
        Row(f"{rows[0].encoder}, tuned always", head, found.tuned),
    ]


def _choices(
    pooled: Mapping[str, FloatArray], turns: int
) -> list[tuple[str, Mapping[str, FloatArray], int]]:
    """What is learnt from: a title, features by encoder id, and how many turns these have."""
    every = _title(pooled)
    found: list[tuple[str, Mapping[str, FloatArray], int]] = [(every, pooled, turns)]
    if len(pooled) > 1:
        found += [(_title([e]), {e: z}, turns) for e, z in pooled.items()]
    if turns > 1:
        unturned = {e: z[:, : z.shape[1] // turns] for e, z in pooled.items()}
        found.append((f"{every}, unturned", unturned, 1))
    return found


def _score(
    contender: Contender,
    pooled: Mapping[str, FloatArray],
    turns: int,
    labels: IntArray,
    episode: Episode,
) -> float:
    """Balanced accuracy on the queries, which stand for the inbox that the space is centred on."""
    from siamdesk.encoders.registry import encoder_spec
    from siamdesk.fewshot.space import EmbeddingSpace, mean_features

    taught, asked = (
        [z[rows] for z in pooled.values()] for rows in (episode.examples, episode.queries)
    )
    roots = [encoder_spec(e).root for e in pooled]
    space = EmbeddingSpace.fit(taught, roots, others=mean_features(asked, roots), turns=turns)
    n_classes = int(labels.max()) + 1
    guess = contender.fit(space.embed(taught), labels[episode.examples], n_classes)
    return balanced_accuracy(guess(space.embed(asked)), labels[episode.queries])


def _title(encoders: Iterable[str]) -> str:
    from siamdesk.encoders.registry import encoder_spec

    return " + ".join(encoder_spec(e).title for e in encoders)


def _numbers(text: str) -> list[int]:
    try:
        found = sorted({int(part) for part in text.split(",")})
    except ValueError:
        found = []
    if not found or found[0] < 1:
        raise typer.BadParameter(
            "Give numbers from 1 up with commas between, e.g. 1,3,5.", param_hint="--examples"
        )
    return found


def _possible(wanted: Sequence[int], labels: IntArray) -> list[int]:
    """The numbers of examples that the largest class allows for."""
    largest = int(np.bincount(labels).max()) - RESERVED
    possible = [k for k in wanted if k <= largest] or [largest]
    if len(possible) < len(wanted):
        say(
            f"Up to {count(possible[-1], 'example')} per class can be tried: "
            f"{RESERVED} photos of each class are kept to be guessed."
        )
    return possible


def _encoders(wanted: Sequence[str] | None, *, fine_tune: bool) -> list[Encoder]:
    """Those encoders, each once, or the default ones. Raises `EncoderError`."""
    from siamdesk.encoders.finetune import TUNABLE
    from siamdesk.encoders.registry import DEFAULT_ENCODERS
    from siamdesk.encoders.runtime import Encoder

    chosen = list(dict.fromkeys(wanted or DEFAULT_ENCODERS))
    if fine_tune and TUNABLE not in chosen:
        raise typer.BadParameter(
            f"Only {TUNABLE} can be fine-tuned: add --encoder {TUNABLE}.", param_hint="--fine-tune"
        )
    return [Encoder.load(e) for e in chosen]


def _print(rows: Sequence[Row], photos: BenchmarkPhotos, ks: Sequence[int], draws: int) -> None:
    table = Table("Encoder", "Learns by", box=None, pad_edge=False)
    for k in ks:
        table.add_column(count(k, "example"), justify="right")
    best = {k: max(np.mean(r.scores[k]) for r in rows) for k in ks}
    for row in rows:
        cells = []
        for k in ks:
            v = interval_over(row.scores[k])
            cells.append(f"[bold]{v.percent()}[/]" if v.mean == best[k] else v.percent())
        table.add_row(row.encoder, row.contender.title, *cells)
    OUT.print(table)
    OUT.print(
        f"Balanced accuracy in %, mean and 95 % interval over {draws} draws: "
        f"{len(photos.labels)} photos of {len(photos.classes)} classes.",
        soft_wrap=True,
    )
    OUT.print(escape(verdict(rows, ks[-1])), soft_wrap=True)


def verdict(rows: Sequence[Row], k: int) -> str:
    """Which way is best at k examples, and how far behind it the first one is, which is shipped."""
    shipped, best = rows[0], max(rows, key=lambda r: float(np.mean(r.scores[k])))
    name = f"{best.contender.title} on {best.encoder}"
    if best is shipped:
        return f"At {count(k, 'example')} per class what SiamDesk uses is the best: {name}."
    gain = interval_over(np.subtract(best.scores[k], shipped.scores[k]).tolist())
    luck = "may be chance" if gain.low <= 0 else f"is partly luck, as it is the best of {len(rows)}"
    return (
        f"At {count(k, 'example')} per class the best is {name}: {gain.points()} points over what "
        f"SiamDesk uses, which {luck}."
    )


def _as_json(rows: Sequence[Row], photos: BenchmarkPhotos, draws: int) -> dict[str, Any]:
    return {
        "classes": list(photos.classes),
        "photos": len(photos.labels),
        "draws": draws,
        "rows": [
            {
                "encoder": row.encoder,
                "learns_by": row.contender.name,
                "examples": k,
                "balanced_accuracy": round(v.mean, 4),
                "low": round(v.low, 4),
                "high": round(v.high, 4),
            }
            for row in rows
            for k, v in ((k, interval_over(s).within_shares()) for k, s in row.scores.items())
        ],
    }
