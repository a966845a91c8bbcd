"""The part of a report on examples whose class deserves a second look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from siamdesk.figures.label_quality import LabelQuality
from siamdesk.report.marked import Figure, number, percent, whole

SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """An example whose class is likely wrong."""

    photo: str
    class_name: str
    other: str
    doubt: Figure


@dataclass(frozen=True, slots=True)
class OutlierRow:
    """An example that is unlike the others of its class."""

    photo: str
    class_name: str
    similarity: Figure
    usual: Figure
    deviations: Figure


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two classes that are hard to tell apart."""

    first: str
    second: str
    separation: Figure
    mistakes: Figure
    judged: Figure
    between: tuple[str, ...]
    """File names of photos that lie between them, the one nearest to the middle first."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What was found among the examples."""

    judged: Figure
    suspects: Figure
    doubts: tuple[DoubtRow, ...]
    contradictions: tuple[str, ...]
    """Sentences."""
    outliers: tuple[OutlierRow, ...]
    pairs: tuple[PairRow, ...]


def labels(found: LabelQuality | None) -> Labels | None:
    """What was found among the examples; at most `SHOWN` of each kind."""
    if found is None:
        return None
    return Labels(
        judged=whole("label check/judged", found.judged),
        suspects=whole("label check/suspects", len(found.suspects)),
        doubts=tuple(
            DoubtRow(d.photo.name, d.photo.class_name, d.other, _doubt(d.photo.photo_id, d.doubt))
            for d in found.suspects[:SHOWN]
        ),
        contradictions=tuple(
            f"{c.first.name} ({c.first.class_name}) and {c.second.name} ({c.second.class_name})"
            for c in found.contradictions[:SHOWN]
        ),
        outliers=_outliers(found),
        pairs=_pairs(found),
    )


def _doubt(photo_id: int, doubt: float) -> Figure:
    return percent(f"label check/{photo_id}/doubt", doubt)


def _outliers(found: LabelQuality) -> tuple[OutlierRow, ...]:
    rows = []
    for outlier in found.outliers[:SHOWN]:
        name = f"outlier/{outlier.photo.photo_id}"
        rows.append(
            OutlierRow(
                photo=outlier.photo.name,
                class_name=outlier.photo.class_name,
                similarity=number(f"{name}/similarity", outlier.similarity),
                usual=number(f"{name}/usual", outlier.usual),
                deviations=number(f"{name}/deviations", outlier.deviations, digits=1),
            )
        )
    return tuple(rows)


def _pairs(found: LabelQuality) -> tuple[PairRow, ...]:
    rows = []
    for pair in found.pairs[:SHOWN]:
        name = f"pair/{pair.first}/{pair.second}"
        rows.append(
            PairRow(
                first=pair.first,
                second=pair.second,
                separation=number(f"{name}/separation", pair.separation, digits=3),
                mistakes=whole(f"{name}/mistakes", pair.mistakes),
                judged=whole(f"{name}/judged", pair.judged),
                between=_names([b.photo.name for b in pair.between]),
            )
        )
    return tuple(rows)


def _names(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[:4])
