"""Pairs of pictures that are nearly the same, beside comparing all with all."""

from __future__ import annotations

import numpy as np

from siamdesk.images.hashes import hamming
from siamdesk.images.similar import near_pairs


def some_hashes(seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    base = [int(x) for x in rng.integers(0, 2**62, 20)]
    bits = rng.integers(0, 62, (20, 5))
    changed = [h ^ sum({1 << int(b) for b in row}) for h, row in zip(base, bits, strict=True)]
    return [*base, *changed, 0, 0]


def test_pairs_among_photos_are_all_that_differ_in_few_bits() -> None:
    hashes = some_hashes(0)
    expected = [
        (i, j, hamming(hashes[i], hashes[j]))
        for i in range(len(hashes))
        for j in range(i + 1, len(hashes))
        if hashes[i] and hashes[j] and hamming(hashes[i], hashes[j]) <= 6
    ]
    assert near_pairs(hashes) == expected
    assert len(expected) >= 20


def test_pairs_between_two_sets_are_found_in_both_directions() -> None:
    first, second = some_hashes(0), some_hashes(0)[::-1]
    there = {(i, j) for i, j, _ in near_pairs(first, second)}
    back = {(j, i) for i, j, _ in near_pairs(second, first)}
    assert there == back
    assert len(there) >= 40


def test_plain_photos_are_in_no_pair() -> None:
    assert near_pairs([0, 0]) == []
    assert near_pairs([], []) == []
