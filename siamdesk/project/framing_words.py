"""What reports and exported models say about what of the photos was looked at."""

from __future__ import annotations

from siamdesk.project.values import ProjectSnapshot
from siamdesk.project.wording import counted, region_words, window_words


def framing_words(snapshot: ProjectSnapshot) -> tuple[str, ...]:
    """Sentences; none for a project that looks at whole photos with their usual grey values."""
    found = []
    framing = snapshot.framing
    if framing.shown_region is not None:
        found.append(f"Only a region of each photo counts: {region_words(framing.shown_region)}.")
    # A window does nothing to photos of 8 bits; of photos of older projects it may not be known.
    if framing.window is not None and any(p.deep is not False for p in snapshot.photos):
        words = window_words(framing.window)
        found.append(f"Of photos with more than 8 bits the grey values {words} are shown.")
    own = sum(p.own.over(framing) != framing for p in snapshot.photos)
    if own:
        found.append(f"Of {counted(own, 'photo')} the region or the grey values are other ones.")
    return tuple(found)
