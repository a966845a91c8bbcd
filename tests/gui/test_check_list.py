"""The list of examples to check stays under the hands, and is right when it is made anew."""

from dataclasses import replace

import numpy as np
from grid_values import photo, snapshot, table

from siamdesk.gui.label_check.check_list import CheckList
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.values import Photo

PHOTOS = [photo(number, 1 if number < 6 else None) for number in range(1, 9)]


def doubting(*suspects: int, revision: int = 1) -> RankingStore:
    store = RankingStore()
    ids = [p.id for p in PHOTOS]
    marks = np.isin(ids, suspects)
    store.update(replace(table(ids, favourite=2), suspects=marks), revision)
    return store


def ids(photos: list[Photo]) -> list[int]:
    return [p.id for p in photos]


def test_doubtful_are_examples_that_are_suspect_and_not_confirmed() -> None:
    checks = CheckList(doubting(2, 4, 5, 7))
    checks.set_snapshot(replace(snapshot(PHOTOS), confirmed=frozenset({(4, 1), (5, 2)})))
    # 7 is in the inbox, 4 was confirmed; 5 was confirmed as another class than it has.
    assert ids(checks.doubtful(PHOTOS)) == [2, 5]


def test_a_photo_that_has_its_guessed_class_by_now_is_not_doubtful() -> None:
    checks = CheckList(doubting(2, 4))
    checks.set_snapshot(snapshot(PHOTOS))
    corrected = [replace(p, class_id=2) if p.id == 2 else p for p in PHOTOS]
    assert ids(checks.doubtful(corrected)) == [4]


def test_what_was_listed_stays_until_it_is_decided_and_comes_back_with_undo() -> None:
    rankings = doubting(1, 2, 3)
    checks = CheckList(rankings)
    checks.set_snapshot(snapshot(PHOTOS))
    checks.make_anew(PHOTOS)
    rankings.update(replace(table(ids(PHOTOS), favourite=2), suspects=np.zeros(8, bool)), 2)
    assert ids(checks.still_listed(PHOTOS)) == [1, 2, 3]
    corrected = [replace(p, class_id=2) if p.id == 2 else p for p in PHOTOS]
    assert ids(checks.still_listed(corrected)) == [1, 3]
    assert ids(checks.still_listed(PHOTOS)) == [1, 2, 3]
    checks.set_snapshot(replace(snapshot(PHOTOS), confirmed=frozenset({(3, 1)})))
    assert ids(checks.still_listed(PHOTOS)) == [1, 2]
    checks.make_anew(PHOTOS)
    assert checks.still_listed(PHOTOS) == []
