"""Photos, snapshots and rankings as values, without a project on disk."""

from pathlib import Path

import numpy as np

from siamdesk.engine.ranking_table import RankingTable
from siamdesk.project.values import DefectClass, Photo, ProjectSnapshot

CLASSES = (DefectClass(1, "scratch", 0, "#0072b2"), DefectClass(2, "dent", 1, "#e69f00"))


def photo(number: int, class_id: int | None = None) -> Photo:
    name = f"{number}.png"
    return Photo(number, f"{number:064x}", f"/gone/{name}", name, 64, 64, class_id, None)


def snapshot(photos: list[Photo], revision: int = 1) -> ProjectSnapshot:
    return ProjectSnapshot(Path("/gone/p.siam"), revision, CLASSES, tuple(photos), None, None)


def table(ids: list[int], favourite: int = 1, sure: float = 0.9) -> RankingTable:
    n = len(ids)
    other = 3 - favourite
    return RankingTable(
        photo_ids=np.array(ids, np.int64),
        class_ids=np.tile([favourite, other], (n, 1)),
        probabilities=np.tile(np.array([sure, 1 - sure], np.float32), (n, 1)),
        similarities=np.full((n, 2), 0.5, np.float32),
        example_ids=np.full((n, 2), 1),
        unknown=np.linspace(0, 1, n, dtype=np.float32),
        unknown_threshold=0.9,
    )
