"""What a check of the examples found, as far as nothing was decided about it since."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from siamdesk.figures.judged import PhotoRef
from siamdesk.figures.label_quality import HardPair, LabelQuality
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.values import Photo, ProjectSnapshot


class FindingKind(IntEnum):
    """The lists, in their order."""

    DOUBT = 0
    CONTRADICTION = 1
    OUTLIER = 2
    BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One example that deserves a second look."""

    kind: FindingKind
    photo: Photo
    class_id: int
    """The class that it has."""
    other_id: int | None
    """The class that it may belong to instead."""
    beside: Photo | None
    """What it is to be compared with."""
    figure: float
    """How sure the doubt is, bits that differ, spreads below the usual, or the share of its class:
    whatever the list is sorted by."""
    pair: HardPair | None = None
    """Of those between two classes."""

    @property
    def key(self) -> tuple[FindingKind, int, int | None]:
        """Names it across two checks."""
        return self.kind, self.photo.id, self.beside.id if self.beside is not None else None


class Findings:
    """Works the lists out anew from what was found and how the project is now."""

    def __init__(
        self, quality: LabelQuality, snapshot: ProjectSnapshot, rankings: RankingStore
    ) -> None:
        self._quality = quality
        self._snapshot = snapshot
        self._rankings = rankings
        self._ids = {c.name: c.id for c in snapshot.classes}

    def of(self, kind: FindingKind) -> list[Finding]:
        """The findings of one kind, the gravest first."""
        match kind:
            case FindingKind.DOUBT:
                return self._doubts()
            case FindingKind.CONTRADICTION:
                return self._contradictions()
            case FindingKind.OUTLIER:
                return self._outliers()
            case FindingKind.BETWEEN:
                return self._between()

    def _as_it_was(self, ref: PhotoRef) -> Photo | None:
        """The photo, if it has still the class that it was checked with."""
        photo = self._snapshot.photo(ref.photo_id)
        if photo is None or photo.class_id is None:
            return None
        return photo if photo.class_id == self._ids.get(ref.class_name) else None

    def _open(self, ref: PhotoRef) -> Photo | None:
        """The same, if nobody has called its class right."""
        photo = self._as_it_was(ref)
        return photo if photo is not None and not self._is_confirmed(photo) else None

    def _is_confirmed(self, photo: Photo) -> bool:
        return (photo.id, photo.class_id) in self._snapshot.confirmed

    def _doubts(self) -> list[Finding]:
        return [
            self._finding(FindingKind.DOUBT, photo, self._ids.get(doubt.other), doubt.doubt)
            for doubt in self._quality.suspects
            if (photo := self._open(doubt.photo)) is not None
        ]

    def _contradictions(self) -> list[Finding]:
        found = []
        for known in self._quality.contradictions:
            first, second = self._as_it_was(known.first), self._as_it_was(known.second)
            if first is None or second is None or first.class_id is None:
                continue
            if self._is_confirmed(first) and self._is_confirmed(second):
                continue
            found.append(
                Finding(
                    FindingKind.CONTRADICTION,
                    first,
                    first.class_id,
                    second.class_id,
                    second,
                    float(known.bits),
                )
            )
        return found

    def _outliers(self) -> list[Finding]:
        found = []
        for known in self._quality.outliers:
            photo = self._open(known.photo)
            if photo is not None:
                top = self._rankings.top(photo.id)
                other = top if top != photo.class_id and top in self._ids.values() else None
                found.append(self._finding(FindingKind.OUTLIER, photo, other, known.deviations))
        return found

    def _between(self) -> list[Finding]:
        found = []
        for pair in self._quality.pairs:
            for known in pair.between:
                photo = self._open(known.photo)
                if photo is None:
                    continue
                is_first = known.photo.class_name == pair.first
                other = self._ids.get(pair.second if is_first else pair.first)
                share = known.share if is_first else 1 - known.share
                found.append(self._finding(FindingKind.BETWEEN, photo, other, share, pair))
        return found

    def _finding(
        self,
        kind: FindingKind,
        photo: Photo,
        other: int | None,
        figure: float,
        pair: HardPair | None = None,
    ) -> Finding:
        own = photo.class_id or 0
        beside = self._nearest(photo, other if other is not None else own)
        return Finding(kind, photo, own, other, beside, figure, pair)

    def _nearest(self, photo: Photo, class_id: int) -> Photo | None:
        """The example of a class that a photo is nearest to."""
        ranking = self._rankings.get(photo.id)
        for guess in ranking.guesses if ranking is not None else ():
            if guess.class_id == class_id:
                return self._snapshot.photo(guess.example_id)
        return None
