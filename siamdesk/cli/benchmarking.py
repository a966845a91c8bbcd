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

from siamdesk.cli.console import OUT, count, progress_bar, say
from siamdesk.cli.contenders import Contender, contenders
from siamdesk.cli.intervals import interval_over
from siamdesk.cli.projects import SOME_UNREADABLE
from siamdesk.cli.protocol import RESERVED, Episode, balanced_accuracy, episodes
from siamdesk.errors import ImageError, NotEnoughExamplesError
from siamdesk.images.decode import decode_image
from siamdesk.images.files import class_folders
from siamdesk.images.hashes import content_digest
from siamdesk.images.reading import read_file
from siamdesk.images.resize import to_square
from siamdesk.progress import Progress, split

if TYPE_CHECKING:
    from siamdesk.encoders.runtime import Encoder

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

_MOST = 60
_BATCH = 16


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


@dataclass(frozen=True, slots=True)
class _Photos:
    """Photos of a folder, as the encoders see them."""

    classes: tuple[str, ...]
    labels: IntArray
    pooled: Mapping[str, FloatArray]
    """Encoder id to features [n, t·d]"""
    turns: int
    """t, the turns of a photo that the encoders looked at"""
    unreadable: int


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
        str, typer.Option(help="Examples per class to learn from, e.g. 1,3,5,10.")
    ] = "1,3,5,10",
    draws: Annotated[
        int, typer.Option(help="Times that examples are drawn at random.", min=2)
    ] = 20,
    encoder: Annotated[
        list[str] | None,
        typer.Option(help="An encoder to try, e.g. lite0; may be repeated. Else those in use."),
    ] = None,
    most: Annotated[
        int, typer.Option(help="Photos per class that are looked at, at most.", min=RESERVED + 1)
    ] = _MOST,
    format: Annotated[  # noqa: A002 - the option is called so
        BenchmarkFormat, typer.Option(help="How to print the figures.")
    ] = BenchmarkFormat.TABLE,
) -> None:
    """Try heads, encoders and what others use on your own photos, and tell which learns best.

    Examples are drawn at random again and again; what was drawn is learnt from, and up to 20 other
    photos per class are guessed. Nothing is kept and no project is needed.
    """
    wanted = _numbers(examples)
    with progress_bar("Looking at photos") as bar:
        looking, trying = split(bar, [3.0, 1.0])
        photos = _read(folder, _encoders(encoder), most, looking)
        ks = _possible(wanted, photos.labels)
        rows = compare(photos.pooled, photos.labels, ks, draws, trying, turns=photos.turns)
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


def _encoders(wanted: Sequence[str] | None) -> list[Encoder]:
    """Those encoders, each once, or the default ones. Raises `EncoderError`."""
    from siamdesk.encoders.registry import DEFAULT_ENCODERS
    from siamdesk.encoders.runtime import Encoder

    return [Encoder.load(e) for e in dict.fromkeys(wanted or DEFAULT_ENCODERS)]


def _read(folder: Path, encoders: Sequence[Encoder], most: int, progress: Progress) -> _Photos:
    """Read, prepare and embed; a class with too few photos is left out.

    Raises:
        NotEnoughExamplesError: fewer than two classes are left.

    """
    found = _distinct(class_folders(folder), most)
    parts = split(progress, [max(1, len(files)) for files in found.values()])
    classes: list[str] = []
    blocks: list[list[FloatArray]] = []
    unreadable = 0
    for part, (name, files) in zip(parts, found.items(), strict=True):
        embedded, failed = _embed(files, encoders, part)
        unreadable += failed
        if len(embedded[0]) <= RESERVED:
            number = count(len(embedded[0]), "photo")
            say(f"[yellow]Left out[/] {escape(name)}: {number}, and it takes {RESERVED + 1}.")
            continue
        classes.append(name)
        blocks.append(embedded)
    if len(classes) < 2:
        raise NotEnoughExamplesError(
            f"{folder}: there is nothing to compare. It takes at least two sub-folders, each with "
            f"{RESERVED + 1} different photos of one class."
        )
    labels = np.repeat(np.arange(len(classes)), [len(block[0]) for block in blocks])
    pooled = {
        e.spec.id: np.concatenate([block[i] for block in blocks]) for i, e in enumerate(encoders)
    }
    turns = encoders[0].turns
    return _Photos(tuple(classes), labels.astype(np.int64), pooled, turns, unreadable)


def _distinct(found: Mapping[str, Sequence[Path]], most: int) -> dict[str, list[Path]]:
    """Up to `most` photos of each class, chosen by a fixed seed; of equal files only the first.

    A photo among the examples and again among the queries would make any method look good.
    """
    seen: set[str] = set()
    kept: dict[str, list[Path]] = {}
    copies = 0
    for name in sorted(found):
        kept[name] = []
        files = sorted(found[name])
        for i in np.random.default_rng(0).permutation(len(files)):
            if len(kept[name]) == most:
                break
            digest = _digest(files[i])
            copies += digest in seen
            if digest not in seen:
                kept[name].append(files[i])
            seen.add(digest)
    if copies:
        say(f"[yellow]Left out[/] {count(copies, 'photo')}: copies of others.")
    return kept


def _digest(file: Path) -> str:
    try:
        return content_digest(read_file(file))
    except ImageError:
        return str(file)  # told when it is opened for its pixels


def _embed(
    files: Sequence[Path], encoders: Sequence[Encoder], progress: Progress
) -> tuple[list[FloatArray], int]:
    """Per encoder the features of the readable files, and how many were not readable."""
    blocks: list[list[FloatArray]] = [[np.empty((0, e.width), dtype=np.float32)] for e in encoders]
    failed = 0
    for start in range(0, len(files), _BATCH):
        progress(start / len(files), "Looking at photos")
        images = []
        for file in files[start : start + _BATCH]:
            try:
                images.append(decode_image(read_file(file), file))
            except ImageError as error:
                failed += 1
                say(f"[yellow]Unreadable[/] {escape(str(error))}")
        if images:
            for block, encoder in zip(blocks, encoders, strict=True):
                size = encoder.spec.input_size
                block.append(encoder.embed(np.stack([to_square(i, size) for i in images])))
    return [np.concatenate(block) for block in blocks], failed


def _print(rows: Sequence[Row], photos: _Photos, ks: Sequence[int], draws: int) -> None:
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


def _as_json(rows: Sequence[Row], photos: _Photos, draws: int) -> dict[str, Any]:
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
