"""Edits of what is known of photos beside their class: their groups, and notes on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from siamdesk.errors import ProjectError
from siamdesk.project.editing import Editing
from siamdesk.project.edits import Change
from siamdesk.project.values import EditKind
from siamdesk.project.wording import grouped_text, note_text

MAX_GROUP_LENGTH: Final = 255
"""Characters: as many as a file name has, which groups are often named after."""

MAX_NOTE_LENGTH: Final = 500
"""Characters of a note."""


class PhotoEdits(Editing):
    """The part of `Project` that groups photos of one physical part and keeps notes on them."""

    def set_groups(self, groups: Mapping[int, str | None]) -> None:
        """Give photos, by id, the name of the part that they show, or none; one edit.

        Photos that have it already are left alone; when all have, there is no edit. Raises
        `ProjectError` when a photo is not in the project or a name is too long.
        """
        wanted = {photo: clean_group(name) for photo, name in groups.items()}
        with self._writing():
            photos = [p for p in self._existing(list(wanted)) if p.group != wanted[p.id]]
            if photos:
                self._log.record(
                    EditKind.SET_GROUP,
                    grouped_text([p.name for p in photos], {wanted[p.id] for p in photos}),
                    forward=[Change("photo", "part", tuple((p.id, wanted[p.id]) for p in photos))],
                    inverse=[Change("photo", "part", tuple((p.id, p.group) for p in photos))],
                )

    def set_note(self, photo_id: int, note: str) -> None:
        """Write a short text about a photo; an empty one deletes the note.

        When it stands there already, there is no edit. Raises `ProjectError` when the photo is not
        in the project or the text is too long.
        """
        wanted = clean_note(note)
        with self._writing():
            (photo,) = self._existing([photo_id])
            known = photo.note or None
            if wanted != known:
                self._log.record(
                    EditKind.SET_NOTE,
                    note_text(photo.name, wanted),
                    forward=[Change("photo", "note", ((photo_id, wanted),))],
                    inverse=[Change("photo", "note", ((photo_id, known),))],
                )


def clean_note(note: str) -> str | None:
    """The text as it is stored: composed (NFC), in one line; None for an empty one.

    Raises `ProjectError` when it is longer than `MAX_NOTE_LENGTH`.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", note).split())
    if len(cleaned) > MAX_NOTE_LENGTH:
        raise ProjectError(
            f"The note '{cleaned[:30]}…' has {len(cleaned)} characters; at most "
            f"{MAX_NOTE_LENGTH} fit. Shorten it."
        )
    return cleaned or None


def clean_group(name: str | None) -> str | None:
    """The name as it is stored: composed (NFC), without blanks around it; None for an empty one.

    Raises `ProjectError` when it is longer than `MAX_GROUP_LENGTH`.
    """
    cleaned = unicodedata.normalize("NFC", name or "").strip()
    if len(cleaned) > MAX_GROUP_LENGTH:
        raise ProjectError(
            f"The group name '{cleaned[:30]}…' has {len(cleaned)} characters; at most "
            f"{MAX_GROUP_LENGTH} fit. Shorten it."
        )
    return cleaned or None
