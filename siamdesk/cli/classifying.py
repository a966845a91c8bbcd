"""`siamdesk classify`: the guesses for photos on disk, and what is made from them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from siamdesk.cli.classify_run import ClassifyRun, Wish
from siamdesk.cli.cluster import ClusterWish
from siamdesk.cli.guesses import GuessFormat
from siamdesk.cli.learning import engine_for
from siamdesk.cli.projects import SOME_UNREADABLE, PhotoPaths, ProjectPath
from siamdesk.cli.sorting import SortBy, Sorting

_BY_SUFFIX = {
    ".json": GuessFormat.JSON,
    ".jsonl": GuessFormat.JSONL,
    ".csv": GuessFormat.CSV,
    ".parquet": GuessFormat.PARQUET,
}


def classify(
    project: ProjectPath,
    paths: PhotoPaths,
    top: Annotated[int, typer.Option(min=1, help="Guesses per photo; a table shows two.")] = 5,
    format: Annotated[  # noqa: A002 - the option is called so
        GuessFormat | None,
        typer.Option(help="How to print the guesses; else as FILE's name ends, or a table."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file, not to stdout.")
    ] = None,
    resume: Annotated[
        bool | None,
        typer.Option(
            "--resume/--restart",
            help="Go on with a run to FILE that was stopped, if there is one; or begin anew.",
        ),
    ] = None,
    heatmaps: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write a heatmap PNG per photo to this folder."),
    ] = None,
    sort_into: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Bring each photo to a sub-folder of its likeliest class."
        ),
    ] = None,
    sort_by: Annotated[
        SortBy | None, typer.Option(help="How --sort-into brings photos there; copy by default.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Sort nothing; say what would go where.")
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Go on with photos that come to the folders: Ctrl+C ends."),
    ] = False,
    cluster: Annotated[
        bool,
        typer.Option(
            "--cluster",
            help="Rank on the Ray engine that RAY_ADDRESS names or that runs here, or on one of "
            "this machine alone.",
        ),
    ] = False,
    cluster_cpus: Annotated[
        float | None,
        typer.Option(min=0.1, help="CPUs of each worker; those of a whole machine by default."),
    ] = None,
    cluster_gpus: Annotated[
        float | None,
        typer.Option(min=0, help="GPUs of each worker, such as 1 or 0.5: encoders run on them."),
    ] = None,
) -> None:
    """Rank the classes of photos that need not be in the project."""
    wish = Wish(
        paths=tuple(paths),
        top=top,
        format=_format(format, out),
        out=out,
        resume=_resume(resume, out),
        heatmaps=heatmaps,
        sorting=_sorting(sort_into, sort_by, dry_run=dry_run),
        watch=watch and _watchable(paths, cluster=cluster),
        cluster=_cluster(cluster_cpus, cluster_gpus, asked=cluster),
    )
    with engine_for(project) as engine:
        unreadable = ClassifyRun(engine, wish).carry_out()
    if unreadable:
        raise typer.Exit(SOME_UNREADABLE)


def _format(asked: GuessFormat | None, out: Path | None) -> GuessFormat:
    if out is None:
        if asked is GuessFormat.PARQUET:
            raise typer.BadParameter(
                "Parquet needs a file: --out FILE.parquet.", param_hint="--format"
            )
        return asked or GuessFormat.TABLE
    chosen = asked or _BY_SUFFIX.get(out.suffix.lower(), GuessFormat.TABLE)
    if chosen is GuessFormat.TABLE:
        raise typer.BadParameter(
            "A table is for the terminal. Write FILE.json, FILE.jsonl, FILE.csv or FILE.parquet, "
            "or add --format.",
            param_hint="--out",
        )
    return chosen


def _resume(resume: bool | None, out: Path | None) -> bool | None:
    if resume is not None and out is None:
        raise typer.BadParameter(
            "Only a run that writes to --out FILE can be gone on with.", param_hint="--resume"
        )
    return resume


def _sorting(folder: Path | None, by: SortBy | None, *, dry_run: bool) -> Sorting | None:
    if folder is not None:
        return Sorting(folder, by or SortBy.COPY, dry_run)
    if by is not None or dry_run:
        raise typer.BadParameter(
            "Say with --sort-into FOLDER where photos shall go.",
            param_hint="--dry-run" if dry_run else "--sort-by",
        )
    return None


def _cluster(cpus: float | None, gpus: float | None, *, asked: bool) -> ClusterWish | None:
    for option, count in (("--cluster-cpus", cpus), ("--cluster-gpus", gpus)):
        if count is not None and not math.isfinite(count):
            raise typer.BadParameter("Give a number.", param_hint=option)
    if asked:
        return ClusterWish(cpus, gpus or 0)
    if cpus is not None or gpus is not None:
        raise typer.BadParameter(
            "It is for the workers of --cluster; add that.",
            param_hint="--cluster-cpus" if gpus is None else "--cluster-gpus",
        )
    return None


def _watchable(paths: Sequence[Path], *, cluster: bool) -> bool:
    if cluster:
        raise typer.BadParameter("A folder is watched by this machine alone.", param_hint="--watch")
    for path in paths:
        if not path.is_dir():
            raise typer.BadParameter(
                f"{path} is not a folder; only folders can be watched.", param_hint="--watch"
            )
    return True
