"""Sorting and filtering against plain Python over the rankings themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from grid_values import photo, table

from siamdesk.engine.ranking_table import RankingTable
from siamdesk.gui.grid.photo_order import Likeness, PhotoOrder, PhotoQuery, SortBy
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.values import Addition, Photo

NAN = float("nan")


def random_table(ids: list[int], seed: int) -> RankingTable:
    rng = np.random.default_rng(seed)
    n = len(ids)
    # Few distinct values, so that there are ties to be kept in order.
    first = rng.choice([0.5, 0.6, 0.75, 0.9], n).astype(np.float32)
    top = rng.choice([1, 2], n)
    return replace(
        table(ids),
        class_ids=np.stack([top, 3 - top], axis=1),
        probabilities=np.stack([first, 1 - first], axis=1),
        unknown=rng.choice([0.1, 0.5, 0.95], n).astype(np.float32),
        usefulness=rng.choice([-0.9, -0.5, -0.1], n).astype(np.float32),
    )


@pytest.fixture
def rankings() -> RankingStore:
    """Photos 1 to 40 in two tables; 41 to 50 have no ranking."""
    store = RankingStore()
    store.update(random_table(list(range(1, 26)), 0), 1)
    store.update(random_table(list(range(40, 25, -1)), 1), 1)
    return store


PHOTOS = [photo(number) for number in range(1, 51)]


def ids(photos: list[Photo]) -> list[int]:
    return [p.id for p in photos]


def asked(rankings: RankingStore, query: PhotoQuery) -> PhotoOrder:
    order = PhotoOrder(rankings)
    order.set_classes([2, 1])
    order.query = query
    return order


@pytest.mark.parametrize("sort", list(SortBy))
def test_every_order_is_that_of_a_plain_stable_sort(rankings: RankingStore, sort: SortBy) -> None:
    def key(known: Photo) -> tuple[float, ...]:
        ranking = rankings.get(known.id)
        if sort in (SortBy.ADDED, SortBy.NAME, SortBy.FOLDER, SortBy.NOTE):
            return (known.id,)  # the names are the numbers; all have the same folder, and no note
        if sort is SortBy.NEWEST:
            return (-known.id,)
        if ranking is None:
            return (float("inf"),)
        first = ranking.guesses[0]
        useful = rankings.first_guesses(np.array([known.id]))["usefulness"][0]
        return {
            SortBy.LEAST_SURE: (first.probability,),
            SortBy.SUREST: (-first.probability,),
            SortBy.UNKNOWN: (-ranking.unknown,),
            SortBy.USEFUL: (-float(useful),),
            SortBy.CLASS: ({2: 0, 1: 1}[first.class_id], -first.probability),
        }[sort]

    shown = asked(rankings, PhotoQuery(sort)).sort(PHOTOS)
    assert ids(shown) == ids(sorted(PHOTOS, key=key))


@pytest.mark.parametrize(
    "query",
    [
        PhotoQuery(class_id=2),
        PhotoQuery(at_least=0.75),
        PhotoQuery(below=0.75),
        PhotoQuery(at_least=0.6, below=0.9, class_id=1),
        PhotoQuery(unknown_only=True),
        PhotoQuery(words="1 .PNG"),
        PhotoQuery(words="2", below=0.9),
    ],
)
def test_a_filter_lets_exactly_the_matching_photos_through(
    rankings: RankingStore, query: PhotoQuery
) -> None:
    def matches(known: Photo) -> bool:
        if not all(word in known.name.lower() for word in query.words.lower().split()):
            return False
        if (query.class_id, query.at_least, query.below) == (None,) * 3 and not query.unknown_only:
            return True
        ranking = rankings.get(known.id)
        if ranking is None:
            return False
        first = ranking.guesses[0]
        return (
            (query.class_id is None or first.class_id == query.class_id)
            and (query.at_least is None or first.probability >= np.float32(query.at_least))
            and (query.below is None or first.probability < np.float32(query.below))
            and (not query.unknown_only or bool(ranking.is_unknown))
        )

    expected = [p.id for p in PHOTOS if matches(p)]
    assert 0 < len(expected) < len(PHOTOS)
    assert ids(asked(rankings, query).sort(PHOTOS)) == expected


def test_numbers_in_names_count_as_numbers() -> None:
    names = ["part 10.png", "Part 9.png", "part 010 b.png", "a2.png", "part 9 b.png"]
    photos = [replace(photo(i), name=name, file=name) for i, name in enumerate(names, 1)]
    order = asked(RankingStore(), PhotoQuery(SortBy.NAME))
    assert [p.name for p in order.sort(photos)] == [
        "a2.png",
        "part 9 b.png",
        "Part 9.png",
        "part 010 b.png",
        "part 10.png",
    ]


def test_new_rankings_move_nothing_until_it_is_sorted_again(rankings: RankingStore) -> None:
    order = asked(rankings, PhotoQuery(SortBy.LEAST_SURE, below=0.9))
    before = order.sort(PHOTOS)
    assert not order.is_stale(PHOTOS, before)
    rankings.update(random_table(list(range(1, 51)), 7), 2)
    assert ids(order.arrange(PHOTOS)) == ids(before)
    assert order.is_stale(PHOTOS, before)
    again = order.sort(PHOTOS)
    first = [rankings.get(p.id).guesses[0].probability for p in again]  # type: ignore[union-attr]
    assert first == sorted(first)
    assert max(first) < 0.9
    assert not order.is_stale(PHOTOS, again)


def test_a_photo_that_leaves_and_comes_back_returns_to_its_place(rankings: RankingStore) -> None:
    order = asked(rankings, PhotoQuery(SortBy.SUREST))
    before = ids(order.sort(PHOTOS))
    without = [p for p in PHOTOS if p.id not in (3, 17)]
    assert ids(order.arrange(without)) == [i for i in before if i not in (3, 17)]
    assert ids(order.arrange(PHOTOS)) == before


def test_photos_that_are_added_follow_the_sorted_ones(rankings: RankingStore) -> None:
    order = asked(rankings, PhotoQuery(SortBy.UNKNOWN))
    before = ids(order.sort(PHOTOS[:30]))
    after = ids(order.arrange(PHOTOS))
    assert after[:30] == before
    assert sorted(after[30:]) == list(range(31, 51))


def test_a_ranking_that_is_gone_counts_no_more(rankings: RankingStore) -> None:
    rankings.update(random_table([5], 3), 2)
    rankings.complete()
    found = rankings.first_guesses(np.array([5, 6, 10_000]))
    assert found["class_id"].tolist()[1:] == [-1, -1]
    assert np.isnan(found["probability"]).tolist() == [False, True, True]
    rankings.clear()
    assert rankings.first_guesses(np.array([5]))["class_id"][0] == -1


NOTED = [
    replace(photo(1), note="Dark edge, ask Ann", folder="/line/monday"),
    replace(photo(2), note="", folder="/line/monday"),
    replace(photo(3), note="scale", folder="/line/tuesday"),
    replace(photo(4), name="EDGE 4.png", folder="/line/tuesday"),
]
DAYS = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in (2, 5, 9)]
ADDITIONS = [Addition(1, DAYS[0]), Addition(3, DAYS[1]), Addition(4, DAYS[2])]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (PhotoQuery(words="edge"), [1, 4]),
        (PhotoQuery(words="ANN dark"), [1]),
        (PhotoQuery(words="1 ann"), [1]),
        (PhotoQuery(noted_only=True), [1, 3]),
        (PhotoQuery(folder="/line/tuesday"), [3, 4]),
        (PhotoQuery(added_from=date(2026, 3, 5)), [3, 4]),
        (PhotoQuery(added_until=date(2026, 3, 5)), [1, 2, 3]),
        (PhotoQuery(added_from=date(2026, 3, 3), added_until=date(2026, 3, 8)), [3]),
        (PhotoQuery(added_from=date(2026, 3, 10)), []),
        (PhotoQuery(folder="/line/monday", noted_only=True), [1]),
    ],
)
def test_notes_folders_and_days_filter_without_rankings(
    query: PhotoQuery, expected: list[int]
) -> None:
    order = asked(RankingStore(), query)
    order.set_additions(ADDITIONS)
    assert query.filters
    assert ids(order.sort(NOTED)) == expected
    assert not order.is_stale(NOTED, [])


def test_photos_are_sorted_by_how_alike_they_are_and_later_ones_come_last(
    rankings: RankingStore,
) -> None:
    rng = np.random.default_rng(5)
    known = rng.permutation(np.arange(1, 41))
    cosines = rng.uniform(-1, 1, 40).astype(np.float32)
    order = asked(rankings, PhotoQuery(SortBy.SUREST))
    order.likeness = Likeness.of(PHOTOS[6], known, cosines)
    by_hand = dict(zip(known.tolist(), cosines.tolist(), strict=True))
    expected = sorted(by_hand, key=lambda i: -by_hand[i]) + list(range(41, 51))
    shown = order.sort(PHOTOS)
    assert ids(shown) == expected
    # New rankings change nothing while photos are compared.
    rankings.update(random_table(list(range(1, 51)), 8), 2)
    assert ids(order.arrange(PHOTOS)) == expected
    assert not order.is_stale(PHOTOS, shown)
    order.likeness = None
    assert ids(order.sort(PHOTOS)) != expected


def test_photos_of_one_folder_come_together_by_their_names(rankings: RankingStore) -> None:
    places = [(1, "/line 10", "a 2.png"), (2, "/line 9", "b.png"), (3, "/line 10", "a 10.png")]
    photos = [replace(photo(i), folder=folder, name=name) for i, folder, name in places]
    assert ids(asked(rankings, PhotoQuery(SortBy.FOLDER)).sort(photos)) == [2, 1, 3]


def test_photos_with_a_note_come_first_and_stay_where_they_are(rankings: RankingStore) -> None:
    notes = {2: "scale 10", 4: "Scale 9", 5: "edge"}
    photos = [replace(photo(i), note=notes.get(i, "")) for i in range(1, 6)]
    order = asked(rankings, PhotoQuery(SortBy.NOTE))
    assert ids(order.sort(photos)) == [5, 4, 2, 1, 3]
    written = [replace(p, note="a") if p.id == 3 else p for p in photos]
    assert ids(order.arrange(written)) == [5, 4, 2, 1, 3]  # not away from under the hand
    assert order.is_stale(written, order.arrange(written))
    assert ids(order.sort(written)) == [3, 5, 4, 2, 1]
