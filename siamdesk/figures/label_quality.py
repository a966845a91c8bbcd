"""Examples that deserve a second look."""

from __future__ import annotations

from dataclasses import dataclass

from siamdesk.figures.judged import PhotoRef


@dataclass(frozen=True, slots=True)
class LabelDoubt:
    """An example whose class may be wrong."""

    photo: PhotoRef
    doubt: float
    """1 − the probability of its class by a head that has not seen it."""
    other: str
    """The likeliest other class."""
    is_suspect: bool
    """Whether it looks as much like the other class as that class's own examples do on average."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two examples that are nearly the same picture and have different classes."""

    first: PhotoRef
    second: PhotoRef
    bits: int
    """In how many of 64 bits their perceptual hashes differ."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """An example that is unlike the others of its class."""

    photo: PhotoRef
    similarity: float
    """Mean cosine to the examples of its class that show other parts."""
    usual: float
    """The median of that in its class."""
    deviations: float
    """How many spreads it lies below; 3.5 and more is listed."""


@dataclass(frozen=True, slots=True)
class InBetween:
    """A photo that lies between two classes."""

    photo: PhotoRef
    share: float
    """The probability of the pair's first class as a share of that of both, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class HardPair:
    """Two classes that are hard to tell apart."""

    first: str
    second: str
    separation: float
    """How often a photo of one class looks more like it than a photo of the other; 1 is always."""
    mistakes: int
    """Photos of either that were taken for the other."""
    judged: int
    """Photos of both that were judged."""
    between: tuple[InBetween, ...]
    """Photos of both classes, the one nearest to the middle first."""


@dataclass(frozen=True, slots=True)
class LabelQuality:
    """What was found among the examples of `revision`; what was confirmed is not listed."""

    revision: int
    judged: int
    """Examples that could be judged."""
    doubts: tuple[LabelDoubt, ...] = ()
    """All that were judged, the most doubtful first."""
    contradictions: tuple[Contradiction, ...] = ()
    """The most alike first."""
    outliers: tuple[Outlier, ...] = ()
    """The furthest first."""
    pairs: tuple[HardPair, ...] = ()
    """The hardest first."""
    similarities: tuple[tuple[int, float], ...] = ()
    """Photo id and `Outlier.similarity` of each example that has one."""

    @property
    def suspects(self) -> tuple[LabelDoubt, ...]:
        """The doubts that are likely right."""
        return tuple(d for d in self.doubts if d.is_suspect)
