"""What a class may be called, and when two names are the same."""

from __future__ import annotations

import unicodedata
from typing import Final

from siamdesk.errors import ClassNameError

MAX_LENGTH: Final = 100
"""Characters of a class name."""

_SEPARATORS: Final = {"/": "a slash", "\\": "a backslash"}
_DIRECTION: Final = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean_class_name(name: str) -> str:
    """The name as it is stored: composed (NFC) and without blanks around it.

    Any script is welcome. Raises `ClassNameError`, naming the culprit, for an empty name, more
    than `MAX_LENGTH` characters, control characters, line breaks, and path separators: photos are
    sorted into folders named after their classes.
    """
    cleaned = unicodedata.normalize("NFC", name).strip()
    for character in cleaned:
        _check_character(character, cleaned)
    if not any(unicodedata.category(character)[0] not in "ZC" for character in cleaned):
        raise ClassNameError("A class needs a name. Type at least one letter or digit.")
    if len(cleaned) > MAX_LENGTH:
        raise ClassNameError(
            f"The class name '{cleaned[:30]}…' has {len(cleaned)} characters; "
            f"at most {MAX_LENGTH} fit. Shorten it."
        )
    if cleaned in (".", ".."):
        raise ClassNameError(f"A class can't be called '{cleaned}': folders use that name.")
    return cleaned


def class_key(name: str) -> str:
    """Equal for names that differ only in case or in how letters are composed."""
    folded = unicodedata.normalize("NFC", name).strip().casefold()
    return unicodedata.normalize("NFC", folded)


def _check_character(character: str, name: str) -> None:
    if character in _SEPARATORS:
        raise ClassNameError(
            f"The class name '{name}' contains {_SEPARATORS[character]} ({character}), which "
            "can't be part of a folder's name. Use a hyphen instead."
        )
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp") or character in _DIRECTION:
        visible = name.encode("unicode_escape").decode("ascii")
        raise ClassNameError(
            f"The class name '{visible}' contains an invisible control character "
            f"(U+{ord(character):04X}). Type the name again without it."
        )
