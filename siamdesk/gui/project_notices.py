"""What the banner says of photos that came, and of files that were written, in a project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from siamdesk.gui import text
from siamdesk.gui.banner import Notice, NoticeKind
from siamdesk.project.values import AddReport


def added(report: AddReport) -> Notice | None:
    """What became of an addition; None when nothing did, because it was cancelled."""
    translate = QCoreApplication.translate
    if report.added:
        number = text.photos(len(report.added))
        parts = [translate("project_notices", "Added {0}.").format(number)]
    else:
        parts = [translate("project_notices", "Nothing was added.")]
    if not report.failed and not report.duplicates:
        return Notice(NoticeKind.SUCCESS, parts[0]) if report.added else None
    if report.duplicates:
        number = text.count(len(report.duplicates), "photo was", "photos were")
        parts.append(translate("project_notices", "{0} in the project already.").format(number))
    if report.failed:
        number = text.count(len(report.failed), "file could", "files could")
        parts.append(translate("project_notices", "{0} not be read.").format(number))
    kind = NoticeKind.WARNING if report.failed else NoticeKind.INFO
    return Notice(kind, " ".join(parts), translate("project_notices", "Show list"))


def arrived(report: AddReport, folder: Path) -> Notice:
    """Photos came from the watched folder."""
    number = text.count(len(report.added), "new photo", "new photos")
    words = QCoreApplication.translate("project_notices", "{0} from {1}.").format(
        number, folder.name
    )
    return Notice(NoticeKind.INFO, words)


def watch_disturbed(folder: Path, reason: str) -> Notice:
    """No photos can be had from the watched folder, or with no reason: they can again."""
    if not reason:
        words = QCoreApplication.translate(
            "project_notices", "Photos come from the watched folder {0} again."
        )
        return Notice(NoticeKind.SUCCESS, words.format(folder))
    words = QCoreApplication.translate(
        "project_notices", "No photos come from the watched folder {0}. {1} It is tried again."
    )
    return Notice(NoticeKind.WARNING, words.format(folder, reason))


def trail_written(path: Path, lines: int) -> Notice:
    """The audit trail was written to a file."""
    words = QCoreApplication.translate("project_notices", "Wrote the audit trail, {0}, to {1}.")
    return Notice(NoticeKind.SUCCESS, words.format(text.count(lines, "line", "lines"), path))
