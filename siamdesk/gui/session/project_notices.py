"""What the banner says of photos that came, and of files that were written, in a project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.words import text
from siamdesk.gui.words.core_words import translated
from siamdesk.project.values import AddReport


def added(report: AddReport) -> Notice | None:
    """What became of an addition; None when nothing did, because it was cancelled."""
    return _ProjectWords().added(report)


def arrived(report: AddReport, folder: Path) -> Notice:
    """Photos came from the watched folder."""
    return _ProjectWords().arrived(report, folder)


def watch_disturbed(folder: Path, reason: str) -> Notice:
    """No photos can be had from the watched folder, or with no reason: they can again."""
    return _ProjectWords().disturbed(folder, translated(reason))


def trail_written(path: Path, lines: int) -> Notice:
    """The audit trail was written to a file."""
    return _ProjectWords().trail(path, lines)


def _grey_value(value: float) -> str:
    whole = float(value).is_integer()
    return text.number(int(value)) if whole else text.decimal(value, 3)


class _ProjectWords(QObject):
    """Puts it into words; only a `QObject` can have plurals translated."""

    def added(self, report: AddReport) -> Notice | None:
        if report.added:
            parts = [self.tr("Added %Ln photos.", "", len(report.added))]
        else:
            parts = [self.tr("Nothing was added.")]
        if report.window is not None:
            words = self.tr("Of photos with more than 8 bits the grey values {0} to {1} are shown.")
            ends = map(_grey_value, (report.window.low, report.window.high))
            parts.append(words.format(*ends))
        if report.similar:
            number = len(report.similar)
            parts.append(self.tr("%Ln of them look nearly like another photo.", "", number))
        if not report.failed and not report.duplicates:
            return self._fine(report, parts) if report.added else None
        if report.duplicates:
            number = len(report.duplicates)
            parts.append(self.tr("%Ln photos were in the project already.", "", number))
        if report.failed:
            parts.append(self.tr("%Ln files could not be read.", "", len(report.failed)))
        kind = NoticeKind.WARNING if report.failed else NoticeKind.INFO
        return Notice(kind, " ".join(parts), self.tr("Show list"))

    def _fine(self, report: AddReport, parts: list[str]) -> Notice:
        if report.similar:
            words, compare = " ".join(parts), self.tr("Compare…")
            return Notice(NoticeKind.INFO, words, compare, compares=True)
        return Notice(NoticeKind.SUCCESS, " ".join(parts))

    def arrived(self, report: AddReport, folder: Path) -> Notice:
        words = self.tr("%Ln new photos from {0}.", "", len(report.added)).format(folder.name)
        if not report.similar:
            return Notice(NoticeKind.INFO, words)
        alike = self.tr("%Ln of them look nearly like another photo.", "", len(report.similar))
        return Notice(NoticeKind.INFO, f"{words} {alike}", self.tr("Compare…"), compares=True)

    def disturbed(self, folder: Path, reason: str) -> Notice:
        if not reason:
            words = self.tr("Photos come from the watched folder {0} again.")
            return Notice(NoticeKind.SUCCESS, words.format(folder))
        words = self.tr("No photos come from the watched folder {0}. {1} It is tried again.")
        return Notice(NoticeKind.WARNING, words.format(folder, reason))

    def trail(self, path: Path, lines: int) -> Notice:
        words = self.tr("Wrote the audit trail, %Ln lines, to {0}.", "", lines).format(path)
        return Notice(NoticeKind.SUCCESS, words)
