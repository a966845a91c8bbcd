"""How long sorting and filtering hold the window up: ``python -m benchmarks.arranging [PHOTOS]``.

A grid of 10,000 photos (or as many as named), their rankings come in batches of 16 as they stream
in. Each step is done ten times with a repaint; printed are the median and the longest, in
milliseconds of the GUI thread. No photo is decoded: thumbnails are the thread pool's work.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen" if sys.platform == "linux" else "")

import numpy as np

from siamdesk.engine.ranking_table import RankingTable
from siamdesk.gui.app import make_application
from siamdesk.gui.grid.photo_grid import PhotoGrid
from siamdesk.gui.grid.photo_model import PhotoModel
from siamdesk.gui.grid.photo_order import PhotoQuery, SortBy
from siamdesk.gui.look.theme import Theme, ThemeMode
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.values import DefectClass, Photo, ProjectSnapshot

CLASSES = tuple(DefectClass(i, f"class {i}", i - 1, "#0072b2") for i in range(1, 8))
BATCH = 16
TIMES = 10


def photo(number: int, class_id: int | None = None) -> Photo:
    name = f"camera 2 part {number % 977} shot {number}.jpg"
    return Photo(number, f"{number:064x}", f"/gone/{name}", name, 64, 64, class_id, None)


def snapshot(count: int, revision: int, labelled: int | None = None) -> ProjectSnapshot:
    photos = tuple(photo(i, 1 if i == labelled else None) for i in range(1, count + 1))
    return ProjectSnapshot(Path("/gone/p.siam"), revision, CLASSES, photos, None, None)


def table(first: int, last: int, rng: np.random.Generator) -> RankingTable:
    n = last - first
    p = np.sort(rng.dirichlet(np.full(7, 0.3), n).astype(np.float32))[:, ::-1]
    return RankingTable(
        photo_ids=np.arange(first, last),
        class_ids=rng.permuted(np.tile(np.arange(1, 8), (n, 1)), axis=1),
        probabilities=p,
        similarities=np.full((n, 7), 0.5, np.float32),
        example_ids=np.full((n, 7), 1),
        unknown=rng.random(n, dtype=np.float32),
        unknown_threshold=0.9,
        usefulness=rng.random(n, dtype=np.float32),
    )


def show(name: str, act: Callable[[], object], grid: PhotoGrid, times: int = TIMES) -> None:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        grid.repaint()
        took.append((time.perf_counter() - start) * 1000)
    print(f"{name:42} {median(took):6.1f} {max(took):6.1f}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rng = np.random.default_rng(0)
    app = make_application()
    rankings = RankingStore()
    model = PhotoModel(rankings, ImageLoader(kept=4, waiting=4, threads=1))
    grid = PhotoGrid(model, Theme(app, ThemeMode.LIGHT))
    grid.resize(660, 620)
    grid.show()
    model.set_snapshot(snapshot(count, 1))
    for first in range(1, count + 1, BATCH):
        rankings.update(table(first, min(first + BATCH, count + 1), rng), 1)
    grid.select_row(count // 2)
    print(f"{count:,} photos{'':30} median    max, ms")
    for sort in SortBy:
        show(f"sort by {sort.value}", partial(model.set_query, PhotoQuery(sort)), grid)
    for name, query in (
        ("filter by text", PhotoQuery(words="part 77")),
        ("filter by confidence, least sure first", PhotoQuery(SortBy.LEAST_SURE, below=0.8)),
    ):
        show(name, partial(model.set_query, query), grid)
    model.set_query(PhotoQuery(SortBy.LEAST_SURE))
    show("see whether the order is stale", lambda: model.is_stale, grid)
    labelled, not_labelled = snapshot(count, 2, labelled=count // 2), snapshot(count, 3)
    pair = not_labelled.photos[count // 2 - 1], labelled.photos[count // 2 - 1]
    turns = cycle([(labelled, [pair]), (not_labelled, [pair[::-1]])])
    for sort in (SortBy.ADDED, SortBy.NAME, SortBy.LEAST_SURE):
        model.set_query(PhotoQuery(sort))
        show(f"label or undo, by {sort.value}", lambda: model.set_snapshot(*next(turns)), grid)
    model.set_query(PhotoQuery())
    grid.selectAll()
    by_margin = partial(model.set_query, PhotoQuery(SortBy.LEAST_SURE))
    show("sort with all photos selected", by_margin, grid)


if __name__ == "__main__":
    main()
