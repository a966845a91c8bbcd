"""What the rooms without Qt say, in the language of the window.

Those rooms write English sentences: into errors, into the history on disk, through the worker's
pipe, and onto the terminal. Here such a sentence is recognised by its template, which stands in one
of the modules `…_texts`, and said again from the template's translation with the same values. A
sentence that no template knows is shown as it is, so nothing is ever lost;
`tests/gui/test_core_words.py` reads the sources and finds those without a template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from PySide6.QtCore import QCoreApplication

from siamdesk.gui.words import text
from siamdesk.gui.words.core_texts import CORE_TEXTS
from siamdesk.gui.words.data_texts import DATA_TEXTS, ENCODER_TEXTS
from siamdesk.gui.words.file_texts import FILE_TEXTS
from siamdesk.gui.words.history_texts import HISTORY_TEXTS
from siamdesk.gui.words.learning_texts import LEARNING_TEXTS

_FIELD: Final = re.compile(r"\{(\w+)\}")
_NUMBERS: Final = frozenset("nmk")
"""Fields that hold a whole number; Python writes it with commas."""
_LONGEST: Final = 1000
"""Letters of a message; what is longer is none of ours, and would be looked at for long."""
_MOST_COLONS: Final = 4
_NESTED: Final = frozenset(
    ("advice", "examples", "kind", "names", "parts", "photos", "reason", "size", "state")
)
"""Fields whose value is a piece of text with a template of its own. Others hold names and paths,
which no language changes."""


def translated(words: str) -> str:
    """A sentence, or several, of the rooms without Qt in the window's language."""
    language = QCoreApplication.translate("core", "in English")
    return words if language == "in English" else _said(words, language)


@lru_cache(maxsize=4096)
def _said(words: str, language: str) -> str:
    """`language` only keeps what was said in different languages apart."""
    del language
    return _recognised(words) or words


def _recognised(words: str) -> str | None:
    """None when no template knows it."""
    if len(words) > _LONGEST:
        return None
    return _whole(words) or _several(words) or _located(words)


def _whole(words: str) -> str | None:
    for template, pattern in _patterns():
        if found := pattern.fullmatch(words):
            return _filled(template, found.groupdict())
    return None


def _filled(template: str, values: Mapping[str, str]) -> str:
    said = QCoreApplication.translate("core", template)
    return said.format_map({name: _value(name, value) for name, value in values.items()})


def _value(name: str, value: str) -> str:
    if name in _NUMBERS:
        return text.number(int(value.replace(",", "")))
    if name == "parts":
        return ", ".join(_recognised(part) or part for part in value.split(", "))
    return _recognised(value) or value if name in _NESTED else value


def _located(words: str) -> str | None:
    """``path: reason``, told by the reason: paths may have colons of their own."""
    for colon in islice(re.finditer(": ", words), _MOST_COLONS):
        rest = words[colon.end() :]
        if reason := _whole(rest) or _several(rest):
            return words[: colon.end()] + reason
    return None


def _several(words: str) -> str | None:
    """Sentences one after the other, of which the first at least is known."""
    for end in re.finditer(r"(?<=[.!?]) ", words):
        if first := _whole(words[: end.start()]):
            rest = words[end.end() :]
            return f"{first} {_whole(rest) or _several(rest) or rest}"
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Templates with what recognises them; those that say most come first."""
    texts = (CORE_TEXTS, DATA_TEXTS, ENCODER_TEXTS, FILE_TEXTS, HISTORY_TEXTS, LEARNING_TEXTS)
    templates = map(str, chain.from_iterable(texts))
    longest_first = sorted(templates, key=lambda words: -len(_FIELD.sub("", words)))
    return tuple((template, _pattern(template)) for template in longest_first)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _FIELD.split(template)
    pieces[::2] = map(re.escape, pieces[::2])
    pieces[1::2] = [
        rf"(?P<{name}>\d[\d,]{{0,15}})" if name in _NUMBERS else rf"(?P<{name}>.+?)"
        for name in pieces[1::2]
    ]
    return re.compile("".join(pieces), re.DOTALL)
