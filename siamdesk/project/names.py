"""What a class may be called, when two names are the same, and what its folder is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from siamdesk.errors import ClassNameError

MAX_LENGTH: Final = 100
"""Characters of a class name."""

MAX_BYTES: Final = 200
"""UTF-8 bytes of a class name: Linux allows 255 for a folder's, and a number may be appended."""

_SEPARATORS: Final = {"/": "a slash", "\\": "a backslash"}
_UNSAFE: Final = re.compile(r'[<>:"|?*/\\\x00-\x1f\x7f]')
_EDGES: Final = re.compile(r"^[. ]+|[. ]+$")
_RESERVED: Final = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL
)
"""Devices of Windows, whatever their suffix."""
_DIRECTION: Final = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean_class_name(name: str) -> str:
    """The name as it is stored: composed (NFC) and without blanks around it.

    Any script is welcome. Raises `ClassNameError`, naming the culprit, for an empty name, more
    than `MAX_LENGTH` characters or `MAX_BYTES` bytes, control characters, line breaks, and path
    separators: photos are sorted into folders named after their classes.
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
    if (size := len(cleaned.encode())) > MAX_BYTES:
        fitting = len(_cut(cleaned))
        raise ClassNameError(
            f"The class name '{cleaned[:30]}…' takes {size} bytes; folders that are named after "
            f"classes have room for {MAX_BYTES}. Shorten it to {fitting} of its {len(cleaned)} "
            "characters."
        )
    if cleaned in (".", ".."):
        raise ClassNameError(f"A class can't be called '{cleaned}': folders use that name.")
    return cleaned


def class_key(name: str) -> str:
    """Equal for names that differ only in case or in how letters are composed."""
    folded = unicodedata.normalize("NFC", name).strip().casefold()
    return unicodedata.normalize("NFC", folded)


def folder_name(name: str) -> str:
    """A folder's name for a class on Windows, macOS and Linux alike; mostly the class's own.

    What a system forbids becomes ``_``: ``<>:"|?*`` and separators, dots and blanks at either end
    (Windows drops them behind, and in front a dot hides the folder). Windows' device names, such as
    ``CON`` and ``nul.txt``, get a ``_`` in front. At most `MAX_BYTES` bytes. Two classes may share
    the result: see `folder_names`.
    """
    safe = _UNSAFE.sub("_", _cut(name.encode(errors="replace").decode()))
    safe = _EDGES.sub(lambda edge: "_" * len(edge[0]), safe) or "_"
    return f"_{safe}" if _RESERVED.fullmatch(safe) else safe


def folder_names(names: Sequence[str]) -> dict[str, str]:
    """Folders for classes that live side by side: ``{name: folder}``, in the order of `names`.

    No two folders differ only in case or composition, which Windows and macOS would take for one:
    ``-2``, ``-3``, … is appended to the later ones. Classes that can keep their name come first.
    """
    folders: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(dict.fromkeys(names), key=lambda name: folder_name(name) != name):
        stem = folder = folder_name(name)
        number = 1
        while _folder_key(folder) in taken:
            number += 1
            folder = f"{stem}-{number}"
        taken.add(_folder_key(folder))
        folders[name] = folder
    return {name: folders[name] for name in names}


def _folder_key(folder: str) -> str:
    # Systems fold by capitals, Python by small letters: these differ for some (ı, ſ).
    return class_key(folder.upper())


def _cut(name: str) -> str:
    """As much of the beginning as fits `MAX_BYTES`."""
    return name.encode()[:MAX_BYTES].decode(errors="ignore")


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
