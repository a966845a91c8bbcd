"""What differs between two snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress, count
from operator import is_not

from siamdesk.project.values import Photo, ProjectSnapshot

Pair = tuple[Photo | None, Photo | None]
"""A photo as it was and as it is; None where it is not in the project."""


def changed_photos(before: tuple[Photo, ...], after: tuple[Photo, ...]) -> list[Pair]:
    """The photos, in the order of their ids, that are not the same values in both.

    Both are in the order of their ids, and share the values of photos that did not change, as
    snapshots of one project do. That makes it cheap: two milliseconds for 100,000 photos of which a
    few have changed.
    """
    if len(before) == len(after):
        pairs = list(compress(zip(before, after, strict=True), map(is_not, before, after)))
        if all(was.id == now.id for was, now in pairs):
            return list(pairs)
    start, end = same_ends(before, after)
    was_by_id = {photo.id: photo for photo in before[start : len(before) - end]}
    now_by_id = {photo.id: photo for photo in after[start : len(after) - end]}
    ids = sorted(was_by_id.keys() | now_by_id.keys())
    both = ((was_by_id.get(i), now_by_id.get(i)) for i in ids)
    return [(was, now) for was, now in both if was is not now]


def recounted(counts: Counter[int], changed: Sequence[Pair]) -> Counter[int]:
    """`ProjectSnapshot.examples_per_class` after a change, from what it was before."""
    counts = counts.copy()
    counts.update(now.class_id for _, now in changed if now and now.class_id is not None)
    # Classes that have no examples any more are left out.
    return counts - Counter(was.class_id for was, _ in changed if was and was.class_id is not None)


def teach_the_same(
    before: ProjectSnapshot, after: ProjectSnapshot, changed: Sequence[Pair]
) -> bool:
    """Whether a model learns the same from both; it knows no notes and no colours.

    `changed` are the `changed_photos` of the two.
    """
    names = [{(c.id, c.name) for c in snapshot.classes} for snapshot in (before, after)]
    return (
        names[0] == names[1]
        and before.confirmed == after.confirmed
        and all(
            was is not None and now is not None and replace(was, note=now.note) == now
            for was, now in changed
        )
    )


def same_ends(before: Sequence[Photo], after: Sequence[Photo]) -> tuple[int, int]:
    """How many values are the same from the start on, and how many of the rest up to the end."""
    shorter = min(len(before), len(after))
    start = next(compress(count(), map(is_not, before, after)), shorter)
    others = map(is_not, reversed(before), reversed(after))
    end = next(compress(count(), others), shorter)
    return start, min(end, shorter - start)
