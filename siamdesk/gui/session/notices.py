"""What the banner says of the worker's doings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from siamdesk.engine.messages import Exported, FineTuned, PhotosUnreadable, WorkerDied
from siamdesk.gui.parts.banner import GoBack, Notice, NoticeKind
from siamdesk.gui.words.core_words import translated
from siamdesk.project.values import FileProblem, ProjectSnapshot


def tuned(event: FineTuned) -> Notice:
    """A tuned encoder was taken; one click goes back to the one before it."""
    back = QCoreApplication.translate("notices", "Go back")
    return Notice(NoticeKind.SUCCESS, translated(event.message), back, GoBack(event.replaced))


def version_used(version_id: int | None) -> Notice:
    """Another encoder is in use."""
    if version_id is None:
        words = QCoreApplication.translate(
            "notices", "SiamDesk learns and guesses with the pretrained encoder now."
        )
    else:
        words = QCoreApplication.translate(
            "notices", "SiamDesk learns and guesses with version {0} now."
        ).format(version_id)
    return Notice(NoticeKind.SUCCESS, words)


def exported(event: Exported) -> Notice:
    """The model was written."""
    words = QCoreApplication.translate("notices", "Exported to {0}.").format(event.path)
    kind = NoticeKind.SUCCESS if event.as_promised else NoticeKind.WARNING
    return Notice(kind, f"{words} {translated(event.message)}".strip())


def stopped(work: str) -> Notice:
    """What ran for a project ended with it."""
    words = QCoreApplication.translate(
        "notices", "“{0}” was stopped, because its project was closed. Nothing of it was kept."
    )
    return Notice(NoticeKind.WARNING, words.format(work))


def unreadable(
    event: PhotosUnreadable, snapshot: ProjectSnapshot | None
) -> tuple[FileProblem, ...]:
    """The photos of the project that could not be read, each with its reason."""
    photos = {p.id: p for p in snapshot.photos} if snapshot else {}
    return tuple(FileProblem(photos[i].path, reason) for i, reason in event.problems if i in photos)


def died(event: WorkerDied, *, by_cancel: bool) -> Notice:
    """The worker ended by itself, or because it did not heed a cancel."""
    if not event.restarting:
        words = QCoreApplication.translate(
            "notices", "{0} It stopped several times; guesses wait until it is restarted."
        ).format(translated(event.message))
        button = QCoreApplication.translate("notices", "Restart worker")
        return Notice(NoticeKind.ERROR, words, button)
    if by_cancel:
        words = QCoreApplication.translate("notices", "Cancelled. The worker is being restarted.")
        return Notice(NoticeKind.INFO, words)
    words = QCoreApplication.translate(
        "notices", "The worker stopped and is being restarted. Nothing was lost."
    )
    return Notice(NoticeKind.WARNING, words)
