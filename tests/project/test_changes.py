"""What differs between two snapshots, against dictionaries that are compared in full."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from siamdesk.project.changes import changed_photos, recounted, same_ends, teach_the_same
from siamdesk.project.values import DefectClass, Photo, ProjectSnapshot


def photo(number: int, class_id: int | None = None) -> Photo:
    return Photo(number, f"{number:064x}", f"/gone/{number}", f"{number}", 9, 9, class_id, None)


POOL = {(number, c): photo(number, c) for number in range(12) for c in (None, 1, 2)}
"""One value per state of a photo, as snapshots share them."""

states = st.dictionaries(st.integers(0, 11), st.sampled_from([None, 1, 2])).map(
    lambda found: tuple(POOL[pair] for pair in sorted(found.items(), key=lambda item: item[0]))
)


@given(states, states)
def test_exactly_the_photos_that_differ_are_told_in_order(before, after):
    old, new = ({p.id: p for p in photos} for photos in (before, after))
    expected = [
        (old.get(number), new.get(number))
        for number in range(12)
        if old.get(number) != new.get(number)
    ]
    assert changed_photos(before, after) == expected


@given(states, states)
def test_examples_are_counted_on_as_if_they_were_counted_anew(before, after):
    old, new = (
        Counter(photo.class_id for photo in photos if photo.class_id is not None)
        for photos in (before, after)
    )
    counted = recounted(old, changed_photos(before, after))
    assert dict(counted) == dict(new)
    assert old == replace(SNAPSHOT, photos=before).examples_per_class()


@given(states, states)
def test_what_both_ends_have_in_common_is_the_same_and_what_lies_between_begins_to_differ(
    before, after
):
    start, end = same_ends(before, after)
    assert before[:start] == after[:start]
    assert before[len(before) - end :] == after[len(after) - end :]
    middles = before[start : len(before) - end], after[start : len(after) - end]
    if all(middles):
        assert middles[0][0] != middles[1][0]
        assert middles[0][-1] != middles[1][-1]


SNAPSHOT = ProjectSnapshot(
    Path("/gone/p.siam"),
    7,
    (DefectClass(1, "dent", 0, "#000000"), DefectClass(2, "scratch", 1, "#111111")),
    tuple(POOL[number, 1] for number in range(3)),
    None,
    None,
)


def after(**changes: object) -> ProjectSnapshot:
    return replace(SNAPSHOT, photos=(replace(SNAPSHOT.photos[0], **changes), *SNAPSHOT.photos[1:]))


def teaches_the_same(other: ProjectSnapshot) -> bool:
    return teach_the_same(SNAPSHOT, other, changed_photos(SNAPSHOT.photos, other.photos))


def test_a_model_learns_nothing_from_notes_and_from_how_classes_are_shown():
    dent, scratch = SNAPSHOT.classes
    coloured = (replace(dent, colour="#222222"), scratch)
    moved = (replace(scratch, position=0), replace(dent, position=1))
    for other in (
        after(note="seen twice"),
        replace(SNAPSHOT, classes=coloured),
        replace(SNAPSHOT, classes=moved),
        replace(SNAPSHOT, revision=8, undo_text="Change the colour of class dent"),
    ):
        assert teaches_the_same(other)


def test_a_model_learns_from_all_else():
    dent, scratch = SNAPSHOT.classes
    for other in (
        after(class_id=None),
        after(class_id=2),
        after(group="part 1"),
        replace(SNAPSHOT, photos=SNAPSHOT.photos[1:]),
        replace(SNAPSHOT, photos=(*SNAPSHOT.photos, photo(20))),
        replace(SNAPSHOT, classes=(dent,)),
        replace(SNAPSHOT, classes=(dent, replace(scratch, name="crack"))),
    ):
        assert not teaches_the_same(other)
