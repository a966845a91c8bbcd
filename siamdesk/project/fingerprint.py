"""A fingerprint of what a model was taught, so that a report can be tied to its data."""

from __future__ import annotations

import hashlib

from siamdesk.project.values import ProjectSnapshot


def data_fingerprint(snapshot: ProjectSnapshot) -> str:
    """SHA-256 over the examples and their classes, in hex.

    Hashed is one line for each example, sorted and each ended by a line feed, in UTF-8: the SHA-256
    of the photo's file in lower-case hex, a tab, and the class name. Anyone can work it out again
    from the files, and moving or renaming photos changes nothing.
    """
    names = {c.id: c.name for c in snapshot.classes}
    lines = sorted(
        f"{p.digest}\t{names[p.class_id]}\n" for p in snapshot.photos if p.class_id is not None
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()
