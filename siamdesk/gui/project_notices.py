"""What the banner says of photos that came, and of files that were written, in a project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from siamdesk.gui.banner import Notice, NoticeKind
from siamdesk.gui.core_words import translated
from siamdesk.project.values import AddReport


def added(report: AddReport) -> Notice | None:
    """What became of an addition; None when nothing did, because it was cancelled."""
    return _ProjectWords().added(report)


def arrived(report: AddReport, folder: Path) -> Notice:
    """Photos came from the watched folder."""
    return _ProjectWords().arrived(len(report.added), folder)


def watch_disturbed(folder: Path, reason: str) -> Notice:
    """No photos can be had from the watched folder, or with no reason: they can again."""
    return _ProjectWords().disturbed(folder, translated(reason))


def trail_written(path: Path, lines: int) -> Notice:
    """The audit trail was written to a file."""
    return _ProjectWords().trail(path, lines)


class _ProjectWords(QObject):
    """Puts it into words; only a `QObject` can have plurals translated."""

    def added(self, report: AddReport) -> Notice | None:
        if report.added:
            parts = [self.tr("Added %Ln photos.", "", len(report.added))]
        else:
            parts = [self.tr("Nothing was added.")]
        if not report.failed and not report.duplicates:
            return Notice(NoticeKind.SUCCESS, parts[0]) if report.added else None
        if report.duplicates:
            number = len(report.duplicates)
            parts.append(self.tr("%Ln photos were in the project already.", "", number))
        if report.failed:
            parts.append(self.tr("%Ln files could not be read.", "", len(report.failed)))
        kind = NoticeKind.WARNING if report.failed else NoticeKind.INFO
        return Notice(kind, " ".join(parts), self.tr("Show list"))

    def arrived(self, photos: int, folder: Path) -> Notice:
        words = self.tr("%Ln new photos from {0}.", "", photos).format(folder.name)
        return Notice(NoticeKind.INFO, words)

    def disturbed(self, folder: Path, reason: str) -> Notice:
        if not reason:
            words = self.tr("Photos come from the watched folder {0} again.")
            return Notice(NoticeKind.SUCCESS, words.format(folder))
        words = self.tr("No photos come from the watched folder {0}. {1} It is tried again.")
        return Notice(NoticeKind.WARNING, words.format(folder, reason))

    def trail(self, path: Path, lines: int) -> Notice:
        words = self.tr("Wrote the audit trail, %Ln lines, to {0}.", "", lines).format(path)
        return Notice(NoticeKind.SUCCESS, words)
