"""What the banner says of the worker's doings."""

from __future__ import annotations

from siamdesk.engine.messages import Exported, FineTuned, PhotosUnreadable, WorkerDied
from siamdesk.gui import text
from siamdesk.gui.banner import GoBack, Notice, NoticeKind
from siamdesk.project.values import FileProblem, ProjectSnapshot


def tuned(event: FineTuned) -> Notice:
    """A tuned encoder was taken; one click goes back to the one before it."""
    return Notice(NoticeKind.SUCCESS, event.message, "Go back", GoBack(event.replaced))


def version_used(version_id: int | None) -> Notice:
    """Another encoder is in use."""
    words = f"SiamDesk learns and guesses with {text.version_name(version_id)} now."
    return Notice(NoticeKind.SUCCESS, words)


def exported(event: Exported) -> Notice:
    """The model was written."""
    words = f"Exported to {event.path}. {event.message}"
    return Notice(NoticeKind.SUCCESS, words.strip())


def unreadable(
    event: PhotosUnreadable, snapshot: ProjectSnapshot | None
) -> tuple[FileProblem, ...]:
    """The photos of the project that could not be read, each with its reason."""
    photos = {p.id: p for p in snapshot.photos} if snapshot else {}
    return tuple(FileProblem(photos[i].path, reason) for i, reason in event.problems if i in photos)


def died(event: WorkerDied, *, by_cancel: bool) -> Notice:
    """The worker ended by itself, or because it did not heed a cancel."""
    if not event.restarting:
        words = f"{event.message} It stopped several times; guesses wait until it is restarted."
        return Notice(NoticeKind.ERROR, words, "Restart worker")
    if by_cancel:
        return Notice(NoticeKind.INFO, "Cancelled. The worker is being restarted.")
    words = "The worker stopped and is being restarted. Nothing was lost."
    return Notice(NoticeKind.WARNING, words)
