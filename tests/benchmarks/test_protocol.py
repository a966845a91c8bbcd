from __future__ import annotations

import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest
from scipy import stats

from benchmarks import sets
from benchmarks.sets import ImageSet, draws
from siamdesk.cli.intervals import Interval, from_list, interval_over
from siamdesk.cli.protocol import balanced_accuracy, draw_episode, episodes

# Two classes of seven photos each, mixed.
LABELS = np.array([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])


def test_an_episode_is_what_the_written_protocol_gives() -> None:
    rng = np.random.default_rng(3)
    first, second = rng.permutation(7), rng.permutation(7)
    found = draw_episode(LABELS, 2, 3)
    assert found.examples.tolist() == [*(2 * first[:2]), *(2 * second[:2] + 1)]
    assert found.queries.tolist() == [*(2 * first[2:]), *(2 * second[2:] + 1)]


def test_five_photos_of_each_class_are_left_to_be_asked_about() -> None:
    found = draw_episode(LABELS, 10, 0)
    assert np.bincount(LABELS[found.examples]).tolist() == [2, 2]
    assert np.bincount(LABELS[found.queries]).tolist() == [5, 5]


def test_no_more_than_twenty_are_asked_about_and_none_twice() -> None:
    labels = np.repeat([0, 1], 40)
    for found in episodes(labels, 3, 4):
        assert np.bincount(labels[found.queries]).tolist() == [20, 20]
        assert len({*found.examples, *found.queries}) == 46


def test_balanced_accuracy_counts_classes_not_photos() -> None:
    # All four of class 0 right, one of two of class 1.
    assert balanced_accuracy(np.array([0, 0, 0, 0, 1, 0]), np.array([0, 0, 0, 0, 1, 1])) == 0.75


def test_an_omniglot_episode_stays_within_one_alphabet_and_takes_them_in_turn() -> None:
    classes = tuple(f"{a}__character{c:02d}" for a in ("A", "B", "C") for c in range(4))
    images = ImageSet(sets.OMNIGLOT, (), np.repeat(np.arange(12), 15), classes)
    shown = [np.unique(images.labels[e.queries]).tolist() for e in draws(images, 5, 4)]
    assert shown == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11], [0, 1, 2, 3]]
    for found in draws(images, 5, 4):
        assert len(found.examples) == 4 * 5
        assert len(found.queries) == 4 * 10
        assert not set(found.examples) & set(found.queries)


def test_the_omniglot_set_has_twenty_characters_of_each_of_ten_alphabets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ok, png = cv2.imencode(".png", np.zeros((105, 105), np.uint8))
    assert ok
    with zipfile.ZipFile(tmp_path / "omniglot_evaluation.zip", "w") as archive:
        for a in range(11):
            for c in range(21):
                for d in range(16):
                    name = f"A{a:02d}__character{c:02d}/{c:04d}_{d:02d}.png"
                    archive.writestr(name, png.tobytes())
    monkeypatch.setenv("SIAMDESK_DATA", str(tmp_path))
    found = sets.photos_of(sets.OMNIGLOT)
    alphabets = [name.partition("__")[0] for name in found]
    assert sorted(set(alphabets)) == [f"A{a:02d}" for a in range(10)]
    assert {alphabets.count(a) for a in alphabets} == {20}
    assert {len(drawings) for drawings in found.values()} == {15}
    assert sets.available() == []
    assert sets.available_with_omniglot() == [sets.OMNIGLOT]


def test_an_interval_is_students() -> None:
    values = [0.71, 0.64, 0.80, 0.75]
    found = interval_over(values)
    low, high = stats.t.interval(0.95, 3, np.mean(values), stats.sem(values))
    assert (found.mean, found.low, found.high) == pytest.approx((0.725, low, high))


def test_a_share_is_cut_at_the_ends_and_a_difference_is_not() -> None:
    assert Interval(0.9, 0.7, 1.1).percent() == "90.0 (70.0–100.0)"
    assert Interval(-0.012, -0.019, -0.005).points() == "−1.2 (−1.9 to −0.5)"


def test_one_repetition_leaves_the_interval_open_even_through_a_file() -> None:
    found = from_list(interval_over([0.5]).as_list())
    assert found.percent() == "50.0"
    assert found.points() == "+50.0"
