"""Fuzzy type-ahead: which words a few typed letters mean."""

from __future__ import annotations

from dataclasses import dataclass

_LETTER = 1.0
_WORD_START = 3.0
_NEXT = 3.5
"""A letter that follows the one matched before it; words are mostly typed from their beginning."""
_LEAST = 2.5
"""Score per letter below which letters are strewn about the words by chance."""


@dataclass(frozen=True, slots=True)
class Match:
    """How typed letters were found in words."""

    score: float
    """Larger is better; comparable between words for the same letters."""
    places: tuple[int, ...]
    """Positions of the letters in the words, ascending."""


def match(typed: str, words: str) -> Match | None:
    """Find the letters of `typed` in `words`, or None.

    The letters of each typed word must come in their order, with or without gaps; typed words may
    come in any order. Beginnings of words and neighbouring letters count most; letters that are
    mostly neither are not found. Case is ignored.
    """
    letters = [letter.casefold()[:1] for letter in words]
    found = [_place(part.casefold(), letters) for part in typed.split()]
    score, places = 0.0, set[int]()
    for part in found:
        if part is None:
            return None
        score += part.score
        places.update(part.places)
    return Match(score, tuple(sorted(places)))


def _place(typed: str, letters: list[str]) -> Match | None:
    """The best way to find `typed` in order: the table of an alignment, one row per letter."""
    if not _has_in_order(typed, letters):
        return None
    worth = [_LETTER + _WORD_START * _starts_word(letters, at) for at in range(len(letters))]
    scores = [w if c == typed[0] else _NEVER for w, c in zip(worth, letters, strict=True)]
    came_from: list[list[int]] = []
    for letter in typed[1:]:
        row, back = [_NEVER] * len(letters), [-1] * len(letters)
        best, best_at = _NEVER, -1
        for at in range(1, len(letters)):
            if letters[at] == letter:
                beside = scores[at - 1] + _NEXT
                before, origin = (beside, at - 1) if beside >= best else (best, best_at)
                row[at], back[at] = worth[at] + before, origin
            if scores[at - 1] > best:
                best, best_at = scores[at - 1], at - 1
        scores = row
        came_from.append(back)
    at = max(range(len(letters)), key=scores.__getitem__)
    places = [at]
    score = scores[at]
    for back in reversed(came_from):
        at = back[at]
        places.append(at)
    return Match(score, tuple(reversed(places))) if score >= _LEAST * len(typed) else None


_NEVER = float("-inf")


def _has_in_order(typed: str, letters: list[str]) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in typed)


def _starts_word(letters: list[str], at: int) -> bool:
    return letters[at].isalnum() and (at == 0 or not letters[at - 1].isalnum())
