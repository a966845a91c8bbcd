from __future__ import annotations

import math

import numpy as np
import pytest

from siamdesk.fewshot.gain import is_worthwhile, mistakes


@pytest.mark.parametrize(
    # Probabilities of the right class: a twentieth less log loss is 0.50 to above 0.5177.
    ("before", "after", "expected"),
    [(0.50, 0.52, True), (0.50, 0.51, False), (0.50, 0.50, False), (0.50, 0.40, False)],
)
def test_a_gain_is_worthwhile_when_right_classes_become_clearly_likelier(
    before, after, expected
) -> None:
    assert is_worthwhile(-math.log(before), -math.log(after)) == expected


def test_nothing_is_better_than_perfect() -> None:
    assert not is_worthwhile(0.0, 0.0)


def test_mistakes_on_photos_of_one_part_count_once() -> None:
    right = np.array([False, False, True, False, True, True])
    assert mistakes(right, np.array([7, 7, 7, 2, 2, 5])) == 2
    assert mistakes(right, np.arange(6)) == 3
