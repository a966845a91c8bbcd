from __future__ import annotations

from siamdesk.fewshot.duplicates import near_duplicates


def test_photos_are_linked_by_few_differing_bits() -> None:
    base = 0xF0F0_1234_5678_9ABC
    hashes = [base, base ^ 0b111, 0x0123, base ^ (0xFFFF << 40), 0x0123 ^ (1 << 63)]
    assert near_duplicates(hashes) == [[0, 1], [2, 4]]


def test_nothing_is_no_duplicate() -> None:
    assert near_duplicates([]) == []
    assert near_duplicates([7]) == []
