"""What is said of examples that deserve a second look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from siamdesk.gui.label_check.label_findings import Finding, FindingKind
from siamdesk.gui.words import text
from siamdesk.project.values import DefectClass

_PAIRS = 3
"""Pairs of classes that are named at most."""


class FindingWords(QObject):
    """Writes the sentences; a `QObject`, since translations are looked up under its name."""

    def name(self, kind: FindingKind) -> str:
        """What a list is called."""
        return {
            FindingKind.DOUBT: self.tr("Likely wrong"),
            FindingKind.CONTRADICTION: self.tr("Same picture, two classes"),
            FindingKind.OUTLIER: self.tr("Unlike their class"),
            FindingKind.BETWEEN: self.tr("Between two classes"),
        }[kind]

    def of(self, finding: Finding, classes: Mapping[int, DefectClass]) -> str:
        """What is the matter with one example."""
        own, other = (_name(i, classes) for i in (finding.class_id, finding.other_id))
        match finding.kind:
            case FindingKind.DOUBT:
                return self.tr("Looks like “{0}”, and only {1} like its class “{2}”").format(
                    other, text.probability(1 - finding.figure), own
                )
            case FindingKind.CONTRADICTION:
                return self.tr("Nearly the same picture as “{0}” and “{1}”").format(own, other)
            case FindingKind.OUTLIER:
                return self.tr("Unlike the other examples of “{0}”: {1} spreads below").format(
                    own, text.decimal(finding.figure, 1)
                )
            case FindingKind.BETWEEN:
                return self.tr("“{0}” or “{1}”: {2} for its class").format(
                    own, other, text.percent(finding.figure)
                )

    def lead(self, kind: FindingKind, findings: Sequence[Finding]) -> str:
        """What a list is about, or that it is empty."""
        if not findings:
            return self._none(kind)
        match kind:
            case FindingKind.DOUBT:
                return self.tr(
                    "A model that has not seen these examples takes them for another class. Right "
                    "of each is the nearest example of that class."
                )
            case FindingKind.CONTRADICTION:
                return self.tr("One of the two classes is wrong, or one of the photos is too many.")
            case FindingKind.OUTLIER:
                return self.tr(
                    "These are less like their class than its other examples are: look whether "
                    "they belong to it."
                )
            case FindingKind.BETWEEN:
                return self._pairs(findings)

    def _pairs(self, findings: Sequence[Finding]) -> str:
        """The pairs that are hardest to tell apart."""
        pairs = list(dict.fromkeys(f.pair for f in findings if f.pair is not None))
        said = [
            self.tr("“{0}” and “{1}” ({2} of {3} mistaken)").format(
                p.first, p.second, text.number(p.mistakes), text.number(p.judged)
            )
            for p in pairs[:_PAIRS]
        ]
        return self.tr("Hardest to tell apart: {0}.").format(", ".join(said))

    def _none(self, kind: FindingKind) -> str:
        match kind:
            case FindingKind.DOUBT:
                return self.tr("No example looks as if it belonged to another class.")
            case FindingKind.CONTRADICTION:
                return self.tr("No two examples of different classes are nearly the same picture.")
            case FindingKind.OUTLIER:
                return self.tr("No example is unlike the others of its class.")
            case FindingKind.BETWEEN:
                return self.tr("No two classes are hard to tell apart.")


def _name(class_id: int | None, classes: Mapping[int, DefectClass]) -> str:
    known = classes.get(class_id or 0)
    return known.name if known is not None else "?"
