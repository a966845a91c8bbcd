"""The table of what fine-tuning gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.fine_tuning import HEADER, Run, episode_of, table
from benchmarks.sets import ImageSet


def run(seed: int, frozen: float, tuned: float, *, taken: bool, tried: bool = True) -> Run:
    return Run(
        set="steel",
        examples=5,
        seed=seed,
        frozen=frozen,
        tuned=tuned,
        guarded=tuned if taken else frozen,
        taken=taken,
        guard_before=0.3,
        guard_after=0.2,
        seconds=10.0 * (seed + 1),
        tried=tried,
    )


def test_a_line_has_means_standard_errors_and_the_seconds_of_what_was_tried() -> None:
    found = table(
        [
            run(0, 90.0, 92.0, taken=True),
            run(1, 94.0, 90.0, taken=False),
            run(2, 98.0, 98.0, taken=False, tried=False),
        ]
    )
    # By hand: frozen 90 94 98 spread by 4, gains +2 −4 0 by 3.06, guarded 92 94 98 and +2 0 0.
    assert found.splitlines() == [
        *HEADER.splitlines(),
        "| steel | 5 | 3 | 94.0 ± 2.3 | 93.3 ± 2.4, -0.7 ± 1.8 | 94.7 ± 1.8, +0.7 ± 0.7 | 1 of 3 "
        "| 15 |",
    ]


def test_another_way_to_tune_has_a_line_of_its_own() -> None:
    whole = replace(run(0, 90.0, 95.0, taken=True), way="whole encoder")
    lines = table([run(0, 90.0, 92.0, taken=True), whole]).splitlines()[2:]
    assert [line.split(" | ")[:2] for line in lines] == [
        ["| steel", "5"],
        ["| steel, whole encoder", "5"],
    ]
    assert "92.0, +2.0" in lines[0]
    assert "95.0, +5.0" in lines[1]


def test_sixty_characters_are_drawn_anew_for_each_seed() -> None:
    labels = np.repeat(np.arange(200), 15)
    images = ImageSet("omniglot", (), labels, tuple(f"A__{c:03}" for c in range(200)))
    first, again, other = (episode_of(images, 5, seed, many=True) for seed in (0, 0, 1))
    characters = np.unique(labels[first.examples])
    assert len(characters) == 60
    assert np.bincount(labels[first.examples])[characters].tolist() == [5] * 60
    np.testing.assert_array_equal(np.unique(labels[first.queries]), characters)
    assert not np.intersect1d(first.examples, first.queries).size
    np.testing.assert_array_equal(first.examples, again.examples)
    assert len(np.intersect1d(characters, labels[other.examples])) < 40
