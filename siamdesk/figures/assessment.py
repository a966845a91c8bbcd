"""All that is known of how good a model is, from one set of judged photos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siamdesk.figures.accuracy import Evaluation
from siamdesk.figures.curves import Coverage, Reliability, RiskCoverage
from siamdesk.figures.judged import JudgedPhotos, PhotoRef
from siamdesk.figures.shares import Share
from siamdesk.figures.threshold import Roc


class Source(StrEnum):
    """Which photos a model was judged on."""

    EXAMPLES = "examples"
    """Its own examples, each by a head that has not seen it (leave one per class out)."""
    FOLDER = "folder"
    """A folder of photos with known classes that it was not taught."""


class LeakKind(StrEnum):
    """Why a figure may look better than it is."""

    SAME_FILE = "same file"
    """A photo of the test folder is an example; it was left out."""
    NEARLY_SAME = "nearly the same picture"
    """Two photos are nearly the same picture, and one was judged by what the other taught."""
    SPLIT_PART = "part of two classes"
    """Photos of one part have different classes, so the part is on both sides of a fold."""


@dataclass(frozen=True, slots=True)
class Leak:
    """One pair of photos that may make the figures look better than they are."""

    kind: LeakKind
    judged: PhotoRef
    known: PhotoRef
    """The example that it is like."""
    bits: int = 0
    """In how many of 64 bits their perceptual hashes differ."""


@dataclass(frozen=True, slots=True)
class LeftOutTwice:
    """How a class fares when two of its examples are left out at a time."""

    class_name: str
    judged: int
    """Guesses; each example is judged in more than one fold."""
    wrong: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """A model judged on some photos."""

    revision: int
    """The project's revision that was judged."""
    source: Source
    folder: str
    """The test folder; empty for examples."""
    photos: JudgedPhotos
    evaluation: Evaluation
    expected: Share | None
    """The balanced accuracy to expect with all examples at work; the one in `evaluation` is that
    of heads that had one example of each class fewer. None where it can't be told, and on a test
    folder, where nothing has to be corrected."""
    reliability: Reliability
    coverage: tuple[Coverage, ...]
    risk: RiskCoverage
    rocs: tuple[Roc, ...]
    """Of each class of which some photo was judged and some was not of it."""
    leaks: tuple[Leak, ...] = ()
    left_out: tuple[str, ...] = ()
    """What could not be judged and why, for people."""
    two_left_out: tuple[LeftOutTwice, ...] = ()
    """What `expected` was worked out from, class by class; empty without it."""

    def roc_of(self, class_name: str) -> Roc | None:
        """The curve of a class, if there is one."""
        return next((roc for roc in self.rocs if roc.class_name == class_name), None)
