from __future__ import annotations

import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.drawings import (
    SIDE,
    Drawings,
    by_alphabet,
    distorted,
    ink,
    one_shot_accuracy,
    one_shot_trials,
    read_drawings,
)
from benchmarks.koch import Plan, sample


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Drawings:
    """Two alphabets of 21 and 22 characters; the grey of a drawing tells who drew what."""
    archive = tmp_path_factory.mktemp("omniglot") / "small.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for a, characters in (("Ab", 21), ("Cd", 22)):
            for c in range(characters):
                for d in range(1, 5):
                    page = np.full((SIDE, SIDE), 10 * d + c, np.uint8)
                    png = cv2.imencode(".png", page)[1].tobytes()
                    opened.writestr(f"{a}__character{c:02d}/{c:04d}_{d:02d}.png", png)
    return read_drawings(Path(archive))


def test_drawings_know_their_character_drawer_and_alphabet(drawings: Drawings) -> None:
    assert drawings.alphabet_names == ("Ab", "Cd")
    assert len(drawings.character_names) == 43
    for image, c, d in zip(drawings.images, drawings.characters, drawings.drawers, strict=True):
        within = int(drawings.character_names[c][-2:])
        assert (image == 10 * d + within).all()
    assert drawings.rgb().shape == (172, SIDE, SIDE, 3)


def test_a_trial_asks_one_drawer_with_another_drawers_twenty_characters(
    drawings: Drawings,
) -> None:
    trials = list(one_shot_trials(drawings))
    assert [t.alphabet for t in trials] == [0, 0, 1, 1]
    for t in trials:
        shown, asked = drawings.characters[t.examples], drawings.characters[t.queries]
        assert shown.tolist() == asked.tolist()
        assert len(set(shown)) == 20
        assert set(drawings.alphabets[t.examples]) == {t.alphabet}
        first, second = set(drawings.drawers[t.examples]), set(drawings.drawers[t.queries])
        assert len(first) == len(second) == 1
        assert first != second


def test_a_query_is_right_only_if_its_own_example_is_strictly_nearest() -> None:
    similar = np.array([[3.0, 1.0, 2.0], [0.0, 1.0, 1.0], [5.0, 0.0, 4.0]], np.float32)
    assert one_shot_accuracy([similar, np.eye(4, dtype=np.float32)]) == pytest.approx([1 / 3, 1.0])
    assert one_shot_accuracy([np.zeros((4, 4), np.float32)]) == pytest.approx([0.0])


def test_ink_is_one_on_paper_of_zero() -> None:
    page = np.full((1, SIDE, SIDE), 255, np.uint8)
    page[0, 4, 5] = 0
    found = ink(page)
    assert found.shape == (1, SIDE, SIDE, 1)
    assert found.sum() == 1.0
    assert found[0, 4, 5, 0] == 1.0


def test_a_distorted_drawing_is_the_same_drawing_moved_a_little() -> None:
    page = np.full((1000, SIDE, SIDE), 255, np.uint8)
    page[:, 40:66, 48:58] = 0  # a bar of 26 × 10 about the middle
    found = distorted(page, np.random.default_rng(0))
    amount = ink(found).sum(axis=(1, 2, 3))
    # Scale alone changes the area: within 0.8² and 1.2², give or take the edge.
    assert amount.min() > 0.62 * 260
    assert amount.max() < 1.5 * 260
    rows, columns = np.indices((SIDE, SIDE))
    weights = ink(found)[..., 0]
    for axis, middle in ((rows, 52.5), (columns, 52.5)):
        centres = (weights * axis).sum(axis=(1, 2)) / amount
        assert np.abs(centres - middle).max() < 2.6
    assert len({f.tobytes() for f in found}) > 750
    assert any((f == page[0]).all() for f in found)  # all seven left out: 1 in 128


def test_a_batch_has_equally_many_drawings_of_characters_of_few_alphabets(
    drawings: Drawings,
) -> None:
    plan = Plan(steps=1, batch=32, drawings=4, alphabets=1)
    rows, labels = sample(by_alphabet(drawings), plan, np.random.default_rng(0))
    assert len(set(rows)) == 32
    assert np.bincount(labels).tolist() == [4] * 8
    for label in range(8):
        assert len(set(drawings.characters[rows[labels == label]])) == 1
    assert len(set(drawings.alphabets[rows])) == 1
    assert len(set(drawings.characters[rows])) == 8
