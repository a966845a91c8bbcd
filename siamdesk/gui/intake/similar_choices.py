"""What becomes of photos that are nearly the same picture: the arithmetic behind the dialog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from siamdesk.gui.session.edit_requests import EditRequest, RemovePhotos, SetGroups
from siamdesk.project.values import Photo, ProjectSnapshot, SimilarPair

Pair = tuple[Photo, Photo]
"""The photo that was added, and the one that it looks like."""


class Choice(StrEnum):
    """What becomes of a pair."""

    KEEP = "keep"
    SKIP = "skip"
    GROUP = "group"


def present_pairs(snapshot: ProjectSnapshot, pairs: Iterable[SimilarPair]) -> tuple[Pair, ...]:
    """The pairs of which both photos are still in the project, and not yet of one group."""
    found = []
    for pair in pairs:
        added, known = snapshot.photo(pair.added), snapshot.photo(pair.known)
        if added is None or known is None:
            continue
        if added.group is None or added.group != known.group:
            found.append((added, known))
    return tuple(found)


def edits_for(
    snapshot: ProjectSnapshot, pairs: Sequence[Pair], choices: Mapping[int, Choice]
) -> list[EditRequest]:
    """The edits that carry choices out; `choices` are by the id of the added photo."""
    skipped = [added.id for added, _ in pairs if choices.get(added.id) is Choice.SKIP]
    groups: dict[int, str | None] = {}
    taken = {photo.group for photo in snapshot.photos}
    for added, known in pairs:
        if choices.get(added.id) is Choice.GROUP:
            name = groups.get(known.id) or known.group
            if name is None:
                name = _free(Path(known.name).stem, taken)
                taken.add(name)
                groups[known.id] = name
            groups[added.id] = name
    edits: list[EditRequest] = []
    if groups:
        edits.append(SetGroups(groups))
    if skipped:
        edits.append(RemovePhotos(tuple(skipped)))
    return edits


def _free(name: str, taken: set[str | None]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found
