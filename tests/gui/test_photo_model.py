from dataclasses import replace
from time import thread_time

import numpy as np
import pytest
from grid_values import CLASSES, photo, snapshot, table
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from siamdesk.gui.classes.class_model import ClassModel
from siamdesk.gui.grid.photo_grid import PhotoGrid
from siamdesk.gui.grid.photo_model import PhotoModel, PhotoRole, Show
from siamdesk.gui.grid.photo_order import PhotoQuery, SortBy
from siamdesk.gui.look.theme import Theme
from siamdesk.gui.parts.image_loader import ImageLoader
from siamdesk.gui.session.ranking_store import RankingStore
from siamdesk.project.changes import changed_photos


@pytest.fixture
def loader(qapp: object) -> ImageLoader:
    return ImageLoader(kept=4, waiting=4, threads=1)


@pytest.fixture
def rankings() -> RankingStore:
    return RankingStore()


@pytest.fixture
def model(rankings: RankingStore, loader: ImageLoader) -> PhotoModel:
    return PhotoModel(rankings, loader)


def shown(model: PhotoModel) -> list[int]:
    return model.ids(0, model.rowCount() - 1)


def test_the_photo_model_keeps_qts_rules_through_all_changes(
    model: PhotoModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)
    model.set_snapshot(snapshot([photo(i) for i in range(1, 31)]))
    qtmodeltester.check(model)
    # Scattered rows leave, some come back, new ones follow.
    model.set_snapshot(snapshot([photo(i, 1 if i % 7 == 0 else None) for i in range(1, 31)]))
    assert shown(model) == [i for i in range(1, 31) if i % 7]
    model.set_snapshot(snapshot([photo(i, 1 if i % 5 == 0 else None) for i in range(1, 41)]))
    assert shown(model) == [i for i in range(1, 41) if i % 5]
    model.set_filter(Show.EXAMPLES)
    assert shown(model) == [5, 10, 15, 20, 25, 30, 35, 40]
    model.set_filter(Show.EXAMPLES, 2)
    assert shown(model) == []
    model.set_snapshot(None)
    qtmodeltester.check(model)


@pytest.mark.parametrize("show", [Show.INBOX, Show.EXAMPLES, Show.ALL, Show.CHECK])
@pytest.mark.parametrize("sort", [SortBy.ADDED, SortBy.NAME, SortBy.LEAST_SURE])
def test_edits_one_after_another_show_what_a_window_opened_afterwards_shows(
    rankings: RankingStore,
    loader: ImageLoader,
    qtmodeltester: ModelTester,
    show: Show,
    sort: SortBy,
) -> None:
    rng = np.random.default_rng([len(show), len(sort)])
    rankings.update(replace(table(list(range(1, 41))), suspects=np.ones(40, np.bool_)), 1)
    model = PhotoModel(rankings, loader)
    photos = {i: photo(i, None) for i in range(1, 31)}
    known = snapshot(list(photos.values()))
    model.set_snapshot(known)
    qtmodeltester.check(model)  # and from then on at each change
    model.set_query(PhotoQuery(sort), show)
    model.set_filter(show)
    for step in range(40):
        for number in rng.integers(1, 41, rng.integers(1, 4)).tolist():
            if rng.random() < 0.2:
                photos.pop(number, None)
            else:
                photos[number] = photo(number, [None, 1, 2][rng.integers(3)])
        now = snapshot([photos[i] for i in sorted(photos)], step + 2)
        model.set_snapshot(now, changed_photos(known.photos, now.photos))
        known = now
        fresh = PhotoModel(rankings, loader)
        fresh.set_snapshot(now)
        assert model.doubtful == fresh.doubtful == sum(p.class_id == 2 for p in now.photos)
        if show is not Show.CHECK:  # which stays as it is until it is made anew
            fresh.set_filter(show)
            assert sorted(shown(model)) == sorted(shown(fresh))
            assert model.in_view == fresh.in_view
            assert [model.photo(row) for row in range(model.rowCount())] == [
                photos[i] for i in shown(model)
            ]
        if sort is SortBy.ADDED:
            assert shown(model) == sorted(shown(model))


@pytest.mark.parametrize("told", [True, False])
def test_many_scattered_changes_end_in_the_right_rows(model: PhotoModel, told: bool) -> None:
    before = snapshot([photo(i) for i in range(1, 401)])
    after = snapshot([before.photos[i - 1] if i % 2 == 0 else photo(i, 1) for i in range(1, 401)])
    model.set_snapshot(before)
    model.set_snapshot(after, changed_photos(before.photos, after.photos) if told else None)
    assert shown(model) == list(range(2, 401, 2))


def test_the_class_model_keeps_qts_rules(qapp: object, qtmodeltester: ModelTester) -> None:
    model = ClassModel()
    model.set_classes(CLASSES[:1], {1: 3})
    qtmodeltester.check(model)
    model.set_classes(CLASSES, {1: 3, 2: 1})
    model.set_classes(CLASSES[:1], {1: 3})
    model.set_classes(CLASSES[1:], {2: 1})
    qtmodeltester.check(model)
    assert model.row(2) == 0


def test_renaming_in_the_list_asks_and_changes_nothing_by_itself(
    qtbot: QtBot, qapp: object
) -> None:
    model = ClassModel()
    model.set_classes(CLASSES, {})
    with qtbot.waitSignal(model.rename_requested) as asked:
        assert not model.setData(model.index(1), "deep dent")
    assert asked.args == [2, "deep dent"]
    assert model.data(model.index(1)) == "dent"


def test_selection_and_scroll_position_survive_a_correction_and_a_re_ranking(
    qtbot: QtBot, model: PhotoModel, rankings: RankingStore, theme: Theme
) -> None:
    grid = PhotoGrid(model, theme)
    qtbot.addWidget(grid)
    grid.resize(640, 480)
    before = snapshot([photo(i) for i in range(1, 201)])
    model.set_snapshot(before)
    grid.show()
    qtbot.waitExposed(grid)
    grid.select_ids([100, 101, 103])
    where = grid.verticalScrollBar().value()
    assert where > 0
    after = snapshot([photo(i, 1 if i == 180 else None) for i in range(1, 201)], revision=2)
    model.set_snapshot(after, [(before.photos[179], after.photos[179])])
    rankings.update(table(list(range(1, 201))), 2)
    model.rankings_changed()
    assert grid.selected_ids() == [100, 101, 103]
    assert grid.verticalScrollBar().value() == where


def test_selection_survives_a_reset(qtbot: QtBot, model: PhotoModel, theme: Theme) -> None:
    grid = PhotoGrid(model, theme)
    qtbot.addWidget(grid)
    model.set_snapshot(snapshot([photo(i) for i in range(1, 401)]))
    grid.select_ids([40, 42])
    model.set_snapshot(snapshot([photo(i, 1 if i % 2 else None) for i in range(1, 401)]))
    assert grid.selected_ids() == [40, 42]


def test_a_tile_tells_guess_probability_and_unknown(
    model: PhotoModel, rankings: RankingStore
) -> None:
    model.set_snapshot(snapshot([photo(1), photo(2)]))
    rankings.update(table([1, 2], favourite=2, sure=0.75), 1)
    first = model.data(model.index(0), PhotoRole.TILE)
    second = model.data(model.index(1), PhotoRole.TILE)
    assert (first.name, first.colour, first.is_unknown) == ("dent", "#e69f00", False)
    assert first.probability == pytest.approx(0.75)
    assert second.is_unknown
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2.png: dent, 75 %, unlike every example"


def test_rankings_older_than_those_shown_are_dropped(rankings: RankingStore) -> None:
    assert rankings.update(table([1], favourite=2), 5)
    assert not rankings.update(table([1], favourite=1), 4)
    assert rankings.top(1) == 2


def test_photos_that_are_not_ranked_any_more_lose_their_ranking(rankings: RankingStore) -> None:
    rankings.update(table([1, 2, 3]), 1)
    rankings.update(table([1]), 2)
    rankings.update(table([3]), 2)
    assert rankings.get(2) is not None  # still shown while the rest is on its way
    rankings.complete()
    assert [rankings.get(i) is None for i in (1, 2, 3)] == [False, True, False]


def test_the_least_sure_photo_is_the_one_with_the_smallest_margin(
    model: PhotoModel, rankings: RankingStore
) -> None:
    model.set_snapshot(snapshot([photo(i) for i in range(1, 5)]))
    rankings.update(table([1, 2, 4], sure=0.9), 1)
    rankings.update(table([3], sure=0.51), 1)
    assert model.least_sure(after=0) == 2
    assert model.least_sure(after=2) == 0


def test_ten_thousand_photos_never_stall_the_window(
    qtbot: QtBot, model: PhotoModel, rankings: RankingStore, theme: Theme
) -> None:
    grid = PhotoGrid(model, theme)
    qtbot.addWidget(grid)
    grid.resize(660, 620)
    grid.show()
    qtbot.waitExposed(grid)
    photos = [photo(i) for i in range(1, 10_001)]
    ids = [p.id for p in photos]
    # Processor time: a busy test machine takes the processor away at will.
    steps: dict[str, float] = {}

    def timed(name: str, act: object) -> None:
        start = thread_time()
        act()  # type: ignore[operator]
        grid.repaint()
        steps[name] = thread_time() - start

    before = snapshot(photos)
    after = snapshot([photo(i, 1 if i == 5000 else None) for i in range(1, 10_001)], 2)
    ranked = table(ids)
    timed("show", lambda: model.set_snapshot(before))
    timed("rank", lambda: (rankings.update(ranked, 1), model.rankings_changed()))
    timed("scroll", lambda: grid.verticalScrollBar().setValue(50_000))
    timed("scroll on", lambda: grid.verticalScrollBar().setValue(50_400))
    assert grid.verticalScrollBar().value() == 50_400
    pair = before.photos[4999], after.photos[4999]
    timed("correct", lambda: model.set_snapshot(after, [pair]))
    timed("select all", grid.selectAll)
    timed("resize", lambda: grid.resize(900, 620))
    assert len(grid.selected_ids()) == 9_999
    slow = {name: f"{t * 1000:.0f} ms" for name, t in steps.items() if t > 0.1}
    assert not slow, steps


def test_keeping_the_current_photo_does_not_need_a_selection(
    qtbot: QtBot, model: PhotoModel, theme: Theme
) -> None:
    grid = PhotoGrid(model, theme)
    qtbot.addWidget(grid)
    model.set_snapshot(snapshot([photo(1), photo(2)]))
    grid.selectionModel().setCurrentIndex(
        model.index(1), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    assert grid.current_id() == 2
    assert grid.selected_ids() == []


def test_an_example_that_looks_like_another_class_is_marked_to_be_checked(
    model: PhotoModel, rankings: RankingStore
) -> None:
    model.set_snapshot(snapshot([photo(1, 1), photo(2, 1)]))
    model.set_filter(Show.EXAMPLES)
    rankings.update(replace(table([1], favourite=2, sure=0.9), suspects=np.array([True])), 1)
    rankings.update(replace(table([2], favourite=2, sure=0.6), suspects=np.array([False])), 1)
    model.rankings_changed()
    marked = [model.data(model.index(row), PhotoRole.TILE).is_doubtful for row in (0, 1)]
    assert marked == [True, False]
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1.png: example of scratch, but it looks like dent (90 %)"


def test_sorting_keeps_the_current_photo_where_it_is_seen(
    qtbot: QtBot, model: PhotoModel, rankings: RankingStore, theme: Theme
) -> None:
    grid = PhotoGrid(model, theme)
    qtbot.addWidget(grid)
    grid.resize(640, 480)
    grid.show()
    qtbot.waitExposed(grid)
    model.set_snapshot(snapshot([photo(i) for i in range(1, 401)]))
    rankings.update(table(list(range(1, 401))), 1)
    grid.select_ids([200, 203])
    top = grid.visualRect(grid.currentIndex()).top()
    model.set_query(PhotoQuery(SortBy.UNKNOWN))  # the other way round
    assert shown(model)[:3] == [400, 399, 398]
    assert sorted(grid.selected_ids()) == [200, 203]
    assert grid.current_id() == 200
    assert grid.visualRect(grid.currentIndex()).top() == top
    grid.verticalScrollBar().setValue(0)
    model.set_query(PhotoQuery())
    assert grid.verticalScrollBar().value() == 0  # out of sight: nothing to hold on to
    assert grid.current_id() == 200
